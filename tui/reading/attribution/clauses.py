"""Verbs with their contents by the dependency parse: clauses, infinitives, objects, prepositions, parentheses."""

from __future__ import annotations

from collections.abc import Iterator

from tui.reading.attribution.agents import JUDGING, agent_of, charge_of, judges_subject, less, told_by
from tui.reading.attribution.bounds import ended, is_event, trimmed
from tui.reading.attribution.candidate import (
    Candidate,
    Source,
    behind_relative,
    beside,
    negated,
    phrase,
    quoting_of,
    subject_of,
)
from tui.reading.attribution.cue_lexicon import CueFrame, CueLexicon
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse

_Found = tuple[
    CueFrame, str, Source | None, tuple[int, ...], tuple[int, ...]
]  # frame, pattern, source, content, hearer
# Right-hand neighbours of an object that belong to what is said of it.
_GOES_ON = frozenset({"prep", "acl", "relcl", "oprd", "xcomp", "dative", "appos", "agent", "conj", "cc", "prt"})
_CONTENT = frozenset({"dobj", "dative", "ccomp", "xcomp", "advcl", "oprd", "prep", "prt"})
# What is longer than these is no aside between two commas any more, but a clause that says something itself.
_ASIDE, _HANDED_ON = 12, 24  # tokens: "the envoy said", "the envoy was quoted as saying by the agency"
_NOBODYS = frozenset({"expect.verb", "intend.verb", "want.verb"})
_HEARD = frozenset({"tell"})  # its object hears and is no part of what is said: "told the council | to leave"
_MAKES_POSSIBLE = frozenset({"allow", "permit", "enable"})
_HELD_SO = frozenset({"innocence", "guilt"})  # what is maintained in words
_ASPECT = frozenset({"continue", "begin", "start", "keep", "go"})  # "continued to assert": the asserting tells
_SETTING = frozenset(
    {"interview", "statement", "speech", "conference", "tweet", "letter", "monday", "tuesday", "wednesday", "thursday",
     "friday", "saturday", "sunday", "twitter", "facebook", "email", "post", "appearance", "remark", "night", "morning",
     "week", "month", "year", "rally", "debate", "hearing", "memo", "telephone", "phone", "press", "briefing"}
)  # fmt: skip


def outer(p: Parse, top: int, *without: int) -> tuple[int, ...]:
    """The subtree of `top` less the subtrees of `without`."""
    cut = {i for w in without for i in p.subtree(w)}
    return trimmed(p, [i for i in p.subtree(top) if i not in cut])


def _less_verb(p: Parse, verb: int, top: int) -> tuple[int, ...]:
    """A clausal complement; the verb's own words are cut out where they stand inside it ("it is, he said, late")."""
    span = p.subtree(top)
    own = {verb}
    for c in p.children[verb]:
        if c != top and p.dep[c] in ("nsubj", "aux", "neg", "advmod", "npadvmod", "prep", "punct"):
            own.update(p.subtree(c))
    own -= set(span) if verb not in span else set()
    return trimmed(p, [i for i in span if i not in own])


