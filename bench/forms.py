"""How many of some hundred files that real programs made are read right: title, day, outlet or writer, and body.

    python bench/forms.py [FOLDER]

Articles with invented names are written by LibreOffice, pandoc, Python's mailbox and mail packages, python-docx, odfdo,
csv and json writers, warcio and zipfile, in every form that the desk reads, and opened; each article's title, day and
paragraphs are compared with what was written. A program that is not installed is passed over, and said so.
"""

# ruff: noqa: E501  # stories, and rows as programs write them

from __future__ import annotations

import csv
import io
import json
import mailbox
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path

from ground import PROJECT, table

sys.path.insert(0, str(PROJECT))

from tui.corpus.days.publication_days import weigh
from tui.documents import find, read
from tui.model import Article, Problem

STORIES = [
    ("Board Turns Down Second Quay", "2014-06-03", "Mia Ekdal", [
        "The harbour board of Holmvik turned down the plan for a second quay at its meeting on Tuesday, six votes to three.",
        "Chairwoman Ida Sund said the town could not afford it. “We have other debts to pay first,” Sund said.",
        "The ferry firm Nordsund said it would look for another port along the coast of Østfold.",
    ]),
    ("Mayor Wants a Vote on the School", "2015-11-23", "Jan Rude", [
        "Mayor Per Dale said on Monday that the people of Holmvik should vote on the new school before the budget is made.",
        "Teachers welcomed the plan, but the council’s largest party said a vote would cost too much and come too late.",
        "The council decides in December whether to hold it, its clerk said after the meeting in the town hall.",
    ]),
    ("Clinic Closes Its Night Ward", "2017-02-14", "Eva Bjerke", [
        "The clinic in Holmvik closes its night ward in March, because it cannot find enough nurses, its director said.",
        "Patients will have to go to the county’s hospital, which lies forty kilometres away and is itself full.",
        "The nurses’ union called the decision a mistake and asked the county to pay for two more places.",
    ]),
    ("Fishermen Block the Harbour", "2019-09-05", "Olav Tveit", [
        "Twenty boats blocked the harbour of Holmvik for six hours on Thursday, in protest against the new fees for landing.",
        "The fishermen’s leader, Kari Moen, said the fees were twice those of the neighbouring port and would ruin them.",
        "The harbour master opened talks in the afternoon, and the boats let the ferry through at dusk.",
    ]),
]  # fmt: skip
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def said(day: str) -> str:
    year, month, date = day.split("-")
    return f"{MONTHS[int(month) - 1]} {int(date)}, {year}"


def page(title: str, day: str, writer: str, rows: list[str], *, meta: bool = True) -> str:
    stamp = f'<meta property="article:published_time" content="{day}T10:00:00Z">' if meta else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} - Holmvik Post</title>{stamp}</head><body>'
        f"<nav><a href=/>Home</a><a href=/news>News</a></nav><article><h1>{title}</h1><p>By {writer}</p><p>{said(day)}</p>"
        f"{''.join(f'<p>{escape(row)}</p>' for row in rows)}</article><footer>© Holmvik Post</footer></body></html>"
    )


def plain(title: str, day: str, writer: str, rows: list[str]) -> str:
    return "\n\n".join([title, f"By {writer}", said(day), *rows]) + "\n"


def mail(title: str, day: str, writer: str, rows: list[str], *, html: bool = False) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = f"{writer} <post@holmvik.example>", title
    message["Date"] = format_datetime(datetime.fromisoformat(f"{day}T10:00:00+00:00"))
    message["Message-ID"] = f"<{day}@holmvik.example>"
    message.set_content("\n\n".join(rows))
    if html:
        message.add_alternative(f"<html><body>{''.join(f'<p>{escape(row)}</p>' for row in rows)}</body></html>", "html")
    return message


def nexis(stories: list[tuple[str, str, str, list[str]]]) -> list[str]:
    return [
        line
        for title, day, writer, rows in stories
        for line in (
            title, "Holmvik Post", said(day), "Copyright 2014 Holmvik Post All Rights Reserved", "Section: NEWS; Pg. 3",
            "Length: 62 words", f"Byline: {writer}", "Body", *rows, f"Load-Date: {said(day)}", "End of Document",
        )
    ]  # fmt: skip


