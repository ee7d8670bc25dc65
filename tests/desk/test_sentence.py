"""A claim as a sentence: the cue never lost, quotation marks in pairs, no word twice, the side in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.test_sentence_plan import spans
from tui.corpus.sentence_plan import sentence_plan
from tui.desk.presentation.sentence import Sentence, sentence, side_words, toward_words
from tui.model import Claim, ClaimKind, IssueStance, Span, text_of
from tui.store.rows import ClaimRow


def row(
    text: str,
    source: tuple[str, ...],
    cue: tuple[str, ...],
    content: tuple[str, ...],
    holder: str | None = "Kari Lund",
    kind: ClaimKind = "indirect",
    stances: tuple[IssueStance, ...] = (),
) -> ClaimRow:
    """A row as the store makes it, by the words of the claim's parts in `text`."""
    parts = [spans(text, *part) for part in (source, cue, content)]
    key = "lund" if holder else None
    made = Claim("c", "a", holder, key, None, *parts, kind, stances, "say", None, None, 0.9, ())
    words, said = (" ".join(text_of(text, part).split()) for part in (made.content, made.cue))
    return ClaimRow(made, words, "Title", None, holder, cue=said, plan=sentence_plan(text, made))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kind", "said"),
    [
        (
            "She denied that the port had closed.",
            ("She",),
            ("denied",),
            ("that the port had closed",),
            "indirect",
            "Kari Lund denied that the port had closed",
        ),
        (
            "“The port stays open,” she told reporters.",
            ("she",),
            ("told",),
            ("“The port stays open,”",),
            "direct",
            "Kari Lund told reporters “The port stays open”",
        ),
        (
            "“The port,” said Lund, “stays open.”",
            ("Lund",),
            ("said",),
            ("“The port,”", "“stays open.”"),
            "direct",
            "Kari Lund said “The port, stays open”",
        ),
        (
            "This, she said, could not go on.",
            ("she",),
            ("said",),
            ("This", "could not go on"),
            "indirect",
            "Kari Lund said this could not go on",
        ),
        (
            "But a quay had opened, she said.",
            ("she",),
            ("said",),
            ("But a quay had opened",),
            "indirect",
            "Kari Lund said a quay had opened",
        ),
        (
            "Oslo had agreed, she said.",
            ("she",),
            ("said",),
            ("Oslo had agreed",),
            "indirect",
            "Kari Lund said Oslo had agreed",
        ),
        (
            "Her decision to leave was final.",
            ("Her",),
            ("decision",),
            ("to leave",),
            "indirect",
            "Kari Lund’s decision to leave",
        ),
        (
            "According to Lund, the quay is safe.",
            ("Lund",),
            ("According to",),
            ("the quay is safe",),
            "indirect",
            "According to Kari Lund: the quay is safe",
        ),
        (
            "“One,” he said. “Two goes on.”",
            ("he",),
            (),
            ("“Two goes on.”",),
            "direct",
            "Kari Lund: “Two goes on”",
        ),
        (
            "“The port is open. It stays so, she said.",
            ("she",),
            ("said",),
            ("“The port is open. It stays so",),
            "direct",
            "Kari Lund said “The port is open. It stays so”",
        ),
    ],
)
def test_a_claim_reads_as_a_sentence(
    text: str, source: tuple[str, ...], cue: tuple[str, ...], content: tuple[str, ...], kind: ClaimKind, said: str
) -> None:
    assert sentence(row(text, source, cue, content, kind=kind)).plain == said


def test_a_word_is_not_said_twice() -> None:
    made = row("He insisted that that port closes.", ("He",), ("insisted that",), ("that port closes",))
    assert sentence(made).plain == "Kari Lund insisted that port closes"


def test_a_verb_that_is_shortened_stands_at_its_subject() -> None:
    made = row("She’d welcome a deal.", ("She",), ("’d welcome",), ("a deal",))
    assert sentence(made).plain == "Kari Lund’d welcome a deal"


