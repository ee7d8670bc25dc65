"""What the title and the lead of a report tell as happened: of each sentence its main verb, and what dates it.

A report tells in them what is new, so that an event which nothing dates happened on the day of publication, or on the
one that the lead names; which day that is only the corpus knows. Below the lead a report tells what went before; new is
there what "has" happened. What is to come, denied, asked or only possible did not happen, and a state is no event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from tui.model import Article, LeadEvent, Span, TimeExpression, Turn
from tui.reading.sentences import ranges
from tui.reading.tokens import Word, Words, words_of
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from spacy.tokens import Doc

Place = Literal["title", "lead", "below"]
_SENTENCES = 4  # of the text, below the title: what editors call the lead
_PARAGRAPHS = 4  # that these may stand in
_STEPS = 12  # how far up the tree a governor is looked for
_STATES = wordlist(
    """
    be have seem appear remain own include contain consist comprise belong know believe think want hope wish expect
    plan intend aim schedule need like love fear doubt mean cost exist live feature lie stand depend seek wait await
    prepare look resemble lack deserve involve concern relate tend use measure weigh span represent constitute boast
    consider regard employ specialize specialise operate serve total average equal
    """
)
_POSSIBLE = wordlist("will shall 'll wo would could may might can should must ought 'd ca to if unless whether")
_PAST = frozenset({"VBD"})
_BEFORE = frozenset({"previously", "always", "long", "often", "ever", "once", "repeatedly", "already", "since"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "csubj", "pcomp"})
_WITHIN = frozenset({"poss", "compound", "nmod", "amod", "nummod"})  # "Tuesday's meeting" tells no verb's day


def lead_events(
    doc: Doc, article: Article, sentences: Sequence[Span], times: Sequence[TimeExpression], turns: Sequence[Turn]
) -> tuple[LeadEvent, ...]:
    """Of each sentence of the title and the lead the verb of what happened, with the expression that dates it."""
    words = words_of(doc)
    every = ranges(doc)
    found = []
    for number, place in _told(article, sentences, turns):
        said = words[every[number][0] : every[number][1]]
        verb = _happened(words, said, place)
        if verb is None:
            continue
        dating = [at for at, time in enumerate(times) if time.sentence == number and time.type in {"DATE", "TIME"}]
        dated = next((at for at in dating if _dates(words, times[at], verb)), None)
        found.append(LeadEvent(Span(verb.idx, verb.idx + len(verb)), number, dated))
    return tuple(found)


def _told(article: Article, sentences: Sequence[Span], turns: Sequence[Turn]) -> Iterator[tuple[int, Place]]:
    """The sentences of title and text by their number, and which part of the report each is of; nothing of what is
    spoken."""
    titles = [block.span for block in article.blocks if block.role == "title"]
    text = [block.span for block in article.blocks if block.role == "text"]
    lead = text[:_PARAGRAPHS]
    told = 0
    for number, sentence in enumerate(sentences):
        headline = any(span.covers(sentence) for span in titles)
        if sentence.start == sentence.end or not (headline or any(span.covers(sentence) for span in text)):
            continue
        leads = not headline and told < _SENTENCES and any(span.covers(sentence) for span in lead)
        told += leads
        if not any(turn.span.overlaps(sentence) for turn in turns):
            yield number, "title" if headline else "lead" if leads else "below"


def _happened(words: Words, sentence: Sequence[Word], place: Place) -> Word | None:
    """The first of a sentence's main verbs that tells what happened."""
    if any(word.text == "?" for word in sentence[-2:]):
        return None
    root = next((word for word in sentence if word.head.i == word.i and word.pos_ in _VERBAL), None)
    if root is None:
        return None
    main = [root, *(word for word in words.children(root.i) if word.dep_ == "conj" and word.pos_ in _VERBAL)]
    return next((verb for verb in main if _is_event(words.children(verb.i), verb, place)), None)


def _is_event(children: Sequence[Word], verb: Word, place: Place) -> bool:
    auxiliaries = [child for child in children if child.dep_ in {"aux", "auxpass"}]
    helping = {child.lower_ for child in auxiliaries}
    denied = any(child.dep_ == "neg" and child.i < verb.i for child in children)  # "pleaded not guilty" is none
    if verb.lemma_.lower() in _STATES or verb.dep_ == "xcomp" or denied:
        return False
    if any(child.lower_ in _POSSIBLE for child in children if child.dep_ in {"aux", "mark"}) or "had" in helping:
        return False
    if place == "below":
        words = {child.lower_ for child in children}
        before = not words.isdisjoint(_BEFORE)
        return verb.tag_ == "VBN" and bool(helping & {"has", "have", "'ve"}) and not before
    if verb.tag_ in _PAST or helping & {"has", "have", "'ve", "was", "were", "did"}:
        return True
    if helping & {"is", "are", "'re", "am"}:
        return verb.tag_ == "VBG" or any(child.lower_ == "being" for child in auxiliaries)
    if place == "title":  # "Five held after raid", "Council closes port"
        return verb.tag_ in {"VBZ", "VBP", "VBN"} and not any(child.dep_ == "expl" for child in children)
    return verb.tag_ in {"VBZ", "VBP"} and any(
        child.dep_ in {"ccomp", "parataxis"} for child in children
    )  # "Berg says that"


def _dates(words: Words, time: TimeExpression, verb: Word) -> bool:
    """Whether a time expression belongs to the verb, or to what is said or done by it, and not to a clause or noun of
    its own: "opened on Monday", "said that it opened on Monday", but not "closed the mill that opened in 1998"."""
    inside = words.between(time.span.start, time.span.end)
    if inside is None:
        return False
    at = words.part(*inside).root
    for _ in range(_STEPS):
        if at.i == verb.i:
            return True
        above = at.head
        if above.i == at.i or (at.dep_ in _CLAUSES and at.pos_ in _VERBAL):
            return False
        if at.dep_ in _WITHIN and not inside[0] <= above.i < inside[1]:
            return False
        if at.dep_ == "ccomp" and time.tense != "past":
            return False
        at = above
    return False
