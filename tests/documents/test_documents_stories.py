"""Saved pages whose story stands where others keep lists, notices that ask for consent, and lines of several days."""

# ruff: noqa: E501  # lines as pages write them

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.documents.making import PARAGRAPHS, TITLE
from tests.documents.reading import only, read, words
from tui.corpus.days.publication_days import weigh
from tui.documents.daylabels import published_in
from tui.documents.furniture import is_consent
from tui.documents.isodays import day_of_name, iso_day
from tui.model import Article

ASKS = [
    "We and our partners store and access information on a device, such as cookies, and process personal data.",
    "With your permission we may use precise geolocation data, and you may object where legitimate interest is used.",
]
CONSENT = f"<h2>We value your privacy</h2><p>{'</p><p>'.join(ASKS)}</p><button>Accept all</button>"
HEAD = f"<h1>{TITLE}</h1><div class=date>May 3, 2011</div>"
BODY = HEAD + "".join(f"<p>{row}</p>" for row in PARAGRAPHS)


def page(folder: Path, body: str, head: str = "") -> Article:
    (folder / "a.html").write_text(
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE} - Post</title>{head}</head><body>{body}</body></html>"
    )
    return only(folder / "a.html")


def day(article: Article) -> str | None:
    found = weigh(article.day_clues)
    return str(found.days) if found else None


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=consent>{CONSENT}</div><aside class=content>{BODY}</aside>",
        f"<div class=sidebar>{BODY}</div>",
        f"<div id=footer-wrapper>{BODY}</div><footer>© Post</footer>",
        f"<section class='widget related'>{BODY}</section>",
        f"<div role=dialog>{CONSENT}</div><main>{BODY}</main>",
        f"<div class=x>{CONSENT}</div><div>{BODY}</div>",
        f"{CONSENT}{BODY}",
        f"<main>{BODY}</main><div class=y>{CONSENT}</div>",
        f"<article>{HEAD}<p>{PARAGRAPHS[0]}</p></article><div>Advertisement</div><div>{BODY.split('</p>', 1)[1]}</div>",
        f"<article>{HEAD}<p>{PARAGRAPHS[0]}</p><aside><h3>Related</h3><a href=/1>Ferry strike</a></aside>"
        f"{BODY.split('</p>', 1)[1]}</article>",
        f"<div id=cookie-bar><p>This site uses cookies. By continuing you agree to our use of cookies.</p><button>OK</button>"
        f"</div><main><div class='article-sidebar'>{BODY}</div></main>",
        f"<table><tr><td>{HEAD}{'<br><br>'.join(PARAGRAPHS)}</td></tr></table>",
        f"<table><tr><td><font>{TITLE}</font></td></tr><tr><td>May 3, 2011</td></tr><tr><td>"
        f"{'</td></tr><tr><td>'.join(PARAGRAPHS)}</td></tr></table>",
    ],
)
def test_the_story_wherever_it_stands(tmp_path: Path, body: str) -> None:
    article = page(tmp_path, body)
    assert (article.title, words(article, "text"), day(article)) == (TITLE, PARAGRAPHS, "2011-05-03")


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(
    "between", ["", "<aside>Related: <a href=x>Ferry strike</a></aside>", "<p>Sign up for our newsletter</p>"]
)
def test_a_page_of_a_few_lines_keeps_its_paragraphs(tmp_path: Path, count: int, between: str) -> None:
    rows = between.join(f"<p>{row}</p>" for row in PARAGRAPHS[:count])
    article = page(tmp_path, f"<nav><a href=/>Home</a></nav><article>{HEAD}{rows}</article><footer>© Post</footer>")
    assert (article.title, words(article, "text"), day(article)) == (TITLE, PARAGRAPHS[:count], "2011-05-03")


def test_a_page_that_tells_its_day_at_its_end(tmp_path: Path) -> None:
    body = "<p>".join([*PARAGRAPHS, "<i>Updated: 9 May 2011 | Published: 3 May 2011</i>"])
    article = page(tmp_path, f"<center><font size=5>{TITLE}</font></center><hr>{body}")
    assert (words(article, "text"), day(article)) == (PARAGRAPHS, "2011-05-03")


