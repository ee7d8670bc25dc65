"""Whether a place name does what only people and governments do: "Oslo urged …", not "in Oslo"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Word, Words

# Verbs a town can be the subject of without anybody acting, and verbs that need it as a place.
_STILL = wordlist(
    """
    be lie sit stand host boast grow sprawl lack have become look suffer burn wake sleep fall experience
    attract contain celebrate see
    """
)
_VISITED = wordlist(
    """
    visit leave reach enter tour flee hit strike bomb capture shell take seize surround besiege liberate
    destroy cross approach rock shake retake storm evacuate include circle attack control hold overlook
    paralyse paralyze quit depart
    """
)
_DEALT_WITH = frozenset({"with", "against", "between", "toward", "towards", "by", "versus", "upon"})
_GIVEN_TO = wordlist(
    """
    say tell message warning signal letter appeal concession gift rebuff threat loyal challenge blow
    ultimatum promise offer hostile subservient friendly sympathetic bow
    """
)
_PARTS = wordlist(
    """
    street airport suburb centre center square hotel university population resident outskirt skyline river
    district museum stadium subway metro port harbour harbor mayor traffic weather downtown neighborhood
    neighbourhood station church cathedral palace hospital school club theatre theater exchange bourse
    market wall gate slum art nightlife climate history landmark cathedral park bridge inhabitant side
    """
)


def acts(doc: Words, start: int, end: int) -> bool:
    """Whether the place name of tokens `start` to `end` acts, or is dealt with, as a government would be."""
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in {"pro", "anti"}:
        return True
    root = doc.part(start, end).root
    for _ in range(4):
        if root.dep_ != "conj":
            break
        root = root.head
    return _acts(root)


def _acts(token: Word) -> bool:
    head = token.head
    match token.dep_:
        case "nsubj" | "nsubjpass":
            verb = head.lemma_.lower()
            adjective = verb in {"be", "become", "look", "seem"} and any(
                child.dep_ in {"acomp", "xcomp"} and any(True for _ in child.children) for child in head.children
            )
            return (head.pos_ in {"VERB", "AUX"} and verb not in _STILL and not _hosts(token)) or adjective
        case "poss":
            return head.lemma_.lower() not in _PARTS
        case "dobj" | "dative":
            return head.lemma_.lower() not in _VISITED
        case "agent":
            return True
        case "pobj":
            if head.lower_ in _DEALT_WITH:
                return not (head.lower_ == "by" and head.dep_ != "agent")
            return head.lower_ in {"to", "on"} and head.head.lemma_.lower() in _GIVEN_TO
    return False


def _hosts(token: Word) -> bool:
    """ "Geneva will host talks": the town as a venue."""
    return token.head.lemma_.lower() in {"host", "hold", "stage", "house"}
