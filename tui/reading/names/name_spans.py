"""Names as ranges of tokens: the model's entities cut, extended and joined by what the rest of the article shows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.model import ActorKind, Article
from tui.reading.names.body_names import before_office, called_a_firm, head_before, with_legal_form
from tui.reading.names.coordinated import coordinated, portfolios, spelled_out
from tui.reading.names.missed_names import (
    bracketed,
    for_a_cause,
    headed,
    houses,
    initialled,
    repeated,
    short_forms,
    speakers,
    summits,
    titled,
    transcriptions,
)
from tui.reading.names.name_span import BODY_WORDS, HEADINGS, OPENERS, PARTICLES, NameSpan, touch
from tui.reading.names.person_names import (
    HONOURS,
    NAME_LIKE_HEADS,
    addressed,
    by_surname,
    by_title,
    forename_apart,
    generation,
    told_apart,
    transcribed,
    whole,
)
from tui.reading.names.things import LAWS, is_thing, products
from tui.reading.roles import BODIES, COURTESY, HEADS, INSIDE
from tui.text.transcriptions import is_family_name
from tui.text.word_classes import LEGAL_FORMS
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from spacy.tokens import Span as Entity

    from tui.reading.tokens import Words

KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
_NOT_FIRST = HEADS | INSIDE | COURTESY | BODY_WORDS | BODIES | OPENERS
_PREFIXES = frozenset({"pro", "anti", "ex", "non", "post", "pan", "pre"})
_PEOPLES = ("ish", "ese", "ian", "ean", "can", "ch", "i")  # endings of peoples
_LANDS = ("ia", "ca", "us", "land", "stan", "lin")  # endings of places, not of peoples and adjectives
_MEDIA = frozenset({"radio", "television", "tv", "newspaper", "magazine", "daily", "weekly", "channel", "website"})
_FIRMS = LEGAL_FORMS | {"gmbh", "oyj", "spa", "llp"}
_MONTHS = frozenset({"jan", "april", "may", "june", "august"})  # that are first names too
_ZONES = frozenset({"GMT", "UTC", "EST", "EDT", "CET", "CEST", "PST", "PDT", "BST", "MSK", "CST", "CDT", "MST", "MDT"})
_WEB = re.compile(r"\w\.(?:com|org|net|gov|edu|info|co|ru|de|uk)\b", re.IGNORECASE)
_CAPTION = wordlist(
    """
    image photo picture file credit video graphic photograph illustration
    """
)


def find(doc: Words, article: Article) -> list[NameSpan]:
    """The article's names in order, none overlapping another."""
    lowered = Counter(token.text for token in doc if token.text.islower())
    heads = headline_tokens(doc, article)
    found = [part for entity in doc.doc.ents if entity.label_ in KINDS for part in _parts(doc, entity, lowered)]
    found = disjoint([*found, *titled(doc, found), *speakers(doc, found, heads), *transcriptions(doc, found, heads)])
    found = disjoint(extended(doc, piece) for piece in joined(doc, found))
    body = [piece for piece in found if not heads.intersection(range(piece.start, piece.end))]
    certain = set(body)
    found = body + [piece for piece in found if piece not in certain and not _common(doc, piece, lowered)]
    found = [piece for piece in joined(doc, found) if not is_noise(doc, piece, lowered)]
    found = disjoint([*found, *for_a_cause(doc, heads)])
    found = disjoint([*found, *bracketed(doc, found), *headed(doc, found, heads), *summits(doc), *houses(doc)])
    found = disjoint([*found, *initialled(doc, found), *coordinated(doc, heads), *spelled_out(doc, heads)])
    found = portfolios(doc, disjoint(whole(doc, found)))
    body = [piece for piece in found if piece.start not in heads]
    found = disjoint([*found, *repeated(doc, body or found, found, lowered)])
    found = by_title(doc, disjoint(generation(doc, piece) for piece in found))
    found = with_legal_form(doc, by_surname(doc, told_apart(doc, addressed(doc, found))))
    things = products(doc, found)
    found = [piece for piece in found if doc.part(piece.start, piece.end).text not in things]
    often = Counter(doc.part(piece.start, piece.end).text for piece in found)
    return [
        piece
        for piece in majority(doc, found)
        if often[doc.part(piece.start, piece.end).text] > 1 or not is_noise(doc, piece, lowered)
    ]