def test_what_is_kept_as_things_happen_keeps_its_times(tmp_path: Path) -> None:
    entries = "".join(f"<div><time>1{at}:05</time><p>{row}</p></div>" for at, row in enumerate(PARAGRAPHS))
    article = page(tmp_path, f"<article>{HEAD}{entries}</article>")
    assert words(article, "text") == [f"1{at}:05 {row}" for at, row in enumerate(PARAGRAPHS)]


@pytest.mark.parametrize(
    ("asks", "paragraph"),
    [
        *((True, row) for row in ASKS),
        (True, "Wir und unsere Partner speichern Informationen auf Ihrem Gerät und verarbeiten personenbezogene Daten."),
        (True, "Nous et nos partenaires déposons des cookies sur votre appareil et traitons des données personnelles."),
        (False, "The regulator said that the firm may store cookies on your device only with consent, whatever its partners do."),
        (False, "“We and our partners store cookies on your device with your consent,” the firm says on its pages."),
        (True, "This website uses cookies to improve your experience. We'll assume you're ok with this, but you can opt-out."),
        (True, "By continuing to browse this site you agree to our use of cookies. Find out more."),
        (True, "Nous utilisons des cookies afin de vous offrir une meilleure expérience. En poursuivant, vous acceptez."),
        (True, "Questo sito utilizza cookie. Continuando la navigazione accetti il loro uso. Maggiori informazioni."),
        (True, "Vi bruker informasjonskapsler for å gi deg en bedre opplevelse. Ved å fortsette godtar du dette."),
        (False, "The ministry says cookies on its site are banned from June and users must be asked whether they agree to them."),
        (False, "Our bakery uses butter; we bake cookies for you by hand each day."),
        (False, PARAGRAPHS[0]),
    ],
)  # fmt: skip
def test_a_paragraph_that_asks_for_consent(asks: bool, paragraph: str) -> None:
    assert is_consent(paragraph) == asks


LINES = [
    ("Received: 14 March 2010; Accepted: 16 December 2010; Published: 3 May 2011", "2011-05-03"),
    ("Updated 5 May 2011 10:00 | Published 3 May 2011 22:15", "2011-05-03"),
    ("Last updated 5 May 2011. First published 3 May 2011", "2011-05-03"),
    ("Event date: 20 May 2011. Posted: 3 May 2011", "2011-05-03"),
    ("Submitted 1 May 2010 | Revised 2 May 2010 | Available online 3 May 2011", "2011-05-03"),
    ("Veröffentlicht am 3. Mai 2011, aktualisiert am 5. Mai 2011", "2011-05-03"),
    ("Mis à jour le 5 mai 2011, publié le 3 mai 2011 à 10h", "2011-05-03"),
    ("Actualizado el 5 de mayo de 2011 - Publicado el 3 de mayo de 2011", "2011-05-03"),
    ("Pubblicato il 3 maggio 2011, aggiornato il 5 maggio 2011", "2011-05-03"),
    ("Gepubliceerd op 3 mei 2011, bijgewerkt op 5 mei 2011", "2011-05-03"),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_of_several_labelled_days_that_of_publication(tmp_path: Path, line: str, expected: str) -> None:
    assert published_in(line) == expected
    rows = "".join(f"<p>{row}</p>" for row in PARAGRAPHS)
    assert day(page(tmp_path, f"<article><h1>{TITLE}</h1><p>{line}</p>{rows}</article>")) == expected


def test_labels_on_lines_of_their_own(tmp_path: Path) -> None:
    days = "<dl><dt>Received</dt><dd>14 March 2010</dd><dt>Published</dt><dd>3 May 2011</dd></dl>"
    rows = "".join(f"<p>{row}</p>" for row in PARAGRAPHS)
    assert day(page(tmp_path, f"<article><h1>{TITLE}</h1>{days}{rows}</article>")) == "2011-05-03"


@pytest.mark.parametrize("line", [line for line, _ in LINES[:5]])
def test_the_same_in_plain_text(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\nBy Ann Lee\n{line}\n\n{PARAGRAPHS[0]}\n")
    assert day(only(tmp_path)) == "2011-05-03"


@pytest.mark.parametrize(
    "line", ["Updated 5 May 2011", "Event date: 20 May 2011", "The mayor published it on 3 May, 2011 or so"]
)
def test_a_line_that_calls_no_day_that_of_publication(line: str) -> None:
    assert published_in(line) is None or "mayor" in line


def test_the_outlets_own_day_beats_a_stamp_in_utc(tmp_path: Path) -> None:
    stamp = '<meta property="article:published_time" content="2011-05-02T22:30:00Z">'
    assert day(page(tmp_path, BODY, stamp)) == "2011-05-03"


def test_a_pictures_name_is_no_day(tmp_path: Path) -> None:
    picture = '<meta property="og:image" content="https://x.example/2009/01/07/pic-20090107.jpg">'
    assert day(page(tmp_path, BODY, picture)) == "2011-05-03"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2011-05-03 Dam.txt", "2011-05-03"),
        ("NEWS_ENG_20110503.0015.txt", "2011-05-03"),
        ("20110503_dam.txt", "2011-05-03"),
        ("3 May 2011 Dam.txt", "2011-05-03"),
        ("Dam_May_3_2011.txt", "2011-05-03"),
        ("report 20119999.txt", None),
        ("2011.txt", None),
        ("a-1234567890123.txt", None),
    ],
)
def test_a_day_in_a_files_name_is_a_clue_that_says_so(tmp_path: Path, name: str, expected: str | None) -> None:
    assert day_of_name(name) == expected
    (tmp_path / name).write_text(f"{TITLE}\n\n{PARAGRAPHS[0]}\n")
    article = only(tmp_path)
    assert [clue.value for clue in article.day_clues] == ([expected] if expected else [])
    assert all("file's name" in clue.why for clue in article.day_clues)


