"""How sure an attribution is: a logistic model over features a person can read, its weights in weights.json.

The weights are made by bench/train_reader.py on open text that a teacher marked; each is the change in log-odds that
the attribution is one an annotator would mark with this source and content.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from itertools import repeat

from tui.reading.attribution.candidate import Candidate, source_features
from tui.reading.attribution.parse import VERBAL, Parse

_SUBORDINATING = frozenset({"if", "as", "when", "because", "while", "after", "unless"})
_OPENERS = frozenset({"that", "if", "whether", "how", "what", "why", "when", "who", "as", "because", "so"})
_MODAL = frozenset(
    {"will", "would", "can", "could", "may", "might", "shall", "should", "must", "'ll", "'d", "to", "ca", "wo"}
)


@cache
def weights() -> tuple[dict[str, float], float, float]:
    """Feature to log-odds, and the scale and offset that make the sum a probability of those that are chosen."""
    table = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in table["weights"].items()}, table["scale"], table["offset"]


def confidence(features: tuple[str, ...]) -> float:
    """The probability between 0 and 1 that the model gives."""
    table, scale, offset = weights()
    total = offset + scale * sum(map(table.get, features, repeat(0.0)))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _bucket(n: int) -> str:
    for limit in (1, 2, 3, 5, 8, 12, 20, 35, 60):
        if n <= limit:
            return f"<={limit}"
    return ">60"


def _content_features(p: Parse, c: Candidate, quoted: frozenset[int]) -> list[str]:
    words = [i for i in c.content if p.word[i]]
    if not words:
        return ["length=0"]
    share = sum(i in quoted for i in words)
    marks = "all" if share == len(words) else "some" if share else "none"
    first = p.lower[words[0]]
    opener = first if first in _OPENERS else "other"
    single = ""
    if len(words) == 1:
        single = "pronoun" if p.pos[words[0]] == "PRON" else "name" if p.pos[words[0]] == "PROPN" else "word"
    shape = c.pattern.partition(":")[0]
    finite = any(p.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in words)
    length = _bucket(len(words))
    out = [f"length={length}", f"{shape}/length={length}", f"marks={marks}", f"{shape}/marks={marks}"]
    out += [f"opener={opener}", f"{shape}/finite={finite}"]
    if single:
        out.append(f"single={single}")
    if c.to:
        out.append(f"{shape}/hearer")
    if any(p.entity[i] in ("PERSON", "ORG", "GPE", "NORP") for i in words):
        out.append(f"{shape}/names")
    return out


def _cue_features(p: Parse, c: Candidate) -> list[str]:
    out: list[str] = []
    if c.cue is None:
        return ["cue=none"]
    verb = c.cue
    if p.pos[verb] in VERBAL:
        helpers = {p.lower[k] for k in p.children[verb] if p.dep[k] in ("aux", "auxpass")}
        out.append(f"tag={p.tag[verb]}")
        out.append(f"{c.lemma}/tag={p.tag[verb]}")
        modal = sorted(helpers & _MODAL)
        out.append(f"modal={modal[0] if modal else 'none'}")
        if helpers & {"do", "does", "did"}:
            out.append("do")
    dep = p.dep[verb]
    out += [f"dep={dep}", f"{c.pattern.partition(':')[0]}/dep={dep}"]
    if c.negated:
        out.append("negated")
    if any(p.lower[k] in _SUBORDINATING and p.dep[k] in ("mark", "advmod") for k in p.children[verb]):
        out.append("subordinate")
    return out


def features(p: Parse, c: Candidate, quoted: frozenset[int], title: bool) -> tuple[str, ...]:
    """The features of a candidate; `quoted` are the tokens inside quotation marks."""
    shape = c.pattern.partition(":")[0]
    out = ["bias", f"pattern={c.pattern}", f"frame={c.frame.id}", f"cue={c.lemma}", f"cue={c.lemma}/{c.pattern}"]
    who = source_features(p, c.source)
    out += who
    out.append(f"{shape}/{who[0]}")
    if len(who) > 1:
        out.append(f"{shape}/{who[1]}")
    out += _cue_features(p, c)
    out += _content_features(p, c, quoted)
    inside = c.cue is not None and c.cue in quoted
    if inside:
        out += ["inside", f"{shape}/inside"]
    if title:
        out += ["title", f"{shape}/title"]
    if c.source.head is not None and c.cue is not None:
        gap = abs(c.source.head - c.cue)
        out.append("gap=" + ("near" if gap <= 3 else "some" if gap <= 8 else "far" if gap <= 20 else "beyond"))
    return tuple(dict.fromkeys(out))