def _with_following(p: Parse, verb: int, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """An object with what follows it in the clause, but for where and when it was said."""
    if not tokens:
        return tokens
    last = tokens[-1]
    more = list(tokens)
    for c in p.children[verb]:
        purpose = p.dep[c] == "advcl" and p.left[c] == last + 1 and p.lower[p.left[c]] == "to"
        if c <= last or not (purpose or p.dep[c] in _GOES_ON):
            continue
        if p.dep[c] in ("conj", "cc") or p.left[c] <= last:
            continue
        if p.dep[c] == "prep" and any(p.lemma[i] in _SETTING or p.entity[i] in ("DATE", "TIME") for i in p.subtree(c)):
            break
        if any(p.lower[i] in (",", ";", "--", "—") for i in range(last + 1, p.left[c])):
            break
        more.extend(p.subtree(c))
        last = p.right[c]
    return trimmed(p, sorted(set(more)))


def governed(
    p: Parse, pattern: str, cue: tuple[int, ...], tokens: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Cue and content of a pattern "prep:…": the preposition is the cue's ("called for | talks")."""
    _, _, preposition = pattern.partition("prep:")
    first = p.lower[tokens[0]]
    if len(tokens) > 1 and (first == preposition or (pattern == "to" and first in ("on", "upon"))):
        return (*cue, tokens[0]), trimmed(p, list(tokens[1:]))
    return cue, tokens


def cue_words(p: Parse, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particles."""
    near = [c for c in p.children[verb] if p.dep[c] in ("aux", "auxpass", "neg", "prt") and abs(c - verb) < 6]
    return (*near, verb)


def _form(p: Parse, comp: int) -> str:
    """The form of a complement: clause, to, ing, as."""
    has_to = any(p.lower[c] == "to" and p.dep[c] in ("aux", "mark") for c in p.children[comp])
    if has_to:
        return "to"
    if p.dep[comp] in ("ccomp", "csubj"):
        return "ing" if p.tag[comp] == "VBG" and p.child(comp, "nsubj", "aux") is None else "clause"
    if p.tag[comp] == "VBG":
        return "ing"
    return "as" if p.pos[comp] not in VERBAL else "to"


def _complements(p: Parse, verb: int, judging: bool = False) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Each content the verb may have: its form, its tokens, the hearer's tokens."""
    hearer = p.child(verb, "dobj", "dative")
    objects = p.all_children(verb, "dobj")
    clauses = p.all_children(verb, "ccomp", "xcomp")
    clauses += [
        c
        for c in p.all_children(verb, "advcl")
        if p.tag[c] == "VBG" and p.left[c] == verb + 1 and p.child(c, "nsubj") is not None
    ]
    heard = phrase(p, hearer) if hearer is not None else ()
    small = p.child(verb, "oprd")
    covered: set[int] = set()
    for c in clauses:
        if c in covered or _apart(p, c) is not None:
            continue
        form = _form(p, c)
        tokens = _less_verb(p, verb, c)
        if form == "clause":
            tokens = _joined(p, verb, c, clauses, objects, tokens)
            covered.update(tokens)
        before = [o for o in objects if o < c and verb < o and p.lemma[verb] not in _HEARD]
        if not before and form == "to" and (called := _called_on(p, verb, c)):
            tokens = trimmed(p, sorted({*called, *tokens}))
        if before and (form in ("to", "as") or (form == "ing" and p.right[before[0]] + 2 >= p.left[c])):
            tokens = trimmed(p, sorted({*p.subtree(before[0]), *tokens}))
            yield form, tokens, heard if form == "to" else ()
        else:
            yield form, tokens, heard if hearer is not None and verb < hearer < c else ()
    yield from _objects(p, verb, objects, small)
    if not objects and small is not None:
        yield "as", tuple(p.subtree(small)), ()
    yield from _prepositions(p, verb, heard, judging)


def _called_on(p: Parse, verb: int, clause: int) -> tuple[int, ...]:
    """The preposition and the words between a cue and an infinitive whose subject they are ("called | on | Norway to
    leave")."""
    for c in p.all_children(verb, "prep"):
        pobj = p.child(c, "pobj")
        if c == verb + 1 and p.lower[c] in ("on", "upon") and pobj is not None and p.right[c] + 1 == p.left[clause]:
            return tuple(p.subtree(c))
    return ()


def _apart(p: Parse, clause: int) -> int | None:
    """Where a sentence of its own begins that the parse hung on the cue ("… said it rained and the mayor left")."""
    if p.child(clause, "nsubj", "nsubjpass", "mark") is not None or (new := beside(p, clause)) is None:
        return None
    return p.left[new] if p.left[new] > 0 and p.lower[p.left[new] - 1] in ("and", "but") else None


def _objects(
    p: Parse, verb: int, objects: list[int], small: int | None
) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    for k, o in enumerate(objects):
        if k and p.right[objects[k - 1]] + 1 == p.left[o]:
            continue
        last = o
        if k + 1 < len(objects) and p.right[o] + 1 == p.left[objects[k + 1]]:
            last = objects[k + 1]  # a compound that the parse took for two objects
        if small is not None and small > o:
            yield "as", trimmed(p, list(range(p.left[o], p.right[small] + 1))), ()
        else:
            yield "object", _with_following(p, verb, tuple(range(p.left[o], p.right[last] + 1))), ()


def _joined(
    p: Parse, verb: int, comp: int, clauses: list[int], objects: list[int], tokens: tuple[int, ...]
) -> tuple[int, ...]:
    """A clause with the words that the parse cut from it: its subject taken for an object, its second half."""
    more = set(tokens)
    own = p.child(comp, "nsubj", "nsubjpass", "csubj", "expl") is not None
    for o in objects:
        if (
            verb < o < comp
            and not own
            and not any(p.lower[i] in (",", "that") for i in range(p.right[o] + 1, p.left[comp] + 1))
        ):
            more.update(p.subtree(o))
    for other in clauses:
        if not (other > comp > verb and p.dep[other] == "ccomp" and p.child(other, "mark") is None):
            continue
        if (new := _apart(p, other)) is not None:
            return trimmed(p, [i for i in tokens if i < new])
        more.update(p.subtree(other))
    return trimmed(p, sorted(more)) if len(more) > len(tokens) else tokens


def _prepositions(
    p: Parse, verb: int, heard: tuple[int, ...], judging: bool
) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    thing = p.child(verb, "dobj")
    for c in p.children[verb]:
        if c < verb:
            continue
        if p.lower[c] == "as" and p.dep[c] == "prep" and thing is not None and verb < thing < c:
            yield "as", trimmed(p, [*p.subtree(thing), *p.subtree(c)]), ()  # "described the plan as a danger"
        elif p.dep[c] in ("prep", "prt") and (p.child(c, "pobj", "pcomp") is not None):
            tokens = _with_following(p, verb, tuple(p.subtree(c)))
            if judging and thing is not None and verb < thing < c and p.left[c] - p.right[thing] <= 2:
                tokens = trimmed(p, sorted({*p.subtree(thing), *tokens}))
            yield f"prep:{p.lower[c]}", tokens, heard
        elif p.dep[c] == "advcl" and p.lower[p.left[c]] in ("for", "on") and p.left[c] - verb <= 2:
            yield f"prep:{p.lower[p.left[c]]}", trimmed(p, list(p.subtree(c))), heard


def _parenthesis(p: Parse, verb: int, widest: int = _ASIDE) -> tuple[int, ...]:
    """The clause in which the verb and its subject stand as an aside of at most `widest` tokens where the parse does
    not show it to be one: "the road, he said, is closed"."""
    head = p.head[verb]
    if head == verb or p.dep[verb] not in ("parataxis", "advcl", "ccomp", "dep", "conj") or p.pos[head] not in VERBAL:
        return ()
    edges = (p.left[verb] - 1, p.left[verb], p.right[verb], p.right[verb] + 1)
    near = {p.lower[i] for i in edges if 0 <= i < len(p)}
    own = p.child(verb, "nsubj", "nsubjpass") is not None and p.child(verb, "mark") is None
    if not near & {",", "--", "—", '"', "''"} or not own:
        return ()
    if p.dep[verb] in ("advcl", "conj") and (p.right[verb] - p.left[verb] > widest or p.child(verb, "cc") is not None):
        return ()
    top = head
    while (
        p.dep[top] in ("conj", "ccomp", "advcl") and p.sentence[p.head[top]] == p.sentence[top] and p.head[top] != top
    ):
        top = p.head[top]
    return outer(p, top, verb)


def _around(p: Parse, verb: int) -> tuple[str, tuple[int, ...]]:
    """Pattern and content where the content is the clause that the verb stands in."""
    before = _quoted_as(p, verb)
    return ("clause", before) if before else ("aside", _parenthesis(p, verb))


def _quoted_as(p: Parse, verb: int) -> tuple[int, ...]:
    """What stands before "X was quoted as saying", which has no content behind it."""
    quoting = quoting_of(p, verb)
    if quoting is None or p.child(verb, "ccomp", "xcomp") is not None:
        return ()
    before = p.child(quoting, "ccomp")
    if before is not None and before < quoting:
        return _less_verb(p, quoting, before)
    return _parenthesis(p, quoting, _HANDED_ON)


def _hands_on(p: Parse, verb: int) -> bool:
    """Whether the verb is that of "was quoted as saying": there the saying tells."""
    said = [p.child(c, "pcomp") for c in p.all_children(verb, "prep")]
    return any(c is not None and quoting_of(p, c) == verb for c in said)


def _passive(p: Parse, lexicon: CueLexicon, verb: int) -> Iterator[tuple[str, Source, tuple[int, ...]]]:
    """Contents that are the subject of a passive: "the plan was rejected by voters", "is expected to fall"."""
    subject = p.child(verb, "nsubjpass")
    if subject is None:
        if p.dep[verb] == "acl" and p.tag[verb] == "VBN" and (agent := p.child(verb, "agent")) is not None:
            pobj = p.child(agent, "pobj")
            if pobj is not None:
                head = p.head[verb]
                yield (
                    "object.passive",
                    Source(pobj, phrase(p, pobj), "agent"),
                    trimmed(p, list(range(p.left[head], p.left[verb]))),
                )
        return
    source = agent_of(p, verb)
    agent = p.head[source.head] if source.head is not None else None
    comp = p.child(verb, "xcomp", "ccomp", "oprd")
    if comp is not None:
        # "it must be said | that the quay is late", "crews were told by the port | that the quay was late"
        told = p.dep[comp] == "ccomp" and (p.lower[subject] == "it" or p.lower[p.left[comp]] == "that")
        tokens = list(p.subtree(comp)) if told else [*p.subtree(subject), *p.subtree(comp)]
        if agent is not None and agent in p.subtree(comp):
            tokens = [i for i in tokens if i not in p.subtree(agent)]
        yield ("to.passive" if p.dep[comp] == "xcomp" else "clause.passive"), source, trimmed(p, tokens)
    else:
        yield from _of_subject(p, lexicon, verb, subject, source)


def _of_subject(
    p: Parse, lexicon: CueLexicon, verb: int, subject: int, source: Source
) -> Iterator[tuple[str, Source, tuple[int, ...]]]:
    """What a passive tells of its subject where no clause of its own does, or of what the parse hung on its agent."""
    agent = p.head[source.head] if source.head is not None else None
    frames = lexicon.verbs.get(p.lemma[verb], ())
    if (clause := told_by(p, source)) and any("clause" in frame.takes for frame in frames):
        yield "clause.passive", less(source, clause), trimmed(p, list(clause))
        return
    told_as = next((c for c in p.all_children(verb, "prep") if c > verb and p.lower[c] == "as"), None)
    noun = behind_relative(p, subject) if source.head is not None else subject
    thing = p.subtree(subject) if noun == subject else phrase(p, noun)  # "the fee, which was rejected by voters"
    tokens = [*thing, *(p.subtree(told_as) if told_as is not None else ())]  # "seen by many | as a danger"
    charge = charge_of(p, verb, source, any(frame.id.startswith(JUDGING) for frame in frames))
    if agent is not None:
        by = p.subtree(agent)
        tokens = [i for i in tokens if i not in by and (i < agent or p.word[i])]
    if charge:
        tokens += charge
    elif any(p.lower[c] == "of" for c in p.all_children(verb, "prep")) and p.lemma[verb] == "accuse":
        return  # what they are accused of says it all
    yield "object.passive", less(source, charge), trimmed(p, tokens)


def verb_candidates(p: Parse, lexicon: CueLexicon, verb: int) -> Iterator[Candidate]:
    """Every attribution that the verb at token `verb` could cue."""
    lemma = p.lemma[verb]
    if lemma not in lexicon.verbs or p.pos[verb] not in VERBAL or _hands_on(p, verb):
        return
    kinds = {p.dep[c] for c in p.children[verb]}
    passive = "auxpass" in kinds or "nsubjpass" in kinds
    found: list[_Found] = []
    if passive or (p.dep[verb] == "acl" and p.tag[verb] == "VBN"):
        for pattern, by, tokens in _passive(p, lexicon, verb):
            frame = lexicon.frame("verb", lemma, pattern.partition(".")[0])
            if frame is not None and tokens and (by.head is not None or frame.id not in _NOBODYS):
                found.append((frame, pattern, by, tokens, ()))  # "is expected to rise" is nobody's claim
    if kinds & _CONTENT:
        found += _active(p, lexicon, verb, passive)
    frame = lexicon.frame("verb", lemma, "clause")
    if frame is not None and not any(pattern.startswith("clause") for _, pattern, _, _, _ in found):
        pattern, around = _around(p, verb)
        if around:
            found.append((frame, pattern, None, around, ()))
    if found:
        cue, no, source = cue_words(p, verb), negated(p, verb), subject_of(p, verb)
        for frame, pattern, own, tokens, heard in found:
            if not tokens or (source.how == "beside" and source.head in tokens):
                continue
            if pattern.startswith("prep:") and pattern.endswith(".p") and judges_subject(p, verb, frame):
                own = agent_of(p, verb)
                told_by = p.subtree(p.head[own.head]) if own.head is not None else range(0)
                tokens = tuple(i for i in tokens if i not in told_by)
            words, tokens = governed(p, pattern, cue, tokens)
            yield Candidate(frame, verb, lemma, pattern, words, own or source, tokens, no, heard)


def _is_thing(p: Parse, verb: int) -> bool:
    """Whether a verb's subject is a pronoun that stands for a thing: "it allows ships to turn" tells what it is for."""
    subject = p.child(verb, *SUBJECTS)
    return subject is not None and p.lower[subject] in ("it", "this", "that", "which")


def _active(p: Parse, lexicon: CueLexicon, verb: int, passive: bool) -> Iterator[_Found]:
    """Contents among the verb's complements, each with the frame that takes it."""
    lemma = p.lemma[verb]
    judging = any(frame.id.startswith(JUDGING) for frame in lexicon.verbs[lemma])
    leads = lemma in _ASPECT and any(p.lemma[c] in lexicon.verbs for c in p.all_children(verb, "xcomp"))
    for form, tokens, heard in _complements(p, verb, judging):
        frame = lexicon.frame("verb", lemma, form)
        if frame is None or not tokens or (leads and form in ("to", "ing")):
            continue
        if form == "object" and frame.id.startswith(("say.", "refer.")) and is_event(p, lemma, tokens):
            continue
        if form == "object" and lemma == "maintain" and not _HELD_SO.intersection(p.lemma[i] for i in tokens):
            continue  # "maintained the road", "maintains a tough line": kept, not said
        if form == "to" and lemma in _MAKES_POSSIBLE and p.tag[verb] == "VBZ" and _is_thing(p, verb):
            continue
        if form != "object" or not (passive or frame.hearer):
            yield (
                frame,
                form + (".p" if passive else ""),
                None,
                ended(p, tokens, lexicon),
                heard,
            )
