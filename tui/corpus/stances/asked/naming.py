"""What a term of the watchlist names: the proposition's thing, a kind or part of it, or the topic alone."""

from __future__ import annotations

from tui.corpus import wordnet
from tui.corpus.issues import find_words
from tui.corpus.stances.asked.other_names import blended
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.lexicon import lexicon, noun_effect, value_of
from tui.text.wordlist import wordlist

_STOPPAGES = frozenset(
    {
        "moratorium",
        "freeze",
        "halt",
        "suspension",
        "stoppage",
        "abolition",
        "closure",
        "cancellation",
        "ceasefire",
        "cease-fire",
        "truce",
        "armistice",
        "cessation",
    }
)
# What is laid down and stays ("the law"), what is agreed or levied, what is only put forward ("the plans").
_STATUTES = wordlist("act law legislation statute")
_LAID_DOWN = _STATUTES | wordlist("treaty accord pact agreement deal sanction tax mandate")
_PROPOSED = wordlist(
    "bill plan proposal scheme package reform measure power programme program initiative project step move"
)
_PLANS = wordlist("strategy plan deal proposal timetable date")
_PACTS = wordlist("pact treaty agreement accord convention protocol")
_LEVIES = wordlist("tax levy duty tariff toll excise surcharge surtax")
# What is granted or ordered in a matter is not the matter: "the consent decree", "the right to a veto".
_CLAIMS = wordlist("right decree order permission authority request demand claim concession call need will desire case")
_TRADES = wordlist("trade commerce market import export travel")  # what tariffs and quotas stand against
VAGUE = wordlist("scheme package programme program initiative project step move power")
_OPPOSED = ("anti-", "counter-")
_LINKS = wordlist("of for on in at to with from by between against without")
# A measure of a thing, and what one may claim or do with it, are not the thing.
_MEASURES = frozenset({"price", "cost", "rate", "level", "figure", "right", "crime", "war", "user", "owner"})


def effect_of(term: str, a: Aim, described: bool = False) -> int:
    """What more of the thing that a term names does to the proposition; 0 where the term names another thing.

    `described`: it is a noun of a description, which names the topic and seldom the thing.
    """
    words_of_it = term.split()
    first = next((k for k, word in enumerate(words_of_it) if k and word in _LINKS), len(words_of_it))
    head = wordnet.singular(words_of_it[first - 1].lower())
    if (described or term[:1].isupper()) and head not in a.things and (told := _proper(head, term, a)):
        return told
    if a.thing < 0 and a.asks == "ought" and head in _STATUTES | _PROPOSED and head not in a.things:
        return laid_down(head, a)  # "hunting law", "tax bill"
    if (other := _otherwise(term, head, words_of_it[: first - 1], a)) is not None:
        return other
    if head in a.things or any(find_words(thing, term) for thing in a.things if len(thing) > 2):
        act = noun_effect(head)[0] if head not in a.things else 0
        return (-a.thing if act < 0 else a.thing) if a.asks == "ought" or a.judged else 0  # "wolf hunt"
    if head in a.words:
        return a.words[head]
    if head in _STOPPAGES - a.names and a.asks == "ought" and a.judged and term[:1].islower():
        return -a.thing  # a moratorium on what is asked for
    if head in a.names or term[:1].isupper() or noun_effect(head)[0] < 0 or value_of(head, head) < 0:
        return 0
    if a.asks != "ought":
        named = any(word.lower() in a.names for word in words_of_it if word[:1].isupper())
        # "the invasion of Iraq", where the war in Iraq is judged
        return a.thing if named and a.judged and head not in _MEASURES else 0
    if kind_of(head, a):
        return a.thing
    if a.thing < 0:
        return _of_what_should_go(head, a, described)
    words = lexicon()
    if not a.things:
        known = (noun_effect(head)[0] > 0 and head not in _CLAIMS) or head in words.through_nouns or head in words.talk
        return a.thing if known or (a.judged and not described) else 0
    marked = not a.marks.isdisjoint(term.lower().split()[:-1])
    return a.thing if head in words.pointing or (marked and head not in _MEASURES) else 0


def _otherwise(term: str, head: str, before: list[str], a: Aim) -> int | None:
    """What a term does by the word it is made with or the deed it is named after, and 0 for one of what else the
    proposition asks for ("ferries", where tolls are to go and ferries to be built); None for any other."""
    if head not in a.things and any(head == other or wordnet.akin(head, other) for other in a.beside):
        return 0
    if a.asks == "ought" and (deed := blended(term, frozenset(a.words), a.names)):
        return a.words[deed]
    if a.thing > 0 and a.words.get("free", 0) > 0 and not _TRADES.isdisjoint(a.things) and _closes(head):
        return -a.thing
    return _opposed(term, a) or _planned(head, before, a) or _done_by(head, a) or restrains(head, a) or None


