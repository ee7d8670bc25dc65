"""Names that may mean one actor, and names that are two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.naming import tied
from tui.corpus.actors.alike_names import alike, body_score, person_score

LEAST = 80.0
SETS = [
    yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    for name in ("name_pairs.yaml", "name_pairs_more.yaml")
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("muammar galdafi", "moammar qaldafi"),
        ("aleksandr borg", "alexander borg"),
        ("mohamed alborani", "muhammad alborani"),
        ("viktor lunov", "victor lounov"),
        ("da silva borges", "inacio da silva borges"),
        ("ki moon bang", "bang ki moon"),
        ("nikolai strandberg", "nikolay strandburg"),
        ("bill lund", "william lund"),
        ("serhiy bergenko", "sergei bergenko"),
        ("oleksandr lundenko", "alexander lundenko"),
        ("hossein bergi", "husain bergi"),
        ("ivan hryhorets", "ivan grigorets"),
        ("reza lundeghi", "reza lundeqi"),
        ("gholamreza lundi", "gholam reza lundi"),
        ("abd al rahman lund", "abdulrahman lund"),
        ("mohamed bin said al lund", "muhammad ibn saeed al lund"),
        ("zhang wenguo", "chang wen kuo"),
        ("xu qiang", "hsu chiang"),
        ("kim myong guk", "kim myung kook"),
        ("lee chul soo", "yi chol su"),
        ("chul soo park", "pak chol su"),
    ],
)
def test_transcriptions_order_and_parts_may_be_one_person(one: str, other: str) -> None:
    assert person_score(one, other) >= LEAST
    assert person_score(other, one) == person_score(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna berg", "anna borg"),
        ("kim yong chol", "kim yong chun"),
        ("george w borg", "george h w borg"),
        ("michael a lund", "michael b lund"),
        ("omar bin said al lund", "said bin omar al lund"),
        ("tamim bin hamad al lund", "hamad bin khalifa al lund"),
        ("harald lind", "harald lindh"),
        ("daniel berg", "daniela berg"),
        ("harald lind jr", "harald lind"),
        ("martin berg", "marion berg"),
        ("lord mayor", "lord mayor candidate"),
        ("abdul karim lund", "abdul rahim lund"),
        ("kim yong sik", "kim yong suk"),
        ("park jin ho", "park jin hee"),
        ("li wei", "li mei"),
        ("wang min", "huang min"),
        ("georgy lund", "grigory lund"),
    ],
)
def test_other_persons_are_not(one: str, other: str) -> None:
    assert person_score(one, other) == 0


def test_bodies_are_alike_by_all_their_words() -> None:
    assert body_score("hizbollan", "hezbollan") >= LEAST
    assert body_score("borg", "borg holdings plc") >= LEAST
    assert body_score("lowland telekom", "lowland telecom") >= LEAST
    assert body_score("danish fishers party", "fishers party of denmark") >= LEAST
    assert body_score("borg mobil", "borgmobil") >= LEAST
    assert body_score("borg", "borg motor corporation") >= LEAST
    assert body_score("lundby shipping lines", "lundby shipping line") >= LEAST
    assert body_score("borg labs", "borg laboratories") >= LEAST
    assert body_score("lundbank ojsc", "open joint stock company lundbank") >= LEAST
    assert person_score("ahmed noor", "ahmed nur") >= LEAST
    assert body_score("borg airlines", "borg motors") == 0
    assert body_score("ministry of finance", "ministry of defence") == 0
    assert body_score("group f", "group g") == 0
    assert body_score("hallwood", "hollywood") == 0


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_score_is_one_for_the_same_and_never_leaves_its_range(one: str, other: str) -> None:
    if one and other:
        assert 0 <= alike(one, other) <= 1
        assert alike(one, one) == 1
    assert 0 <= person_score(f"{one} a", f"{other} b") <= 100
    assert 0 <= body_score(f"a{one}", f"b{other}") <= 100


def fates(nlp: Any, pairs: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """The first name of each pair of a kind, and what two articles with the two names make of them."""
    said = "{} said on Monday" if kind.endswith("persons") else "A statement by the {} said on Monday"
    for pair in pairs[kind]:
        actors, mentions = tied(nlp, *(f"{said.format(name)} that the talks had failed." for name in pair))
        named = [
            max((m for m in found if m.by in {"name", "alias"} and m.text.split()[-1].strip(".") in name), default=None,
                key=lambda mention: len(mention.text))
            for name, found in zip(pair, mentions, strict=True)
        ]  # fmt: skip
        one, other = (mention.actor if mention else None for mention in named)
        offered = any({offer.actor, offer.other} == {one, other} for offer in actors.offers)
        yield pair[0], "merged" if one == other and one else "offered" if offered else "apart"


@pytest.mark.parametrize("pairs", SETS)
def test_names_of_one_are_merged_or_offered(nlp: Any, pairs: dict[str, Any]) -> None:
    found = [*fates(nlp, pairs, "persons"), *fates(nlp, pairs, "bodies")]
    assert {name for name, fate in found if fate == "apart"} == set(pairs["apart"])


@pytest.mark.parametrize("pairs", SETS)
def test_names_of_two_are_never_merged_and_seldom_offered(nlp: Any, pairs: dict[str, Any]) -> None:
    found = [*fates(nlp, pairs, "two_persons"), *fates(nlp, pairs, "two_bodies")]
    assert [name for name, fate in found if fate == "merged"] == []
    assert {name for name, fate in found if fate == "offered"} == set(pairs["alike"])
