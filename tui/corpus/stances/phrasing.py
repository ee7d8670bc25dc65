"""The forms that propositions are written in, brought to the few that are read: "X should stop doing Y" to "X should
not do Y", "Y should be kept low" to "Y should be lowered", "there should be a Y" to "Y should be introduced"."""

from __future__ import annotations

from msgspec import Struct

from tui.corpus import wordnet
from tui.text.wordlist import wordlist

_NOT = frozenset({"not", "never", "no", "n't"})
_FREED = wordlist("allowed permitted able free entitled encouraged required forced obliged made helped enabled")
_BARRED = wordlist("forbidden barred prevented stopped banned prohibited kept")
_LETS = wordlist("let allow permit make force help enable require")
_GOES_ON = wordlist("continue keep start begin resume")
_CEASES = wordlist("stop cease quit avoid end")
_ENDINGS = wordlist("end stop halt")
_GIVEN = wordlist("given granted paid offered awarded handed")
_DENIED = wordlist("denied refused")
_TO_WHOM = wordlist("to by for at in on back over out up away from")
_GETS = wordlist("get have receive deserve gain obtain need")
_STAYS = wordlist("be stay remain become")
_KEPT = wordlist("kept held made left")
_KEEPS = wordlist("keep hold make")
MORE = wordlist(
    "high higher up big bigger large larger long longer strong stronger great greater generous significant substantial"
)
LESS = wordlist("low lower down small smaller short shorter few fewer weak weaker less modest cheap cheaper")
_LESS_OF = frozenset({"fewer", "less", "no"})
_STRICT = wordlist("tough tougher strict stricter tight tighter harsh harsher")
# A state that is asked for, as the act that brings it about.
_STATES = {
    "legal": "legalised",
    "lawful": "legalised",
    "illegal": "banned",
    "unlawful": "banned",
    "closed": "closed",
    "free": "freed",
}
_PARTIES = wordlist(
    "pact treaty deal agreement accord union league alliance bloc club zone convention programme program scheme system "
    "Union League Alliance Pact Treaty Convention Agreement Accord Community Organisation Organization Commonwealth EU "
    "NATO UN"
)
_PAYS = {"pay": "for", "spend": "on", "invest": "in"}
_SPENT = {"spent": ("on",), "invested": ("in",), "put": ("into",)}
_MONEY = wordlist("money cash fund funds more less funding resource resources tax taxes sum sums public much")
_SMALL = wordlist("a an the of in on at for from with by to and or as its their his her more less")


class Phrased(Struct, frozen=True):
    """A duty's words: who or what stands before the modal, what follows it, and -1 where it is not to be.

    `deed`: it is what somebody may or must do, so that they are not what the proposition is on. `fewer`: less of it is
    asked for, not none.
    """

    before: list[str]
    rest: list[str]
    sign: int
    deed: bool = False
    fewer: bool = False


def phrased(before: list[str], rest: list[str]) -> Phrased:
    """The words before and after a modal in a form that is read; those of any other form as they are."""
    turned = [word for word in rest[:3] if word.lower() in _NOT]
    sign = -1 if len(turned) == 1 else 1
    rest = [word for k, word in enumerate(rest) if k > 2 or word.lower() not in _NOT]
    first = before[0].lower() if before[1:] else ""
    if first in _LESS_OF:
        before, sign = before[1:], -sign  # "fewer lorries should be let in"
    deed = False
    for _ in range(3):  # "be allowed to go on doing"
        low = [word.lower() for word in rest]
        one = (
            _control(before, rest, low)
            or _let(before, rest, low)
            or _sized(before, rest, low)
            or _belonging(before, rest, low)
        )
        if one is None:
            break
        before, rest, sign, deed = one.before, one.rest, sign * one.sign, deed or one.deed
    before, rest, sign = _paid(before, rest, sign)
    before, rest, sign = _given(before, _held(_put(rest)), sign)
    fewer = first in _LESS_OF and first != "no"
    return _there(before, rest, sign) or _got(before, rest, sign) or Phrased(before, rest, sign, deed, fewer)


def _control(before: list[str], rest: list[str], low: list[str]) -> Phrased | None:
    """A verb that only says that the next one may, must, goes on or ends: "be allowed to vote", "stop selling"."""
    if low[:1] in (["have"], ["need"], ["has"]) and low[1:2] == ["to"]:
        return Phrased(before, rest[2:], 1)
    if low[:1] == ["be"] and low[1:2] and low[2:3] in (["to"], ["from"]) and low[3:]:
        if low[1] in _FREED:
            return Phrased(before, rest[3:], 1, low[3] != "be")
        if low[1] in _BARRED and (low[2] == "to" or low[3].endswith("ing")):
            return Phrased(before, [base_of(low[3]), *rest[4:]], -1, True)
    if low[:1] and low[0] in _GOES_ON | _CEASES and low[2:]:
        at = 2 if low[1] in ("to", "from") else 1
        if low[1] == "to" or low[at].endswith("ing"):
            return Phrased(before, [base_of(low[at]), *rest[at + 1 :]], -1 if low[0] in _CEASES else 1)
    return None


def _let(before: list[str], rest: list[str], low: list[str]) -> Phrased | None:
    """ "let the price rise", "allow couples to marry": what is let do it is who is to."""
    if low[:1] and low[0] in _LETS:
        to = low.index("to") if "to" in low[2:-1] else None
        verb = to + 1 if to is not None else next(
            (k for k in range(2, len(low)) if low[k] not in _SMALL and wordnet.verb_of(low[k]) == low[k]), None
        )  # fmt: skip
        if verb is not None and verb < len(low):
            return Phrased([*before, *rest[1 : verb - (to is not None)]], rest[verb:], 1, True)
    return None