def _closes(noun: str) -> bool:
    return noun in lexicon().restraints or noun == "protectionism"


def _of_what_should_go(head: str, a: Aim, described: bool) -> int:
    """What a term does to a proposition that asks for less of another thing than it names by its own words."""
    words = lexicon()
    if head in words.rules:
        return -a.thing  # "background checks" where guns should be restricted
    if _doers(head, a):
        return a.thing
    # Another name of what is to go; a deal or talks on it are something else, and so is what is done against it.
    beside = any(wordnet.akin(head, name) for name in a.names - a.things)  # "abolish the tolls and build ferries"
    other = (
        beside or a.warded or head in words.through_nouns | words.pointing | words.talk or bool(noun_effect(head)[0])
    )
    return 0 if other or described or not a.judged or a.gradual else a.thing


def _opposed(term: str, a: Aim) -> int:
    """What is called after what should go does: "anti-doping", "counter-piracy"."""
    return -a.thing if a.thing < 0 and a.asks == "ought" and term.lower().startswith(_OPPOSED) else 0


def restrains(noun: str, a: Aim) -> int:
    """1 for a noun of what holds back what a proposition wants to be held back: "import quotas"."""
    if a.thing >= 0 or a.asks != "ought" or noun in a.things or noun not in lexicon().restraints:
        return 0
    return +any(a.words.get(verb, 0) > 0 for verb in ("restrict", "limit", "curb", "restrain"))


def _planned(head: str, before: list[str], a: Aim) -> int:
    """What a plan of the deed that is asked for does: "exit strategy" where somebody should leave."""
    if head not in _PLANS or head in a.things:
        return 0
    return next((a.words[word.lower()] for word in before if word.lower() in a.words), 0)


def _done_by(head: str, a: Aim) -> int:
    """What a deed does whose doers the proposition is on: "smuggling" where smugglers should be punished."""
    for who in a.things if a.asks == "ought" and a.judged else ():
        if not who.endswith(("er", "or")) or who == head:
            continue
        same = wordnet.verb_of(head) in wordnet.derived(who, "n", "v") if head.endswith("ing") else False
        if same or (len(head) > 3 and who.startswith(head) and len(who) - len(head) <= 3):
            return a.thing
    return 0


def _doers(head: str, a: Aim) -> bool:
    """Whether a noun is of those who do what the proposition is on: "immigrants" of immigration."""
    done = {verb for thing in a.things for verb in wordnet.derived(thing, "n", "v")}
    if head in a.things or not head.endswith(("er", "or", "ant", "ent", "ist")):
        return False
    return any(verb.endswith(other) for other in wordnet.derived(head, "n", "v") for verb in done)


def _proper(head: str, term: str, a: Aim) -> int:
    """What is called by a name does: a law or plan, or "the Northern Herring Agreement" of the herring pact."""
    return laid_down(head, a) or (kind_of(head, a) if head in _PACTS and term[:1].isupper() else 0)


def laid_down(noun: str, a: Aim) -> int:
    """What a law or plan on the issue does to the proposition: it does what is asked for, or is what is to go."""
    if a.asks != "ought" or noun not in _STATUTES | _PROPOSED | {"ban"}:
        return 0
    if (a.thing <= 0 and noun in VAGUE) or (a.lasting and noun not in _STATUTES):
        return 0  # a plan for what should stay as it is may be one to end it
    if noun == "ban" and a.thing > 0 and not any(is_ruling(thing) for thing in a.things):
        return -1 if a.things else 0  # of what is asked for, where that is no law itself
    if a.thing > 0 or not (a.proper & a.things or not (_LAID_DOWN | lexicon().rules).isdisjoint(a.things)):
        return 1  # the act that bans what is to be banned
    return a.thing if noun in _STATUTES else 0  # "the law" that is to be repealed; a plan may be one to repeal it


def is_ruling(noun: str) -> bool:
    """Whether a noun is a law, a plan or what else may be made for a thing or against it."""
    return noun in _STATUTES | _PROPOSED | _PACTS or noun in ("policy", "debate", "issue", "question", "deal")


def kind_of(noun: str, a: Aim) -> int:
    """What more of a thing does to the proposition where it is of one kind with its own; 0 where it is not."""
    own = a.things - a.alternatives
    kin = any(wordnet.akin(noun, thing) or {noun, thing} <= _PACTS or {noun, thing} <= _LEVIES for thing in own)
    return a.thing if kin and a.asks == "ought" else rules(noun, a)


def rules(noun: str, a: Aim) -> int:
    """The same where both order or forbid."""
    return a.thing if noun in lexicon().rules and a.asks == "ought" and not lexicon().rules.isdisjoint(a.things) else 0
