"""Every form of `onrecord export`, opened by the readers of its field, and what they read compared with the rows.

    python bench/exports.py [CORPUS] [--config FILE]

Readers that are not installed are named and passed over: networkx, igraph, pandas, polars, duckdb, pyarrow, rispy,
dkpro-cassis, pyrefiqda, python-docx and Pandoc (`pip install networkx igraph pandas polars duckdb pyarrow rispy
dkpro-cassis pyrefiqda`). Ends with 1 where two readers differ.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
Cells = Counter[tuple[str, str, str]]
WRONG: list[str] = []


def run(*arguments: object) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)], capture_output=True, check=False, cwd=ROOT
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return done.stdout


def say(reader: str, words: str, right: bool = True) -> None:
    print(f"{'ok   ' if right else 'WRONG'} {reader}: {words}")
    if not right:
        WRONG.append(reader)


@contextmanager
def reader(name: str) -> Iterator[None]:
    try:
        yield
    except ImportError as missing:
        print(f"      {name}: not here ({missing})")


def same(name: str, found: object, wanted: object, words: str) -> None:
    say(name, words if found == wanted else f"{words}: {found} and not {wanted}", found == wanted)


class Corpus:
    def __init__(self, corpus: Path, config: Path | None, folder: Path) -> None:
        self.corpus, self.folder = corpus, folder
        self.options = ["--config", config] if config is not None else []
        self.claims = self.rows("claims")
        self.texts = {row["article"]: row["text"] for row in self.rows("articles", "--text")}

    def rows(self, what: str, *more: str) -> list[dict[str, Any]]:
        out = run(what, self.corpus, "--format", "jsonl", *more, *self.options)
        return [json.loads(line) for line in out.splitlines()]

    def made(self, form: str, name: str, *more: str) -> Path:
        path = self.folder / name
        run("export", form, self.corpus, "--to", path, *more, *self.options)
        return path

    @property
    def cells(self) -> Cells:
        """Claims by holder, issue and stance, as `claims --format jsonl` has them."""
        found: Cells = Counter()
        for row in self.claims:
            for issue, stance in row["stances"].items():
                found[row["holder"] or "", issue, stance or ""] += 1
        return found


def tables(corpus: Corpus) -> None:
    path, packed = corpus.made("claims", "claims.csv"), None
    with reader("pyarrow"):
        import pyarrow.parquet as pq

        packed = corpus.made("claims", "claims.parquet")
        columns = [pq.read_table(packed).column(name).to_pylist() for name in ("holder", "issue", "stance")]
        triples = [tuple(cell or "" for cell in row) for row in zip(*columns, strict=True)]
        same("pyarrow", Counter(row for row in triples if row[1]), corpus.cells, "holder x stance x issue of Parquet")
    with reader("pandas"):
        import pandas

        frame = pandas.read_csv(path, keep_default_na=False)
        counted = frame[frame["issue"] != ""].groupby(["holder", "issue", "stance"]).size().items()
        same("pandas", dict(counted), dict(corpus.cells), "holder x stance x issue of CSV")
    with reader("polars"):
        import polars

        data = polars.read_csv(path, infer_schema_length=None).fill_null("")
        rows = data.filter(polars.col("issue") != "").select("holder", "issue", "stance").rows()
        same("polars", Counter(rows), corpus.cells, "holder x stance x issue of CSV")
    with reader("duckdb"):
        import duckdb

        for source in filter(None, (path, packed)):
            counts = duckdb.sql(
                f"SELECT coalesce(holder, ''), issue, coalesce(stance, ''), count(*) FROM '{source}'"
                " WHERE issue <> '' GROUP BY ALL"
            ).fetchall()
            same("duckdb", {row[:3]: row[3] for row in counts}, dict(corpus.cells), f"of {source.suffix}")


def networks(corpus: Corpus) -> None:
    for kind in ("two-mode", "agreement", "conflict"):
        path = corpus.made("graphml", f"{kind}.graphml", "--network", kind)
        with reader("networkx and igraph"):
            import igraph
            import networkx

            one, other = networkx.read_graphml(path), igraph.Graph.Read_GraphML(str(path))
            names = sorted(data["label"] for _, data in one.nodes(data=True))
            same("networkx and igraph", sorted(other.vs["label"]), names, f"{len(names)} labels of {kind}")
            edges = sorted(
                (*sorted((one.nodes[a]["label"], one.nodes[b]["label"])), data["stance"], data["weight"])
                for a, b, data in one.edges(data=True)
            )
            theirs = sorted(
                (*sorted((other.vs[e.source]["label"], other.vs[e.target]["label"])), e["stance"], int(e["weight"]))
                for e in other.es
            )
            same("networkx and igraph", theirs, edges, f"{len(edges)} edges of {kind}")


def dna(corpus: Corpus) -> None:
    file = sqlite3.connect(corpus.made("dna", "claims.dna"))
    same("sqlite3", file.execute("PRAGMA foreign_key_check").fetchall(), [], "foreign keys of the .dna file")
    same("sqlite3", file.execute("PRAGMA integrity_check").fetchall(), [("ok",)], "its CHECKs and structure")
    held = file.execute(
        "SELECT h.Value, c.Value, b.Value, count(*) FROM STATEMENTS s"
        " JOIN DATABOOLEAN b ON b.StatementId = s.ID"
        " JOIN VARIABLES vh ON vh.Variable = 'holder' AND vh.StatementTypeId = s.StatementTypeId"
        " JOIN DATASHORTTEXT dh ON dh.StatementId = s.ID AND dh.VariableId = vh.ID JOIN ENTITIES h ON h.ID = dh.Entity"
        " JOIN VARIABLES vc ON vc.Variable = 'concept' AND vc.StatementTypeId = s.StatementTypeId"
        " JOIN DATASHORTTEXT dc ON dc.StatementId = s.ID AND dc.VariableId = vc.ID JOIN ENTITIES c ON c.ID = dc.Entity"
        " GROUP BY 1, 2, 3"
    ).fetchall()
    ours = {
        (holder["name"], issue["name"], stance): holder[field]
        for issue in corpus.rows("issues")
        for holder in issue["holders"]
        for field, stance in (("for", 1), ("against", 0))
        if holder[field]
    }
    same("sqlite3", {row[:3]: row[3] for row in held}, ours, f"{len(ours)} cells of the two-mode matrix")
    wrong = 0
    for text, start, stop, long in file.execute(
        "SELECT d.Text, s.Start, s.Stop, l.Value FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
        " JOIN DATALONGTEXT l ON l.StatementId = s.ID JOIN VARIABLES v ON v.ID = l.VariableId AND v.Variable = 'claim'"
    ):
        claim = next(row for row in corpus.claims if row["id"] == long)
        units = text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")
        wrong += not all(squeezed(piece["text"]) in squeezed(units) for piece in claim["content"])
    same("sqlite3", wrong, 0, "statements that do not hold their claim's words, in UTF-16 units")


def articles(corpus: Corpus) -> None:
    items = json.loads(corpus.made("csl", "articles.json").read_bytes())
    same("json", [item["id"] for item in items], list(corpus.texts), f"{len(items)} articles of CSL-JSON")
    if shutil.which("pandoc"):
        done = subprocess.run(
            ["pandoc", "-f", "csljson", "-t", "csljson", corpus.folder / "articles.json"],
            capture_output=True,
            check=True,
        )
        back = {item["id"]: item.get("issued") for item in json.loads(done.stdout)}
        same("pandoc", set(back), {item["id"] for item in items}, "the same articles")
    with reader("rispy"):
        import rispy

        with corpus.made("ris", "articles.ris").open(encoding="utf-8") as file:
            entries = rispy.load(file)
        same("rispy", [entry["id"] for entry in entries], list(corpus.texts), f"{len(entries)} articles of RIS")


def annotations(corpus: Corpus) -> None:
    wanted = Counter(piece["text"] for row in corpus.claims for piece in row["content"] * max(1, len(row["issues"])))
    with reader("dkpro-cassis"):
        import cassis

        found: Counter[str] = Counter()
        with zipfile.ZipFile(corpus.made("xmi", "claims.zip")) as archive:
            types = cassis.load_typesystem(archive.open("TypeSystem.xml"))
            for name in archive.namelist()[1:]:
                cas = cassis.load_cas_from_xmi(archive.open(name), types)
                again = cassis.load_cas_from_xmi(cas.to_xmi(), types)
                found.update(claim.get_covered_text() for claim in again.select("webanno.custom.Claim"))
        same("dkpro-cassis", found, wanted, f"{wanted.total()} annotations, there and back")
    with reader("pyrefiqda"):
        from pyrefiqda import RefiProject

        place = corpus.folder / "qdpx"
        project = RefiProject.load(corpus.made("qdpx", "claims.qdpx"), str(place))
        pieces: Counter[str] = Counter()
        for source in project.sources.text_source:
            text = RefiProject.resolve_source_path(source.plain_text_path, place).read_bytes().decode()
            pieces.update(squeezed(text[s.start_position : s.end_position]) for s in source.plain_text_selection)
        once = Counter(squeezed(piece["text"]) for row in corpus.claims for piece in row["content"])
        same("pyrefiqda", pieces, once, f"{once.total()} selections by code points")
        RefiProject.save(project, corpus.folder / "again.qdpx", place / "sources")
        again = RefiProject.load(corpus.folder / "again.qdpx", str(corpus.folder / "again"))
        same("pyrefiqda", again == project, True, "there and back")


def brief(corpus: Corpus) -> None:
    """Every quotation, brought back by Pandoc, is in its article word for word."""
    if not shutil.which("pandoc"):
        print("      pandoc: not here")
        return
    whole = [squeezed(text) for text in corpus.texts.values()]
    for name, dialect in (
        ("brief.docx", "docx"), ("brief.html", "html"), ("brief.md", "markdown"), ("brief.md", "markdown-smart"),
        ("brief.md", "commonmark"), ("brief.md", "gfm"),
    ):  # fmt: skip
        path = corpus.made("brief", name, "--force")
        done = subprocess.run(["pandoc", "-f", dialect, "-t", "json", path], capture_output=True, check=True)
        quotations = list(quoted(json.loads(done.stdout), dialect))
        plain = [pandoc_plain(blocks) for blocks in quotations]
        lost = [words for words in plain if not any(words in text for text in whole)]
        same("pandoc", lost, [], f"{len(plain)} quotations of {name} read as {dialect}")


def quoted(document: dict[str, Any], dialect: str) -> Iterator[list[Any]]:
    """The block quotes; Word's paragraphs of the style Quote are read as such."""
    del dialect
    for block in document["blocks"]:
        if block["t"] == "BlockQuote":
            yield block["c"]


def pandoc_plain(blocks: list[Any]) -> str:
    document = json.dumps({"pandoc-api-version": API, "meta": {}, "blocks": blocks})
    done = subprocess.run(
        ["pandoc", "-f", "json", "-t", "plain", "--wrap=none"], input=document.encode(), capture_output=True, check=True
    )
    return squeezed(done.stdout.decode())


def squeezed(text: str) -> str:
    return " ".join(text.split())


def api() -> list[int]:
    done = subprocess.run(["pandoc", "-t", "json"], input=b"x", capture_output=True, check=True)
    return list(json.loads(done.stdout)["pandoc-api-version"])


API = api() if shutil.which("pandoc") else []
CHECKS: tuple[Callable[[Corpus], None], ...] = (tables, networks, dna, articles, annotations, brief)


def main() -> int:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("corpus", nargs="?", type=Path, default=ROOT / "seeds")
    parse.add_argument("--config", type=Path)
    options = parse.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(options.corpus, options.config, Path(folder))
        for check in CHECKS:
            check(corpus)
    return 1 if WRONG else 0


if __name__ == "__main__":
    sys.exit(main())
