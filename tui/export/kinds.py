"""Every form there is, what it holds, and which kinds of file it can be. Light: the command line is made from it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Unknown(Exception):
    """What was asked for is not there or cannot be made, in words for the reader."""


NETWORKS = ("two-mode", "agreement", "conflict")
SUFFIXES = {
    "csv": ".csv", "txt": ".txt", "parquet": ".parquet", "md": ".md", "html": ".html", "docx": ".docx",
    "graphml": ".graphml",    "dna": ".dna", "csl": ".json", "ris": ".ris", "xmi": ".zip", "qdpx": ".qdpx",
}  # fmt: skip
_ALSO = {"md": (".markdown",), "html": (".htm",)}
BINARY = frozenset({"parquet", "docx", "dna", "xmi", "qdpx"})


class Form(Struct, frozen=True):
    """`formats` are the kinds of file that it can be, the first where none is asked for; `takes` the choices that it
    knows besides days."""

    name: str
    words: str
    formats: tuple[str, ...]
    takes: tuple[str, ...] = ("about", "by", "stance", "issue", "claims")


FORMS = {
    form.name: form
    for form in (
        Form("claims", "a tidy table, one row a claim and issue", ("csv", "parquet")),
        Form("mentions", "a tidy table of every mention of --about TERM", ("csv", "parquet"), ("about",)),
        Form("timeline", "a tidy table of dated sentences", ("csv", "parquet"), ("about",)),
        Form("brief", "a paper to hand in: who stands where, each record, footnotes, articles", ("md", "html", "docx")),
        Form("citations", "a citation of each claim, a paragraph each", ("txt", "md")),
        Form("graphml", "a network of holders, issues and sides", ("graphml",)),
        Form("dna", "a database of Discourse Network Analyzer 3.0", ("dna",)),
        Form("csl", "the articles as CSL-JSON, for Zotero and Pandoc", ("csl",)),
        Form("ris", "the articles as RIS, for EndNote, Citavi and others", ("ris",)),
        Form("xmi", "articles and claims as UIMA CAS XMI, for INCEpTION", ("xmi",)),
        Form("qdpx", "a REFI-QDA project, for NVivo, MAXQDA, ATLAS.ti, QualCoder", ("qdpx",)),
    )
}


def format_of(form: str, to: Path | None, asked: str | None) -> str:
    """The kind of file: the one asked for, else by the name of the file, else the form's first.

    Raises Unknown where the form has no such kind.
    """
    formats = FORMS[form].formats
    if asked is not None:
        if asked not in formats:
            raise Unknown(f"{form} is not made as {asked}; it is made as {' or '.join(formats)}")
        return asked
    suffix = to.suffix.lower() if to is not None else ""
    for kind in formats:
        if suffix in (SUFFIXES[kind], *_ALSO.get(kind, ())):
            return kind
    if suffix and len(formats) > 1:
        raise Unknown(f"{form} is not made as {suffix}; it is made as {' or '.join(formats)}, which --format says too")
    return formats[0]