def _parts(doc: Words, entity: Entity, lowered: Counter[str]) -> Iterator[NameSpan]:
    """An entity without what is glued to it: cut at paragraph ends, and a person's name at words that no name has."""
    kind, start, end = KINDS[entity.label_], entity.start, entity.end
    first = start
    for at in range(start, end + 1):
        if at == first + 1 < end - 1 and kind == "person" and _of_office(doc, first):
            yield NameSpan(first, at, "place")  # "President of Chile Michelle Bachelet"
            first = at
        if at == end or _breaks(doc, at, first, kind):
            piece = trimmed(doc, NameSpan(first, at, kind)) if at > first else None
            if piece is not None:
                yield piece
            first = at + 1


def _of_office(doc: Words, at: int) -> bool:
    """Whether a role and "of" stand before the token: what follows is whose it is, then the name."""
    return at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].lower_ in HEADS


def _breaks(doc: Words, at: int, first: int, kind: ActorKind) -> bool:
    """Whether an entity that began at token `first` is cut at this token."""
    token = doc[at]
    if "\n" in token.text or token.text in {"(", ")", "|", "[", "]"}:
        return True
    if token.text in {"-", "--", "–", "—"} and at > first and doc[at - 1].whitespace_ and token.whitespace_:
        return True
    if token.lower_ == "the" and at > first:
        return doc[at - 1].lower_ not in {"of", "for", "in", "and", "on", "at", "to", "from", "against"}
    return kind == "person" and _breaks_person(doc, at)


def _breaks_person(doc: Words, at: int) -> bool:
    token = doc[at]
    if token.text in {"-", ".", "'", "’", "–"} or token.lower_ in PARTICLES or token.lower_ in {"'s", "’s"}:
        return False
    return token.text.islower() or token.text in {":", "/", "(", ")", "|", ";"} or token.like_num


def trimmed(doc: Words, piece: NameSpan) -> NameSpan | None:
    """Without article, possessive, quotation marks, courtesy titles and caption words at its ends."""
    start, end = piece.start, piece.end
    kind = piece.kind
    if end - start > 2 and doc[start].lower_ in _PREFIXES and doc[start + 1].text == "-":
        start += 2
    while start < end and (
        doc[start].is_space
        or (doc[start].is_punct and doc[start].text not in {"@", "#"})
        or doc[start].lower_ in {"the", "a", "an", "'s", "’s", "this", "that", "its"}
        or (piece.kind == "person" and start + 1 < end and _is_title(doc, start))
        or (
            piece.kind == "person"
            and start + 2 < end
            and doc[start].lower_ == "crown"
            and doc[start + 1].lower_ in HEADS
        )
        or (start + 1 < end and doc[start].is_sent_start and doc[start].lower_ in OPENERS)
    ):
        start += 1
    while start < end and (
        doc[end - 1].is_space
        or doc[end - 1].lower_ in {"'s", "'", "’s", "’", "and", "of", "the"}
        or (doc[end - 1].is_punct and not doc[end - 1].text.endswith("."))
        or (doc[end - 1].pos_ == "ADP" and doc[end - 1].text.islower())
        or (doc[end - 1].lower_ in _CAPTION and end < len(doc) and doc[end].text == ":")
        or (doc[end - 1].text.isdigit() and (piece.kind != "organization" or doc.part(end, end + 1).text in {"-", "–"}))
    ):
        end -= 1
    if kind not in {"person", "group"}:
        end = before_office(doc, start, end)
    if start == end or not any(c.isupper() for token in doc[start:end] for c in token.text):
        return None
    if kind == "group" and doc[end - 1].lower_.endswith(_LANDS):
        kind = "place"
    return NameSpan(start, end, kind)


