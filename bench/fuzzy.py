"""Fifty watchlist terms over a hundred megabytes: speed, recall of planted variants, what else is found.

    python bench/fuzzy.py [MEGABYTES]

Terms are taken from the corpus itself (capitalised pairs, long words), variants of them planted at random places:
exact, in capitals, with one and two wrong letters, without a diacritic, hyphenated, joined, broken over a line, with an
initial, as an adjective. A planted place counts as found when a hit for its term overlaps it. For precision, words that
the corpus itself uses and that lie one or two letters from a term's word are planted too: none of them may be found.
"""

from __future__ import annotations

import gc
import json
import random
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from corpora import articles
from ground import MADE, Clock, all_processor, machine, milliseconds, table, timed
from msgspec.structs import replace
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from tui.corpus.crossref.hits import Hits, places
from tui.corpus.phrases.closeness import Phrase, find
from tui.corpus.phrases.lookalikes import Guard, country_of
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.index.scan_files import FileScan
from tui.store.index_file import IndexFile
from tui.store.sqlite_evidence import StoredEvidence

TERMS = 50
EACH = 36  # plantings of each kind of variant for each term
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MARKS = {"a": "á", "e": "é", "i": "í", "o": "ö", "u": "ü", "c": "ç", "n": "ñ", "s": "š"}
_NAME = re.compile(r"(?<![.!?\"“]\s)(?<!^)\b([A-Z][a-z]{3,} [A-Z][a-z]{5,})\b(?! [A-Z])")
_WORD = re.compile(r"\b[a-z]{9,14}\b")


@dataclass(frozen=True)
class Planted:
    article: str
    start: int
    end: int
    term: int
    kind: str


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rows = _rows(megabytes)
    terms = chosen_terms([row["text"] for row in rows[:8000]])
    planted = plant(rows, terms)
    path = MADE / "fuzzy.jsonl"
    MADE.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    size = sum(len(row["text"].encode()) for row in rows) / 1e6
    shutil.rmtree(MADE / "fuzzy-index", ignore_errors=True)
    index = IndexFile(path, MADE / "fuzzy-index")
    with timed() as indexing:
        FileScan(index.connection(), path, lambda _: None, lambda: False).run()
    evidence = StoredEvidence(index)
    vocabulary = Vocabulary(evidence)
    phrases = [phrase for term in terms if (phrase := Phrase.of(term))]
    guard = Guard(frozenset(), country_of)
    country_of("x")  # the country data are read once a process
    gc.collect()
    gc.freeze()  # the texts that the bench itself holds are no part of what is measured
    with timed() as loading:
        vocabulary.refresh()
    with timed() as first:
        find(phrases, vocabulary, guard)
    with timed() as second:
        hits = find(phrases, vocabulary, guard)
    exactly = [replace(phrase, fuzziness=0) for phrase in phrases]
    anew = Vocabulary(evidence)
    anew.refresh()
    with timed() as exact:
        places_found = len(find(exactly, anew, guard))
    print(f"# {TERMS} terms over {size:.0f} MB, {len(rows):,} articles, {len(vocabulary.ids):,} distinct words\n")
    print(f"{machine()}\n")
    megabytes_a_second = f"{size / second.seconds:,.0f} MB/s"
    figures = [
        ("indexing words", f"{indexing.seconds:.1f} s", f"{size / indexing.seconds:.1f} MB/s"),
        ("vocabulary read", milliseconds(loading.seconds), ""),
        ("all terms, first time", milliseconds(first.seconds), f"{size / first.seconds:,.0f} MB/s"),
        ("all terms, again", milliseconds(second.seconds), megabytes_a_second),
        (f"all terms exactly, first time: {places_found:,} places", milliseconds(exact.seconds), _speed(size, exact)),
        *peers(rows, terms, size, {"fuzzy": (first, loading), "exact": (exact, loading)}),
    ]
    print(table(("what", "time", "speed"), figures) + "\n")
    print(recall(hits, evidence, planted, terms))


def _rows(megabytes: int) -> list[dict[str, str]]:
    rows, size = [], 0
    for row in articles(1_000_000):
        rows.append(row)
        size += len(row["text"].encode())
        if size >= megabytes * 1_000_000:
            break
    return rows


