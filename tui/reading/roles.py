"""What people are called instead of their names: role words of general English, and the phrases they head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

COURTESY = wordlist(
    """
    mr mrs ms miss dr prof sir lady lord dame madam madame rev st baroness
    """
)
WOMEN = wordlist(
    """
    mrs ms miss lady dame madam madame queen princess duchess baroness chairwoman spokeswoman congresswoman
    businesswoman policewoman actress mother wife daughter sister widow girl woman stateswoman councilwoman
    empress goddess heroine mom aunt niece sheikha
    """
)
MEN = wordlist(
    """
    mr sir lord king prince duke baron chairman spokesman congressman businessman policeman actor father
    husband son brother widower boy man statesman councilman emperor pope imam ayatollah sheikh emir dad uncle
    nephew fisherman serviceman
    """
)
HEADS = wordlist(
    """
    president minister premier chancellor secretary secretary-general chief head leader ambassador envoy
    representative commissioner chairman chairwoman chair chairperson director director-general governor
    mayor senator congressman congresswoman lawmaker speaker spokesman spokeswoman spokesperson general
    admiral colonel captain major lieutenant sergeant commander marshal king queen prince princess emperor
    sultan sheikha emir pope bishop archbishop cardinal patriarch rabbi imam ayatollah sheikh judge justice attorney
    prosecutor lawyer counsel professor economist analyst founder co-founder ceo boss owner coach manager
    negotiator mediator adviser advisor aide diplomat official officer deputy candidate dictator strongman
    ruler premier-designate vice-president undersecretary under-secretary treasurer superintendent sheriff
    principal dean rector editor author writer architect engineer scientist activist campaigner
    congressperson inspector coordinator delegate councillor legislator warlord monarch
    """
)
# What may stand inside a role: "deputy foreign minister", "vice president", "prime minister".
INSIDE = wordlist(
    """
    prime foreign vice deputy assistant associate senior chief executive defence defense interior finance
    home justice trade energy health education agriculture economy environment transport culture labour
    labor treasury shadow secretary general major lieutenant attorney press opposition party majority
    minority house senate army navy police military security special permanent national federal state
    supreme managing high top crown acting interim caretaker first second under campaign policy peace rear
    air staff field commerce cabinet government co internal external affairs rebel separatist union team
    world peacekeeping media budget central bank
    """
)
TIME = wordlist(
    """
    former ex late then outgoing retired onetime erstwhile previous old
    """
)
NEW = frozenset({"new", "incoming", "newly", "designate", "elect", "next", "newly-elected", "newly-appointed"})
# What groups and bodies are called instead of their names, with the kinds that can be called so.
BODIES = wordlist(
    """
    alliance bloc union organization organisation group grouping agency company corporation firm bank party
    movement commission committee council court parliament ministry department institution institute
    university club church association federation league coalition newspaper airline carrier manufacturer
    maker watchdog charity fund thinktank think-tank broadcaster
    """
)
# Bodies whose name stands right before that of who heads them: "Customs Service Ole Berg".
STAFFED = BODIES | wordlist("service administration directorate inspectorate authority secretariat office bureau board")
# What firms are called: "the oil firm Borg", and "the carmaker" for the one named before.
FIRMS = wordlist(
    """
    company corporation firm airline carrier manufacturer maker carmaker automaker planemaker chipmaker drugmaker
    retailer bank lender broadcaster newspaper insurer brewer supplier operator publisher startup start-up giant
    conglomerate refiner exporter importer shipbuilder developer
    """
)


class RolePhrase(Struct, frozen=True):
    """A role and its words as ranges of tokens, `end` exclusive: "FIFA's new deputy chief" has owner FIFA."""

    start: int
    end: int
    head: int
    role: str  # folded: "deputy chief", "secretary-general"
    owner: tuple[int, int] | None = None  # tokens that tell whose
    definite: bool = False  # "the …", "its …", "FIFA's …"
    indefinite: bool = False  # "a …"
    plural: bool = False
    former: bool = False
    new: bool = False


def phrases(doc: Words, named: list[int]) -> list[RolePhrase]:
    """All phrases that a role word heads, in order; `named[i]` is the index of the name that token i is in, or -1."""
    found = []
    at = 0
    while at < len(doc):
        end = head_at(doc, at, named)
        if end:
            found.append(_around(doc, at, end, named))
            at = end
        at += 1
    return found


def head_at(doc: Words, at: int, named: list[int]) -> int:
    """The end of the role's head words that begin at a token: "secretary", "secretary-general"; 0 where none does."""
    token = doc[at]
    word = token.lower_ if token.lower_ in HEADS else token.lemma_.lower()
    if word not in HEADS or named[at] >= 0 or token.pos_ in {"VERB", "ADV", "AUX"}:
        return 0
    following = at + 1
    if word in {"secretary", "director"} and following < len(doc):
        if doc[following].lower_ == "general":
            return following + 1
        if doc[following].text == "-" and following + 1 < len(doc) and doc[following + 1].lower_ == "general":
            return following + 2
    # A head before another head is inside its role: "deputy director", "party leader".
    if following < len(doc) and doc[following].lower_ in HEADS and word in INSIDE:
        return 0
    return following


