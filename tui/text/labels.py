"""One letter for each part-of-speech tag and each dependency relation of spaCy's English pipelines.

A stored parse holds thousands of labels; a letter takes a fifth of the room that the names take. What a pipeline uses
beyond these is kept as the last of each, which no rule asks for.
"""

from __future__ import annotations

from functools import cache

_FIRST = ord("0")
_TAGS = [
    "NN",
    "NNS",
    "NNP",
    "NNPS",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "MD",
    "IN",
    "DT",
    "JJ",
    "JJR",
    "JJS",
    "RB",
    "RBR",
    "RBS",
    "RP",
    "TO",
    "PRP",
    "PRP$",
    "POS",
    "CC",
    "CD",
    "EX",
    "WDT",
    "WP",
    "WP$",
    "WRB",
    "PDT",
    "HYPH",
    "UH",
    "FW",
    "AFX",
    "XX",
]
_RELATIONS = [
    "ROOT",
    "nsubj",
    "nsubjpass",
    "csubj",
    "csubjpass",
    "dobj",
    "dative",
    "pobj",
    "pcomp",
    "prep",
    "attr",
    "acomp",
    "oprd",
    "xcomp",
    "ccomp",
    "advcl",
    "relcl",
    "acl",
    "amod",
    "compound",
    "nmod",
    "poss",
    "det",
    "predet",
    "advmod",
    "npadvmod",
    "aux",
    "auxpass",
    "neg",
    "mark",
    "cc",
    "conj",
    "appos",
    "agent",
    "expl",
    "prt",
    "case",
    "nummod",
    "quantmod",
    "parataxis",
    "preconj",
    "intj",
    "meta",
    "punct",
    "dep",
]
_TAG_OF = {name: chr(_FIRST + k) for k, name in enumerate(_TAGS)}
_RELATION_OF = {name: chr(_FIRST + k) for k, name in enumerate(_RELATIONS)}


@cache
def letters(tag: str, relation: str) -> str:
    """Two letters for one word."""
    return _TAG_OF.get(tag, _TAG_OF["XX"]) + _RELATION_OF.get(relation, _RELATION_OF["dep"])


def tags_of(labels: str) -> list[str]:
    """The tags of all words of `labels`, which has two letters a word."""
    return [_TAGS[ord(letter) - _FIRST] for letter in labels[::2]]


def relations_of(labels: str) -> list[str]:
    return [_RELATIONS[ord(letter) - _FIRST] for letter in labels[1::2]]
