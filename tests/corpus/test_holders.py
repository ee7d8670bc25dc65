"""Who holds a claim: who "it", "she", "the group" and "the leaders" are, who speaks in a turn, and whose side it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from tests.reading.attributing import article_of
from tui.commands.cli import main
from tui.corpus.actors.mentions import mentions_of
from tui.corpus.actors.merge import forms_of, merge
from tui.corpus.claims import resolve
from tui.model import Block, Issue, Published, Span, text_of
from tui.reading import reading_of
from tui.reading.pipeline import parse

TEXTS = {
    "place": "The Harbour Watch Institute said the quay at Bergen was unsafe. “If Norway fails to act, men "
    "will die,” it said, noting that the pilots had left.\n\n"
    "Norway has been run by a coalition since 1999.\n\n"
    "It said the pilots were right to leave.",
    "group": "The Harbour Watch Institute said the quay was unsafe.\n\n"
    "“The pilots are right,” the group said in a statement.\n\n"
    "It warned that more would leave.",
    "leaders": "Union leaders voted on Tuesday to strike. Union leaders said the pay was too low.\n\n"
    "“We will not wait,” said the leaders in Lindvik.\n\n"
    "They insisted that the strike was legal.",
    "signal": "On Friday, Union leaders sent a signal to Norway that its future lies in the north.\n\n"
    "But they urged it to raise the pay.",
    "clause": "Anna Storm, who represents the miner Olav Berg, said her client was innocent. “I can prove it,” "
    "she said.\n\n"
    "Olav Berg told the court that he was at home.",
    "wife": "Maria Holm, the wife of senator Peter Holm, said the police were wrong. “We will go to court,” she said.",
    "spokesman": "Jonas Vik, a spokesman for Minister Eva Dahl, said the plan was ready. “It will be presented on "
    "Monday,” he said.",
    "deputy": "Sara Lund and her deputy, Erik Holm, faced reporters.\n\n"
    "“The fever spreads,” Lund said.\n\n"
    "Holm said the clinic would open.",
    "talk": "Talks in Lindvik\n\n"
    "President of Norway Jon Rask: We are ready to sign. My government will keep its word. I think "
    "your proposal is fair.\n\n"
    "Ida Holm: We thank you. I believe that the treaty is good.",
    "interview": "The Mayor on the Quay\n\n"
    "The mayor of Lindvik, Tor Bakke, received the Courier.\n\n"
    "Q: Do you think the quay is safe?\n\n"
    "A: I think the quay is a danger, and we must close it.",
    "added": "Akira Vik said the quay was safe.\n\n“I have seen it,” he added. Jon Rask, the mayor, left for Lindvik.",
    "whose": "Mr Rask, whose wife Ida works for the board, said the quay was shut. “I know nothing of it,” he said.\n\n"
    "Teacher Eva Dahl, whose pupil Jonas Vik won the prize, said she was proud.",
    "unlabelled": "Interview with Jon Rask\n\nJon Rask is the head of the ferry company Nordfart.\n\n"
    "Why do you leave Lindvik?\n\nWe do not want to leave, and our men know it.\n\n"
    "Is the quay safe?\n\nI think the quay is safe.",
    "council": "Security Council\n\nThe President (spoke in French): I give the floor to Norway.\n\n"
    "Mr. Rask (Norway): Norway condemns the blockade. We call on Sweden to lift it.\n\n"
    "Ms. Holm (Sweden) (interpretation from Russian): My delegation rejects the charge. I am against the draft.",
    "epithet": "Ida Holm, the deputy for Lindvik, said the quay was shut. “It was a mistake,” the Lindvik MP said.\n\n"
    "The 54-year-old said she would vote against it. The Norvik envoy said that it was late.",
    "paragraph": "Captain Jon Rask blamed the board. “It is their fault,” he said.\n\nThe fee would be dropped soon, "
    "Mayor Ida Holm said.\n\n“The town is not to blame for the fee.” The board met on Monday.",
    "they": "The Harbour Board said the wind had dropped. On Tuesday, however, they reported that it had risen.",
    "agency": "News agency Nordfax said the quay was shut.",
    "government": "The Norwegian government said the quay was shut.",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """Of each text the first words of each content that is within no other, with its holder and side."""
    folder = tmp_path_factory.mktemp("holders")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / f"{name}.txt").write_text(
            f"A report\n\nBy Per Aune\nMay 3, 2014\n\n{text}\n", encoding="utf-8"
        )
    speech = (
        "Speech to the assembly\n\nWe thank the Assembly. Norway welcomes the report, and Norway supports the reform."
        " Norway believes that the war in Somalia must end. Norway says that it is ready. Somalia, Somalia and Somalia"
        " again.\n\nWe hope that peace will come, and our men wait.\n"
    )
    (folder / "in" / "speech.txt").write_text(speech, encoding="utf-8")
    (folder / "c.yaml").write_text("issues: []\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        target = folder / "claims.jsonl"
        given = ["claims", str(folder / "in"), "--config", str(folder / "c.yaml"), "--format", "jsonl"]
        with target.open("w", encoding="utf-8") as out:
            environment.setattr("sys.stdout", out)
            assert main(given) == 0
    found: dict[str, list[tuple[str, str | None, str | None]]] = {name: [] for name in (*TEXTS, "speech")}
    for line in Path(target).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["within"]:
            found[row["article"].removesuffix(".txt")].append((row["content"][0]["text"], row["holder"], row["side"]))
    return found


HOLDERS = [
    ("place", "“If Norway", "Harbour Watch Institute"),
    ("place", "that the pilots had left", "Harbour Watch Institute"),
    ("place", "the pilots were right to leave", "Harbour Watch Institute"),
    ("group", "“The pilots", "Harbour Watch Institute"),
    ("group", "that more would leave", "Harbour Watch Institute"),
    ("leaders", "“We will not", "Union leaders"),
    ("leaders", "that the strike was legal", "Union leaders"),
    ("signal", "that its future lies", "Union leaders"),
    ("signal", "it to raise", "Union leaders"),
    ("clause", "“I can prove", "Anna Storm"),
    ("clause", "that he was at home", "Olav Berg"),
    ("wife", "“We will go", "Maria Holm"),
    ("spokesman", "“It will be", "Jonas Vik"),
    ("talk", "your proposal is fair", "Jon Rask"),
    ("talk", "that the treaty is good", "Ida Holm"),
    ("interview", "the quay is a danger", "Tor Bakke"),
    ("interview", "we must close it", "Tor Bakke"),
    ("added", "“I have seen it,”", "Akira Vik"),
    ("whose", "“I know nothing", "Jon Rask"),
    ("whose", "she was proud", "Eva Dahl"),
    ("unlabelled", "the quay is safe", "Jon Rask"),
    ("council", "Sweden to lift it", "Jon Rask"),
    ("council", "the charge", "Sweden"),
    ("epithet", "“It was a mistake", "Ida Holm"),
    ("epithet", "she would vote", "Ida Holm"),
    ("epithet", "that it was late", "Norvik envoy"),
    ("paragraph", "“The town is not", "Ida Holm"),
    ("they", "that it had risen", "Harbour Board"),
    ("agency", "the quay was shut", "Nordfax"),
    ("government", "the quay was shut", "Norwegian government"),
]


@pytest.mark.parametrize(("name", "begins", "holder"), HOLDERS)
def test_who_holds_it(
    told: dict[str, list[tuple[str, str | None, str | None]]], name: str, begins: str, holder: str
) -> None:
    assert [who for words, who, _ in told[name] if words.startswith(begins)] == [holder], told[name]


def test_a_persons_side_is_no_person(told: dict[str, list[tuple[str, str | None, str | None]]]) -> None:
    assert {side for _, who, side in told["deputy"] if who == "Erik Holm"} == {None}


def test_a_speaker_has_the_side_that_the_label_names(told: dict[str, list[tuple[str, str | None, str | None]]]) -> None:
    assert {side for _, who, side in told["talk"] if who == "Jon Rask"} == {"Norway"}
    assert {side for _, _, side in told["government"]} == {"Norway"}


def test_a_speech_of_nobody_named_is_in_the_name_of_the_country_that_holds_things_in_it(
    told: dict[str, list[tuple[str, str | None, str | None]]],
) -> None:
    assert {who for words, who, _ in told["speech"] if "peace will come" in words} == {"Norway"}


def test_a_question_is_nobodys_position(told: dict[str, list[tuple[str, str | None, str | None]]]) -> None:
    assert not any("safe" in words for words, _, _ in told["interview"])


PASSAGES = [
    pytest.param(passage, id=f"{kind}: {passage['text'][:40]}")
    for kind, passages in yaml.safe_load((Path(__file__).parent / "holder_sentences.yaml").read_text("utf-8")).items()
    for passage in passages
]


def bare(name: str | None) -> str:
    """A holder's name in small letters, without its article."""
    first, _, rest = (name or "").lower().partition(" ")
    return rest if first in {"the", "a", "an"} else (name or "").lower()