def is_inside(doc: Words, at: int) -> bool:
    """Whether a word can be part of a role before its head: "prime", "foreign"; "under" in "Under Secretary" alone, and
    not in "the ministry under President Lund"."""
    word = doc[at].lower_.rstrip(".")
    return word in INSIDE and (word != "under" or (at + 1 < len(doc) and doc[at + 1].lower_.startswith("secretar")))


def _around(doc: Words, at: int, end: int, named: list[int]) -> RolePhrase:
    words = [token.lower_ for token in doc[at:end]]
    role = "secretary-general" if words[0].startswith("secretar") and words[-1] == "general" else doc[at].lemma_.lower()
    if words[0] == "director" and words[-1] == "general":
        role = "director-general"
    plural = doc[at].tag_ in {"NNS", "NNPS"}
    start = at
    former = new = False
    inside: list[str] = []
    while start:
        word = doc[start - 1].lower_
        if word in TIME:
            former = True
        elif word in NEW:
            new = True
        elif is_inside(doc, start - 1) and named[start - 1] < 0:
            inside.insert(0, word)
        elif word != "-" and not (doc[start - 1].pos_ == "ADJ" and named[start - 1] < 0):
            break
        start -= 1
    while start < at and doc[start].text == "-":
        start += 1
    owner, start, definite, indefinite = _before(doc, start, named)
    after, end = _after(doc, end, named)
    if inside and role in {"minister", "secretary", "president", "director", "chief", "adviser", "officer"}:
        role = " ".join((*inside, role))
    return RolePhrase(start, end, at, role, owner or after, definite, indefinite, plural, former, new)


def _before(doc: Words, start: int, named: list[int]) -> tuple[tuple[int, int] | None, int, bool, bool]:
    """Whose the role is by the words before it, the phrase's start, and whether it is definite or indefinite."""
    owner = None
    first = start
    possessive = first > 1 and doc[first - 1].lower_ in {"'s", "'", "’s", "’"}
    last = first - 2 if possessive else first - 1
    if last >= 0 and named[last] >= 0:
        first = last
        while first and named[first - 1] == named[last]:
            first -= 1
        owner = (first, last + 1)
        if not possessive and (further := _possessor(doc, first, named)) is not None:
            owner, first, possessive = further, further[0], True
    elif possessive and doc[last].pos_ in {"NOUN", "PROPN"}:
        owner, first = (last, last + 1), last
    elif last >= 0 and doc[last].tag_ == "PRP$":
        return (last, last + 1), last, True, False
    while first and (doc[first - 1].pos_ == "ADJ" or doc[first - 1].lower_ in TIME | NEW) and named[first - 1] < 0:
        first -= 1
    word = doc[first - 1].lower_ if first else ""
    if word in {"the", "this", "that"}:
        return owner, first - 1, True, False
    if word in {"a", "an", "some", "any", "another", "one", "no"}:
        return owner, first - 1, False, True
    return owner, first, possessive and owner is not None, False


def _possessor(doc: Words, before: int, named: list[int]) -> tuple[int, int] | None:
    """The name with "'s" that stands before a token: "Chile's" of "Chile's UN envoy"."""
    last = before - 2
    if last < 0 or doc[before - 1].lower_ not in {"'s", "'", "’s", "’"} or named[last] < 0:
        return None
    first = last
    while first and named[first - 1] == named[last]:
        first -= 1
    return first, last + 1


def _after(doc: Words, end: int, named: list[int]) -> tuple[tuple[int, int] | None, int]:
    """Whose the role is by "of …", "to …", "for …" after it, and the phrase's end."""
    if end < len(doc) and doc[end].lower_ in {"of", "to", "for", "at", "in"}:
        at = end + 1
        while at < len(doc) and doc[at].lower_ in {"the", "its"}:
            at += 1
        if at < len(doc) and named[at] >= 0:
            last = at
            while last + 1 < len(doc) and named[last + 1] == named[at]:
                last += 1
            return (at, last + 1), last + 1
        if doc[end].lower_ in {"of", "for"} and at < len(doc) and doc[at].pos_ in {"PROPN"}:
            last = at + 1
            while (
                last < len(doc) and named[last] < 0 and (doc[last].pos_ == "PROPN" or doc[last].lower_ in {"and", "&"})
            ):
                last += 1
            return None, last
    return None, end
