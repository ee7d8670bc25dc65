"""How each form is made of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, cast

from tui.export.kinds import FORMS, Unknown
from tui.export.statements import Choice, Material, Progress
from tui.model import Days, Selection
from tui.store.desk_library import DeskLibrary

_NEEDS = {"parquet": ("pyarrow", "parquet"), "docx": ("docx", "formats")}  # a module, and the extra that brings it


class ExportedForm:
    """One form of what was chosen; `pieces` are its bytes, `left_out` says, once they are all there, what is not in it.

    Raises Unknown where what was asked for is not there or cannot be made here.
    """

    def __init__(
        self,
        library: DeskLibrary,
        form: str,
        choice: Choice,
        *,
        kind: str = "",
        network: str = "two-mode",
        progress: Progress | None = None,
    ) -> None:
        self.form = FORMS[form]
        self.format = kind or self.form.formats[0]
        self.network = network
        self._more: list[tuple[int, str]] = []
        self._check(choice)
        self.material = Material(library, choice, progress)

    def _check(self, choice: Choice) -> None:
        for name in ("about", "by", "stance", "issue"):
            if getattr(choice, name) is not None and name not in self.form.takes:
                raise Unknown(f"{self.form.name} takes no --{name}")
        if self.form.name == "mentions" and choice.about is None:
            raise Unknown("mentions of what? name it: --about TERM")
        if self.format in _NEEDS:
            from importlib.util import find_spec

            module, extra = _NEEDS[self.format]
            if find_spec(module) is None:
                raise Unknown(f"{self.format} needs the extra `{extra}` of onrecord: pip install '.[{extra}]'")

    def pieces(self) -> Iterator[bytes]:
        make: dict[str, Callable[[], Iterable[bytes]]] = {
            "claims": self._claims, "mentions": self._mentions, "timeline": self._timeline, "brief": self._brief,
            "citations": self._citations,
            "graphml": self._graphml, "dna": self._dna, "csl": self._articles, "ris": self._articles,
            "xmi": self._xmi, "qdpx": self._qdpx,
        }  # fmt: skip
        yield from make[self.form.name]()

    def left_out(self) -> list[str]:
        """One line for each kind of claim that is not there."""
        material = self.material
        counted = [(material.rejected, "rejected by hand"), (material.undated, "with no known day"), *self._more]
        return [f"left out: {n:,} {'claim' if n == 1 else 'claims'} {why}" for n, why in counted if n]

    def _table(self, columns: Any, rows: Iterable[Any]) -> Iterator[bytes]:
        if self.format == "parquet":
            from tui.export.parquet import as_parquet

            return as_parquet(columns, rows)
        from tui.export.tidy import as_csv

        return as_csv(columns, rows)

    def _claims(self) -> Iterator[bytes]:
        from tui.export.tidy import CLAIMS, claims

        return self._table(CLAIMS, claims(self.material.statements()))

    def _mentions(self) -> Iterator[bytes]:
        from tui.export.tidy import MENTIONS, mentions

        material, choice = self.material, self.material.choice
        rows = material.library.rows.mentions(self._term() or "")
        dated = (row for row in rows if choice.within(material.published(row["article"])))
        return self._table(MENTIONS, mentions(dated))

    def _timeline(self) -> Iterator[bytes]:
        from tui.export.tidy import TIMELINE, timeline

        choice = self.material.choice
        rows = self.material.library.rows.timeline(self._term())
        dated = (row for row in rows if choice.within(Days(*map(date.fromisoformat, (row["first"], row["last"])))))
        return self._table(TIMELINE, timeline(dated))

    def _citations(self) -> Iterator[bytes]:
        from tui.export.citation import cite_statement

        names = {issue.id: issue.name for issue in self.material.issues}
        for number, statement in enumerate(self.material.statements()):
            text = cite_statement(statement, names, "markdown" if self.format == "md" else "plain")
            yield (("\n" if number else "") + text + "\n").encode()

    def _term(self) -> str | None:
        """What is asked about as a term: of a selection what it is called."""
        about = self.material.choice.about
        return self.material.library.label(about) if isinstance(about, Selection) else about

    def _graphml(self) -> Iterator[bytes]:
        from tui.export.graphml import graphml
        from tui.export.networks import Network, PositionSums, network

        positions = PositionSums(self.material.statements())
        self._more = positions.left_out.counted()
        return graphml(*network(positions, self.material.issues, cast("Network", self.network)))

    def _dna(self) -> Iterator[bytes]:
        from tui.export.dna import Dna

        file = Dna(self.material.issues)
        for statement in self.material.statements():
            file.add(statement)
        self._more = [*file.left_out.counted(), (file.unstated, "without a stance on an issue")]
        return file.bytes()

    def _articles(self) -> Iterator[bytes]:
        from tui.export.csl import csl
        from tui.export.ris import ris

        return (csl if self.format == "csl" else ris)(self.material.articles())

    def _xmi(self) -> Iterator[bytes]:
        from tui.export.xmi import xmi

        return xmi(self.material.statements())

    def _qdpx(self) -> Iterator[bytes]:
        from tui.export.qdpx import qdpx

        return qdpx(self.material.statements(), self.material.issues)

    def _brief(self) -> Iterator[bytes]:
        from tui.export.brief.compose import brief

        told = list(self.material.statements())  # before the basis: what was left out is known only then
        document = brief(told, self.material.issues, self.material.subject(), self.material.basis())
        if self.format == "docx":
            from tui.export.brief.docx import docx

            return docx(document)
        if self.format == "html":
            from tui.export.brief.html import html

            return html(document)
        from tui.export.brief.markdown import markdown

        return markdown(document)
