"""Make tui/corpus/stances/valence.txt: words that speak well or ill to whoever reads them.

    python bench/make_valence.py VADER/vader_lexicon.txt [/usr/share/wordnet]

Most are of the lexicon of the package `vaderSentiment` 3.3.2 (MIT, C. J. Hutto): words of which ten people each said
how good or bad they sound, from -4 to 4. Kept are those with a mean of 1 or more either way, of which no two people
thought opposite things, and which WordNet knows or has the base form of (tui/corpus/wordnet); so that slang and
spellings of the net stay out. To the bad ones come nouns of which WordNet 3.0 (Debian's `wordnet-base`) says that
they are, in their most frequent meaning, a kind of illness, crime, violence, harm or misery. Two lines: the good
words, and the bad ones.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from make_wordnet import Synset, senses, synsets

from tui.corpus import wordnet

TARGET = Path(__file__).parent.parent / "tui" / "corpus" / "stances" / "valence.txt"
LEAST = 1.0
ILLS = (
    "misfortune",
    "ill_health",
    "crime",
    "violence",
    "disease",
    "disaster",
    "suffering",
    "pollution",
    "poverty",
    "hunger",
    "harm",
    "destruction",
    "killing",
    "danger",
    "wrongdoing",
    "injustice",
    "disorder",
    "hardship",
    "epidemic",
    "shortage",
)


def known(word: str) -> bool:
    """Whether WordNet has a word, or what it is a form of."""
    nouns = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    return wordnet.verb_of(word) is not None or wordnet.knows(word, "a") or any(wordnet.knows(n, "n") for n in nouns)


def over(offset: int, nouns: dict[int, Synset]) -> set[int]:
    """A meaning and all that it is a kind of."""
    found: set[int] = set()
    waiting = [offset]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [other for symbol, other, _, _, _ in nouns[one].pointers if symbol in ("@", "@i")]
    return found


def ills(source: Path) -> list[str]:
    nouns, means = synsets(source / "data.noun"), senses(source / "index.noun", counted=True)
    roots = {offset for word in ILLS for offset in senses(source / "index.noun")[word][:1]}
    return [word for word, offsets in means.items() if word.isalpha() and not roots.isdisjoint(over(offsets[0], nouns))]


def main() -> None:
    good, bad = set(), set(ills(Path(sys.argv[2] if len(sys.argv) > 2 else "/usr/share/wordnet")))
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        word, mean, _, ratings = line.split("\t")
        told = json.loads(ratings)
        if not word.isalpha() or not word.islower() or abs(float(mean)) < LEAST or min(told) < 0 < max(told):
            continue
        if known(word):
            (good if float(mean) > 0 else bad).add(word)
    TARGET.write_text(f"{' '.join(sorted(good))}\n{' '.join(sorted(bad - good))}\n", encoding="utf-8")
    print(f"{len(good)} good, {len(bad - good)} bad, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
