"""Mail as programs and lists send it: all its text in order, what is attached as articles of their own."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from tests.documents.making import PARAGRAPHS, TITLE, a_docx, a_mail, an_rtf
from tests.documents.reading import read, words
from tui.documents.formats.letters import asides_of
from tui.model import Article

PAGE = "<html><body>{}</body></html>"


def headed(message: MIMEMultipart | EmailMessage, subject: str = TITLE) -> MIMEMultipart | EmailMessage:
    message["From"], message["Subject"] = "Ann Lee <ann@harbour.example>", subject
    message["Date"], message["Message-ID"] = "Tue, 03 May 2011 23:30:00 -0500", "<1@x>"
    return message


def mails(folder: Path, data: bytes, name: str = "a.eml") -> list[Article]:
    (folder / name).write_bytes(data)
    articles, problems = read(folder)
    assert not problems
    return articles


@pytest.mark.parametrize("kinds", [("html", "plain", "html"), ("plain", "html", "plain"), ("plain", "plain", "plain")])
def test_all_text_parts_in_order(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    message = headed(MIMEMultipart("mixed"))
    for kind, row in zip(kinds, PARAGRAPHS, strict=True):
        message.attach(MIMEText(PAGE.format(f"<p>{row}</p>") if kind == "html" else row, kind, "utf-8"))
    [article] = mails(tmp_path, message.as_bytes())
    assert (article.title, words(article, "text")) == (TITLE, PARAGRAPHS)


@pytest.mark.parametrize("first", ["plain", "html"])
@pytest.mark.parametrize("stub", ["This mail is in HTML: see https://x.example/1", PARAGRAPHS[0], ""])
def test_of_alternatives_the_richest(tmp_path: Path, stub: str, first: str) -> None:
    message = headed(MIMEMultipart("alternative"))
    parts = {
        "plain": MIMEText(stub, "plain"),
        "html": MIMEText(PAGE.format("".join(f"<p>{row}</p>" for row in PARAGRAPHS)), "html"),
    }
    for kind in sorted(parts, key=lambda kind: kind != first):
        message.attach(parts[kind])
    [article] = mails(tmp_path, message.as_bytes())
    assert words(article, "text") == PARAGRAPHS


def test_an_attached_mail_is_an_article_of_its_own(tmp_path: Path) -> None:
    message = headed(MIMEMultipart("mixed"), f"Fwd: {TITLE}")
    message.attach(MIMEText("Please see the attached story, it is wrong.", "plain"))
    other = EmailMessage()
    other["From"], other["Subject"], other["Date"] = "Bo Ek <bo@x>", "The Old Pass", "Mon, 02 May 2011 09:00:00 +0200"
    other.set_content("\n\n".join(PARAGRAPHS))
    message.attach(MIMEMessage(other))
    mail, attached = mails(tmp_path, message.as_bytes())
    assert words(mail, "text") == ["Please see the attached story, it is wrong."]
    assert (attached.title, attached.author, attached.day_clues[0].value) == ("The Old Pass", "Bo Ek", "2011-05-02")
    assert words(attached, "text") == PARAGRAPHS


def test_a_digest(tmp_path: Path) -> None:
    message = headed(MIMEMultipart("digest"))
    for number in (1, 2):
        message.attach(MIMEMessage(a_mail(f"<{number}@y>")))
    articles = mails(tmp_path, message.as_bytes())
    assert [words(article, "text") for article in articles] == [PARAGRAPHS, PARAGRAPHS]


def test_a_digest_in_plain_text(tmp_path: Path) -> None:
    letters = [
        f"Date: Tue, 3 May 2011 10:00:00 +0000\nFrom: Bo Ek <bo@x>\nSubject: Letter {n}\n\n{PARAGRAPHS[n]}"
        for n in (0, 1)
    ]
    text = "\n\n".join(
        [
            "Today's Topics:\n\n  1. Letter 0\n  2. Letter 1",
            "-" * 70,
            f"\n\n{'-' * 30}\n\n".join(letters),
            "-" * 30,
            "End of List Digest",
        ]
    )
    message = headed(EmailMessage(), "List Digest, Vol 1")
    message.set_content(text)
    articles = mails(tmp_path, message.as_bytes())
    assert [(article.title, words(article, "text")) for article in articles[1:]] == [
        (f"Letter {n}", [PARAGRAPHS[n]]) for n in (0, 1)
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.rtf", an_rtf(PARAGRAPHS)), ("a.docx", a_docx(PARAGRAPHS)), ("a.txt", "\n\n".join(PARAGRAPHS).encode())],
)
@pytest.mark.parametrize("body", ["", "See the story below, please, and call me."])
def test_documents_that_are_attached(tmp_path: Path, name: str, data: bytes, body: str) -> None:
    message = headed(MIMEMultipart("mixed"))
    if body:
        message.attach(MIMEText(body, "plain"))
    part = EmailMessage()
    part.set_content(data, "application", "octet-stream" if name != "a.rtf" else "rtf", filename=name)
    message.attach(part)
    article = mails(tmp_path, message.as_bytes())[-1]
    assert words(article, "text") == PARAGRAPHS
    assert article.day_clues[0].value == "2011-05-03"


def test_what_is_attached_and_not_read_is_named(tmp_path: Path) -> None:
    message = a_mail()
    message.add_attachment(b"x" * 50, maintype="image", subtype="png", filename="quay.png")
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="meet.ics")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    articles, problems = read(tmp_path)
    assert len(articles) == 1
    assert [problem.why.split(": ")[1].split()[0] for problem in problems] == ["quay.png", "meet.ics"]


@pytest.mark.parametrize(
    "broken",
    [
        lambda mail: mail.replace(b"MIME-Version", b"Content-Type: multipart/mixed; boundary=none\nMIME-Version"),
        lambda mail: mail.replace(b"Subject:", b"a line that is no header\nSubject:"),
        lambda mail: mail.replace(b"\n", b"\r\r\n"),
        lambda mail: b"\n\n" + mail,
        lambda mail: b"\xef\xbb\xbf" + mail,
        lambda mail: mail.replace(b"Tue, 03 May 2011 10:00:00 +0000", b"mar., 3 mai 2011 10:00:00 +0000"),
        lambda mail: mail.replace(b"Tue, 03 May 2011 10:00:00 +0000", b"2011-05-03 10:00"),
    ],
)
def test_broken_headers(tmp_path: Path, broken) -> None:  # type: ignore[no-untyped-def]
    [article] = mails(tmp_path, broken(a_mail().as_bytes()))
    assert (article.title, article.author, article.day_clues[0].value) == (TITLE, "Ann Lee", "2011-05-03")
    assert words(article, "text") == PARAGRAPHS


OWN = f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n"


@pytest.mark.parametrize(
    "more",
    [
        "\nOn Mon, May 2, 2011 Bo Ek wrote:\n> Is the pass open?\n> It was, once.\n",
        "\nOn Mon, May 2, 2011 at 10:00 AM, Bo Ek\n<bo@harbour.example> wrote:\n\n> Is the pass open?\n",
        "\nAm 02.05.2011 um 10:00 schrieb Bo Ek:\n> Ist der Pass offen?\n",
        "\nLe 2 mai 2011 à 10:00, Bo Ek a écrit :\n> Le col est-il ouvert ?\n",
        "\n-----Original Message-----\nFrom: Bo Ek\nSubject: Pass\n\nIs the pass open?\n",
        "\n-- \nAnn Lee\nHarbour Post\n+00 123 456\n",
        "\n_______________________________________________\nPass mailing list\nhttps://lists.example/pass\n",
    ],
)
def test_quotations_signatures_and_footers_are_furniture(tmp_path: Path, more: str) -> None:
    message = headed(EmailMessage(), f"Re: {TITLE}")
    message.set_content(OWN + more)
    [article] = mails(tmp_path, message.as_bytes())
    assert words(article, "text") == PARAGRAPHS[:2]
    assert more.strip().splitlines()[-1] in article.text


def test_a_list_footer_of_its_own_part(tmp_path: Path) -> None:
    message = headed(MIMEMultipart("mixed"))
    message.attach(MIMEText(PAGE.format("".join(f"<p>{row}</p>" for row in PARAGRAPHS)), "html"))
    message.attach(MIMEText(f"{'_' * 47}\nPass mailing list\nhttps://lists.example/pass\n", "plain"))
    [article] = mails(tmp_path, message.as_bytes())
    assert words(article, "text") == PARAGRAPHS


@pytest.mark.parametrize(
    "text", ["> " + PARAGRAPHS[0], "---------- Forwarded message ---------\nFrom: Bo\n\n" + PARAGRAPHS[0]]
)
def test_a_letter_that_only_hands_on_keeps_what_it_hands_on(text: str) -> None:
    assert asides_of(text, reply=True) == []


def test_a_quotation_in_a_letter_that_answers_none_is_its_own() -> None:
    assert asides_of(f"{OWN}\n> A verse of old\n> that rhymed\n\nSo it went, said Moe.", reply=False) == []