def _is_title(doc: Words, at: int) -> bool:
    word = doc[at].lower_.rstrip(".")
    if word == "crown" and doc[at + 1].lower_ in HEADS:
        return True  # "Crown Prince Ole"
    return word in COURTESY or (word in HEADS and word not in NAME_LIKE_HEADS)


def joined(doc: Words, found: Iterable[NameSpan]) -> list[NameSpan]:
    """Two neighbouring pieces of one name made one."""
    kept: list[NameSpan] = []
    for piece in found:
        last = kept[-1] if kept else None
        if last and last.end == piece.start and last.kind == "place" and _of_office(doc, last.start):
            kept.append(replace(piece, kind="person" if piece.kind == "place" else piece.kind))
            continue
        if last and last.end == piece.start and forename_apart(doc, last, piece):
            kept[-1] = NameSpan(last.start, piece.end, "person")
            continue
        joins = last and last.end == piece.start and last.kind == piece.kind and last.kind in {"person", "place"}
        if last and joins and doc[last.start - 1].text != "-" and doc[last.end - 1].text != doc[piece.end - 1].text:
            group = last.start > 0 and doc[last.start - 1].lower_ in BODIES
            kept[-1] = NameSpan(last.start, piece.end, "organization" if group else piece.kind)
        else:
            kept.append(piece)
    return kept


def extended(doc: Words, piece: NameSpan) -> NameSpan:
    """With what the model cut off: particles, the other half of a hyphenated body, "in Europe" of an organisation."""
    start, end = piece.start, piece.end
    if piece.kind == "person":
        while start and doc[start - 1].lower_ in PARTICLES and doc[start - 1].text != "La":
            start -= 1
        if start and (end - start == 1 or _family_name(doc, start - 1)) and _first_name(doc, start - 1):
            start -= 1
        return replace(piece, start=start)
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].text[0].isupper() and touch(doc, start - 2, start):
        start -= 2
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].text[0].isupper() and touch(doc, end - 1, end + 1):
        after = end + 2
        while after < len(doc) and doc[after].text[0].isupper() and doc[after].pos_ == "PROPN":
            after += 1
        if doc[after - 1].lower_ in BODY_WORDS:
            return replace(piece, start=start, end=after, kind="organization")
    if start < piece.start and doc[end - 1].lower_ not in BODY_WORDS:
        start = piece.start
    if (head := head_before(doc, start, end)) < start:
        return replace(piece, start=head, end=end, kind="organization")
    if piece.kind == "organization" or doc[end - 1].lower_ in BODY_WORDS:
        while (after := _continues(doc, start, end)) > end:
            end = after
        return replace(piece, start=start, end=end, kind="organization" if end > piece.end else piece.kind)
    return replace(piece, start=start, end=end)


def _family_name(doc: Words, at: int) -> bool:
    """Whether a word before two of a name goes with them: a Korean family name, or a first name that is a month's."""
    return is_family_name(doc[at].lower_) or doc[at].lower_ in _MONTHS


def _first_name(doc: Words, at: int) -> bool:
    """Whether a capitalised word that the model left out can be the first name of what follows."""
    token = doc[at]
    before = doc[at - 1] if at else None
    opens = token.is_sent_start or (before is not None and before.lower_.rstrip(".") in HEADS | COURTESY)
    month = token.lower_ in _MONTHS and bool(opens)
    return (
        token.tag_ in {"NNP", "NNPS"} and token.text.istitle() and token.is_alpha and (not token.ent_type_ or month)
        and token.lower_ not in _NOT_FIRST and token.whitespace_ != ""
    )  # fmt: skip


