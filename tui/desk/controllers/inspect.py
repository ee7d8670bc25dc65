"""Looking: find, filter, sort, and the screens that show more (concordance, matrix, why, detail, help, commands)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.desk import actions
from tui.desk.controllers.navigate import Navigate
from tui.desk.interfaces import TheDesk
from tui.desk.presentation import row_lines
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.reason_words import reason_sentences, told_sentences
from tui.desk.presentation.sentence import sentence
from tui.desk.presentation.title import counted
from tui.desk.row_actions import HolderLine, Offered, RecordOf, acted, claim_in_text
from tui.desk.state import ORDERS, filter_words, parse_filter
from tui.desk.theme import Look
from tui.store.query import ClaimQuery
from tui.store.rows import ActorRow, ArticleRow, ClaimRow, Entry, Found, Period

if TYPE_CHECKING:
    from tui.store.desk_library import DeskLibrary


class Inspect:
    """Shows more of what is on the desk."""

    def __init__(self, desk: TheDesk, navigate: Navigate) -> None:
        self.desk = desk
        self.navigate = navigate
        self.state = desk.state

    def acts(self) -> actions.Acts:
        return {
            "find": self.find, "commands": self.commands, "filter": self.filter, "sort": self.sort,
            "concordance": self.concordance, "matrix": self.matrix, "help": self.help, "why": self.why,
            "record": self.record, "points": self.points, "config": self.config,
        }  # fmt: skip

    # --- find and commands

    def find(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        def offer(text: str) -> Sequence[Found]:
            return self.state.library.find(text.strip(), limit=8) if text.strip() else []

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                found: Found = answer[1]
                self.navigate.do(acted(found))

        hint = "an actor, an issue, a word, a title, a day such as 2031-04, or by:NAME about:WORDS"
        self.desk.app.push_screen(
            Prompt("Find", offer=offer, draw=row_lines.found_line, hint=hint, nothing=nothing_found), taken
        )

    def commands(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        keymap = self.state.keymap
        known = actions.here(self.desk.pane)

        def offer(text: str) -> list[actions.Action]:
            words = text.casefold().split()
            return [a for a in known if all(w in f"{a.id} {a.words_in(self.desk.pane)}".casefold() for w in words)]

        def draw(action: actions.Action, width: int, look: Look) -> Line:
            key = styled(" ".join(actions.shown(k) for k in actions.keys_of(action, keymap)), "key")
            return columns(width, (styled(action.words_in(self.desk.pane)),), (styled(action.id, "dim"), key), look)

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                self.desk.perform(answer[1].id)

        self.desk.app.push_screen(Prompt("Command", offer=offer, draw=draw), taken)

    # --- filter and sort

    def filter(self) -> None:
        """Narrow the focused list as one types; in the reader, light the words."""
        pane = self.desk.pane
        if pane == "timeline":
            self.desk.say("The timeline follows the selection: space selects, s shows all its sentences.")
        elif pane == "claims":
            self._filter_claims()
        elif pane == "reader":
            self._find_in_article()
        else:
            self._filter_list(pane)

    def _filter_list(self, where: str) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        before = self.state.matching.get(where, "")

        def narrow(text: str) -> str:
            self.state.restored.discard(where)
            self.state.matching[where] = text.strip()
            pane = self.desk.panes[where]
            pane.redraw(at=0)
            self.desk.head_all()
            return f"{pane.total():,}"

        def taken(answer: Answer | None) -> None:
            if answer is None:
                narrow(before)

        self.desk.app.push_screen(Prompt(f"Filter {where} (empty for all)", before, changed=narrow), taken)

    def _filter_claims(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt, fault_of

        before, claims = self.state.claims_filter, self.desk.panes["claims"]
        fault = fault_of(parse_filter)

        def narrow(text: str) -> str:
            if fault(text):
                return ""
            self.state.restored.discard("claims")
            self.state.claims_filter = self._known_holder(parse_filter(text))
            claims.redraw(at=0)
            self.desk.head_all()
            return f"{claims.total():,}"

        def taken(answer: Answer | None) -> None:
            if answer is None:
                self.state.claims_filter = before
                claims.redraw(at=0)
                self.desk.head_all()
            elif self.state.claims_filter.filtered:
                self.desk.say("The matrix counts only what passes this filter too.", "dim")

        hint = "words  holder:NAME  stance:for|against|mixed  kind:direct|indirect|mixed  conf:0.6  is:disputed"
        prompt = Prompt("Filter claims (empty for all)", filter_words(before), fault=fault, hint=hint, changed=narrow)
        self.desk.app.push_screen(prompt, taken)

    def _known_holder(self, passing: ClaimQuery) -> ClaimQuery:
        """The filter with its holder by the name that claims have it by: `rogozin` finds the actor of that name."""
        if passing.holder is None:
            return passing
        library = self.state.library
        actor = library.actor(passing.holder)
        if actor is not None:
            return replace(passing, holder=actor.name)
        near = [found.label for found in library.find(passing.holder, limit=3) if found.kind == "actor"]
        return replace(passing, holder=near[0]) if near else passing

    def _find_in_article(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        reader = self.desk.reader
        if reader.article is None:
            self.desk.say("No article is open. 1 goes to Articles, Enter opens one.")
            return
        place, before = reader.place, reader.pattern

        def light(text: str) -> str:
            reader.light(text)
            if not reader.go_to_hit(1, again=True):
                reader.go_to(place)
            self.desk.head("reader")
            return f"{len(reader.hits):,}" if text.strip() else ""

        def taken(answer: Answer | None) -> None:
            if answer is None:
                reader.light(before)
                reader.go_to(place)
            elif reader.pattern and not reader.hits:
                self.desk.say(f"This article has no “{reader.pattern}”. / finds in all of them, Esc forgets it.")
            elif reader.hits:
                self.desk.say(f"{counted(len(reader.hits), 'hit')}: n the next, N the one before, Esc forgets them")
            self.desk.head_all()

        self.desk.app.push_screen(Prompt("Find in this article", before, changed=light), taken)

    def sort(self) -> None:
        if self.desk.pane not in ORDERS:
            self.desk.say(f"{self.desk.pane.capitalize()} has one order only.")
            return
        before = self.state.order(self.desk.pane)
        for _ in ORDERS[self.desk.pane]:
            self.state.orders[self.desk.pane] = (self.state.orders.get(self.desk.pane, 0) + 1) % len(
                ORDERS[self.desk.pane]
            )
            if self.state.order(self.desk.pane) != before:
                break
        self.desk.panes[self.desk.pane].redraw()
        self.desk.head_all()
        self.desk.say(f"{self.desk.pane.capitalize()}: {self.state.order(self.desk.pane)[2]}")

    # --- more to see

    def concordance(self) -> None:
        if self.state.crossref is None:
            self.desk.say("Nothing is selected: space selects what is under the cursor, / finds.")
            return
        from tui.desk.screens.concordance import Concordance

        self.desk.app.push_screen(Concordance(self.state), self.navigate.do)

    def matrix(self) -> None:
        from tui.desk.screens.matrix import Sheet

        self.desk.app.push_screen(Sheet(self.state), self.navigate.do)

    def help(self, where: str = "") -> None:
        from tui.desk.screens.pages import help_page

        self.desk.app.push_screen(help_page(where or self.desk.pane, self.state.keymap))

    def why(self) -> None:
        from tui.desk.screens.pages import why_page

        what, why = self.reasons()
        if what:
            self.desk.app.push_screen(why_page(what, why, self._tellings(), self._offered()), self.navigate.do)
        else:
            self.desk.say("There is nothing to explain here.")

    def _tellings(self) -> list[Entry]:
        """All that tell the event under the cursor, where several articles do."""
        row = self.desk.row
        return self.state.library.timeline.told(row) if isinstance(row, Entry) and row.sources > 1 else []

    def _offered(self) -> list[Offered]:
        """What the actor under the cursor may also be."""
        row = self.desk.row
        return [Offered(row.name, o) for o in self.state.library.likely(row.id)] if isinstance(row, ActorRow) else []

    def reasons(self) -> tuple[str, list[str]]:
        """What is under the cursor and the sentences that say why it is so."""
        library = self.state.library
        match self.desk.row:
            case ArticleRow() as row:
                why = self._told("article", row.key)
                return row.title, [*why, row.problem] if row.problem else why
            case ActorRow() as row:
                return row.name, told_sentences(library.why("actor", row.id), self.state.title_of)
            case ClaimRow() as row:
                return "the claim", self.state.why_claim(row.claim.id)
            case Entry() as row:
                return row.text, self._told("time", f"{row.article}:{row.span.start}")
            case Period() as row:
                return row.label, [f"{counted(row.n, 'event')} within {row.days}."]
            case None if self.desk.pane == "reader":
                return self._reasons_in_text()
            case None:
                return "", []
            case row:
                why = library.why("issue", row.issue.id)
                key = actions.first_key("watch", self.state.keymap)
                return row.issue.name, why if row.issue.proposition else [*why, f"{key} writes one."]

    def _told(self, kind: str, key: str) -> list[str]:
        """The reasons for a day, as sentences for readers."""
        reasons = self.state.library.why(kind, key)
        return [words for reason in reasons for words in reason_sentences(reason, self.state.title_of)]

    def _reasons_in_text(self) -> tuple[str, list[str]]:
        article = self.desk.reader.article
        if article is None:
            return "", []
        marks = self.desk.reader.stored_marks_here
        why: list[str] = []
        for mark in marks:
            if mark.kind in ("claim", "content", "source", "cue"):
                continue
            kind = "time" if mark.kind == "time" else "mention"
            found = _why_of(self.state.library, kind, f"{article.key}:{mark.span.start}")
            told = [] if found and mark.kind in _SAID_WHOLE else [mark.why]
            heading = f"“{' '.join(mark.span.of(article.text).split())}”:"
            why += [heading, *told_sentences([*told, *found], self.state.title_of)]
        claim = claim_in_text(marks)
        if claim is not None:
            row = self.state.library.claim(claim)
            if row is not None:
                why += [
                    f"{sentence(row).plain}:",
                    *self.state.why_claim(claim),
                ]
        if not why:
            return article.title or article.key, self._told("article", article.key)
        return self.desk.reader.words or article.key, why

    def record(self) -> None:
        """The record of the holder under the cursor, else of the selected actor; on the selected issue, or on all."""
        holder = self._holder()
        if not holder:
            self.desk.say("Stand on a claim, an actor or a holder for its record: 3 goes to Actors.")
            return
        row, selection = self.desk.row, self.state.selection
        issue = row.issue.id if isinstance(row, HolderLine) else ""
        if selection is not None and selection.kind == "issue":
            issue = issue or selection.key
        self.navigate.do(RecordOf(holder, issue, self.state.issue_names.get(issue, "")))

    def _holder(self) -> str:
        """Who holds what is under the cursor; empty where nobody does and no actor is selected."""
        match self.desk.row:
            case ClaimRow() as row:
                return row.claim.holder_id or row.holder or ""
            case ActorRow() as row:
                return row.id
            case HolderLine() as row:
                return row.count.name
            case Entry() as row if row.said_by:
                return row.said_by
        here = self.navigate.under_cursor() if self.desk.pane == "reader" else None
        if here is not None and here.kind == "actor":
            return here.key
        claim = claim_in_text(self.desk.reader.stored_marks_here) if self.desk.pane == "reader" else None
        found = self.state.library.claim(claim) if claim is not None else None
        if found is not None and found.holder:
            return found.claim.holder_id or found.holder
        selection = self.state.selection
        return selection.key if selection is not None and selection.kind == "actor" else ""

    def config(self) -> None:
        """What is in force, and the whole text of what is wrong with the file as it is now."""
        from tui.desk.screens.pages import why_page

        words = self.state.config_words
        told = [words.fault] if words.fault else []
        path = self.state.config.path
        told += [f"In force: {path}" if path is not None else "No config.yaml is in force: nothing is watched."]
        self.desk.app.push_screen(why_page("config.yaml", [*told, *self.state.config.warnings]))

    def points(self) -> None:
        from tui.desk.screens.pages import why_page
        from tui.text.neutral import code_points

        self.desk.app.push_screen(why_page("code points", code_points(self.desk.reader.words).splitlines()))


def nothing_found(text: str) -> str:
    """Why the find prompt has no line for what is typed."""
    typed = text.strip()
    if not typed:
        return "Type a name, a word, a title or a day; by:NAME about:WORDS asks what somebody says about something."
    if "by:" in typed or "about:" in typed:
        return f"“{typed}”: by: takes an actor that holds claims, about: an actor, an issue or words of the articles."
    return f"Nothing here is called “{typed}”, or is spelled nearly so."


# Of a mention that is found so, the library's own reasons say all that its mark does.
_SAID_WHOLE = ("name", "alias", "metonym", "role", "pronoun")


def _why_of(library: DeskLibrary, kind: str, key: str) -> list[str]:
    """The library's reasons; none where it does not know the place."""
    try:
        return library.why(kind, key)
    except (KeyError, ValueError):
        return []
