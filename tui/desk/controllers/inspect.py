"""Looking: find, filter, sort, and the screens that show more (concordance, matrix, why, detail, help, commands)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from tui.desk import actions
from tui.desk.controllers.base import Desk
from tui.desk.controllers.navigate import Going
from tui.desk.presentation import rows
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.title import counted
from tui.desk.row_actions import Offered, acted, claim_in_text
from tui.desk.state import ORDERS, ClaimsFilter, parse_filter
from tui.desk.theme import Look
from tui.model import Selection, Span
from tui.store.rows import ActorRow, ArticleRow, ClaimRow, Entry, Found, Period


class Looking(Going):
    # --- find and commands

    def action_find(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        def offer(text: str) -> Sequence[Found]:
            return self.state.library.find(text.strip(), limit=8) if text.strip() else []

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                found: Found = answer[1]
                self.do(acted(found))

        hint = "an actor, an issue, a word, an article's title, a day such as 2031-04"
        self.app.push_screen(Prompt("Find", offer=offer, draw=rows.found_line, hint=hint), taken)

    def action_commands(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        keymap = getattr(self.app, "keymap", {})
        known = actions.here(self.pane)

        def offer(text: str) -> list[actions.Action]:
            words = text.casefold().split()
            return [a for a in known if all(w in f"{a.id} {a.words_in(self.pane)}".casefold() for w in words)]

        def draw(action: actions.Action, width: int, look: Look) -> Line:
            key = styled(" ".join(actions.shown(k) for k in actions.keys_of(action, keymap)), "key")
            return columns(width, (styled(action.words_in(self.pane)),), (styled(action.id, "dim"), key), look)

        async def taken(answer: Answer | None) -> None:
            if answer is not None:
                action: actions.Action = answer[1]
                on_list = action.id.startswith("move.") and self.focused is not None
                await self.app.run_action(action.call, self.focused if on_list else self)

        self.app.push_screen(Prompt("Command", offer=offer, draw=draw), taken)

    # --- filter and sort

    def action_filter(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        where = self.pane
        if where == "timeline":
            self.say("The timeline follows the selection: space selects, s shows all its sentences.")
            return
        if where == "claims":
            self._filter_claims()
            return

        def taken(answer: Answer | None) -> None:
            if answer is None:
                return
            if where == "reader":
                self._find_in_article(answer[0])
                return
            self.state.matching[where] = answer[0].strip()
            self.panes[where].redraw(at=0)
            self.head_all()

        told = "Find in this article" if where == "reader" else f"Filter {where} (empty for all)"
        self.app.push_screen(Prompt(told, self.state.matching.get(where, "")), taken)

    def _filter_claims(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        def fault(text: str) -> str:
            try:
                parse_filter(text)
            except ValueError as wrong:
                return str(wrong)
            return ""

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                self.state.claims_filter = self._known_holder(parse_filter(answer[0]))
                self.panes["claims"].redraw(at=0)
                self.head_all()
                if self.state.claims_filter:
                    self.say("The matrix counts only what passes this filter too.", "dim")

        hint = "words  holder:NAME  stance:for|against|mixed  kind:direct|indirect|mixed  conf:0.6"
        prompt = Prompt("Filter claims (empty for all)", str(self.state.claims_filter), fault=fault, hint=hint)
        self.app.push_screen(prompt, taken)

    def _known_holder(self, passing: ClaimsFilter) -> ClaimsFilter:
        """The filter with its holder by the name that claims have it by: `rogozin` finds the actor of that name."""
        if passing.holder is None:
            return passing
        library = self.state.library
        actor = library.actor(passing.holder)
        if actor is not None:
            return replace(passing, holder=actor.name)
        near = [found.label for found in library.find(passing.holder, limit=3) if found.kind == "actor"]
        return replace(passing, holder=near[0]) if near else passing

    def _find_in_article(self, words: str) -> None:
        article = self.reader.article
        if article is None or not words.strip():
            return
        folded, wanted = article.text.casefold(), words.casefold().strip()
        if len(folded) != len(article.text):  # casefold lengthens some letters, and offsets must hold
            folded, wanted = article.text, words.strip()
        at = folded.find(wanted, self.reader.unit.end)
        if at < 0:
            at = folded.find(wanted)
        if at < 0:
            self.say(f"This article has no “{words}”. / finds in all of them.")
        else:
            self.reader.jump(Span(at, at + len(wanted)))

    def action_sort(self) -> None:
        if self.pane not in ORDERS:
            self.say(f"{self.pane.capitalize()} has one order only.")
            return
        before = self.state.order(self.pane)
        for _ in ORDERS[self.pane]:
            self.state.orders[self.pane] = (self.state.orders.get(self.pane, 0) + 1) % len(ORDERS[self.pane])
            if self.state.order(self.pane) != before:
                break
        self.panes[self.pane].redraw()
        self.head_all()
        self.say(f"{self.pane.capitalize()} {self.state.order(self.pane)[2]}")

    # --- more to see

    def action_concordance(self) -> None:
        if self.state.crossref is None:
            self.say("Nothing is selected: space selects what is under the cursor, / finds.")
            return
        from tui.desk.screens.concordance import Concordance

        self.app.push_screen(Concordance(self.state), self.do)

    def action_matrix(self) -> None:
        from tui.desk.screens.matrix import Sheet

        self.app.push_screen(Sheet(self.state), self.do)

    def action_help(self) -> None:
        from tui.desk.screens.pages import help_page

        self.app.push_screen(help_page(self.pane, getattr(self.app, "keymap", {})))

    def action_why(self) -> None:
        from tui.desk.screens.pages import why_page

        what, why = self.reasons()
        if what:
            self.app.push_screen(why_page(what, why, self._tellings(), self._offered()), self.do)
        else:
            self.say("There is nothing to explain here.")

    def _tellings(self) -> list[Entry]:
        """All that tell the event under the cursor, where several articles do."""
        row = self.row
        return self.state.library.told(row) if isinstance(row, Entry) and row.sources > 1 else []

    def _offered(self) -> list[Offered]:
        """What the actor under the cursor may also be."""
        row = self.row
        return [Offered(row.name, o) for o in self.state.library.likely(row.id)] if isinstance(row, ActorRow) else []

    def reasons(self) -> tuple[str, list[str]]:
        """What is under the cursor and the sentences that say why it is so."""
        library = self.state.library
        match self.row:
            case ArticleRow() as row:
                why = [f"Published: {rows.published_words(row.published)}.", *library.why("article", row.key)]
                return row.title, [*why, row.problem] if row.problem else why
            case ActorRow() as row:
                return row.name, library.why("actor", row.id)
            case ClaimRow() as row:
                return "the claim", library.why("claim", row.claim.id)
            case Entry() as row:
                return row.text, library.why("time", f"{row.article}:{row.span.start}")
            case Period() as row:
                return row.label, [f"{counted(row.n, 'event')} told with a date within {row.days}."]
            case None if self.pane == "reader":
                return self._reasons_in_text()
            case None:
                return "", []
            case row:
                issue = row.issue
                proposition = issue.proposition or "none is stated in config.yaml"
                return issue.name, [f"Proposition: {proposition}.", *library.why("issue", issue.id)]

    def _reasons_in_text(self) -> tuple[str, list[str]]:
        article = self.reader.article
        if article is None:
            return "", []
        marks: list[Any] = [mark for mark in self.reader.marks_here if hasattr(mark, "ref")]
        why: list[str] = []
        for mark in marks:
            if mark.kind in ("claim", "content", "source", "cue"):
                continue
            kind = "time" if mark.kind == "time" else "mention"
            found = library_why(self, kind, f"{article.key}:{mark.span.start}")
            told = [mark.why] if mark.why and mark.why not in found else []
            why += [f"“{' '.join(mark.span.of(article.text).split())}” ({mark.kind}):", *told, *found]
        claim = claim_in_text(marks)
        if claim is not None:
            row = self.state.library.claim(claim)
            if row is not None:
                why += [
                    f"Claim of {row.holder or 'nobody named'}: {row.words}",
                    *self.state.library.why("claim", claim),
                ]
        if not why:
            return article.title or article.key, self.state.library.why("article", article.key)
        return self.reader.words or article.key, why

    def action_detail(self) -> None:
        from tui.desk.screens.pages import actor_page

        selection = self.under_cursor()
        if selection is None or selection.kind != "actor":
            selection = self.state.selection
        actor = self.state.library.actor(selection.key) if selection is not None and selection.kind == "actor" else None
        if actor is None:
            self.say("Stand on an actor for its details: 3 goes to Actors.")
            return
        library = self.state.library
        whole = library.crossref(Selection("actor", actor.id, actor.name))
        found = [row for row in library.actors(matching=actor.name, limit=50) if row.id == actor.id]
        positions = []
        for issue in library.issues(crossref=None):
            for count in issue.holders:
                if count.name == actor.name:
                    words = f"+{count.for_} -{count.against} ~{count.mixed} .{count.none}"
                    positions.append((issue.id, issue.name, styled(words, "count")))
        beside = []
        for id_, number in whole.by_actor[:30]:
            other = library.actor(id_)
            if other is not None and id_ != actor.id:
                beside.append((id_, other.name, number))
        offered = [Offered(actor.name, other) for other in library.likely(actor.id)]
        row = found[0] if found else None
        self.app.push_screen(actor_page(actor, row, positions, beside, offered, library.roles(actor.id)), self.do)

    def action_points(self) -> None:
        from tui.desk.screens.pages import why_page
        from tui.text.neutral import code_points

        self.app.push_screen(why_page("code points", code_points(self.reader.words).splitlines()))


def library_why(desk: Desk, kind: str, key: str) -> list[str]:
    """The library's reasons; none where it does not know the place."""
    try:
        return desk.state.library.why(kind, key)
    except (KeyError, ValueError):
        return []
