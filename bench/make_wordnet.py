"""Make tui/corpus/wordnet/relations.txt.gz from WordNet 3.0: of its words, what stance needs and no more.

    python bench/make_wordnet.py [/usr/share/wordnet]

The data is that of Debian's package `wordnet-base`. Kept are verbs, adjectives and nouns that have a synonym in their
most frequent sense, an antonym, or a word derived from them; of nouns those that WordNet's texts hold or that are
derived from a verb or an adjective. One line a word: `word.pos`, then after tabs `s` synonyms, `a` antonyms, `d`
derivations (as `word.pos`), `b` the dictionary form of an irregular verb and `k` a noun's other names and the kinds
that it is one of, in its two most frequent senses that WordNet's texts hold; each list joined by spaces, with an
underscore for a space within a word.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

from msgspec import Struct

TARGET = Path(__file__).parent.parent / "tui" / "corpus" / "wordnet" / "relations.txt.gz"
FILES = {"v": "verb", "a": "adj", "n": "noun"}
NOUN_SENSES = 2
SENSES = 1  # of a word, the most frequent, whose synonyms are taken: those of rarer ones mislead
PARTICLES = frozenset(
    {"up", "down", "out", "off", "in", "on", "back", "away", "over", "through", "with", "for", "from"}
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Synset(Struct, frozen=True):
    """The words of one meaning, and its pointers: (symbol, offset, part of speech, own word, other word)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, int, str, int, int], ...]


def wanted(word: str, pos: str) -> bool:
    parts = word.split("_")
    if len(parts) == 1:
        return _WORD.fullmatch(word) is not None
    return pos == "v" and len(parts) == 2 and parts[1] in PARTICLES and _WORD.fullmatch(parts[0]) is not None


def synsets(path: Path) -> dict[int, Synset]:
    """By offset; a noun, verb or adjective file as wndb(5WN) describes it."""
    out = {}
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith("  "):
            continue
        fields = line.partition(" | ")[0].split(" ")
        count = int(fields[3], 16)
        words = tuple(re.sub(r"\(.*\)", "", fields[4 + 2 * k]) for k in range(count))
        at = 4 + 2 * count
        pointers = []
        for k in range(int(fields[at])):
            symbol, offset, pos, between = fields[at + 1 + 4 * k : at + 5 + 4 * k]
            pointers.append(
                (symbol, int(offset), "a" if pos == "s" else pos, int(between[:2], 16), int(between[2:], 16))
            )
        out[int(fields[0])] = Synset(words, tuple(pointers))
    return out


def senses(path: Path, counted: bool = False) -> dict[str, list[int]]:
    """The synsets of each word, the most frequent first; of verbs and adjectives words that WordNet's texts hold, and
    of nouns where only they are asked for (`counted`) such senses alone."""
    out = {}
    for line in path.read_text(encoding="ascii").splitlines():
        fields = line.split()
        held = int(fields[5 + int(fields[3])]) if not line.startswith("  ") else 0  # of senses in tagged texts
        if not line.startswith("  ") and (held or (path.suffix == ".noun" and not counted)):
            offsets = [int(offset) for offset in fields[-int(fields[2]) :]]
            out[fields[0]] = offsets[:held] if counted else offsets
    return out


def main() -> None:
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    sets = {pos: synsets(source / f"data.{name}") for pos, name in FILES.items()}
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for pos, name in FILES.items():
        for word, offsets in senses(source / f"index.{name}").items():
            if wanted(word, pos):
                relate(found[f"{word}.{pos}"], word, pos, offsets, sets)
    for word, offsets in senses(source / "index.noun", counted=True).items():
        if wanted(word, "n"):
            kinds(found[f"{word}.n"], word, offsets, sets["n"])
    for line in (source / "verb.exc").read_text(encoding="ascii").splitlines():
        form, *bases = line.split()
        if wanted(form, "") and wanted(bases[0], "v"):
            found[f"{form}.v"]["b"][bases[0]] = None
    lines = []
    for key, row in sorted(found.items()):
        told = row["a"] or row["k"] or any(other.endswith((".v", ".a")) for other in row["d"])
        if key.endswith(".n") and not told:
            continue
        parts = [f"{kind} {' '.join(row[kind])}" for kind in "sadbk" if row[kind]]
        if parts:
            lines.append("\t".join((key, *parts)))
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines):,} words, {TARGET.stat().st_size:,} bytes")


def kinds(row: dict[str, dict[str, None]], word: str, offsets: list[int], nouns: dict[int, Synset]) -> None:
    """Put the other words of a noun's meanings into `row`, and what it is a kind of."""
    for offset in offsets[:NOUN_SENSES]:
        own = nouns[offset]
        row["k"].update(dict.fromkeys(w for w in map(str.lower, own.words) if w != word and wanted(w, "n")))
        for symbol, other, kind, _, _ in own.pointers:
            if symbol == "@" and kind == "n":
                row["k"].update(dict.fromkeys(w for w in map(str.lower, nouns[other].words) if wanted(w, "n")))


def relate(
    row: dict[str, dict[str, None]], word: str, pos: str, offsets: list[int], sets: dict[str, dict[int, Synset]]
) -> None:
    """Put a word's synonyms, antonyms and derivations into `row`; those of frequent senses come first."""
    for number, offset in enumerate(offsets):
        own = sets[pos][offset]
        lowered = [w.lower() for w in own.words]
        at = lowered.index(word) + 1 if word in lowered else 0
        if number < SENSES and pos != "n":
            row["s"].update(dict.fromkeys(w for w in lowered if w != word and wanted(w, pos)))
        for symbol, other, kind, mine, theirs in own.pointers:
            if kind not in sets or other not in sets[kind] or mine not in (0, at):
                continue
            words = [w.lower() for w in sets[kind][other].words]
            target = words[theirs - 1] if theirs else ""
            if symbol == "!" and target and wanted(target, kind):
                row["a"][target] = None
            elif symbol in ("+", "\\") and target and wanted(target, kind):
                row["d"][f"{target}.{kind}"] = None
            elif symbol == "&" and pos == "a" and number < SENSES:
                # A satellite adjective shares the antonym of the adjective it stands around.
                around = [p for p in sets["a"][other].pointers if p[0] == "!"]
                row["a"].update(dict.fromkeys(sets["a"][p[1]].words[p[4] - 1].lower() for p in around[:1]))


if __name__ == "__main__":
    main()