def written(folder: Path) -> Iterator[str]:
    """Write every form into a folder; the names of programs that are missing."""
    for number, (title, day, writer, rows) in enumerate(STORIES):
        name = f"story{number}"
        (folder / f"{name}.txt").write_text(plain(title, day, writer, rows))
        (folder / f"{name}-crlf.txt").write_bytes(
            plain(title, day, writer, rows).replace("\n", "\r\n").encode("utf-16")
        )
        (folder / f"{name}-win.txt").write_bytes(plain(title, day, writer, rows).encode("cp1252"))
        (folder / f"{name}.md").write_text(
            f'---\ntitle: "{title}"\nauthor: {writer}\ndate: {day}\n---\n\n' + "\n\n".join(rows)
        )
        (folder / f"{name}.html").write_text(page(title, day, writer, rows))
        (folder / f"{name}-bare.htm").write_text(page(title, day, writer, rows, meta=False))
        (folder / f"{name}.eml").write_bytes(mail(title, day, writer, rows).as_bytes())
        (folder / f"{name}-html.eml").write_bytes(mail(title, day, writer, rows, html=True).as_bytes())
        (folder / f"{name}").write_text(plain(title, day, writer, rows))
        (folder / f"{name}.json").write_text(
            json.dumps(
                {
                    "headline": title,
                    "date": day,
                    "byline": writer,
                    "content": "\n\n".join(rows),
                    "source": "Holmvik Post",
                }
            )
        )
        (folder / f"{name}.ris").write_text(
            f"TY  - NEWS\nTI  - {title}\nAU  - {writer}\nDA  - {day.replace('-', '/')}\nT2  - Holmvik Post\nN1  - "
            + "\n\n".join(rows)
            + "\nER  - \n"
        )
    _tables(folder)
    _boxes(folder)
    _archives(folder)
    yield from _converted(folder)


def _tables(folder: Path) -> None:
    for suffix, separator in (("csv", ","), ("csv", ";"), ("tsv", "\t")):
        with (folder / f"table{ord(separator)}.{suffix}").open("w", newline="") as out:
            rows = csv.writer(out, delimiter=separator)
            rows.writerow(["title", "date", "author", "text"])
            rows.writerows([title, day, writer, "\n\n".join(body)] for title, day, writer, body in STORIES)
    with (folder / "lines.jsonl").open("w") as out:
        for title, day, writer, body in STORIES:
            print(json.dumps({"title": title, "published": day, "author": writer, "text": "\n\n".join(body)}), file=out)
    items = "".join(
        f"<item><title>{title}</title><pubDate>{day}T10:00:00Z</pubDate><author>{writer}</author><description>"
        f"{escape(''.join(f'<p>{row}</p>' for row in body))}</description></item>"
        for title, day, writer, body in STORIES
    )
    (folder / "feed.rss").write_text(f"<rss version='2.0'><channel><title>Holmvik Post</title>{items}</channel></rss>")


def _boxes(folder: Path) -> None:
    box = mailbox.mbox(folder / "box.mbox")
    for story in STORIES:
        box.add(mailbox.mboxMessage(mail(*story)))
    box.close()
    forward = mail("Stories of the Week", "2020-01-07", "Ann Lee", ["Here are the stories that I wrote to you about."])
    forward.add_attachment(mail(*STORIES[0]))
    forward.add_attachment(plain(*STORIES[1]).encode(), maintype="text", subtype="plain", filename="story.txt")
    (folder / "forward.eml").write_bytes(forward.as_bytes())
    (folder / "nexis.txt").write_text("\n\n".join(nexis(STORIES)))
    (folder / "nexis.html").write_text("".join(f"<p>{escape(line)}</p>" for line in nexis(STORIES)))


