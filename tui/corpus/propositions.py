"""Propositions for an issue that has none: what those who hold claims on it ask for, and what they reject.

From each place of the issue in a claim's content a way goes up the parse to the verb that does something with it
("impose sanctions on", "join", "withdraw from"). Where the words ask for that deed, promise or refuse it (by the
claim's force, by a modal verb, or by a verb that is a stand in itself), it is what one may be for or against. Deeds of
one verb and one thing are one proposition, always said as wanted, so that who rejects it is against. Nothing here
decides: a person takes a proposition, edits it or leaves it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.corpus import wordnet
from tui.corpus.stances.asked.predicates import COMMON
from tui.corpus.stances.lexicon import harm_or_help, lexicon
from tui.corpus.stances.tree import Tree
from tui.corpus.suggestions import Proposed
from tui.model import Attribution, Force, Span
from tui.text.wordlist import wordlist

MOST = 3  # offered: more are not read before one is written by hand
_ISE = re.compile(r"ise$")  # on either side of the ocean
_LONGEST = 9  # words of a thing with what belongs to it
_WITH: frozenset[Force] = frozenset({"ask", "promise", "accept"})
_AGAINST: frozenset[Force] = frozenset({"refuse"})
_OWN: frozenset[Force] = frozenset({"promise", "accept", "refuse"})  # of what the holder itself would do
_STANDS = ("support.", "oppose.")  # frames of a stand on what somebody else would do
# Of 46 propositions offered on 185 news articles 3 rested on less alone, and 2 of these said what nobody asked for.
_LEAST = 0.5  # confidence of a claim that a proposition is drawn from
_MODALS = wordlist("should must ought shall need needs cannot")  # that ask for a deed
_WILLS = wordlist("will would can 'll")  # that do so in the mouth of who would do it
_NOT_DEEDS = wordlist(
    "be have do say tell think believe know see feel hope want wish need seem appear mean include expect remember"
    " consider understand hear like regard involve know call describe get try seek agree decide begin start continue"
)
_BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "punct", "case"})
_BEYOND = frozenset({"cc", "conj", "relcl", "acl", "appos", "advcl", "ccomp", "nsubj", "nsubjpass", "mark"})
_OUR = {
    **dict.fromkeys(("its", "their", "his", "her", "our", "my", "your", "this", "that", "these", "those"), "the"),
    **dict.fromkeys(("any", "such", "no", "all"), ""),
}
_PRONOUNS = wordlist("i you he she it we they them him us me who which that this these those there what one everyone")
_THROUGH = wordlist("in on with from to into for against over between towards toward through out")  # "withdraw from"
_DAYS = wordlist("monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday")
_MAY = wordlist("could might may")  # what can be done is not what is wanted
_SPEAKERS = wordlist("i you he she it we they")  # that can be whoever speaks, as "that" and "which" cannot
_PLANNED = wordlist(  # a stand toward one of these is a stand toward what it is for, of or on
    "plan proposal bill law legislation deal agreement treaty pact ban tax funding money reform move project scheme cut"
    " programme program measure policy decision idea introduction creation construction expansion end"
)
_MISSING = wordlist("lack absence failure")  # what is wanted in "disappointed with the lack of a plan to" is the plan
_DONE = wordlist("have has had 've having")


class Touching(Struct, frozen=True):
    """A claim that touches an issue: `key` is Claim.id, `places` where the issue stands in its article's text, `trees`
    those of its content's sentences."""

    key: str
    article: str
    holder: str
    said: Attribution
    trees: Sequence[Tree]
    places: Sequence[Span]


class _Deed(Struct, frozen=True):
    """What one claim asks for, or with `sign` -1 rejects. `thing` is what the verb is done to, `rest` what else belongs
    to it ("on the harbour"), `who` is to do it; `kind` is the verb with the thing's head word."""

    claim: str
    where: tuple[str, int]  # the article and its sentence
    holder: str
    sign: int
    kind: tuple[str, str]
    verb: str
    particle: str
    thing: str
    rest: str
    who: str


