"""The brief as a Word document, by python-docx (the extra `formats`), with real footnotes.

python-docx makes no footnotes: their part, its styles and the references to it are written here, as ECMA-376 has them
(17.11). Nothing in the file tells when it was made, so that the same brief gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any

from tui.export.archive import zipped
from tui.export.brief.brief_parts import Brief, BriefBlock, Table
from tui.export.portable_text import one_line, short

_STYLES = {"heading": "Heading 1", "subheading": "Heading 2", "minor": "Heading 3", "text": "Normal",
           "quote": "Quote", "item": "List Bullet", "turn": "Turn", "note": "Remark"}  # fmt: skip
_ACROSS = 16.2  # centimetres of an A4 page that are written on
_PROPERTY = 255  # characters that Word takes for a property of a document
_MADE = datetime(1980, 1, 1)
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def docx(document: Brief) -> Iterator[bytes]:
    """Raises ImportError where python-docx is not installed."""
    from docx import Document

    made = Document()
    _set_up(made, document.title)
    made.add_paragraph(one_line(document.title), style="Title")
    made.add_paragraph(one_line(document.subtitle), style="Subtitle")
    before: BriefBlock | Table | None = None
    for block in document.blocks:
        if isinstance(block, Table):
            _table(made, block)
        else:
            _paragraph(made, block, isinstance(before, BriefBlock) and before.kind == "subheading")
        before = block
    _footnotes(made, document.footnotes)
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as archive:
        yield from zipped((name, archive.read(name)) for name in archive.namelist())


def _set_up(made: Any, title: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    about = made.core_properties
    about.author = about.last_modified_by = about.comments = ""
    about.title = short(one_line(title), _PROPERTY)
    about.created = about.modified = _MADE
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)  # A4
    section.left_margin = section.right_margin = Cm((21.0 - _ACROSS) / 2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    styles = made.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    quote = styles["Quote"]
    quote.font.italic, quote.font.color.rgb = False, RGBColor(0x22, 0x22, 0x22)
    quote.paragraph_format.left_indent, quote.paragraph_format.space_after = Cm(0.9), Pt(9)
    styles["Subtitle"].font.italic = False
    for name in ("Heading 1", "Heading 2", "Heading 3", "Title", "Subtitle"):
        styles[name].font.color.rgb = RGBColor(0x1F, 0x2F, 0x46)
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Turn", "Remark"):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.italic = True
    styles["Turn"].font.color.rgb = RGBColor(0xA0, 0x1C, 0x1C)
    styles["Turn"].paragraph_format.keep_with_next = True
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = normal
    text.font.size, text.paragraph_format.space_after = Pt(9), Pt(0)
    styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True


def _paragraph(made: Any, block: BriefBlock, headed: bool) -> None:
    paragraph = made.add_paragraph(style=_STYLES[block.kind])
    if headed or any(run.note for run in block.runs):
        paragraph.paragraph_format.keep_with_next = True  # what it is about stands below
    for run in block.runs:
        lead = " " if run.text[:1].isspace() else ""
        trail = " " if run.text[-1:].isspace() else ""
        added = paragraph.add_run(f"{lead}{one_line(run.text)}{trail}")
        added.bold = True if run.style == "strong" else None
        added.italic = True if run.style == "emphasis" else None
        if run.note:
            _refer(paragraph, run.note)


def _refer(paragraph: Any, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(style="footnote reference")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _table(made: Any, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    grid = made.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    widths = [int(_ACROSS * 360_000 * part) for part in table.widths]  # in EMU, 360,000 of which are a centimetre
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for place, cells in enumerate((table.header, *table.rows)):
        row = grid.add_row()
        for cell, words, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            run = paragraph.add_run(one_line(words))
            run.font.size = Pt(9)
            run.bold = True if not place else None
        settings = row._tr.get_or_add_trPr()
        settings.append(OxmlElement("w:cantSplit"))
        if not place:
            again = OxmlElement("w:tblHeader")  # on every page that the table runs over
            again.set(qn("w:val"), "true")
            settings.append(again)
            for cell in row.cells:
                shade = OxmlElement("w:shd")
                for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7EBF0")):
                    shade.set(qn(f"w:{name}"), value)
                cell._tc.get_or_add_tcPr().append(shade)
    made.add_paragraph()


def _footnotes(made: Any, footnotes: tuple[str, ...]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    lines = [
        _note(-1, ' w:type="separator"', "<w:r><w:separator/></w:r>"),
        _note(0, ' w:type="continuationSeparator"', "<w:r><w:continuationSeparator/></w:r>"),
    ]
    for number, words in enumerate(footnotes, 1):
        mark = '<w:r><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr><w:footnoteRef/></w:r>'
        text = f'<w:r><w:t xml:space="preserve"> {escape(one_line(words))}</w:t></w:r>'
        lines.append(_note(number, "", mark + text))
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_MAIN}">'
    data = f"{head}{''.join(lines)}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _KIND, data, made.part.package)
    made.part.relate_to(part, _NOTES)


def _note(number: int, kind: str, inner: str) -> str:
    style = '<w:pPr><w:pStyle w:val="footnotetext"/></w:pPr>'
    return f'<w:footnote w:id="{number}"{kind}><w:p>{style}{inner}</w:p></w:footnote>'
