"""The brief as one HTML page that needs nothing else: no script, nothing fetched, prints well."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from tui.export.brief.brief_parts import Brief, BriefBlock, Table, TextRun
from tui.export.portable_text import writable

_STYLE = """
body { max-width: 44em; margin: 2em auto; padding: 0 1em; font: 11pt/1.45 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.7em; margin-bottom: 0.2em; } h2 { margin-top: 1.8em; border-bottom: 1px solid #999; }
h3 { margin-top: 1.6em; } h4 { margin: 1.2em 0 0.3em; font-style: italic; font-weight: normal; }
p { margin: 0.5em 0; } .subtitle, .note { color: #444; } .turn { border-left: 3px solid #b00; padding-left: 0.6em; }
blockquote { margin: 0.3em 0 0.9em 1.5em; } table { border-collapse: collapse; margin: 1em 0; font-size: 0.9em; }
th, td { border: 1px solid #bbb; padding: 0.25em 0.5em; text-align: left; vertical-align: top; }
th { background: #eee; } .footnotes { font-size: 0.85em; } sup a { text-decoration: none; }
@media print {
  body { margin: 0; max-width: none; } h2, h3, h4 { break-after: avoid; } blockquote { break-inside: avoid; }
}
"""
_TAGS = {"heading": "h2", "subheading": "h3", "minor": "h4", "text": "p", "quote": "blockquote", "item": "li",
         "turn": 'p class="turn"', "note": 'p class="note"'}  # fmt: skip


def html(document: Brief) -> Iterator[bytes]:
    title = _text(document.title)
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    yield f"{head}<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n".encode()
    yield f'<p class="subtitle">{_text(document.subtitle)}</p>\n'.encode()
    for kind, blocks in groupby(
        document.blocks, key=lambda block: isinstance(block, BriefBlock) and block.kind == "item"
    ):
        inner = "".join(_table(block) if isinstance(block, Table) else _block(block) for block in blocks)
        yield (f"<ul>\n{inner}</ul>\n" if kind else inner).encode()
    if document.footnotes:
        notes = "".join(
            f'<li id="note{number}">{_text(words)} <a href="#ref{number}">↩</a></li>\n'
            for number, words in enumerate(document.footnotes, 1)
        )
        yield f'<section class="footnotes">\n<h2>Footnotes</h2>\n<ol>\n{notes}</ol>\n</section>\n'.encode()
    yield b"</body>\n</html>\n"


def _block(block: BriefBlock) -> str:
    tag = _TAGS[block.kind]
    return f"<{tag}>{''.join(map(_run, block.runs))}</{tag.split()[0]}>\n"


def _run(run: TextRun) -> str:
    text = _text(run.text)
    text = f"<strong>{text}</strong>" if run.style == "strong" else f"<em>{text}</em>" if run.style else text
    n = run.note
    return text + (f'<sup><a id="ref{n}" href="#note{n}">{n}</a></sup>' if n else "")


def _table(table: Table) -> str:
    head = "".join(f"<th>{_text(cell)}</th>" for cell in table.header)
    rows = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>\n" for row in table.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _text(text: str) -> str:
    return escape(writable(text))
