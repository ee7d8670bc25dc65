"""The brief, as blocks before they are Markdown, HTML or a Word file: the proposition, who stands where, each holder's
record oldest first with the turns marked, every statement with a footnote, the reader's notes, the articles, and what
it all rests on.

A quotation is whole sentences of the article, word for word, white space as one blank; no quotation marks are added to
those of the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from tui.export.brief.brief_parts import BlockKind, Brief, BriefBlock, Table, TextRun
from tui.export.brief.standing import STANCES, TURN, cell, row, stance_of
from tui.export.days import days_words
from tui.export.portable_text import one_line
from tui.export.record import on_issue
from tui.export.statements import Basis, Cited, Statement, Subject
from tui.model import Days, Span, Stance
from tui.store.rows import IssueRow

NOBODY = "Nobody named"
_DOUBTS = {"no holder": "nobody is named", "headline": "a headline", "vague": "says little", "unsure": "unsure"}
_KINDS = {"direct": "in direct speech", "indirect": "in indirect speech", "mixed": "partly quoted",
          "own": "in the article's own voice"}  # fmt: skip
_FORCES = {
    "say": "says", "ask": "asks", "promise": "promises", "refuse": "refuses", "accept": "accepts", "deny": "denies",
    "warn": "warns", "threaten": "threatens",
}  # fmt: skip
_WHITE = re.compile(r"\s+")


def brief(statements: Iterable[Statement], issues: Sequence[IssueRow], subject: Subject, basis: Basis) -> Brief:
    return _Writer(issues, subject, basis).write(list(statements))


def cited_words(cited: Cited) -> str:
    """An article in words: `The Ansgar Post, “Board Opens Pier”, 4 April 2031, harbour/12.txt`."""
    days = cited.published.days
    when = days_words(days) if days is None or days.first == days.last else f"published {days_words(days)}"
    place = [cited.outlet, f"“{cited.title}”", when, cited.article.url or "", cited.key]
    return one_line(", ".join(part for part in place if part))


class _Writer:
    def __init__(self, issues: Sequence[IssueRow], subject: Subject, basis: Basis) -> None:
        self.issues = issues
        self.subject = subject
        self.basis = basis
        self.blocks: list[BriefBlock | Table] = []
        self.footnotes: list[str] = []

    def write(self, told: list[Statement]) -> Brief:
        once = [statement for statement in told if statement.counts]
        held = self._by_holder(once)
        concerned = [issue for issue in self.issues if any(issue.id in toward for toward in held.values())]
        self._propositions(concerned)
        if concerned and held:
            self._standing(held, concerned)
        if held:
            self._say("heading", "The records")
        else:
            self._say("text", "No statement was found.")
        for holder in self._order(held):
            self._record(holder, held[holder], concerned)
        self._notes(once)
        self._articles(once)
        self._rests_on(told, once)
        return Brief(_title(self.subject), self._subtitle(once), tuple(self.blocks), tuple(self.footnotes))

    def _say(self, kind: BlockKind, *runs: TextRun | str) -> None:
        made = tuple(TextRun(run) if isinstance(run, str) else run for run in runs)
        self.blocks.append(BriefBlock(kind, made))

    # --- how statements are sorted

    def _by_holder(self, statements: list[Statement]) -> dict[str, dict[str, list[Statement]]]:
        """By holder and issue (empty for none)."""
        found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        for statement in statements:
            holder = statement.claim.holder or NOBODY
            for issue in self._toward(statement):
                found[holder][issue].append(statement)
        return found

    def _toward(self, statement: Statement) -> list[str]:
        """The issues under which a statement is told; none of the watchlist is told only where a subject was named."""
        touched = [toward.issue for toward in statement.toward]
        if self.subject.issue:
            touched = [issue for issue in touched if issue == self.subject.issue]
        named = self.subject.about or self.subject.by
        return touched or ([""] if named else [])

    @staticmethod
    def _order(held: dict[str, dict[str, list[Statement]]]) -> list[str]:
        """Who takes a side most often first, then who says most; who is not named last."""
        stated = {
            holder: sum(stance_of(each, issue) is not None for issue, listed in toward.items() for each in listed)
            for holder, toward in held.items()
        }
        said = {holder: sum(map(len, toward.values())) for holder, toward in held.items()}
        return sorted(held, key=lambda holder: (holder == NOBODY, -stated[holder], -said[holder], holder))

    # --- the parts

    def _subtitle(self, once: list[Statement]) -> str:
        told = [statement for statement in once if self._toward(statement)]
        articles = {statement.cited.key for statement in told}
        holders = {statement.claim.holder for statement in told} - {None}
        published = [s.cited.published.days for s in told if s.cited.published.days is not None]
        when = f", {_span(published)}" if published else ""
        asked = [f"said since {self.subject.since}" if self.subject.since else "",
                 f"said until {self.subject.until}" if self.subject.until else ""]  # fmt: skip
        counted = (
            f"{_n(len(told), 'statement')} by {_n(len(holders), 'holder')} in {_n(len(articles), 'article')}{when}"
        )
        return ", ".join((counted, *(part for part in asked if part)))

    def _propositions(self, concerned: list[IssueRow]) -> None:
        if not concerned:
            return
        if len(concerned) == 1:
            (issue,) = concerned
            words = issue.proposition or f"{issue.name} (the watchlist states no proposition)"
            self._say("text", TextRun("Proposition. ", "strong"), f"{one_line(words).rstrip('.')}.")
            return
        self._say("heading", "The propositions")
        for number, issue in enumerate(concerned, 1):
            words = one_line(issue.proposition).rstrip(".") or "no proposition stated"
            self._say("text", TextRun(f"{number}. {one_line(issue.name)}: ", "strong"), f"{words}.")

    def _standing(self, held: dict[str, dict[str, list[Statement]]], concerned: list[IssueRow]) -> None:
        self._say("heading", "Who stands where")
        holders = [holder for holder in self._order(held) if any(held[holder].get(issue.id) for issue in concerned)]
        if len(concerned) == 1:
            (issue,) = concerned
            header = ("Holder", "Stands", "For", "Against", "Mixed", "Not shown", "First said", "Last said")
            self.blocks.append(Table(header, tuple(row(h, held[h][issue.id], issue.id) for h in holders)))
            return
        columns = ("Holder", *(str(number) for number, _ in enumerate(concerned, 1)))
        rows = tuple((h, *(cell(held[h].get(issue.id, []), issue.id) for issue in concerned)) for h in holders)
        self.blocks.append(Table(columns, rows))
        self._say(
            "note",
            f"The columns are the propositions by number. +3: for, in three statements; −2: against, in two; "
            f"±1: mixed; ?1: no stance shown; {TURN}: for and against at different times.",
        )

    def _record(self, holder: str, toward: dict[str, list[Statement]], concerned: list[IssueRow]) -> None:
        first = next(statement for listed in toward.values() for statement in listed)
        sides = {s.claim.side for listed in toward.values() for s in listed} - {None, holder}
        about = ", ".join(
            filter(None, (first.holder_kind, *(f"speaks for {side}" for side in sorted(map(str, sides)))))
        )
        self._say("subheading", one_line(holder))
        if about and holder != NOBODY:
            self._say("note", f"{about[:1].upper()}{about[1:]}.")
        names = {issue.id: issue.name for issue in concerned} | {"": "On no issue of the watchlist"}
        for issue in [issue for issue in names if toward.get(issue)]:
            if len(names) > 2 or not issue:
                self._say("minor", one_line(names[issue]))
            self._tell(toward[issue], issue)

    def _tell(self, statements: list[Statement], issue: str) -> None:
        told = on_issue(statements, issue)
        for said in told.counted:
            if said.turned is not None:
                turned = f"{TURN} Turns from {_dated(said.turned, issue)} to {_dated(said.of, issue)}."
                self._say("turn", turned)
            self._statement(said.of, said.stance, bool(issue))
        if told.doubtful and told.counted:
            self._say("note", "Below all else, what is doubtful:")
        for said in told.doubtful:
            self._statement(said.of, said.stance, bool(issue))

    def _statement(self, statement: Statement, stance: Stance | None, stated: bool) -> None:
        claim = statement.claim
        how = f"{_FORCES.get(claim.force, claim.force)}, {_KINDS.get(claim.kind, claim.kind)}"
        parts = [how[:1].upper() + how[1:] + (f", to {claim.to}" if claim.to else "")]
        parts += [STANCES[None]] if stated and stance is None else []
        parts += (
            [f"{claim.status} by hand{f' ({statement.coder})' if statement.coder else ''}"] if statement.judged else []
        )
        doubts = statement.row.doubts
        parts += [f"doubtful: {', '.join(_DOUBTS[doubt] for doubt in doubts)}"] if doubts else []
        day = days_words(claim.days)
        head = f"{day[:1].upper()}{day[1:]}{f', {STANCES[stance]}' if stance is not None else ''}. "
        self._say("text", TextRun(head, "strong"), TextRun(one_line("; ".join(parts)), "", self._footnote(statement)))
        for span in statement.passages:
            self._say("quote", *_quoted(statement, span))
        if statement.note:
            self._say("note", TextRun("Note: ", "strong"), one_line(statement.note))

    def _footnote(self, statement: Statement) -> int:
        extent, article = statement.extent, statement.cited.article
        pages = [n for n, page in enumerate(article.pages, 1) if page.start <= extent.start < page.end]
        where = [f"p. {pages[0]}" if pages else "", f"characters {extent.start} to {extent.end}"]
        copies = statement.row.copies
        also = f"; told again in {_n(copies, 'other article')}" if copies else ""
        self.footnotes.append(f"{cited_words(statement.cited)}, {', '.join(filter(None, where))}{also}.")
        return len(self.footnotes)

    def _notes(self, once: list[Statement]) -> None:
        articles = {s.cited.key: s.cited for s in once if s.cited.note}
        notes = [*self.basis.notes, *((f"“{cited.title}”", cited.note) for cited in articles.values())]
        if notes:
            self._say("heading", "The reader’s notes")
            for on, words in notes:
                self._say("item", TextRun(f"{one_line(on)}: ", "strong"), one_line(words))

    def _articles(self, once: list[Statement]) -> None:
        articles = {s.cited.key: s.cited for s in once if self._toward(s)}
        if articles:
            self._say("heading", "The articles")
        for cited in sorted(articles.values(), key=lambda cited: (_first(cited.published.days), cited.key)):
            self._say("item", f"{cited_words(cited)}.")

    def _rests_on(self, told: list[Statement], once: list[Statement]) -> None:
        basis, here = self.basis, [statement for statement in once if self._toward(statement)]
        self._say("heading", "What this rests on")
        unread = f", {basis.read:,} of which have been read for claims" if basis.read < basis.articles else ", all read"
        self._say("text", f"The corpus holds {_n(basis.articles, 'article')}{unread}.")
        status = Counter(statement.claim.status for statement in here if statement.judged)
        by_hand = ", ".join(f"{n} {word}" for word, n in sorted(status.items()))
        judged = sum(status.values())
        said = f"{judged} of {_n(len(here), 'statement')} judged by hand ({by_hand}); the others were found by program."
        if here and not judged:
            said = "No statement was judged by hand: all were found by program, and none has been checked."
        elif judged == len(here):
            said = f"Every statement was judged by hand ({by_hand})."
        if here:
            self._say("text", said)
        if here:
            sure = median(statement.claim.confidence for statement in here)
            doubtful = sum(bool(statement.row.doubts) for statement in here)
            self._say(
                "text",
                f"The program’s confidence that a statement is one and is its holder’s is {sure:.2f} in the middle; "
                f"{doubtful} of {len(here)} are marked doubtful, with the reason.",
            )
        left = [(basis.rejected, "rejected by hand"), (basis.undated, "with no known day")]
        copies = sum(statement.row.copy for statement in told)
        left += [(copies, "that repeat another article’s wire story")]
        left += [(len(told) - len(once) - copies, "that say in part what another of the same sentence says")]
        left += [(len(once) - len(here), "on no issue of the watchlist")]
        parts = [f"{n:,} {why}" for n, why in left if n]
        if parts:
            self._say("text", f"Left out: {'; '.join(parts)}.")


def _title(subject: Subject) -> str:
    on = f" on {subject.about}" if subject.about else ""
    only = f", {subject.stance} only" if subject.stance else ""
    return (f"The record of {subject.by}{on}" if subject.by else f"Who holds what{on}") + only


def _quoted(statement: Statement, passage: Span) -> Iterator[TextRun]:
    """The article's words, white space as one blank, what the statement itself says in bold."""
    text, at = statement.cited.article.text, passage.start
    parts: list[tuple[str, bool]] = []
    for span in sorted(span for span in statement.claim.content if passage.covers(span)):
        parts += [(text[at : span.start], False), (text[max(at, span.start) : span.end], True)]
        at = max(at, span.end)
    parts.append((text[at : passage.end], False))
    blank = True  # none stands at the beginning
    for part, own in parts:
        words = _WHITE.sub(" ", part)
        words = words.removeprefix(" ") if blank else words
        if words:
            blank = words.endswith(" ")
            yield TextRun(words, "strong" if own else "")


def _first(days: Days | None) -> tuple[bool, object]:
    return (days is None, days.first if days is not None else 0)


def _dated(statement: Statement, issue: str) -> str:
    return f"{STANCES[stance_of(statement, issue)]} ({days_words(statement.claim.days)})"


def _span(days: list[Days]) -> str:
    return days_words(Days(min(d.first for d in days), max(d.last for d in days)))


def _n(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