def _sized(before: list[str], rest: list[str], low: list[str]) -> Phrased | None:
    """A size or state that is asked for: "be kept low", "stay banned", "keep fares down", "be legal"."""
    if low[:1] and low[0] in _KEEPS and low[2:] and (act := _act(low[-1])):
        return Phrased(before, [base_of(act), *rest[1:-1]], 1)
    if not low[:1] or low[0] not in _STAYS:
        return None
    at = 2 if low[0] == "be" and low[1:2] and low[1] in _KEPT and low[2:] else 1
    if not low[at:] or (at == 1 and low[0] == "be" and not (_act(low[1]) and low[1] not in ("closed",))):
        return None
    act = _act(low[at])
    if act is None and (at == 2 or low[0] in ("stay", "remain")) and wordnet.verb_of(low[at]) not in (None, low[at]):
        act = low[at]  # "stay banned"
    return Phrased(before, ["be", act, *rest[at + 1 :]], 1) if act and low != ["be", act] else None


def _act(word: str) -> str | None:
    if word in LESS:
        return "lowered"
    if word in MORE:
        return "raised"
    return "tightened" if word in _STRICT else _STATES.get(word)


def _belonging(before: list[str], rest: list[str], low: list[str]) -> Phrased | None:
    """ "stay in the pact", where one is a party; "stay in the valley" is of who stays."""
    if low[:1] not in (["stay"], ["remain"]) or low[1:2] != ["in"]:
        return None
    what = rest[3:] if low[2:3] == ["the"] else rest[2:]
    head = what[0] if what else ""
    for word in what:
        if word.lower() in _SMALL:
            break
        head = word
    party = head in _PARTIES or any(wordnet.akin(head, kind) for kind in ("agreement", "treaty", "organization"))
    return Phrased(before, ["keep", *what], 1) if party else None


def _there(before: list[str], rest: list[str], sign: int) -> Phrased | None:
    """ "there should be a vote on it"."""
    if [word.lower() for word in before] != ["there"] or [word.lower() for word in rest[:1]] != ["be"] or not rest[1:]:
        return None
    return Phrased(rest[1:], ["be", "introduced"], sign)


def _put(rest: list[str]) -> list[str]:
    """ "put tariffs on steel" as introducing them, "put an end to it" as ending it."""
    low = [word.lower() for word in rest]
    if low[:1] != ["put"] or not low[2:]:
        return rest
    at = 2 if low[1] in ("a", "an") else 1
    if low[at] in _ENDINGS and low[at + 1 : at + 2] == ["to"]:
        return ["end", *rest[at + 2 :]]
    return ["introduce", *rest[1:]] if "on" in low[2:] else rest


def _paid(before: list[str], rest: list[str], sign: int) -> tuple[list[str], list[str], int]:
    """ "pay for care", "spend more on roads", "more money should be spent on roads" as funding it."""
    low = [word.lower() for word in rest]
    if low[:1] == ["be"] and low[2:] and low[2] in _SPENT.get(low[1], ()) and low[3:]:
        what = [word.lower() for word in before]
        if what and set(what) <= _MONEY:
            return rest[3:], ["be", "funded"], -sign if "less" in what else sign
    link = _PAYS.get(low[0], "") if low else ""
    at = low.index(link) if link in low[1:4] else 0
    if at and low[at + 1 :] and set(low[1:at]) <= _MONEY:
        return before, ["fund", *rest[at + 1 :]], -sign if "less" in low[1:at] else sign
    return before, rest, sign


def _held(rest: list[str]) -> list[str]:
    """ "be held without charge" as being detained so; what else is held is a vote or a post."""
    low = [word.lower() for word in rest]
    if "without" not in low or not set(low[:2]) & {"held", "hold", "kept"}:
        return rest
    return ["detained" if word in ("held", "kept") else "detain" if word == "hold" else word for word in rest]


def _given(before: list[str], rest: list[str], sign: int) -> tuple[list[str], list[str], int]:
    """ "be given new licences", "be denied a vote", as getting it or not; "be given to the poor" is not that."""
    low = [word.lower() for word in rest]
    if low[:1] != ["be"] or not low[2:] or low[1] not in _GIVEN | _DENIED or low[2] in _TO_WHOM:
        return before, rest, sign
    return before, ["get", *rest[2:]], -sign if low[1] in _DENIED else sign


def _got(before: list[str], rest: list[str], sign: int) -> Phrased | None:
    """ "X should get a Y", "X deserves more Y"."""
    low = [word.lower() for word in rest]
    if not low[1:] or low[0] not in _GETS or (wordnet.verb_of(low[1]) == low[1] and low[0] == "get"):
        return None
    if low[1] in ("more", "less", "fewer"):
        return Phrased(before, ["raise" if low[1] == "more" else "lower", *rest[2:]], sign)
    return Phrased(before, ["introduce", *rest[1:]], sign)


def base_of(form: str) -> str:
    """The dictionary form of what must be a verb, by its ending where no table knows it: "impeach" of "impeached"."""
    known = wordnet.verb_of(form)
    if known:
        return known
    low = form.lower()
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            stem = low[: -len(ending)]
            if stem[-1:] == stem[-2:-1] and stem[-1:] not in "sl":
                return stem[:-1]
            return stem + "e" if stem.endswith(("at", "is", "iz", "c", "g", "v", "s", "u")) else stem
    return low
