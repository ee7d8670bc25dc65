"""Who is spoken to: a form of address names nobody who says what its sentence says ("Mr. President, the growers …")."""

from __future__ import annotations

from collections.abc import Sequence

from tui.reading.attribution.parse import SUBJECTS, Parse
from tui.text.wordlist import wordlist

_STYLES = wordlist("mr mrs ms madam madame mister sir")
_OFFICES = wordlist(
    "president vice prime deputy minister speaker chair chairman chairwoman chairperson secretary general ambassador"
    " chancellor premier governor mayor commissioner moderator judge justice senator director"
)
_YOUR = wordlist("excellency excellencies majesty majesties highness highnesses honour honor holiness eminence")
_BARE = wordlist("ladies gentlemen colleagues friends comrades compatriots citizens excellencies sir madam delegates")
_WITH_BARE = wordlist("and dear fellow my distinguished honourable honorable esteemed respected")
_AROUND = frozenset({",", '"', "'", "''", "``", "--", "—", "–", "!", ";", ":", "("})


def is_address(p: Parse, head: int) -> bool:
    """Whether the noun `head` and what belongs to it is a form of address, set off from its sentence."""
    first, last = p.left[head], max([head, *p.all_children(head, "conj")])
    if last - first > 8 or any(p.dep[c] in ("relcl", "appos") for c in p.children[head]):
        return False
    if last + 1 >= len(p) or p.lower[last + 1] not in (",", "!"):
        return False
    if first != p.bounds[p.sentence[first]][0] and p.lower[first - 1] not in _AROUND:
        return False
    words = [p.lower[i].rstrip(".") for i in range(first, last + 1) if p.word[i]]
    if words[0] in _STYLES and len(words) > 1:
        return _OFFICES.issuperset(words[1:])
    if words[0] == "your":
        return words[-1] in _YOUR
    return (_BARE | _WITH_BARE).issuperset(words) and _is_called(p, head, last)


def subjects(p: Parse, verb: int) -> Sequence[int]:
    """The subjects that a parse gives a verb, forms of address apart."""
    return [c for c in p.children[verb] if p.dep[c] in SUBJECTS and not is_address(p, c)]


def is_asked(p: Parse, verb: int) -> bool:
    """Whether a verb has whoever is addressed for its only subject: "Mr. Speaker, believe that …"."""
    return p.child(verb, *SUBJECTS) is not None and not subjects(p, verb)


def _is_called(p: Parse, head: int, last: int) -> bool:
    """Whether words that are forms of address beside others ("colleagues, however, said …") are called to here: their
    verb has another subject, or asks for something."""
    verb = p.head[head]
    others = [c for c in p.children[verb] if p.dep[c] in SUBJECTS and c > last]
    return bool(others) or (verb == last + 2 and p.tag[verb] in ("VB", "VBP"))
