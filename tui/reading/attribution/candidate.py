"""What could be an attribution, before it is weighed: tokens of cue, source and content, and what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from tui.model import Span
from tui.reading.attribution.bounds import in_another_form
from tui.reading.attribution.cue_lexicon import CueFrame
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse
from tui.reading.attribution.spoken_to import subjects
from tui.text.word_classes import FIRST_PERSON, SECOND_PERSON
from tui.text.wordlist import wordlist

_QUOTING = frozenset({"quote", "cite", "report", "record", "hear"})
_FIRST_SECOND = FIRST_PERSON | SECOND_PERSON
_THIRD = frozenset({"he", "she", "his", "her", "him"})
_PLURAL = frozenset({"they", "their", "them", "who", "that", "which", "it", "its", "this", "those", "these"})


_EXTENDED = frozenset({"subject", "inherited", "agent", "near", "resumed", "of", "beside", "phrase"})
_OPENS = frozenset({"who", "whose", "which"})
_STOPS = frozenset({";", ":", "--", "—", "–"})
_MARKS = frozenset({'"', "'", "''", "``"})  # quotation marks as the model is given them
_TELLING = wordlist(
    "say warn claim argue insist tell state declare maintain complain admit write report add tweet note"
)
_JUDGES = wordlist("describe call brand label dub condemn denounce dismiss criticise criticize praise accuse blame")
_THEM = frozenset({"it", "him", "her", "them"})
_STATES = wordlist("be know have need seem deserve")  # who is said to do so does not say what follows
_THINGS = frozenset({"it", "there", "this", "that"})
_ASKED_OR_TOLD = wordlist(
    "ask question press quiz query grill challenge tell inform notify brief warn remind advise urge"
)
_DAYS = wordlist("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight")
_NEAR_DAYS = wordlist("late early earlier last this")
_SPANS = wordlist("week month year night morning afternoon evening")
# What keeps a day in the clause behind it: it is part of more, or the clause's own subject.
_OF_MORE = frozenset({"and", "or", "to", "through", "'s", "'", "-", "of", ".", "?", "!"})
_FOCUS = frozenset({"even", "only", "but"})  # "even some allies": the allies hold it


class Source(Struct, frozen=True):
    """Who it is ascribed to: the head token, all tokens of the phrase, and how it was found."""

    head: int | None
    tokens: tuple[int, ...] = ()
    how: str = "none"  # subject, inherited, agent, possessive, of, relative, phrase, resumed, none


class Candidate(Struct, frozen=True):
    """`quoted` holds the speech where the content is whole quotations; `content` the tokens in every case."""

    frame: CueFrame
    cue: int | None
    lemma: str
    pattern: str
    cue_tokens: tuple[int, ...]
    source: Source
    content: tuple[int, ...]
    negated: bool = False
    to: tuple[int, ...] = ()
    quoted: tuple[Span, ...] = ()
    resumes: int | None = None  # the first token of the speech whose speaker's clause stands between
    features: tuple[str, ...] = field(default=())


def phrase(p: Parse, head: int) -> tuple[int, ...]:
    """A noun phrase without its relative clauses, what stands in commas behind it, and closing marks."""
    first, last = p.left[head], p.right[head]
    for c in p.children[head]:
        if c > head and p.dep[c] in ("relcl", "acl", "appos", "advcl", "parataxis", "punct", "cc", "conj"):
            if p.dep[c] in ("cc", "conj") and not any(p.dep[k] == "punct" for k in p.children[head] if head < k < c):
                continue
            if p.dep[c] in ("acl", "relcl") and p.left[c] == head + 1 and p.tag[c] != "VBD":
                continue
            last = min(last, p.left[c] - 1)
        if c > head and p.dep[c] == "prep" and any(p.entity[i] in ("DATE", "TIME") for i in p.all_children(c, "pobj")):
            last = min(last, p.left[c] - 1)  # "members of both houses on Sunday"
    tokens = list(range(first, max(last, head) + 1))
    while tokens and (not p.word[tokens[0]] or p.pos[tokens[0]] == "CCONJ") and tokens[0] != head:
        tokens.pop(0)
    while tokens and not p.word[tokens[-1]] and tokens[-1] != head:
        tokens.pop()
    return tuple(tokens)


def whole(p: Parse, c: Candidate) -> Candidate:
    """The candidate with its source as an annotator marks it: the whole noun phrase with apposition and relative
    clause, up to the cue and the content; in a relative clause its pronoun alone ("the envoy | who said")."""
    head = c.source.head
    if head is None or not c.source.tokens or head not in c.source.tokens:
        return c
    if c.source.how == "relative":
        pronoun = c.source.tokens[-1]
        return replace(c, source=Source(head, (pronoun,), "relative"))
    if c.source.how not in _EXTENDED or p.pos[head] == "PRON":
        return c
    taken = {*c.cue_tokens, *c.content}
    tokens = [i for i in c.source.tokens if i <= head or not taken.intersection(range(head + 1, i + 1))]
    while tokens[0] != head and p.lower[tokens[0]] in _FOCUS:
        tokens.pop(0)
    for i in range(tokens[-1] + 1, p.right[head] + 1):
        if i in taken or p.lower[i] in _STOPS:
            break
        tokens.append(i)
    while not p.word[tokens[-1]] and tokens[-1] != head and p.lower[tokens[-1]] != ")":
        tokens.pop()
    first = tokens[0]
    if first and p.lower[first - 1] in _MARKS and first - 1 not in taken and _closes(p, tokens):
        tokens.insert(0, first - 1)  # “Bull” Sand
    return replace(c, source=Source(head, tuple(tokens), c.source.how))


def undated(p: Parse, c: Candidate) -> Candidate:
    """The candidate without the day of its cue at the head of its content: "said Tuesday | the quay was shut"."""
    if c.quoted or c.cue is None or not c.content or p.tag[c.cue] not in ("VBD", "VBN"):
        return c
    first = c.content[0]
    if first - 1 not in {*c.cue_tokens, *c.to}:
        return c
    at = first
    if p.lower[at] in _NEAR_DAYS and at + 1 < len(p) and p.lower[at + 1] in _DAYS | _SPANS:
        at += 2
    elif p.lower[at] in _DAYS:
        at += 1
    if at == first:
        return c
    rest = [i for i in c.content if i >= at]
    while rest and (p.lower[rest[0]] in _SPANS or p.lower[rest[0]] == ","):
        rest.pop(0)
    if not rest or p.lower[rest[0]] in _OF_MORE or p.pos[rest[0]] in VERBAL:
        return c
    told = p.lower[rest[0]] == "that" or any(p.dep[i] in SUBJECTS and p.head[i] in rest for i in rest)
    return replace(c, content=tuple(rest)) if told else c


def _closes(p: Parse, tokens: Sequence[int]) -> bool:
    """Whether a quotation that is open before a phrase ends in it."""
    marks = [p.lower[i] for i in tokens if p.lower[i] in _MARKS]
    return len(marks) % 2 == 1


def behind_relative(p: Parse, subject: int) -> int:
    """For "who" and "which" the noun that the clause hangs on."""
    if p.tag[subject] in ("WP", "WDT") or p.lower[subject] == "that":
        for h in p.climb(subject):
            if p.dep[h] in ("relcl", "acl") and p.pos[p.head[h]] in ("NOUN", "PROPN", "PRON"):
                return p.head[h]
            if p.pos[h] not in VERBAL:
                break
    return subject


def subject_of(p: Parse, verb: int, depth: int = 0) -> Source:
    """The subject of a verb, its own or that of the verb it hangs on ("she left, saying…", "and hoped to…")."""
    own = [c for c in subjects(p, verb) if p.pos[c] not in ("SPACE", "VERB", "ADP")]
    if own:
        return _as_source(p, _own_subject(p, verb, own), "subject" if depth == 0 else "inherited")
    agent = p.child(verb, "agent")
    if agent is not None and (pobj := p.child(agent, "pobj")) is not None:
        return Source(pobj, phrase(p, pobj), "agent")
    if depth == 0 and (near := beside(p, verb)) is not None:
        return Source(near, phrase(p, near), "beside")
    if depth == 0 and (far := _before_clause(p, verb)) is not None:
        return Source(far, phrase(p, far), "beside")
    if depth == 0 and was_told(p, verb):
        return Source(None)
    return _inherited(p, verb, depth) if depth <= 4 else Source(None)


def _own_subject(p: Parse, verb: int, every: Sequence[int]) -> int:
    """Of two subjects the nearest before the verb: the parse took the other from a clause before ("the hall claps, and
    then | Berg continues") or it is the verb's content ("a ban that | many oppose"). A name with what it is ("Moe the
    dreamer") and what stands in brackets are one with the first."""
    nearest = next((c for c in reversed(every) if c < verb), every[0])
    between = p.lower[every[0] + 1 : p.left[nearest] + 1]
    one = between[:1] == ["the"] and p.tag[every[0]] == "NNP"
    return every[0] if one or "(" in between else nearest


def was_told(p: Parse, verb: int) -> bool:
    """ "Asked about the quay, she said …", "she smiled when told that": the subject beside it hears, and who asks is
    not named."""
    return (
        p.lemma[verb] in _ASKED_OR_TOLD
        and p.tag[verb] in ("VBN", "VBD")
        and p.dep[verb] == "advcl"
        and p.child(verb, "aux", "dobj", "dative") is None
    )


def _inherited(p: Parse, verb: int, depth: int) -> Source:
    """The subject of what the verb hangs on."""
    dep, head = p.dep[verb], p.head[verb]
    if dep in ("conj", "xcomp", "advcl", "aux", "auxpass", "parataxis", "dep") and head != verb:
        if p.pos[head] in VERBAL or p.pos[head] == "ADJ":
            source = subject_of(p, head, depth + 1)
            if dep == "conj" and _disagrees(p, verb, source) and (above := _subject_above(p, head)) is not None:
                return Source(above, phrase(p, above), "subject")
            if (teller := _teller_above(p, verb, head)) is not None:
                return Source(teller, phrase(p, teller), "inherited")
            return _down(source)
        if dep == "advcl" or p.tag[verb] == "VBG":
            return _down(_of_nominal(p, head))
    if (quoting := quoting_of(p, verb)) is not None:
        whose = p.child(quoting, "dobj", "nsubjpass")
        return Source(None) if whose is None else Source(whose, phrase(p, whose), "subject")
    if dep in ("pcomp", "prep"):
        for h in p.climb(verb):
            if p.pos[h] in VERBAL:
                return _down(subject_of(p, h, depth + 1))
    if dep in ("acl", "relcl") and head != verb and (p.tag[verb] == "VBG" or dep == "relcl"):
        return _down(_of_nominal(p, head))
    return Source(None)


def _teller_above(p: Parse, verb: int, head: int) -> int | None:
    """Who says the clause that the parse hung a verb on, where that verb is theirs: "she said it was “a shame” and |
    called for talks", "she said it would close and | called for talks", "it said the board was slow, | describing it as
    lost"."""
    telling = next((h for h in (head, *p.climb(head)) if p.dep[h] == "ccomp" and p.lemma[p.head[h]] in _TELLING), None)
    subject = p.child(p.head[telling], *SUBJECTS) if telling is not None else None
    if telling is None or subject is None or p.head[telling] > telling:
        return None
    if p.dep[verb] == "conj" and p.tag[verb] != "VBG":
        joins = next((c for c in p.children[head] if p.dep[c] == "cc" and head < c < verb), None)
        quoted = joins is not None and p.lower[joins - 1] in _MARKS
        same = p.tag[verb] == p.tag[p.head[telling]] and p.child(verb, "aux", *SUBJECTS) is None
        return subject if (quoted or (joins is not None and in_another_form(p, verb, head))) and same else None
    if p.tag[verb] == "VBG" and p.lemma[verb] in _TELLING | _ASKED_OR_TOLD and p.lower[verb - 1] in (",", "and"):
        inner = p.child(head, *SUBJECTS)
        if p.lemma[head] in _STATES or (inner is not None and p.lower[inner] in _THINGS):
            return subject
    judged = p.child(verb, "dobj")
    own = p.lemma[verb] in _JUDGES and p.tag[verb] == "VBG" and judged is not None and p.lower[judged] in _THEM
    return subject if own and p.lower[verb - 1] in (",", *_MARKS) else None


def _disagrees(p: Parse, verb: int, source: Source) -> bool:
    """Whether a verb in the singular was given a plural for its subject."""
    forms = (verb, *p.all_children(verb, "aux", "auxpass"))
    plural = source.head is not None and p.tag[source.head] in ("NNS", "NNPS")
    return plural and any(p.tag[form] == "VBZ" for form in forms)


def _subject_above(p: Parse, verb: int) -> int | None:
    """The singular subject of the clause around a relative clause: "Peru met troops who fled and has refused"."""
    for h in p.climb(verb):
        if h != verb and p.pos[h] in VERBAL:
            subject = p.child(h, *SUBJECTS)
            return subject if subject is not None and p.tag[subject] in ("NN", "NNP", "PRP") else None
    return None


def quoting_of(p: Parse, verb: int) -> int | None:
    """The verb that hands on what another said: of the saying in "the agency quoted her as saying it"."""
    link = p.head[verb]
    quoting = p.head[link]
    return quoting if p.dep[verb] == "pcomp" and p.lower[link] == "as" and p.lemma[quoting] in _QUOTING else None


def beside(p: Parse, verb: int) -> int | None:
    """The noun right before a finite verb to which the parse gives no subject ("in talks, the envoy said it…")."""
    if p.tag[verb] not in ("VBD", "VBZ", "VBP") or p.child(verb, "auxpass") is not None:
        return None
    at = verb - 1
    while at >= 0 and (p.pos[at] == "ADV" or p.dep[at] in ("aux", "neg")):
        at -= 1
    if at < 0 or p.sentence[at] != p.sentence[verb] or p.pos[at] not in ("PROPN", "PRON", "NOUN"):
        return None
    if p.tag[at] in ("PRP$", "WDT") or (
        p.head[at] == verb and p.dep[at] not in ("dep", "npadvmod", "nmod", "compound")
    ):
        return None
    if p.entity[at] in ("DATE", "TIME"):
        return None
    while p.dep[at] in ("compound", "nmod", "poss") and p.head[at] < verb and p.head[at] > at:
        at = p.head[at]
    return at


def _before_clause(p: Parse, verb: int) -> int | None:
    """The noun before a relative clause that ends at a finite verb without a subject: "Ida Moe, whose mill burnt, |
    said it…", where the parse gave the noun to the mill."""
    if p.tag[verb] not in ("VBD", "VBZ", "VBP") or verb < 4 or p.lower[verb - 1] != ",":
        return None
    first = p.bounds[p.sentence[verb]][0]
    opening = next((i for i in range(verb - 2, first + 1, -1) if p.lower[i] in _OPENS and p.lower[i - 1] == ","), None)
    if opening is None or p.pos[opening - 2] not in ("PROPN", "NOUN") or p.entity[opening - 2] in ("DATE", "TIME"):
        return None
    return opening - 2


def _of_nominal(p: Parse, head: int) -> Source:
    return Source(head, phrase(p, head), "inherited") if p.pos[head] in ("NOUN", "PROPN", "PRON") else Source(None)


def _as_source(p: Parse, subject: int, how: str) -> Source:
    noun = behind_relative(p, subject)
    if noun != subject:
        return Source(noun, (*phrase(p, noun), subject), "relative")
    return Source(subject, phrase(p, subject), how)


def _down(source: Source) -> Source:
    return Source(source.head, source.tokens, "inherited") if source.head is not None else source


def negated(p: Parse, verb: int) -> bool:
    neither = any(p.dep[c] in SUBJECTS and p.lower[p.left[c]] == "neither" for c in p.children[verb])
    return neither or any(
        p.dep[c] == "neg" or p.lower[c] in ("never", "hardly", "no", "nobody", "none") for c in p.children[verb]
    )


def source_features(p: Parse, source: Source) -> tuple[str, ...]:
    """What kind of thing the source is."""
    if source.head is None:
        return ("source=none",)
    i = source.head
    word = p.lower[i]
    if p.pos[i] == "PRON" or p.tag[i] in ("PRP", "PRP$", "WP"):
        kind = (
            "first"
            if word in _FIRST_SECOND
            else "third"
            if word in _THIRD
            else "plural"
            if word in _PLURAL
            else "pronoun"
        )
    elif p.entity[i] in ("PERSON", "ORG", "GPE", "NORP"):
        kind = p.entity[i].lower()
    elif p.pos[i] == "PROPN":
        kind = "name"
    else:
        kind = "noun"
    out = (f"source={kind}", f"how={source.how}")
    common = kind == "noun" and p.lemma[i].isalpha() and p.text[p.start[i] : p.end[i]].islower()
    return (*out, f"noun={p.lemma[i]}") if common else out