def test_a_files_name_tells_nothing_against_its_text(tmp_path: Path) -> None:
    (tmp_path / "2015-01-01.txt").write_text(f"{TITLE}\n\nMay 3, 2011\n\n{PARAGRAPHS[0]}\n")
    assert day(only(tmp_path)) == "2011-05-03"


STAMPS = [
    ("Tue, 03 May 2011 23:30:00 -0500", "2011-05-03"), ("2011-05-03T23:59:00-07:00", "2011-05-03"),
    ("1304461800", "2011-05-03"), ("1304461800123", "2011-05-03"), ("20110503", "2011-05-03"),
    ("mar., 03 mai 2011 10:00:00 +0200", "2011-05-03"), ("Di, 03 Mai 2011 10:00:00 +0200", "2011-05-03"),
    ("Tue May 03 22:30:00 +0000 2011", "2011-05-03"), ("2011/5/3 15:07:41", "2011-05-03"), ("03.05.2011 10:00", "2011-05-03"),
    ("Tuesday, May 3, 2011 - 22:15", "2011-05-03"), ("Tue, 31 Jun 2011 10:00:00 GMT", None), ("06-03-14", None), ("7", None),
]  # fmt: skip


@pytest.mark.parametrize(("stamp", "expected"), STAMPS)
def test_days_as_feeds_tables_and_lines_write_them(tmp_path: Path, stamp: str, expected: str | None) -> None:
    assert iso_day(stamp) == expected
    (tmp_path / "a.rss").write_text(
        f"<rss version='2.0'><channel><title>Post</title><item><title>{TITLE}</title><pubDate>{stamp}</pubDate>"
        f"<description>{PARAGRAPHS[0]}</description></item></channel></rss>"
    )
    rows = [{"id": "a", "text": PARAGRAPHS[0], "published": stamp}]
    if stamp.isdigit():
        rows.append({"id": "b", "text": PARAGRAPHS[0], "published": int(stamp)})  # type: ignore[dict-item]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    (tmp_path / "a.csv").write_text(f'published,text\n"{stamp}",{PARAGRAPHS[0].split(",")[0]}\n')
    articles, problems = read(tmp_path)
    assert not problems
    assert {day(article) for article in articles} == {expected}
