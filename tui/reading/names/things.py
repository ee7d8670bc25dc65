"""Names of things that act for nobody: products, works, vessels, storms, events, laws, diseases, registers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.reading.names.name_span import NameSpan
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

_VERSIONS = frozenset({"version", "edition", "upgrade", "beta"})
LAWS = wordlist("treaty act pact agreement declaration convention accord protocol bill law")
# What a name ends in that is of an event, a rule, an illness or a list; none of these is said to do what bodies do.
_LAST = LAWS | wordlist(
    """
    accords agreements constitution amendment resolution directive regulation memorandum communique
    recession depression crisis scandal revolution uprising massacre referendum election elections
    prize award awards medal anniversary
    virus disease syndrome flu fever influenza
    register registry index scheme diary wheel almanac theorem
    telescope satellite rocket missile shuttle spacecraft tournament championship championships olympics marathon
    """
)
# What stands before the name of a thing as its kind: "the ferry Norna", "the film Lundby".
_KINDS = wordlist(
    """
    novel album film movie song sitcom browser videogame musical opera documentary podcast
    ship vessel ferry tanker yacht frigate destroyer submarine trawler freighter schooner liner warship icebreaker
    spacecraft satellite probe rocket missile smartphone phone console laptop tablet chip device drug
    hurricane typhoon cyclone storm asteroid comet
    """
)
_PREFIXES = frozenset(
    {"USS", "HMS", "HMAS", "HMCS", "RMS", "INS", "MV", "MS", "SS", "RV", "Hurricane", "Typhoon", "Cyclone", "Storm"}
)
_WITHIN = 3  # words of a name that a kind or prefix tells of


def is_thing(doc: Words, piece: NameSpan) -> bool:
    """Whether a name ends in what things are called ("the Lowland Fisheries Act"), or begins so ("HMS Norna")."""
    tokens = doc[piece.start : piece.end]
    if len(tokens) > 1 and tokens[-1].lower_ in _LAST:
        return True
    return len(tokens) > 1 and tokens[0].text in _PREFIXES


def products(doc: Words, found: Iterable[NameSpan]) -> set[str]:
    """What the text gives versions or editions of, and what it calls a work, a vessel, a device or a storm, as it is
    written: things, wherever they stand."""
    forms = set()
    for piece in found:
        root = doc.part(piece.start, piece.end).root
        above = root.head if root.dep_ == "poss" else root.head.head if root.dep_ == "pobj" else root
        of_it = above.lemma_.lower() in _VERSIONS and (root.dep_ == "poss" or root.head.lower_ == "of")
        if of_it or _called_a_thing(doc, piece):
            forms.add(doc.part(piece.start, piece.end).text)
    return forms


def _called_a_thing(doc: Words, piece: NameSpan) -> bool:
    before = doc[piece.start - 1] if piece.start else None
    if before is None or piece.end - piece.start > _WITHIN:
        return False
    if before.lower_ in _KINDS and before.pos_ == "NOUN" and before.tag_ == "NN":
        return True
    return before.text in _PREFIXES and before.pos_ == "PROPN"