def _continues(doc: Words, start: int, end: int) -> int:
    """Where "Organization for X | and Y in Europe" goes on, for a body whose name runs over small words."""
    if not any(token.lower_ in BODY_WORDS for token in doc[start:end]) or end >= len(doc):
        return end
    link = doc[end].lower_
    inner = any(token.lower_ in {"of", "for"} for token in doc[start:end])
    if link not in ({"of", "for", "in", "and"} if inner else {"of", "for"}):
        return end
    at = end + 1
    while at < len(doc) and doc[at].lower_ in {"the", "-"}:
        at += 1
    after = at
    while after < len(doc) and doc[after].text[0].isupper() and doc[after].pos_ in {"PROPN", "NOUN", "ADJ"}:
        after += 1
    if link == "and" and any(token.lower_ in BODY_WORDS for token in doc[at:after]):
        return end
    if after == at or (link == "and" and not (after < len(doc) and doc[after].lower_ in {"in", "of", "for"})):
        return end
    if inner and link in {"of", "for"} and doc[at].ent_type_ == "GPE" and doc[at - 1].lower_ == "the":
        return end  # "the University of Leeds of the UK"
    if link == "in" and (after - at > 2 or doc[at].ent_type_ == "GPE"):
        return end
    return after


def headline_tokens(doc: Words, article: Article) -> set[int]:
    """Tokens of titles and of other lines in which every long word is capitalised: capitals tell nothing there."""
    found: set[int] = set()
    for block in article.blocks:
        inside = doc.between(block.span.start, block.span.end)
        if inside is None or inside[1] - inside[0] > 30:
            continue
        long = [token for token in doc[slice(*inside)] if token.is_alpha and len(token) > 3]
        if block.role == "title" or (len(long) > 2 and all(token.text[0].isupper() for token in long)):
            found.update(range(*inside))
    return found


def _common(doc: Words, piece: NameSpan, lowered: Counter[str]) -> bool:
    """Whether a headline's piece has words that the text uses in lower case."""
    return any(lowered[token.lower_] for token in doc[piece.start : piece.end] if token.is_alpha and len(token) > 3)


def is_noise(doc: Words, piece: NameSpan, lowered: Counter[str]) -> bool:
    """Not a name: a common word that begins a sentence, a number, a web address, a version."""
    tokens = doc.part(piece.start, piece.end)
    text = tokens.text
    if text[0] in "@#" or any(c in "£$€¥" for c in text) or "://" in text or "www." in text:
        return True
    if piece.kind in {"person", "place"} and any(c.isdigit() for c in text):
        return True
    if (
        _WEB.search(text)
        or _in_role(doc, piece)
        or (piece.start and doc[piece.start - 1].text[0].isdigit() and text in _ZONES)
    ):
        return True
    following = doc[piece.end].lower_ if piece.end < len(doc) else ""
    if piece.kind != "person" and (is_thing(doc, piece) or (text.isupper() and following in LAWS)):
        return True
    if len(tokens) == 1:
        first = tokens[0]
        if first.text in HONOURS and piece.start and doc[piece.start - 1].text == ",":
            return True  # "Per Lie, MD, said"
        if first.lower_.rstrip(".") in HEADINGS and not (text.isupper() and len(text) > 2):
            return True
        if lowered[first.lower_] and (first.is_sent_start or piece.kind == "person"):
            return True
        return len(text) < 2 or (first.pos_ in {"VERB", "ADV", "ADP", "PRON", "DET"} and not text.isupper())
    return False


def _in_role(doc: Words, piece: NameSpan) -> bool:
    """ "State" of "Secretary of State", "Shadow Home" of "Shadow Home Secretary"."""
    tokens = doc[piece.start : piece.end]
    if piece.kind == "person":
        return False
    if piece.end < len(doc) and doc[piece.end].lower_ in HEADS and all(t.lower_ in INSIDE for t in tokens):
        return True
    before = doc[piece.start - 2 : piece.start] if piece.start > 1 else ()
    office = [token.lower_ for token in before]
    return (
        len(office) == 2 and office[0] in {"secretary", "minister", "undersecretary"} and office[1] in {"of", "for"}
        and len(tokens) == 1 and tokens[0].lower_ in INSIDE
    )  # fmt: skip


