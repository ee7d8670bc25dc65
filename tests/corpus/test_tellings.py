"""What a dated sentence is kept by and compared by: the shortcuts give what comparing all with all gives."""

from __future__ import annotations

import random
from math import log

import pytest

from tui.corpus.days.tellings import Telling, joined, pack_telling, telling_at, telling_from, telling_of
from tui.model import Span

NAMES = ("Kolm", "Bresk", "Varna", "Ruritania", "Lindau", "Ansgar")
WORDS = (
    *("bridge", "harbour", "opened", "killed", "sailors", "fire", "flood", "strike", "mayor", "vote", "treaty"),
    *("war", "market", "coast", "school", "railway", "senate", "court", "verdict", "storm", "ship", "mine"),
)


def a_telling(draw: random.Random, common: list[str]) -> Telling:
    words = [*draw.sample(NAMES, 2), *draw.sample(WORDS, 3), draw.choice(("the war", "", "12", "13"))]
    words += draw.sample(common, min(len(common), 2))
    draw.shuffle(words)
    clause = words[: draw.randint(1, 4)]
    if draw.random() < 0.2:
        clause.append(draw.choice(("War", "the mine", "Mine in", "Zeeland")))
    return telling_of(" ".join(words), " ".join(clause))


def like(
    one: frozenset[str], other: frozenset[str], names: frozenset[str], weights: dict[str, float], least: float
) -> bool:
    shared = one & other
    weight = sum(weights.get(word, 0) for word in shared)
    shorter = min(sum(weights.get(word, 0) for word in words) for words in (one, other))
    return bool(shared & names) and weight >= least - 1e-12 and weight >= 0.6 * shorter - 1e-12


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return not (one and other and one.isdisjoint(other))


def are_one(one: Telling, other: Telling, weights: dict[str, float], alone: float) -> bool:
    """The rule, in full."""
    whole = one.names | one.others, other.names | other.others
    clause = one.clause_names | one.clause_others, other.clause_names | other.clause_others
    alike = like(*whole, one.names | other.names, weights, 2 * alone) and agree(one.numbers, other.numbers)
    if alike and len(whole[0] & whole[1]) >= 3:
        return True
    if not agree(one.clause_numbers, other.clause_numbers):
        return False
    known = one.definite & other.definite & clause[0] & clause[1]
    if len(clause[0] & clause[1]) < 2 and not one.definite & other.definite:
        return False
    return like(*clause, one.clause_names | other.clause_names, weights, 0.0 if known else 1.5 * alone)


def compared_all(told: list[Telling], dated_by: list[str | None]) -> list[list[int]]:
    within: dict[str, int] = {}
    for one in told:
        for word in one.names | one.others:
            within[word] = within.get(word, 0) + 1
    weights = {word: log(1 + len(told) / n) for word, n in within.items()}
    groups: list[list[int]] = []
    for number, one in enumerate(told):
        for group in groups:
            head = told[group[0]]
            leads = any(within[word] <= 64 for word in (one.names | one.others) & (head.names | head.others))
            twice = dated_by[number] is not None and dated_by[number] in [dated_by[member] for member in group]
            if leads and not twice and are_one(one, head, weights, log(1 + len(told))):
                group.append(number)
                break
        else:
            groups.append([number])
    return groups


@pytest.mark.parametrize("seed", range(12))
def test_the_shortcuts_find_what_comparing_all_with_all_finds(seed: int) -> None:
    draw = random.Random(seed)
    count = draw.choice((3, 20, 90, 300))
    common = [f"sort{'abcdefgh'[at]}" for at in range(draw.randint(0, 6))]
    told = [a_telling(draw, common)]
    while len(told) < count:  # some tell again what another told
        told.append(draw.choice(told) if draw.random() < 0.1 else a_telling(draw, common))
    dated_by = [draw.choice((None, *(f"a{at}" for at in range(count // 3 + 1)))) for _ in told]
    found = joined(told, dated_by)
    assert found == compared_all(told, dated_by)
    assert any(len(group) > 1 for group in found) or count < 20


def test_what_is_kept_of_a_sentence_is_what_it_tells_and_the_same_each_time() -> None:
    text = "BRESK, May 6 (AP) - On May 4 Ruritania opened the Kolm bridge, and 12 ships passed."
    start = text.index("On")
    told = telling_at(text, Span(start, len(text)), Span(start + 3, start + 8), rests=False)
    assert telling_from(pack_telling(told)) == told
    assert pack_telling(told) == pack_telling(telling_from(pack_telling(told)))
    assert "kolm" in told.names
    assert told.numbers == {"12"}
    assert told.clause_numbers == set()
    dateline = telling_at(text, Span(0, len(text)), Span(7, 12), rests=False)
    assert not any(stem.startswith("bresk") for stem in dateline.names | dateline.others)


def test_a_sentence_that_rests_on_its_article_s_day_keeps_the_verb_among_its_words() -> None:
    text = "Ruritania opened the Kolm bridge."
    told = telling_at(text, Span(0, len(text)), Span(10, 16), rests=True)
    assert "opened" in told.others
    assert "opened" in told.clause_others
