"""Office files as their programs show them with every change accepted: docx, odt and rtf say the same."""

# ruff: noqa: E501  # markup as programs write it

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.documents.making import a_docx, an_odt
from tests.documents.reading import only, words

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ROWS = [
    "Moe said the town could not afford the pass in Bresk.",
    "The keeper, Ann Lee, said he was sorry. The firm Fjordway said nothing.",
    "Director Jan Rud said the firm would go to Holm.",
    "A box follows.",
    "Fisher Ole Vik said the fish had gone.",
    "Teacher Ida Bo said the school needed the money.",
    "Two paragraphs are one.",
    "Nurse Eva Lund said the clinic was full.",
    "Note: the clinic has ten beds.",
]


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


BOX = f"<w:txbxContent><w:p>{run(ROWS[4])}</w:p></w:txbxContent>"
DOCX = f"""<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>
<w:p>{run("Moe said the town could ")}<w:del><w:r><w:delText>easily </w:delText></w:r></w:del><w:ins>{run("not ")}</w:ins>
{run("afford the pass in ")}<w:smartTag>{run("Bresk")}</w:smartTag>{run(".")}</w:p>
<w:p>{run("The keeper, ")}<w:hyperlink>{run("Ann Lee")}</w:hyperlink>{run(", said he was sorry. The firm ")}
<w:fldSimple w:instr="QUOTE">{run("Fjord")}</w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>
HYPERLINK "https://x.example"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("way")}<w:r>
<w:fldChar w:fldCharType="end"/></w:r>{run(" said nothing.")}</w:p>
<w:sdt><w:sdtContent><w:p>{run("Director Jan Rud said the firm would go to ")}<w:sdt><w:sdtContent>{run("Holm")}
</w:sdtContent></w:sdt>{run(".")}</w:p></w:sdtContent></w:sdt>
<w:p>{run(ROWS[3])}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>
</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:p><w:ins>{run(ROWS[5])}</w:ins></w:p><w:p><w:del><w:r><w:delText>Gone: Bo said nothing.</w:delText></w:r></w:del></w:p>
<w:p><w:moveFrom>{run("Moved away.")}</w:moveFrom></w:p>
<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run("Two paragraphs ")}</w:p><w:p>{run("are one.")}</w:p>
<w:tbl><w:tr><w:tc><w:p>{run(ROWS[7])}<w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:tc></w:tr>
<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run("A row taken out.")}</w:p></w:tc></w:tr></w:tbl></w:body></w:document>"""
NOTES = f"""<?xml version="1.0"?><w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p>{run("-")}</w:p>
</w:footnote><w:footnote w:id="2"><w:p>{run(ROWS[8])}</w:p></w:footnote></w:footnotes>"""
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"

ODT = f"""<text:tracked-changes><text:changed-region><text:deletion><text:p>easily </text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:p>Moe said the town could <text:change text:change-id="1"/><text:change-start text:change-id="2"/>not
<text:change-end text:change-id="2"/>afford the pass in <text:span>Bresk</text:span>.</text:p>
<text:p>The keeper, <text:a>Ann Lee</text:a>, said he was<text:s/>sorry. The firm <text:variable-get>Fjordway</text:variable-get>
said nothing.<office:annotation><text:p>A comment.</text:p></office:annotation></text:p>
<text:section><text:p>{ROWS[2]}</text:p></text:section>
<text:p>{ROWS[3]}<draw:frame><draw:text-box><text:p>{ROWS[4]}</text:p></draw:text-box></draw:frame></text:p>
<text:p>{ROWS[5]}</text:p><text:p>{ROWS[6]}</text:p>
<table:table><table:table-row><table:table-cell><text:p>{ROWS[7]}<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>{ROWS[8]}</text:p></text:note-body></text:note></text:p></table:table-cell></table:table-row>
</table:table>"""

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\*\revtbl{Unknown;}{A;}} Moe said the town could {\deleted\revauthdel1 easily }{\revised not }"
    r"afford the pass in Bresk.\par The keeper, {\field{\*\fldinst{HYPERLINK \"https://x.example\"}}{\fldrslt{\ul Ann Lee}}}"
    r", said he was sorry. The firm {\field{\*\fldinst QUOTE}{\fldrslt Fjordway}} said nothing.{\*\annotation A comment.}\par "
    rf"{ROWS[2]}\par {ROWS[3]}"
    r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard " + ROWS[4] + r"\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext "
    rf"{ROWS[4]}\par}}}}}}}}\par {ROWS[5]}\par " + r"{\deleted Gone: Bo said nothing.\par}" + rf"{ROWS[6]}\par\trowd\intbl {ROWS[7]}"
    r"{\chftn}{\footnote\pard{\chftn} " + ROWS[8] + r"}\cell\row\pard}"
)  # fmt: skip


def docx() -> bytes:
    import docx as word
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = word.Document(BytesIO(a_docx(["x"])))
    part = Part(PackURI("/word/footnotes.xml"), f"{W}.footnotes+xml", NOTES.encode(), document.part.package)
    document.part.relate_to(part, FOOTNOTES)
    out = BytesIO()
    document.save(out)
    return _with(out.getvalue(), "word/document.xml", lambda _: DOCX.encode())


def odt() -> bytes:
    return _with(an_odt(["x"]), "content.xml", lambda old: old.replace(b"<text:p>x</text:p>", ODT.encode()))


def _with(data: bytes, member: str, change) -> bytes:  # type: ignore[no-untyped-def]
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize("form", ["docx", "odt", "rtf"])
def test_what_is_shown_once_and_what_is_deleted_nowhere(tmp_path: Path, form: str) -> None:
    data = {"docx": docx, "odt": odt, "rtf": RTF.encode}[form]()
    (tmp_path / f"a.{form}").write_bytes(data)
    article = only(tmp_path)
    shown = sorted(" ".join(row.split()) for row in words(article, "text"))
    assert shown == sorted(ROWS)
    for gone in ("easily", "Gone", "x.example", "comment", "taken out", "Moved away", "("):
        assert gone not in article.text


def test_a_title_that_a_program_gave_is_none(tmp_path: Path) -> None:
    import docx as word

    document = word.Document()
    document.core_properties.title, document.core_properties.author = "Word Document", "python-docx"
    for row in ("The Pass Is Open", ROWS[0], ROWS[1]):
        document.add_paragraph(row)
    document.save(str(tmp_path / "a.docx"))
    article = only(tmp_path)
    assert (article.title, article.author) == ("The Pass Is Open", None)


def test_a_page_that_was_saved_as_a_document_has_its_own_title(tmp_path: Path) -> None:
    import docx as word

    document = word.Document()
    document.core_properties.title = "The Pass Is Open Again - Harbour Post"
    for row in ("The Pass Is Open Again", ROWS[0], ROWS[1]):
        document.add_paragraph(row)
    document.save(str(tmp_path / "a.docx"))
    assert only(tmp_path).title == "The Pass Is Open Again"