def majority(doc: Words, found: Sequence[NameSpan]) -> list[NameSpan]:
    """Each form with the kind most of its mentions have; a surname has the kind of its full name."""
    kinds: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    firms = {doc[p.start].text for p in found if p.kind == "organization" and _has_several_words(doc, p)}
    pieces = []
    for given in found:
        piece = shown(doc, given)
        pieces.append(piece)
        words = [token.text for token in doc[piece.start : piece.end]]
        kinds[" ".join(words)][piece.kind] += 1 if piece is given else 3
        if given is not piece and words[0].isupper():
            kinds[" ".join(words).title()][piece.kind] += 3
        if len(words) == 1 and called_a_firm(doc, piece):
            kinds[words[0]]["organization"] += 20
        if piece.kind == "person" and "," in words:  # "Lind, Harald"
            at = words.index(",")
            kinds[" ".join([*words[at + 1 :], *words[:at]])]["person"] += 20
        elif piece.kind == "person" and len(words) > 1:
            for short in short_forms(tuple(words)):
                kinds[" ".join(short)]["person"] += 2 if short[0] in firms else 20
    settled = {form: count.most_common(1)[0][0] for form, count in kinds.items()}
    return [
        replace(piece, kind=settled[" ".join(token.text for token in doc[piece.start : piece.end])])
        if piece.kind != "group" or _person_for_group(doc, piece, settled)
        else piece
        for piece in pieces
    ]


def _person_for_group(doc: Words, piece: NameSpan, settled: Mapping[str, ActorKind]) -> bool:
    """Whether one word that was taken for a people is the surname of somebody whom the article names in full."""
    last = doc[piece.end - 1]
    one = piece.end - piece.start == 1 and last.tag_ == "NNP" and not last.lower_.endswith(_PEOPLES)
    return one and settled[last.text] == "person"


def _has_several_words(doc: Words, piece: NameSpan) -> bool:
    """Whether blanks part a name's tokens: "Borg Motors", not the surname "Borg-Lund"."""
    return any(token.whitespace_ for token in doc[piece.start : piece.end - 1])


def shown(doc: Words, piece: NameSpan) -> NameSpan:
    """With the kind that the words around it show: a dateline's town, a radio station."""
    after = doc[piece.end].lower_ if piece.end < len(doc) else ""
    if after in _MEDIA or (piece.end - piece.start > 1 and doc[piece.end - 1].lower_.rstrip(".") in _FIRMS):
        return replace(piece, kind="organization")
    if transcribed(doc, piece):
        return replace(piece, kind="person")
    if (
        doc[piece.start].is_sent_start
        and after in {",", "("}
        and piece.kind == "organization"
        and _dateline(doc, piece)
    ):
        return replace(piece, kind="place")
    return piece


def _dateline(doc: Words, piece: NameSpan) -> bool:
    """ "MALMO, Sweden (AFP) -": capitals at the head of a paragraph, an agency in brackets soon after."""
    text = doc.part(piece.end, piece.end + 6).text
    return doc.part(piece.start, piece.end).text.isupper() and re.search(r"\([A-Z]\w+\) ?[-–—]", text) is not None


def disjoint(found: Iterable[NameSpan]) -> list[NameSpan]:
    """In order, of two that overlap the longer one."""
    kept: list[NameSpan] = []
    taken: set[int] = set()
    for piece in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        if taken.isdisjoint(range(piece.start, piece.end)):
            kept.append(piece)
            taken.update(range(piece.start, piece.end))
    return sorted(kept, key=lambda p: p.start)
