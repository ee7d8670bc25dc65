"""Exporting from the desk: what is selected, in a form, to a file whose name is offered; written behind the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual.message import Message

from tui.corpus.crossref.held_about import parts_of
from tui.desk import actions
from tui.desk.interfaces import TheDesk
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.state import filter_words
from tui.desk.theme import Look, Role
from tui.export.kinds import FORMS, NETWORKS, SUFFIXES, Form, Unknown
from tui.export.place import free_name, named, refused
from tui.export.statements import Choice
from tui.model import Selection
from tui.paths import real
from tui.text.neutral import neutral_name
from tui.whole import write_whole

if TYPE_CHECKING:
    from tui.desk.state import DeskState

MOST = 100_000  # claims of a filtered list
FIRST = ("brief", "claims", "citations")  # the forms that are offered first
_KINDS = {"md": "Markdown", "html": "web page", "docx": "Word", "csv": "CSV", "parquet": "Parquet", "txt": "text"}


class ExportOffer(Struct, frozen=True):
    """A line of the list of forms: a form as one kind of file, of what was chosen."""

    form: Form
    kind: str
    choice: Choice
    of: str  # what was chosen, in words
    network: str = NETWORKS[0]

    @property
    def label(self) -> str:
        kind = _KINDS.get(self.kind, "")
        more = self.network if self.network != NETWORKS[0] else kind if len(self.form.formats) > 1 else ""
        return f"{self.form.name}{f' ({more})' if more else ''}"


class Exported(Message):
    """How far an export is, or what has become of it, in words; carries nothing else."""

    def __init__(self, words: str, role: Role = "title") -> None:
        super().__init__()
        self.words = words
        self.role = role

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Exported)


class Left(Exception):
    """The desk was left while a file was being written."""


def chosen(state: DeskState) -> list[tuple[Choice, str]]:
    """What can be exported, in words, the likeliest first; what passes in the Claims pane, where it has a filter."""
    selection, passing = state.selection, state.claims_filter
    label = state.library.label(selection) if selection is not None else "the whole corpus"
    if passing.filtered:
        rows = state.library.claims(replace(passing, crossref=state.crossref, order="article"), limit=MOST)
        return [(Choice(claims=tuple(row.claim.id for row in rows)), f"{label}, {filter_words(passing)}")]
    return _of(selection, label) if selection is not None else [(Choice(), label)]


def _of(selection: Selection, label: str) -> list[tuple[Choice, str]]:
    """Of an actor what it says before what is said of it."""
    if selection.kind == "actor":
        return [(Choice(by=selection), f"by {label}"), (Choice(about=selection), f"about {label}")]
    if selection.kind == "issue":
        return [(Choice(issue=selection.key), label)]
    if selection.kind == "days":
        first, _, last = selection.key.partition("/")
        return [(Choice(since=date.fromisoformat(first), until=date.fromisoformat(last or first)), f"said {label}")]
    if selection.kind == "query" and (parts := parts_of(selection.key)) is not None:
        return [(Choice(by=Selection("actor", parts[0]), about=parts[1]), label)]
    return [(Choice(about=selection), label)]


def offers(given: Sequence[tuple[Choice, str]]) -> Iterator[ExportOffer]:
    """Every form and kind of each choice, those that most people hand in first."""
    for form in (*(FORMS[name] for name in FIRST), *(form for form in FORMS.values() if form.name not in FIRST)):
        for kind in sorted(form.formats, key=lambda kind: kind != "docx"):
            for network in NETWORKS if form.name == "graphml" else NETWORKS[:1]:
                yield from (
                    ExportOffer(form, kind, choice, of, network) for choice, of in given if _takes(form, choice)
                )


def _takes(form: Form, choice: Choice) -> bool:
    if form.name == "mentions" and choice.about is None:
        return False
    return all(not getattr(choice, name) or name in form.takes for name in ("about", "by", "stance", "issue", "claims"))


def offered_name(offer: ExportOffer, corpus: Path) -> str:
    """A file that is not there yet, where the reader is, or at home where that is in the corpus."""
    return free_name(f"{offer.form.name} {offer.of}", SUFFIXES[offer.kind], corpus)


class Export:
    """Writes what is selected for other programs."""

    def __init__(self, desk: TheDesk) -> None:
        self.desk = desk
        self.state = desk.state

    def acts(self) -> actions.Acts:
        return {"export": self.export}

    def export(self) -> None:
        self.ask(chosen(self.state))

    def ask(self, given: Sequence[tuple[Choice, str]]) -> None:
        """Which form, then where to."""
        from tui.desk.screens.prompt import Answer, Prompt

        known = list(offers(given))

        def offer(text: str) -> list[ExportOffer]:
            words = text.casefold().split()
            return [o for o in known if all(w in f"{o.label} {o.of} {o.form.words}".casefold() for w in words)]

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                self._where(answer[1])

        told = f"Export {given[0][1]}" if len(given) == 1 else "Export"
        several = len(given) > 1
        self.desk.app.push_screen(Prompt(told, offer=offer, draw=partial(_offer_line, several)), taken)

    def _where(self, offer: ExportOffer) -> None:
        from tui.desk.screens.prompt import Answer, Prompt

        corpus = self.desk.behind.app.corpus

        def fault(text: str) -> str:
            return refused(named(text), corpus) if text.strip() else "name a file"

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                work = partial(self._write, offer, named(answer[0]))
                self.desk.app.run_worker(work, thread=True, group="export", exit_on_error=False)

        told = f"Write {offer.label} of {offer.of} to"
        self.desk.app.push_screen(Prompt(told, offered_name(offer, corpus), fault=fault), taken)

    def _write(self, offer: ExportOffer, to: Path) -> None:
        """In a thread: posts how far it is, and what has become of it."""
        from tui.export.forms import ExportedForm as Form_

        name = neutral_name(to.name)

        def progress(done: int, total: int) -> None:
            if self.desk.behind.leaving:
                raise Left
            self.desk.post_message(Exported(f"writing {name}: {done:,} of {total:,} claims"))

        try:
            made = Form_(self.state.library, offer.form.name, offer.choice, kind=offer.kind, network=offer.network,
                         progress=progress)  # fmt: skip
            write_whole(made.pieces(), to)
        except Left:
            return
        except (Unknown, OSError) as problem:
            why = problem.strerror if isinstance(problem, OSError) else str(problem)
            self.desk.post_message(Exported(f"NOT written: {name}: {why}", "error"))
            return
        left = "".join(f"; {line}" for line in made.left_out())
        self.desk.post_message(Exported(f"written to {neutral_name(str(real(to)))}{left}"))


def _offer_line(several: bool, offer: ExportOffer, width: int, look: Look) -> Line:
    right = (styled(offer.of, "dim", ascii_only=look.ascii),) if several else ()
    return columns(width, (styled(offer.label), styled(offer.form.words, "dim")), right, look)
