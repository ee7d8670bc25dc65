"""Words marked in the reader: cited, watched, or taken as the source, cue and content of a claim, new or there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.claim_parts import PartSpans
from tui.desk.actions import Acts
from tui.desk.controllers.judge import Judge
from tui.desk.interfaces import TheDesk
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.sentence import sentence
from tui.desk.theme import Look
from tui.model import Span, Stance
from tui.store.rows import ClaimRow, Mark

Part = Literal["source", "cue", "content"]
PARTS: tuple[Part, ...] = ("content", "source", "cue")
SIDES: tuple[tuple[Stance | None, str], ...] = (
    ("for", "for it"), ("against", "against it"), ("mixed", "both for and against it"), (None, "no side taken"),
)  # fmt: skip
_NO_ACTOR = ("claim", "source", "cue", "content", "time")  # marks whose `ref` is no actor
MOST_CLAIMS = 4  # that marked words are offered to
NOBODY = "nobody named"


class Meaning(Struct, frozen=True):
    """What marked words may be: a part of a claim that is there, or, without one, of a new claim; `more` where they go
    with what the part has already."""

    part: Part
    words: str
    claim: ClaimRow | None = None
    more: bool = False


class Taking(Struct, frozen=True):
    """A side on an issue, or no issue."""

    issue: str
    stance: Stance | None
    words: str


class MarkWords:
    """Marks words in the open article. `draft` are the parts of a claim that is being made of them."""

    def __init__(self, desk: TheDesk, judge: Judge) -> None:
        self.desk = desk
        self.state = desk.state
        self._judge = judge
        self.draft = PartSpans()
        self._article = ""  # the key of the one that the draft stands in

    def acts(self, before: Acts) -> Acts:
        """`before` is what the keys do where no words are marked."""
        return {
            "words.mark": self.mark, "claim.make": self.make,
            "act": partial(self._either, self.ask_part, before["act"]), "back": partial(self._back, before["back"]),
        }  # fmt: skip

    # --- marking

    @property
    def marking(self) -> bool:
        return self.desk.pane == "reader" and self.desk.reader.marked is not None

    @property
    def what(self) -> str:
        """What is marked in the reader, as the line of keys has it: words, a new claim, or nothing."""
        if self.marking:
            return "words"
        return "new claim" if self.draft != PartSpans() and self.desk.pane == "reader" else ""

    def told(self) -> str:
        """What is marked, and what a claim under way has, in words; empty where nothing is."""
        if self.what == "words":
            return "words marked"
        parts = [part for part in PARTS if getattr(self.draft, part)]
        return f"new claim: {', '.join(parts)}" if self.what else ""

    def mark(self) -> None:
        reader = self.desk.reader
        if reader.article is None:
            self.desk.say("No article is open. 1 goes to Articles, Enter opens one.")
            return
        reader.mark_words(reader.marked is None)
        self.desk.hint()

    def _either(self, marked: Callable[[], object], alone: Callable[[], object]) -> None:
        marked() if self.marking else alone()

    def _back(self, alone: Callable[[], object]) -> None:
        if self.marking:
            self.desk.reader.mark_words(False)
            self.desk.hint()
        elif self.desk.pane == "reader" and self.draft != PartSpans():
            self._take(PartSpans())
            self.desk.say("The new claim is given up.")
        else:
            alone()

    def _take(self, draft: PartSpans) -> None:
        """Show what the new claim has by now."""
        reader = self.desk.reader
        self.draft = draft
        self._article = reader.article.key if reader.article is not None else ""
        marks = [Mark(span, part, "", hit=True) for part in PARTS for span in getattr(draft, part)]
        reader.draft = (self._article, tuple(marks))
        reader.mark_words(False)
        reader.redraw()
        self.desk.hint()

    # --- what they are

    def ask_part(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        span, article = self.desk.reader.marked, self.desk.reader.article
        if span is None or article is None:
            return
        known = self._meanings(span)

        def offer(text: str) -> list[Meaning]:
            words = text.casefold().split()
            return [one for one in known if all(word in one.words.casefold() for word in words)]

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                meaning: Meaning = answer[1]
                self._mean(meaning, span)

        shown = " ".join(span.of(article.text).split())[:60]
        self.desk.app.push_screen(Prompt(f"“{shown}” is", offer=offer, draw=_meaning_line), taken)

    def _meanings(self, span: Span) -> list[Meaning]:
        draft = self.draft if self._here else PartSpans()
        new = "a new claim" if draft == PartSpans() else "the new claim"
        found = [Meaning(part, f"the {part} of {new}") for part in PARTS]
        found += [Meaning(p, f"more of the {p} of the new claim", more=True) for p in PARTS if getattr(draft, p)]
        for row in self._claims_at(span):
            found += [Meaning(part, f"the {part} of: {sentence(row).plain}", row) for part in PARTS]
            found += [Meaning(part, f"more of the {part} of: {sentence(row).plain}", row, more=True) for part in PARTS]
        return found

    def _claims_at(self, span: Span) -> list[ClaimRow]:
        """The claims that the words touch, the one whose parts are lit first, then the shortest."""
        reader = self.desk.reader
        near = [mark for mark in reader.marks if isinstance(mark, Mark) and mark.kind == "claim" and mark.ref]
        near = [mark for mark in near if mark.span.overlaps(span)]
        near.sort(key=lambda mark: (mark.ref != reader.claim, mark.span.end - mark.span.start))
        rows = (self.state.library.claim(key) for key in dict.fromkeys(mark.ref for mark in near[:MOST_CLAIMS]))
        return [row for row in rows if row is not None]

    @property
    def _here(self) -> bool:
        """Whether the draft is of the open article."""
        article = self.desk.reader.article
        return article is not None and article.key == self._article

    def _mean(self, meaning: Meaning, span: Span) -> None:
        claim = meaning.claim.claim if meaning.claim is not None else None
        whole = PartSpans(claim.source, claim.cue, claim.content) if claim is not None else self.draft
        if claim is None and not self._here:
            whole = PartSpans()
        had: Sequence[Span] = getattr(whole, meaning.part) if meaning.more else ()
        changed: dict[str, tuple[Span, ...]] = {meaning.part: _joined((*had, span))}
        spans = replace(whole, **changed)
        if claim is None:
            self._take(spans)
            self.desk.say(self._next())
            return
        self.desk.reader.mark_words(False)
        decisions = self.state.library.decisions
        told = f"its {meaning.part} is what you marked; u takes it back"
        self._judge.judged(lambda: decisions.mark_words(claim.id, spans, claim), told)
        self.desk.reader.claim = claim.id
        self.desk.reader.redraw()

    def _next(self) -> str:
        left = [part for part in PARTS if not getattr(self.draft, part)]
        if "content" in left:
            return "Taken. Now the content: V marks it."
        also = f"V marks its {' or '.join(left)}, " if left else ""
        return f"Taken. {also}M makes the claim, Esc gives it up."

    # --- a new claim

    def make(self) -> None:
        """Ask who holds the claim and which side it takes, then add it."""
        from tui.desk.screens.prompt import Answer, Prompt

        if not self.draft.content or not self._here:
            self.desk.say("Mark what is claimed first: V, move to its end, Enter, content.")
            return
        near = self._holders()

        def offer(text: str) -> list[str]:
            typed = text.strip()
            if not typed:
                return [*near, NOBODY]
            found = [name for name in (*near, NOBODY) if typed.casefold() in name.casefold()]
            found += [hit.label for hit in self.state.library.find(typed, limit=8) if hit.kind == "actor"]
            return list(dict.fromkeys([*found, typed]))

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                self._ask_side(None if answer[1] == NOBODY else str(answer[1]))

        hint = "a name; Enter takes the line"
        self.desk.app.push_screen(Prompt("Who claims it", offer=offer, draw=_line, hint=hint), taken)

    def _holders(self) -> list[str]:
        """Actors that the source names, then those of the sentences around, then all others of the article."""
        article = self.desk.reader.article
        if article is None:
            return []
        library, at = self.state.library, self.draft.content[0].start
        named = [mark for mark in library.body_marks(article.key) if mark.ref and mark.kind not in _NO_ACTOR]
        in_source = [m for m in named if any(span.overlaps(m.span) for span in self.draft.source)]
        rest = sorted(named, key=lambda mark: abs(mark.span.start - at))
        names = []
        for key in dict.fromkeys(mark.ref for mark in (*in_source, *rest)):
            actor = library.actor(key)
            if actor is not None:
                names.append(actor.name)
        return list(dict.fromkeys(names))

    def _ask_side(self, holder: str | None) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        known = [
            Taking(issue.id, stance, f"{issue.name}: {words}")
            for issue in self.state.library.issues()
            for stance, words in SIDES
        ]
        known.append(Taking("", None, "no issue of the watchlist"))

        def offer(text: str) -> list[Taking]:
            words = text.casefold().split()
            return [one for one in known if all(word in one.words.casefold() for word in words)]

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                self._add(holder, answer[1])

        hint = "an issue and a side, such as: harbour against"
        self.desk.app.push_screen(Prompt(f"{holder or NOBODY} on", offer=offer, draw=_taking_line, hint=hint), taken)

    def _add(self, holder: str | None, side: Taking) -> None:
        article = self.desk.reader.article
        if article is None:
            return
        library, draft, made = self.state.library, self.draft, ""

        def deed() -> None:
            nonlocal made
            made = library.decisions.add_claim(
                article.key, draft, holder=holder, issue=side.issue or None, stance=side.stance
            )

        if self._judge.judged(deed, "added; u takes it back"):
            self._take(PartSpans())
            self.desk.reader.open(article.key, draft.content[0], made)
            self.desk.say(f"added: {holder or NOBODY}, {side.words}; u takes it back")


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """In their order, those that touch as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _line(words: str, width: int, look: Look) -> Line:
    return columns(width, (styled(words, ascii_only=look.ascii),), (), look)


def _meaning_line(meaning: Meaning, width: int, look: Look) -> Line:
    return _line(meaning.words, width, look)


def _taking_line(taking: Taking, width: int, look: Look) -> Line:
    return _line(taking.words, width, look)
