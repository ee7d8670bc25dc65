"""Plans: where holder, cue and content stand in a claim's sentence, and which words of the text go with the cue."""

from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.sentence_plan import CONTENT, HOLDER, PIECE, sentence_plan
from tui.model import Claim, Span


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Where the words stand, each after the last."""
    found, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        found.append(Span(start, at))
    return tuple(found)


def claim(
    text: str,
    source: tuple[str, ...] | str,
    cue: tuple[str, ...] | str,
    content: tuple[str, ...] | str,
    holder: str | None = "Kari Lund",
    known: bool = True,
) -> Claim:
    """A claim by the words of its parts in `text`; `known` where the holder is an actor."""
    parts = [(part,) if isinstance(part, str) else part for part in (source, cue, content)]
    source_, cue_, content_ = (spans(text, *[word for word in part if word]) for part in parts)
    key = "lund" if known and holder else None
    return Claim("c", "a", holder, key, None, source_, cue_, content_, "indirect", (), "say", None, None, 0.9, ())


def planned(text: str, *parts: tuple[str, ...] | str, holder: str | None = "Kari Lund", known: bool = True) -> str:
    """The plan with `|` between its pieces."""
    return sentence_plan(text, claim(text, *parts, holder=holder, known=known)).replace(PIECE, "|")


def test_a_verb_after_its_subject_stands_as_it_is() -> None:
    text = "She denied that the port had closed."
    assert planned(text, "She", "denied", "that the port had closed") == "@|denied|#"


def test_the_holder_comes_first_where_the_text_names_it_last() -> None:
    text = '"The port stays open," she told reporters in the capital.'
    assert planned(text, "she", "told", '"The port stays open,"') == "@|told reporters|#"
    assert planned('"It is open," said Lund.', "Lund", "said", '"It is open,"') == "@|said|#"


def test_words_that_turn_the_meaning_round_are_kept() -> None:
    text = "The board has never accepted that the quay is safe."
    assert planned(text, "The board", ("has", "accepted"), "that the quay is safe") == "@|has never accepted|#"
    assert planned("She did not say that it was safe.", "She", "say", "that it was safe") == "@|did not say|#"
    long = "Lund, who had come by boat, this time and in front of everybody did not say that it was safe."
    assert planned(long, "Lund", "say", "that it was safe") == "@|did not say|#"
    assert planned("They can no longer accept the deal.", "They", "accept", "the deal") == "@|can no longer accept|#"
    many = "They surely and after so many years can no longer accept the deal."
    assert planned(many, "They", "accept", "the deal") == "@|can no longer accept|#"
    assert planned("The board doesn't oppose the quay.", "The board", "oppose", "the quay") == "@|doesn't oppose|#"


def test_a_clause_beside_the_holder_is_left_out() -> None:
    text = "Lund, who joined in May, said the quay was safe."
    assert planned(text, "Lund, who", "said", "the quay was safe") == "@|said|#"
    text = "The board's envoy, Kari Lund, flatly denied the report."
    assert planned(text, "The board's envoy", "denied", "the report", holder="Kari Lund") == "@|flatly denied|#"
    assert planned("Lund (58) flatly denied the report.", "Lund", "denied", "the report") == "@|flatly denied|#"


def test_whom_a_claim_addresses_is_kept() -> None:
    text = "He told the harbour board that the quay would close."
    assert planned(text, "He", "told", "that the quay would close") == "@|told the harbour board|#"
    text = "He warned Norway that the quay would close."
    assert planned(text, "He", "warned", "that the quay would close") == "@|warned Norway|#"


def test_a_noun_is_its_owners() -> None:
    text = "Its refusal to sign surprised the union."
    assert planned(text, "Its", "refusal", "to sign", holder="Norway") == "@|’s|refusal|#"
    text = "the board's insistence that ships wait"
    assert planned(text, "the board's", "insistence", "that ships wait") == "@|’s|insistence|#"
    text = "a promise by Norway to build the quay"
    assert planned(text, "Norway", "promise", "to build the quay", holder="Norway") == "@|’s|promise|#"
    text = "Its refusal to sign surprised the union."
    assert planned(text, "Its", "refusal", "to sign", holder=None) == "@Its|refusal|#"


def test_a_passive_never_makes_the_holder_the_one_it_was_done_to() -> None:
    text = "The plan was welcomed by Norway on Friday."
    assert planned(text, "Norway", "was welcomed", "The plan", holder="Norway") == "@|welcomed|#"
    text = "He was welcomed by Norway."
    assert planned(text, "Norway", "was welcomed", "He", holder="Norway") == "#|was welcomed by|@"
    text = "The plan was not welcomed by Norway."
    assert planned(text, "Norway", "was not welcomed", "The plan", holder="Norway") == "#|was not welcomed by|@"
    text = "The plan was seen by Norway as a threat."
    assert planned(text, "Norway", "was seen", "The plan", holder="Norway") == "#|was seen by|@"


def test_a_participle_stands_after_a_comma() -> None:
    text = "The union left the talks, saying the quay was unsafe."
    assert planned(text, "The union", "saying", "the quay was unsafe") == "@|,|saying|#"
    text = "The union is saying the quay is unsafe."
    assert planned(text, "The union", "saying", "the quay is unsafe") == "@|is saying|#"


def test_according_to_stays_before_its_source() -> None:
    text = "According to Lund, the quay is safe."
    assert planned(text, "Lund", "According to", "the quay is safe") == "According to|@|:|#"


def test_a_group_is_called_by_the_words_of_the_text() -> None:
    text = "A harbour official, who gave no name, said the quay was safe."
    plan = planned(text, "A harbour official, who", "said", "the quay was safe", holder="harbour official", known=False)
    assert plan == "@A harbour official|said|#"


def test_the_article_before_a_group_goes_with_it() -> None:
    text = "Then a harbour official, who gave no name, said the quay was safe."
    plan = planned(text, "harbour official", "said", "the quay was safe", holder="harbour official", known=False)
    assert plan == "@a harbour official|said|#"


def test_what_nobody_is_named_for_stands_in_the_order_of_the_text() -> None:
    text = "The quay would be closed to make room."
    assert planned(text, "", ("would", "be closed"), ("The quay", "to make room"), holder=None) == (
        "#0|would|be closed|#1"
    )


def test_speech_that_goes_on_without_a_verb() -> None:
    text = '"One," he said. "Two."'
    assert planned(text, "he", "", '"Two."') == "@|:|#"


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), max_size=6), st.booleans())
def test_any_text_and_any_spans_have_a_plan_with_cue_and_content(
    text: str, places: list[tuple[int, int]], named: bool
) -> None:
    made = [Span(min(a, len(text)), min(a + n, len(text))) for a, n in places]
    source, cue, content = tuple(made[:1]), tuple(sorted(made[1:3])), tuple(sorted(made[3:]))
    one = Claim("c", "a", "Lund" if named else None, None, None, source, cue, content, "mixed", (), "say", None, None,
                0.5, ())  # fmt: skip
    plan = sentence_plan(text, one).split(PIECE)
    said = " ".join(plan)
    assert all(word in said for span in cue for word in span.of(text).replace(PIECE, " ").split()) or "ed" in said
    assert not content or any(piece.startswith(CONTENT) for piece in plan)
    assert not named or any(piece.startswith(HOLDER) for piece in plan)