def propose(claims: Iterable[Touching]) -> list[Proposed]:
    """What the claims would bear out as propositions, the best first."""
    found: dict[tuple[str, str], list[_Deed]] = defaultdict(list)
    told: set[object] = set()  # a sentence is told once, however many claims are read out of it
    for claim in claims:
        for deed in _deeds(claim):
            if (deed.kind, deed.where) not in told:
                told.add((deed.kind, deed.where))
                found[deed.kind].append(deed)
    ranked = sorted(found.values(), key=lambda deeds: (-_weight(deeds), deeds[0].kind))
    made: list[Proposed] = []
    for deeds in ranked:
        sentence = _sentence(deeds)
        if sentence and all(sentence.casefold() != one.sentence.casefold() for one in made):
            made.append(_made(sentence, deeds))
        if len(made) == MOST:
            break
    return made


def _weight(deeds: Sequence[_Deed]) -> float:
    holders = {deed.holder for deed in deeds if deed.holder}
    apart = len({deed.sign for deed in deeds}) > 1
    said = len(deeds) + 2 * len(holders) + 3 * apart
    return said * (0.5 if deeds[0].verb in COMMON and not deeds[0].particle else 1.0)


def _made(sentence: str, deeds: Sequence[_Deed]) -> Proposed:
    asked = [deed.claim for deed in deeds if deed.sign > 0]
    rejected = [deed.claim for deed in deeds if deed.sign < 0]
    first = [*asked[:1], *rejected[:1]]
    return Proposed(sentence, len(asked), len(rejected), tuple(dict.fromkeys([*first, *asked, *rejected])))


# --- the deeds of one claim


def _deeds(claim: Touching) -> Iterable[_Deed]:
    said = claim.said
    if said.confidence < _LEAST:
        return
    for tree in claim.trees:
        if tree.asks:
            continue
        content = {k for span in said.content for k in tree.within(span)}
        cue = {k for span in said.cue for k in tree.within(span)}
        for place in claim.places:
            if not any(span.start <= place.start and place.end <= span.end for span in said.content):
                continue
            top = tree.top(list(tree.within(place)))
            deed = _deed(claim, tree, top, content, cue) if top is not None else None
            if deed is not None:
                yield deed


def _deed(claim: Touching, tree: Tree, top: int, content: set[int], cue: set[int]) -> _Deed | None:
    """The deed that one place of the issue is part of."""
    verb, noun, prep = _verb_over(tree, top)
    if verb is None or verb not in content or verb in cue:
        return _attitude(claim, tree, top, noun, cue) if verb is not None and verb in cue else None
    lemma = tree.lemma[verb]
    if lemma in _NOT_DEEDS or harm_or_help(lemma) < 0 or not lemma.isalpha() or not _may_be_done(tree, verb):
        return None
    if prep is not None and tree.word[prep] not in _THROUGH:
        return None
    sign = _wanted(claim, tree, verb, content)
    if not sign:
        return None
    passive = tree.child(verb, "nsubjpass", "auxpass") is not None or (
        tree.tag[verb] == "VBN" and tree.dep[verb] in ("acl", "relcl")
    )
    subject = tree.child(verb, "nsubjpass") if passive else tree.subject(verb)
    thing = subject if passive else tree.child(verb, "dobj")
    who = "" if passive else _who(claim, tree, subject)
    rest = _rest(tree, verb, noun if prep is not None else None)
    if thing is None and noun == subject:
        head = ""
    else:
        head = tree.lemma[thing] if thing is not None else f"{tree.word[prep]} {tree.lemma[noun]}" if prep else ""
    words = _phrase(tree, thing) if thing is not None else ""
    if thing is not None and not words:
        return None  # a pronoun: of what, the words do not tell
    if tree.word[top] not in f"{words} {rest} {who}".lower():
        return None  # what is asked for only has to do with it
    particle = tree.particle(verb) or ""
    kind = (f"{_ISE.sub('ize', lemma)} {particle}".strip(), head or _who_key(who))
    return _Deed(claim.key, _place(claim, tree), claim.holder, sign, kind, lemma, particle, words, rest, who)


def _place(claim: Touching, tree: Tree) -> tuple[str, int]:
    return claim.article, tree.start[0]