def test_a_row_without_a_plan_still_has_its_cue() -> None:
    made = Claim(
        "c", "a", None, None, None, (), (Span(0, 1),), (Span(2, 3),), "indirect", (), "say", None, None, 0.5, ()
    )
    assert sentence(ClaimRow(made, "the port closes", "", None, None, cue="has … denied")).plain == (
        "Somebody has denied the port closes"
    )


def test_a_holder_that_a_person_set_is_the_one_named() -> None:
    text = "Officials said the port closes."
    made = row(text, ("Officials",), ("said",), ("the port closes",), holder=None)
    assert sentence(made).plain == "Officials said the port closes"


def test_what_is_cut_is_of_the_content() -> None:
    whole = sentence(row("She denied that the port had closed.", ("She",), ("denied",), ("that the port had closed",)))
    assert whole.cut(30).plain == "Kari Lund denied that the por…"
    assert whole.cut(5).plain == "Kari Lund denied …"
    assert whole.cut(200) is whole
    passive = row("The plan was seen by Lund as bad.", ("Lund",), ("was seen",), ("The plan",))
    assert sentence(passive).cut(24).plain.endswith("was seen by Kari Lund")


def test_parts_are_told_apart() -> None:
    made = sentence(row("She denied that it closed.", ("She",), ("denied",), ("that it closed",)))
    assert (made.part("holder"), made.part("cue"), made.part("content")) == ("Kari Lund", "denied", "that it closed")
    assert isinstance(made, Sentence)


def test_the_side_is_said_with_what_it_is_toward() -> None:
    stances = (IssueStance("quay", "against"), IssueStance("ferry", None))
    made = row("She denied it.", ("She",), ("denied",), ("it",), stances=stances)
    names = {"quay": "New quays", "ferry": "Night ferry"}
    assert toward_words(made, "quay", names) == "against it"
    assert toward_words(made, "ferry", names) == "toward another issue: against it, New quays"
    assert toward_words(made, "rail", names) == "toward another issue: against it, New quays"
    assert toward_words(made, "", names) == "New quays: against it"
    silent = row("She denied it.", ("She",), ("denied",), ("it",), stances=(IssueStance("quay", None),))
    assert toward_words(silent, "quay", names) == "no side taken"
    assert toward_words(silent, "rail", names) == "not about this issue"
    assert toward_words(row("She denied it.", ("She",), ("denied",), ("it",)), "", names) == "no issue"
    assert [side_words(s) for s in ("for", "mixed")] == ["for it", "both for and against it"]  # type: ignore[arg-type]


_WORDS = st.text(st.sampled_from("ab ,.\"“”„«»'’…-that said\n"), max_size=40)


@given(_WORDS, _WORDS, _WORDS, st.sampled_from(["direct", "indirect", "mixed"]))
def test_any_words_keep_their_cue_and_close_their_quotation_marks(
    before: str, cue: str, content: str, kind: ClaimKind
) -> None:
    text = f"{before} {cue} {content}"
    at, then = len(before) + 1, len(before) + len(cue) + 2
    made = Claim("c", "a", "Kari Lund", "lund", None, (Span(0, len(before)),), (Span(at, at + len(cue)),),
                 (Span(then, len(text)),), kind, (), "say", None, None, 0.5, ())  # fmt: skip
    words = " ".join(content.split())
    said = sentence(
        ClaimRow(made, words, "", None, "Kari Lund", cue=" ".join(cue.split()), plan=sentence_plan(text, made))
    )
    assert said.plain[:1] == said.plain[:1].upper()
    assert all(word in said.plain for word in cue.split())
    if "„" not in text:
        body = said.part("content")
        assert body.count("“") == body.count("”")
        assert body.count("«") == body.count("»")
    assert said.part("content").count('"') % 2 == 0
    assert "\n" not in said.part("content")