def chosen_terms(texts: list[str]) -> list[str]:
    """Thirty-five names of two words and fifteen long words, of middling frequency."""
    names = Counter(name for text in texts for name in _NAME.findall(text))
    words = Counter(word for text in texts for word in _WORD.findall(text))
    chance = random.Random(11)
    many = [name for name, count in names.most_common(900) if count >= 4][60:]
    long = [word for word, count in words.most_common(2500)][300:]
    return [*chance.sample(many, 35), *chance.sample(long, TERMS - 35)]


def variants(term: str, chance: random.Random) -> dict[str, str]:
    """The term written in each way that its words allow; a typo falls into a word of six letters and more."""
    words = term.split()
    made = {"exact": term, "capitals": term.upper()}
    long = [at for at, word in enumerate(words) if len(word) >= 6]
    made["one letter"] = _typos(words, chance.choice(long), 1, chance)
    longer = [at for at, word in enumerate(words) if len(word) >= 9]
    if longer:
        made["two letters"] = _typos(words, chance.choice(longer), 2, chance)
    marked = [at for at, letter in enumerate(term) if letter in MARKS]
    if marked:
        at = chance.choice(marked)
        made["diacritic"] = term[:at] + MARKS[term[at]] + term[at + 1 :]
    if len(words) == 2:
        made |= {"hyphen": "-".join(words), "joined": "".join(words), "line break": "\n".join(words)}
        made["initial"] = f"{words[0][0]}. {words[1]}"
        if words[1].endswith("a"):
            made["adjective"] = term + "n"
    return made


def _typos(words: list[str], at: int, count: int, chance: random.Random) -> str:
    word = words[at]
    while True:
        typo = word
        for _ in range(count):
            place = chance.randrange(1, len(typo) - 1)
            change = chance.randrange(4)
            letter = chance.choice(LETTERS)
            typo = (
                typo[:place] + letter + typo[place:], typo[:place] + typo[place + 1 :],
                typo[:place] + letter + typo[place + 1 :],
                typo[:place] + typo[place + 1] + typo[place] + typo[place + 2 :],
            )[change]  # fmt: skip
        if OSA.distance(typo.lower(), word.lower()) == count and min(len(typo), len(word)) >= (6 if count == 1 else 9):
            return " ".join([*words[:at], typo, *words[at + 1 :]])


def plant(rows: list[dict[str, str]], terms: list[str]) -> list[Planted]:
    """Writes variants and decoys into the texts; at most one an article, so that offsets hold."""
    chance = random.Random(5)
    wanted = [
        (number, kind, text)
        for number, term in enumerate(terms)
        for _ in range(EACH)
        for kind, text in variants(term, chance).items()
    ]
    wanted += decoys([row["text"] for row in rows[:8000]], terms)
    chance.shuffle(wanted)
    hosts = chance.sample(range(len(rows)), min(len(rows), len(wanted)))
    planted = []
    for at, (number, kind, text) in enumerate(wanted):
        row = rows[hosts[at % len(hosts)]]
        start = len(row["text"]) + 1 + len("\nThe paper mentions ")
        row["text"] += f"\n\nThe paper mentions {text} once more."
        planted.append(Planted(row["id"], start, start + len(text), number, kind))
    return planted


def decoys(texts: list[str], terms: list[str]) -> list[tuple[int, str, str]]:
    """Common words of the corpus one or two letters from a word of a term, in its place: other words, not spellings.

    Words that begin alike and end in another inflection are left out: they may well be wanted.
    """
    counts = Counter(word for text in texts for word in re.findall(r"\b[a-z]{6,14}\b", text))
    common = [word for word, count in counts.items() if count >= 40]
    found = []
    for number, term in enumerate(terms):
        words = term.split()
        for at, word in enumerate(words):
            if len(word) < 6:
                continue
            for distance, other in zip(cdist([word.lower()], common, scorer=OSA.distance)[0], common, strict=True):
                if 1 <= distance <= 2 and other[:5] != word.lower()[:5]:
                    found.append((number, "decoy", " ".join([*words[:at], other, *words[at + 1 :]])))
    return found * 5