def _may_be_done(tree: Tree, verb: int) -> bool:
    """Whether a verb is of a deed that is still to be done, or not: no past, no perfect, no fact of today, and whole
    with its thing."""
    helping = tree.auxiliaries(verb)
    if tree.tag[verb] in ("VBD", "VBZ", "MD") or helping & (_DONE | _MAY):
        return False
    if tree.child(verb, "xcomp", "ccomp") is not None:
        return False  # "require the mayor to": of the thing alone it says nothing
    if tree.tag[verb] == "VBN":
        return bool(helping & {"be", "being"})
    return not (tree.tag[verb] == "VBG" and helping)


def _attitude(claim: Touching, tree: Tree, top: int, noun: int, cue: set[int]) -> _Deed | None:
    """The thing itself, where the cue is a stand toward it: "opposes the treaty"."""
    verb = next((k for k in cue if tree.is_verb(k)), None)
    if verb is None or tree.lemma[verb] not in lexicon().attitudes or claim.said.frame.startswith("accuse."):
        return None
    if noun != top and tree.lemma[noun] not in _PLANNED and not _is_before(tree, top, noun):
        return None  # "a commitment on the part of": the stand is toward something else
    words = _phrase(tree, noun)
    sign = lexicon().verbs.get(tree.lemma[verb], 0) * (-1 if tree.negated(verb) else 1)
    if not sign or tree.word[top] not in words.lower():
        return None
    kind = ("support", tree.lemma[noun])
    return _Deed(claim.key, _place(claim, tree), claim.holder, sign, kind, "support", "", words, "", "")


def _verb_over(tree: Tree, k: int) -> tuple[int | None, int, int | None]:
    """From a word up: the verb that does something with it, the noun under that verb, and the preposition between."""
    for _ in range(8):
        head, dep = tree.head[k], tree.dep[k]
        if head == k:
            return None, k, None
        if dep in ("pobj", "pcomp"):
            over = tree.head[head]
            if over == head:
                return None, k, None
            if tree.is_verb(over):
                return over, k, head
            k = over
        elif tree.is_verb(head) and dep in ("dobj", "nsubjpass", "nsubj"):
            return head, k, None
        elif tree.is_noun(head) or tree.tag[head].startswith("JJ"):
            k = head
        else:
            return None, k, None
    return None, k, None


def _wanted(claim: Touching, tree: Tree, verb: int, content: set[int]) -> int:
    """Whether a deed is asked for (1) or rejected (-1); 0 where it is only told of."""
    said = claim.said
    sign = -1 if _negated(tree, verb) else 1
    told = False
    if tree.conditional(content, frozenset({verb, *tree.above(verb)})):
        return 0
    chain = [verb, *(k for k in tree.above(verb) if k in content and (tree.is_verb(k) or tree.is_noun(k)))]
    if any(tree.lemma[k] in _MISSING for k in chain):
        return 0
    for k in chain:
        helping = tree.auxiliaries(k)
        told |= bool(helping & _MODALS) or (bool(helping & _WILLS) and said.kind != "indirect" and _ours(tree, k))
        if k == verb:
            continue
        if tree.is_verb(k):
            sign *= -1 if _negated(tree, k) else 1
        effect = lexicon().verbs.get(tree.lemma[k], 0) if tree.is_verb(k) else lexicon().nouns.get(tree.lemma[k], 0)
        if effect and (tree.lemma[k] in lexicon().attitudes or tree.is_noun(k)):
            told, sign = True, sign * effect
    if said.force in _WITH:
        told = True
    elif said.force == "deny":
        sign = -sign  # what is denied is that something is so, not that it should be done
    elif said.force in _AGAINST or said.polarity < 0:
        told, sign = True, -sign
    return sign * (-1 if said.negated else 1) if told else 0


def _negated(tree: Tree, k: int) -> bool:
    """Whether a verb is negated; "not only" is not."""
    only = any(tree.word[c] == "not" and tree.word[c + 1 : c + 2] == ["only"] for c in tree.children[k])
    return tree.negated(k) and not only


def _ours(tree: Tree, verb: int) -> bool:
    subject = tree.subject(verb)
    return subject is not None and tree.word[subject] in ("we", "i")


