"""Make tui/text/forenames.txt: first names that people of one sex bear, from the lists of Faker (MIT licence).

    pip install faker && python bench/make_forenames.py

A name counts for a sex where at least three times as many of Faker's locales list it there as for the other sex.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from pathlib import Path

PLACE = Path(__file__).parent.parent / "tui/text/forenames.txt"
LATIN = re.compile(r"[A-Za-zÀ-ɏ'-]{2,}")
TIMES = 3  # as many locales for one sex as for the other


def main() -> None:
    import faker
    from faker.providers import person

    locales: dict[str, dict[str, set[str]]] = {"m": defaultdict(set), "f": defaultdict(set)}
    for module in pkgutil.iter_modules(person.__path__):
        if module.ispkg:
            provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
            for sex, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
                for name in getattr(provider, attribute, ()):
                    if LATIN.fullmatch(name):
                        locales[sex][name.casefold()].add(module.name)
    lines = [
        f"# First names by sex, from the lists of Faker {faker.VERSION} (MIT licence, Copyright Daniele Faraglia and",
        "# individual contributors); made by bench/make_forenames.py.",
    ]
    for sex, other in (("m", "f"), ("f", "m")):
        names = sorted(n for n, at in locales[sex].items() if len(at) >= TIMES * len(locales[other].get(n, ())))
        lines.append(f"{sex} {' '.join(names)}")
    PLACE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
