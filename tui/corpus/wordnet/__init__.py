"""What WordNet 3.0 knows of a word: synonyms, antonyms, derivations, what a noun is a kind of, and the dictionary
form of irregular verbs.

The table is made by bench/make_wordnet.py; its licence is LICENSE-WORDNET, beside it. It is opened at the first
question: 0.4 MB packed, 32,000 words. Parts of speech are "v", "a" and "n".
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files
from typing import Literal

Pos = Literal["v", "a", "n"]


_BRITISH = re.compile(r"(?<=[a-z]{3})is(?=e$|ed$|es$|ing$|ation$|er$)")  # "recognise"


@cache
def _table() -> dict[str, str]:
    packed = files(__package__).joinpath("relations.txt.gz").read_bytes()
    rows = (line.partition("\t") for line in gzip.decompress(packed).decode("ascii").split("\n"))
    return {key: row for key, _, row in rows}


def _row(word: str, pos: Pos) -> str:
    """What is known of a word, in the spelling of either side of the ocean."""
    key = word.replace(" ", "_")
    return _table().get(f"{key}.{pos}", "") or _table().get(f"{_BRITISH.sub(r'iz', key)}.{pos}", "")


@cache
def _related(word: str, pos: Pos, kind: str) -> tuple[str, ...]:
    row = _row(word, pos)
    found = next((part[2:] for part in row.split("\t") if part.startswith(kind + " ")), "")
    return tuple(found.split())


def knows(word: str, pos: Pos) -> bool:
    return bool(set(_row(word, pos)[:1]) - {"b"})


def synonyms(word: str, pos: Pos) -> tuple[str, ...]:
    """Of its most frequent sense; a verb's particle after a space ("go away")."""
    return tuple(other.replace("_", " ") for other in _related(word, pos, "s"))


def antonyms(word: str, pos: Pos) -> tuple[str, ...]:
    return tuple(other.replace("_", " ") for other in _related(word, pos, "a"))


def derived(word: str, pos: Pos, to: Pos) -> tuple[str, ...]:
    """Words of the part of speech `to` that are made from it or it from them: "ratification" of "ratify"."""
    return tuple(other[:-2] for other in _related(word, pos, "d") if other.endswith("." + to))


def akin(noun: str, other: str) -> bool:
    """Whether two nouns name one thing or one is a kind of the other: "pact" and "treaty"."""
    return other in _related(noun, "n", "k") or noun in _related(other, "n", "k")


@cache
def verb_of(form: str) -> str | None:
    """The dictionary form of what may be a verb's form: "abolishes", "abolished", "took"; None where none is."""
    form = form.lower()
    irregular = _related(form, "v", "b")
    if irregular:
        return irregular[0]
    for ending, instead in (("", ""), ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ing", "e"), ("ing", ""),
                            ("ed", "e"), ("ed", "")):  # fmt: skip
        if form.endswith(ending) and len(form) - len(ending) > 1:
            stem = form[: len(form) - len(ending)]
            for base in (stem + instead, stem[:-1] if stem[-1:] == stem[-2:-1] and not instead else ""):
                if base and knows(base, "v"):
                    return base
    return None


@cache
def _irregular() -> dict[str, list[str]]:
    """The irregular forms of each verb that has some."""
    found: dict[str, list[str]] = {}
    for key in _table():
        form, _, pos = key.rpartition(".")
        if pos == "v" and (base := _related(form, "v", "b")):
            found.setdefault(base[0], []).append(form)
    return found


_SAME = frozenset({"run", "come", "become", "overcome", "overrun", "cut", "put", "set", "let", "hit", "shut", "split"})


def participle(verb: str) -> str:
    """A verb's past participle: "closed", "carried", "held", "taken"; empty where no such form is known."""
    if verb in _SAME:
        return verb
    forms = [form for form in _irregular().get(verb, []) if not form.endswith(("ing", "s")) and " " not in form]
    if forms:
        return next((form for form in forms if form.endswith("n")), max(forms))  # "took" and "taken", "sang" and "sung"
    made = [f"{verb}d" if verb.endswith("e") else f"{verb}ed"]
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        made = [f"{verb[:-1]}ied"]
    return next((form for form in made if verb_of(form) == verb), "")


def singular(word: str) -> str:
    """A noun's singular, as far as its ending tells."""
    low = re.sub(r"['’]s$", "", word.lower())
    if low.endswith("ves") and (knows(low[:-3] + "f", "n") or knows(low[:-3] + "fe", "n")):
        return low[:-3] + ("f" if knows(low[:-3] + "f", "n") else "fe")
    if low.endswith(("xes", "ches", "shes", "sses", "zzes")) and len(low) > 4:
        return low[:-2]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3 else low
