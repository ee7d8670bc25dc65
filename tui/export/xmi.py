"""Articles with their claims as UIMA CAS XMI, which INCEpTION and WebAnno import and dkpro-cassis reads.

A zip file with `TypeSystem.xml` and one `.xmi` an article. Three span layers: `webanno.custom.Claim` on each piece of a
claim's content, once for each issue, `webanno.custom.Cue` and `webanno.custom.Source`; `claim` is the id that ties the
three together. Offsets are UTF-16 units of the article's own text, as UIMA counts; no character is added or taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby

from tui.export.archive import zipped
from tui.export.portable_text import Plain, writable
from tui.export.statements import Cited, Statement
from tui.model import Span

_Put = Callable[[str, Span, dict[str, str]], None]
_CUSTOM = "webanno.custom"
CLAIM = (
    "claim", "holder", "side", "issue", "stance", "force", "kind", "said", "confidence", "status", "coder", "note",
    "within",
)  # fmt: skip
_LAYERS = {"Claim": CLAIM, "Cue": ("claim",), "Source": ("claim", "holder")}
_DOCUMENT = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def xmi(statements: Iterable[Statement]) -> Iterator[bytes]:
    """`statements` come article by article."""
    return zipped(_members(statements))


def _members(statements: Iterable[Statement]) -> Iterator[tuple[str, bytes]]:
    yield "TypeSystem.xml", type_system().encode()
    for number, (_, told) in enumerate(groupby(statements, key=lambda statement: statement.cited.key), 1):
        listed = list(told)
        yield f"{number:05d}-{_file_name(listed[0].cited.key)}.xmi", cas(listed[0].cited, listed).encode()


def _file_name(key: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char in "._-") else "_" for char in key)[-80:]


def type_system() -> str:
    """The types that the documents use besides UIMA's own."""
    annotation = "uima.tcas.Annotation"
    types = [_type(f"{_CUSTOM}.{layer}", annotation, features) for layer, features in _LAYERS.items()]
    document = ("documentTitle", "documentId", "documentUri", "collectionId")
    types.append(_type(_DOCUMENT, "uima.tcas.DocumentAnnotation", document))
    head = '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n<types>\n'
    return f"{_XML}{head}{''.join(types)}</types>\n</typeSystemDescription>\n"


def _type(name: str, above: str, features: tuple[str, ...]) -> str:
    inner = "".join(
        f"<featureDescription><name>{feature}</name><description/><rangeTypeName>uima.cas.String</rangeTypeName>"
        "</featureDescription>\n"
        for feature in features
    )
    return (
        f"<typeDescription>\n<name>{name}</name>\n<description/>\n<supertypeName>{above}</supertypeName>\n"
        f"<features>\n{inner}</features>\n</typeDescription>\n"
    )


def cas(cited: Cited, statements: Iterable[Statement]) -> str:
    """One article as an XMI document."""
    text = Plain(cited.article.text)
    ids = iter(range(2, 1 << 62))
    members: list[int] = []
    elements: list[str] = []

    def put(tag: str, span: Span, features: dict[str, str]) -> None:
        number = next(ids)
        members.append(number)
        place = {"xmi:id": f"{number}", "sofa": "1", "begin": f"{text.utf16(span.start)}"}
        place["end"] = f"{text.utf16(span.end)}"
        elements.append(_element(tag, place | {name: value for name, value in features.items() if value}))

    about = {"documentTitle": cited.title, "documentId": cited.key, "documentUri": cited.article.url or ""}
    put("meta:DocumentMetaData", Span(0, len(text.text)), {"language": "en"} | about)
    for statement in statements:
        _annotate(statement, put)
    elements.append(
        _element(
            "cas:Sofa",
            {"xmi:id": "1", "sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text", "sofaString": text.text},
        )
    )
    elements.append(_element("cas:View", {"sofa": "1", "members": " ".join(map(str, members))}))
    spaces = {
        "xmi": "http://www.omg.org/XMI",
        "cas": "http:///uima/cas.ecore",
        "custom": "http:///webanno/custom.ecore",
        "meta": "http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore",
    }
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    inner = "\n".join(elements)
    return f'{_XML}<xmi:XMI {names} xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n{inner}\n</xmi:XMI>\n'


def _annotate(statement: Statement, put: _Put) -> None:
    claim = statement.claim
    features = {
        "claim": claim.id,
        "holder": claim.holder or "",
        "side": claim.side or "",
        "force": claim.force,
        "kind": claim.kind,
        "said": str(claim.days or ""),
        "confidence": f"{claim.confidence:.3f}",
        "status": claim.status,
        "coder": statement.coder,
        "note": statement.note,
        "within": claim.within or "",
    }
    for toward in statement.toward or (None,):
        main = {"issue": toward.issue, "stance": toward.stance or "none"} if toward is not None else {}
        for span in claim.content:
            put("custom:Claim", span, features | main)
    for span in claim.cue:
        put("custom:Cue", span, {"claim": claim.id})
    for span in claim.source:
        put("custom:Source", span, {"claim": claim.id, "holder": claim.holder or ""})


def _element(tag: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {name}="{_attribute(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}/>"


def _attribute(value: str) -> str:
    """White space in an attribute is read as blanks unless it is written as references."""
    return escape(writable(value)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