# --- its words


def _who(claim: Touching, tree: Tree, subject: int | None) -> str:
    """Who is to do it: the verb's subject; the holder, where that is "we" or where it speaks of its own deed."""
    own = claim.said.force in _OWN and not claim.said.frame.startswith(_STANDS)
    if subject is None:
        return claim.holder if own else ""
    if tree.word[subject] in ("we", "i") or (tree.word[subject] in _SPEAKERS and own):
        return claim.holder
    if tree.tag[subject] == "NN" or tree.word[subject] in _DAYS:  # "the plan": what is done by no one
        return ""
    return _phrase(tree, subject, short=True)


def _who_key(who: str) -> str:
    return who.split()[-1].lower() if who else ""


def _phrase(tree: Tree, noun: int, *, short: bool = False) -> str:
    """A noun with what stands before it and, not `short`, the prepositions that belong to it; empty for a pronoun."""
    if tree.word[noun] in _PRONOUNS or not (tree.is_noun(noun) or tree.tag[noun] == "VBG"):
        return ""
    first = noun
    while first > 0 and _before(tree, first - 1, noun):
        first -= 1
    if first > 0 and not tree.gap(first - 1):
        return ""  # torn out of a word such as "so-called"
    last = noun
    if not short:
        for c in sorted(tree.children[noun]):
            if c == last + 1 and tree.dep[c] == "prep":
                end = _plain_end(tree, c)
                last = end if c < end < first + _LONGEST else last
    return _shown(tree, first, last)


def _plain_end(tree: Tree, prep: int) -> int:
    """The last word of what a preposition brings, before a second thing or a clause."""
    below, end = set(tree.below(prep)), prep
    while end + 1 in below and tree.dep[end + 1] not in _BEYOND:
        end += 1
    return end


def _is_before(tree: Tree, k: int, noun: int) -> bool:
    """Whether a word is part of a noun's own name: "the harbour plan"."""
    return k < noun and tree.head[k] == noun and tree.dep[k] in ("compound", "amod", "poss", "nmod")


def _before(tree: Tree, k: int, noun: int) -> bool:
    return (tree.head[k] == noun or (tree.head[k] != k and noun in tree.above(k) and tree.head[k] < noun)) and (
        tree.dep[k] in _BEFORE
    )


def _shown(tree: Tree, first: int, last: int) -> str:
    """Words as the text writes them, without what only its sentence gives a meaning ("their", "these")."""
    shown = ""
    for k in range(first, last + 1):
        opens = k == first and tree.dep[k] in ("det", "poss", "predet") and tree.gap(k).isspace()
        word = _OUR.get(tree.word[k], tree.cased(k)) if opens else tree.cased(k)
        shown += word + (tree.gap(k) if word and k < last else "")
    return " ".join(re.sub(r"[\"“”]", "", shown).split())


def _rest(tree: Tree, verb: int, noun: int | None) -> str:
    """The preposition through which a verb has to do with the issue: "from the region"."""
    if noun is None:
        return ""
    words = _phrase(tree, noun)
    return f"{tree.word[tree.head[noun]]} {words}" if words else ""


def _sentence(deeds: Sequence[_Deed]) -> str:
    """The deed as a plain sentence: "The council should close the road", or "The road should be closed"."""
    first = deeds[0]
    things = Counter(deed.thing for deed in deeds if deed.thing)
    thing = min(things, key=lambda words: (-things[words], len(words))) if things else ""
    rests = Counter(deed.rest for deed in deeds if deed.rest)
    rest = rests.most_common(1)[0][0] if rests else ""
    whose = Counter(deed.who for deed in deeds if deed.who)
    who, often = whose.most_common(1)[0] if whose else ("", 0)
    if who and 2 * often > len(deeds):
        words = [who, "should", first.verb, first.particle, thing, rest]
    elif thing:
        participle = wordnet.participle(first.verb)
        if not participle:
            return ""
        words = [thing, "should be", participle, first.particle, rest]
    else:
        return ""
    sentence = " ".join(word for word in words if word)
    return sentence[:1].upper() + sentence[1:]
