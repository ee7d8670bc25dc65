"""Make tui/text/things.txt from WordNet 3.0: nouns of what holds no position, whatever is said of it.

    python bench/make_things.py [/usr/share/wordnet]

The data is that of Debian's package `wordnet-base`. Taken is a noun that WordNet's texts hold, none of whose five
most frequent meanings is a person or a group, and whose most frequent one is no document, word, number or place:
"collapse", "price", "willingness". Inquiries, which tell what was found, and words that stand for people are left
out. The words stand in one line, sorted.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "tui" / "text" / "things.txt"
SENSES = 5
# Numbers of the lexicographers' files (lexnames(5WN)): noun.Tops, communication, group, location, person, quantity.
HOLDING = frozenset({14, 18})
TELLING = frozenset({3, 10, 15, 23})
# Whom a word of a thing often stands for in the press.
STANDS_FOR = frozenset(
    {
        "campaign",
        "paper",
        "outlet",
        "counterpart",
        "release",
        "enforcement",
        "majority",
        "base",
        "voice",
        "half",
        "close",
        "handful",
        "throne",
        "palace",
        "street",
        "arena",
        "slate",
        "enterprise",
        "show",
        "platform",
        "front",
        "line",
        "number",
        "range",
        "variety",
        "series",
        "ruling",
        "studio",
        "network",
        "channel",
        "station",
        "store",
        "site",
        "web",
    }
)
INQUIRIES = frozenset(
    {
        "study",
        "survey",
        "research",
        "analysis",
        "investigation",
        "poll",
        "review",
        "inquiry",
        "enquiry",
        "probe",
        "evidence",
        "census",
        "examination",
        "test",
        "experiment",
        "measurement",
        "estimate",
        "assessment",
        "finding",
        "radio",
        "television",
        "diplomacy",
        "projection",
        "index",
        "simulation",
    }
)
_WORD = re.compile(r"[a-z]+")


def main() -> None:
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    kinds = {}
    for line in (source / "data.noun").read_text(encoding="ascii").splitlines():
        if not line.startswith("  "):
            offset, number = line.split(" ", 2)[:2]
            kinds[int(offset)] = int(number)
    things = []
    for line in (source / "index.noun").read_text(encoding="ascii").splitlines():
        fields = line.split()
        if line.startswith("  ") or not _WORD.fullmatch(fields[0]) or fields[0] in INQUIRIES | STANDS_FOR:
            continue
        held = int(fields[5 + int(fields[3])])  # senses that WordNet's texts hold
        means = [kinds[int(offset)] for offset in fields[-int(fields[2]) :]][:SENSES]
        if held and HOLDING.isdisjoint(means) and means[0] not in TELLING:
            things.append(fields[0])
    TARGET.write_text(" ".join(sorted(things)) + "\n", encoding="ascii")
    print(f"{len(things):,} nouns, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
