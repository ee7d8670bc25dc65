"""Which claims are not to be counted on, and which of one sentence are one row."""

from msgspec.structs import replace

from tui.corpus.doubts import REASONS, doubts_of, mask, reasons
from tui.corpus.folds import leaders
from tui.model import Article, Block, Claim, IssueStance, Span

TEXT = "Quay Closes Early\n\nKari Lund said the quay would close for good, adding it was unsafe. She left on Monday."
ARTICLE = Article("a", "a.txt", TEXT, (Block(Span(0, 17), "title"), Block(Span(19, len(TEXT)))))
FIRST, SECOND = Span(19, TEXT.index(" She")), Span(TEXT.index("She"), len(TEXT))


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


SAID = Claim("c1", "a", "Kari Lund", "lund", None, at("Kari Lund"), at("said"), at("the quay would close for good"),
             "indirect", (IssueStance("quay", "against"),), "say", None, None, 0.9, ())  # fmt: skip
ADDED = replace(SAID, id="c2", cue=at("adding"), content=at("it was unsafe"), confidence=0.6)


def test_a_plain_claim_has_no_doubt() -> None:
    assert doubts_of(ARTICLE, SAID) == ()


def test_each_reason_is_told() -> None:
    assert doubts_of(ARTICLE, replace(SAID, holder=None)) == ("no holder",)
    assert doubts_of(ARTICLE, replace(SAID, cue=at("Closes"), content=at("Early"))) == ("headline",)
    silent = (IssueStance("quay", None),)
    assert doubts_of(ARTICLE, replace(SAID, content=at("on Monday"), stances=silent)) == ("vague",)
    assert doubts_of(ARTICLE, replace(SAID, confidence=0.2)) == ("unsure",)
    assert doubts_of(ARTICLE, replace(SAID, holder=None, confidence=0.2)) == ("no holder", "unsure")


def test_a_short_content_that_takes_a_side_is_not_vague() -> None:
    assert doubts_of(ARTICLE, replace(SAID, content=at("on Monday"))) == ()


def test_what_a_person_judged_is_not_doubted() -> None:
    assert doubts_of(ARTICLE, replace(SAID, holder=None, confidence=0.1, status="confirmed")) == ()


def test_reasons_go_into_a_number_and_back() -> None:
    for number in range(1 << len(REASONS)):
        assert mask(reasons(number)) == number


def test_two_claims_of_one_sentence_holder_and_side_are_one_row() -> None:
    assert leaders([ADDED, SAID], [FIRST, SECOND]) == [1, None]


def test_another_holder_side_or_sentence_is_another_row() -> None:
    for other in (
        replace(ADDED, holder="Ola Berg"),
        replace(ADDED, stances=(IssueStance("quay", "for"),)),
        replace(ADDED, cue=at("left")),
        replace(ADDED, status="confirmed"),
    ):
        assert leaders([SAID, other], [FIRST, SECOND]) == [None, None]
    nobody = [replace(claim, holder=None) for claim in (SAID, ADDED)]
    assert leaders(nobody, [FIRST, SECOND]) == [None, None]
    assert leaders([SAID, ADDED], []) == [None, None]


def test_a_headline_and_the_sentence_that_repeats_it_are_one() -> None:
    text = "Lund: quay to close\n\nKari Lund said the quay would close. Kari Lund said boats would leave."
    title = Span(0, text.index("\n"))
    sentences = [title, Span(21, text.index(". ") + 1), Span(text.index(". ") + 2, len(text))]
    spans = [text.index(words) for words in ("quay to close", "the quay would close", "boats would leave")]
    ends = [title.end, text.index(". "), len(text) - 1]
    claims = [
        replace(SAID, id=str(k), source=(), cue=(), content=(Span(start, end),))
        for k, (start, end) in enumerate(zip(spans, ends, strict=True))
    ]
    assert leaders(claims, sentences, text, title) == [1, None, None]
    assert leaders(claims, sentences) == [None, None, None]