def _archives(folder: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with zipfile.ZipFile(folder / "stories.zip", "w") as archive:
        for number, story in enumerate(STORIES):
            archive.writestr(f"in/story{number}.txt", plain(*story))
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, story in enumerate(STORIES):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(page(*story).encode())
        writer.write_record(
            writer.create_warc_record(f"https://x.example/{number}", "response", payload=body, http_headers=headers)
        )
    (folder / "crawl.warc.gz").write_bytes(out.getvalue())


def _converted(folder: Path) -> Iterator[str]:
    """What LibreOffice and pandoc make of the stories."""
    made = folder.parent / "made"
    made.mkdir(exist_ok=True)
    for number, story in enumerate(STORIES):
        title, day, writer, rows = story
        (made / f"office{number}.html").write_text(page(title, day, writer, rows).split("<nav>")[0] + "".join(
            [f"<h1>{title}</h1><p>By {writer}</p><p>{said(day)}</p>", *(f"<p>{escape(row)}</p>" for row in rows)]
        ))  # fmt: skip
        (made / f"pandoc{number}.md").write_text("\n\n".join([f"# {title}", f"By {writer}", said(day), *rows]))
    (made / "nexis.html").write_text("".join(f"<p>{escape(line)}</p>" for line in nexis(STORIES)))
    if shutil.which("soffice"):
        home = {**os.environ, "HOME": str(folder.parent)}
        sources = [str(path) for path in sorted(made.glob("*.html"))]
        for form in (
            "docx:MS Word 2007 XML",
            "odt",
            "rtf:Rich Text Format",
            "pdf:writer_web_pdf_Export",
            "doc:MS Word 97",
        ):
            into = folder / form.split(":")[0]
            command = ["soffice", "--headless", "--convert-to", form, "--outdir", str(into), *sources]
            subprocess.run(command, capture_output=True, timeout=300, env=home, check=False)
    else:
        yield "soffice"
    if shutil.which("pandoc"):
        for source in sorted(made.glob("*.md")):
            for form in ("docx", "odt", "rtf", "html", "plain", "fb2", "epub", "latex"):
                target = folder / f"{source.stem}.{'txt' if form == 'plain' else 'tex' if form == 'latex' else form}"
                command = ["pandoc", "-s", str(source), "-t", form, "-o", str(target)]
                subprocess.run(command, capture_output=True, timeout=60, check=False)
    else:
        yield "pandoc"


def judged(article: Article) -> str:
    """What is wrong with an article, empty where nothing is."""
    body = " ".join(" ".join(block.span.of(article.text).split()) for block in article.blocks)
    story = next((one for one in STORIES if one[0] == article.title), None)
    if story is None:
        return "" if article.title == "Stories of the Week" else f"title {article.title!r}"
    _, day, writer, rows = story
    published = weigh(article.day_clues)
    wrong = []
    if published is None or str(published.days) != day:
        wrong.append(f"day {published.days if published else None}")
    if article.author != writer:
        wrong.append(f"author {article.author!r}")
    text = " ".join(" ".join(block.span.of(article.text).split()) for block in article.blocks if block.role == "text")
    wrong += [f"without {row[:30]!r}" for row in rows if " ".join(row.split()) not in body]
    if len(text) > sum(map(len, rows)) + 60:
        wrong.append(f"{len(text) - sum(map(len, rows))} characters too many")
    return "; ".join(wrong)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    for missing in written(folder):
        print(f"{missing} is not installed: its files are passed over")
    right: Counter[str] = Counter()
    named: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for path in find(folder):
        if isinstance(path, Problem):
            print(f"{path.path}: {path.why}")
            continue
        found = list(read(path, folder))
        wrong = [judged(one) for one in found if isinstance(one, Article)]
        told = [one.why for one in found if isinstance(one, Problem)]
        name = path.relative_to(folder).as_posix()
        kind = path.suffix or "no suffix"
        every[kind] += 1
        named[kind] += bool(told) and not wrong
        right[kind] += bool(wrong) and not any(wrong) and not told
        for words in (*wrong, *told):
            if words:
                print(f"{name}: {words}")
    rows = [[kind, f"{right[kind]}/{count}", f"{named[kind]}"] for kind, count in sorted(every.items())]
    whole = ["all", f"{right.total()}/{every.total()}", f"{named.total()}"]
    print(table(["form", "files right", "named as not read"], [*rows, whole]))


if __name__ == "__main__":
    main()