def recall(hits: Hits, evidence: StoredEvidence, planted: list[Planted], terms: list[str]) -> str:
    spots = places(hits, evidence)
    numbers = sorted({spot.article for spot in spots})
    keys = dict(zip(numbers, evidence.keys(numbers), strict=True))
    by_article = defaultdict(list)
    for at, spot in enumerate(spots):
        by_article[keys[spot.article]].append((spot.start, spot.end, hits.reasons[hits.reason[at]].term, at))
    reached, all_of = Counter[str](), Counter[str]()
    right = set()
    wrong = 0
    for one in planted:
        over = [
            at
            for start, end, term, at in by_article[one.article]
            if start < one.end and one.start < end and term == terms[one.term]
        ]
        all_of[one.kind] += 1
        if one.kind == "decoy":
            wrong += bool(over)
        elif over:
            reached[one.kind] += 1
            right.update(over)
    kinds = [kind for kind in all_of if kind != "decoy"]
    rows = [(kind, all_of[kind], f"{100 * reached[kind] / all_of[kind]:.1f} %") for kind in kinds]
    total = sum(all_of[kind] for kind in kinds)
    rows.append(("all", total, f"**{100 * sum(reached.values()) / total:.1f} %**"))
    off = [at for at in range(len(hits)) if at not in right and "from" in hits.reasons[hits.reason[at]].why]
    words = Counter((hits.reasons[hits.reason[at]].term, text.lower()) for at, text in _texts(off, spots, evidence))
    near = [at for at in range(len(hits)) if "from" in hits.reasons[hits.reason[at]].why]
    fuzzy = sum(hits.reasons[reason].by == "fuzzy" for reason in hits.reason)
    lines = [
        table(("planted", "places", "found"), rows),
        f"\nPrecision of hits by wrong letters: {100 * (1 - len(off) / max(1, len(near))):.1f} % are planted ones"
        " (what the corpus itself writes otherwise, rightly found, counts as wrong here).",
        f"Decoys: {wrong} of {all_of['decoy']} found.",
        f"Of {len(hits):,} hits {fuzzy:,} are fuzzy; by wrong letters and not planted: {len(off):,}. The commonest:\n",
        table(("term", "found", "places"), [(term, text, n) for (term, text), n in words.most_common(25)]),
    ]
    return "\n".join(lines)


def _texts(chosen: list[int], spots: list, evidence: StoredEvidence) -> list[tuple[int, str]]:  # type: ignore[type-arg]
    return list(zip(chosen, evidence.texts([spots[at] for at in chosen]), strict=True))


def _speed(size: float, clock: Clock) -> str:
    return f"{size / clock.seconds:,.0f} MB/s"


# Program, its words, the share of the text it is given, what of ours does the same, the first time, without and with
# reading the vocabulary, which a desk does once. ripgrep reads all the text each time, and here tells every place, as
# ours does; the line above tells only how many lines have one.
PEERS = (
    ("ugrep", ("-Z1", "-i", "-c"), 0.1, "fuzzy"),
    ("rg", ("-i", "-c", "-F"), 1.0, "exact"),
    ("rg", ("-i", "-o", "-b", "-N", "-F"), 1.0, "exact"),
)


def peers(
    rows: list[dict[str, str]], terms: list[str], size: float, ours: dict[str, tuple[Clock, Clock]]
) -> list[tuple[str, ...]]:
    """ugrep -Z1 and ripgrep with the same terms over the same text, where they are installed."""
    text, patterns = MADE / "fuzzy.txt", MADE / "fuzzy.terms"
    text.write_text("\n".join(row["text"] for row in rows), encoding="utf-8")
    patterns.write_text("\n".join(terms) + "\n", encoding="utf-8")
    found = []
    for name, words, share, same in PEERS:
        program = shutil.which(name)
        if program is None:
            found.append((f"{name} {' '.join(words)}", "not installed", ""))
            continue
        part = _part(text, share)
        spent, worked = [], []
        for _ in range(3):
            before = all_processor()
            with timed() as taken:
                subprocess.run([program, *words, "-f", str(patterns), str(part)], stdout=subprocess.PIPE, check=False)
            spent.append(taken.seconds)
            worked.append(all_processor() - before)
        clock, processor = min(spent) / share, min(worked) / share
        first, loading = ours[same]
        found.append(
            (
                f"{name} {' '.join(words)} ({share:.0%} of it)",
                f"{min(spent):.2f} s",
                f"{size / clock:,.1f} MB/s; ours, {same}, {clock / first.seconds:,.3g} times as fast,"
                f" {processor / first.processor:,.3g} by processor time; with the vocabulary read"
                f" {clock / (first.seconds + loading.seconds):,.3g}"
                f" and {processor / (first.processor + loading.processor):,.3g}",
            )
        )
    return found


def _part(text: Path, share: float) -> Path:
    if share == 1:
        return text
    part = text.with_suffix(".part")
    part.write_bytes(text.read_bytes()[: int(text.stat().st_size * share)])
    return part


if __name__ == "__main__":
    main()
