"""Fuzz what documents/ makes of a file's bytes, each format by itself: drafts come, or one of the declared refusals.

    python tests/fuzz/fuzz_documents.py -max_total_time=60          all formats; the first byte picks one
    python tests/fuzz/fuzz_documents.py --format=mbox -max_total_time=60

Libraries may raise anything on a hostile file (the child that runs them says "broken"), so for them only what comes
out is checked; hangs are found by libFuzzer's -timeout.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tui.documents"]):
    from tui.documents import meta
    from tui.documents.blocks import layout
    from tui.documents.decoding import NotText, decode
    from tui.documents.draft import Draft, Inner, Unread, Unusable, article_of
    from tui.documents.formats import (
        exports,
        feeds,
        jsonlines,
        mail,
        mailbox,
        markup,
        office,
        pdf,
        plain,
        rich,
        web_pages,
    )
    from tui.documents.formats import tables as csv_tables
    from tui.documents.formats.table_cells import TableLine
    from tui.model import Article

SEEDS = Path(__file__).parent / "seeds" / "documents"
Parse = Callable[[bytes], Iterator[Draft | Inner | Unread]]


def numbered(data: bytes) -> Iterator[tuple[int, bytes | None]]:
    yield from enumerate(data.splitlines(keepends=True), 1)


def jsonl(data: bytes) -> Iterator[Draft]:
    for _, found in jsonlines.drafts(numbered(data)):
        if isinstance(found, Draft):
            yield found


def csv(data: bytes) -> Iterator[Draft]:
    rows = [TableLine(row, at) for at, row in enumerate(decode(data).text.split("\n"), 1)]
    for _, found in csv_tables.drafts(lambda: iter(rows), tabs=False):
        if isinstance(found, Draft):
            yield found


def mbox(data: bytes) -> Iterator[Draft]:
    for line, message in mailbox.mails(numbered(data)):
        for draft in mail.eml(message or b""):
            if isinstance(draft, Draft):
                yield mailbox.numbered(draft, line)


def export(data: bytes) -> Iterator[Draft]:
    found = exports.articles_in([line for line in decode(data).text.split("\n") if line.strip()])
    yield from (draft for draft in found if isinstance(draft, Draft))


def words(data: bytes) -> Iterator[Draft]:
    yield Draft(markup.plain_text(decode(data).text), partly=str(markup.depth(decode(data).text)))


def beside(data: bytes) -> Iterator[Draft]:
    yield Draft(" ".join(meta.parse(data).values()))


OURS: dict[str, Parse] = {
    "text": plain.text, "markdown": plain.markdown, "jsonl": jsonl, "csv": csv, "export": export, "words": words,
    "meta": beside,
}  # fmt: skip
LIBRARIES: dict[str, Parse] = {
    "html": web_pages.html, "mhtml": mail.mhtml, "eml": mail.eml, "mbox": mbox, "pdf": pdf.pdf, "docx": office.docx,
    "odt": office.odt, "rtf": rich.rtf, "feed": feeds.feed,
}  # fmt: skip
FORMATS = [*OURS, *LIBRARIES]
REFUSALS = (NotText, Unusable, csv_tables.BadTable, meta.MetaProblem)


def check_article(article: Article) -> None:
    at = 0
    for block in article.blocks:
        assert at <= block.span.start < block.span.end <= len(article.text), article
        at = block.span.end
    assert article.title_span is None or article.title_span in article.body, article


def check(name: str, data: bytes) -> None:
    parse = OURS.get(name) or LIBRARIES[name]
    try:
        drafts = [draft for draft in parse(data) if isinstance(draft, Draft)]
    except REFUSALS:
        return
    except Exception:
        if name in OURS:
            raise
        return
    for draft in drafts:
        check_article(article_of(draft, "key", "path", {}))
        layout(draft.text, "A Title")


def seeds(name: str) -> str:
    """A folder with the seeds of one format, without the byte that picks the format where all are run together."""
    folder = Path(tempfile.mkdtemp())
    for seed in sorted(SEEDS.iterdir()):
        data = seed.read_bytes()
        if data and FORMATS[data[0] % len(FORMATS)] == name:
            (folder / seed.name).write_bytes(data[1:])
    return str(folder)


def run() -> None:
    if "--formats" in sys.argv:
        print(*FORMATS)
        return
    chosen = [argument.removeprefix("--format=") for argument in sys.argv if argument.startswith("--format=")]
    arguments = [argument for argument in sys.argv if not argument.startswith("--format=")]
    if all(argument.startswith("-") for argument in arguments[1:]):
        arguments += [tempfile.mkdtemp(), seeds(chosen[0]) if chosen else str(SEEDS)]

    def one(data: bytes) -> None:
        if chosen:
            check(chosen[0], data)
        elif data:
            check(FORMATS[data[0] % len(FORMATS)], data[1:])

    atheris.Setup(arguments, one)
    atheris.Fuzz()


if __name__ == "__main__":
    run()