@pytest.mark.parametrize("passage", PASSAGES)
def test_whose_claim_it_is(nlp: Any, passage: dict[str, Any]) -> None:
    article = article_of(passage["text"])
    (doc,) = parse(nlp, [article])
    reading = reading_of(doc, article)
    actors = merge([forms_of(article, reading)])
    mentions = mentions_of(article, reading, actors)
    found = resolve(article, reading, mentions, Published(None, "none", ""), (), (), actors)
    claims = [(" ".join(text_of(article.text, claim.content).split()), bare(claim.holder)) for claim in found]
    for holder, words in passage.get("holds", ()):
        assert any(who == bare(holder) and words in said for said, who in claims), claims
    assert not {bare(name) for name in passage.get("never", ())} & {who for _, who in claims}, claims


SPEECHES = yaml.safe_load((Path(__file__).parent / "speeches.yaml").read_text("utf-8"))
HARBOUR = Issue("harbour", "Harbours", ("harbour", "harbours"), (), "The harbours should be open")


@pytest.mark.parametrize("speech", SPEECHES, ids=lambda speech: speech.get("title") or "untitled")
def test_whose_speech_it_is_and_what_in_it_is_a_position(nlp: Any, speech: dict[str, Any]) -> None:
    text = speech["text"]
    blocks = (Block(Span(0, len(text.rstrip()))),)
    article = replace(article_of(text), blocks=blocks, title=speech.get("title"), author=speech.get("author"))
    (doc,) = parse(nlp, [article])
    reading = reading_of(doc, article)
    actors = merge([forms_of(article, reading)])
    mentions = mentions_of(article, reading, actors)
    found = resolve(article, reading, mentions, Published(None, "none", ""), (), [HARBOUR], actors)
    claims = [
        (bare(claim.holder), " ".join(text_of(article.text, claim.content).split()), claim.within) for claim in found
    ]
    for holder, words in speech.get("holds", ()):
        assert any(who == bare(holder) and words in said for who, said, _ in claims), (words, claims)
    for words in speech.get("silent", ()):
        assert not any(words in said and within is None for _, said, within in claims), (words, claims)
