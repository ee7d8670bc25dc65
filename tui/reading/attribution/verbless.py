"""Positions held without a verb of speech: nouns, adjectives, "according to", and headlines with a colon."""

from __future__ import annotations

from collections.abc import Iterator

from tui.reading.attribution.bounds import trimmed
from tui.reading.attribution.candidate import Candidate, Source, negated, phrase, subject_of
from tui.reading.attribution.clauses import governed
from tui.reading.attribution.cue_lexicon import CueLexicon
from tui.reading.attribution.parse import VERBAL, Parse

# Before who holds a noun of saying: "a warning by the union". "Of" is left out: it stands before what is said, too.
_HOLDERS = frozenset({"by", "from", "among"})
# What in the words before a colon shows that they name no holder: marks, a place or topic, a kind of text.
_NO_HOLDER = frozenset(
    {",", ".", "?", '"', "on", "about", "in", "at", "with", "interview", "analysis", "opinion", "comment", "profile",
     "factbox", "exclusive", "update", "correction", "transcript", "statement", "speech", "timeline", "explainer",
     "background", "review", "live", "watch", "video", "photos", "editorial", "column", "letter", "note"}
)  # fmt: skip
# "after a warning of storms": a circumstance, not what the subject of the clause does
_SETTINGS = frozenset(
    {"after", "before", "since", "during", "despite", "following", "amid", "until", "from", "because", "over", "than"}
)
# Verbs that only carry a noun of saying: who "issued a warning" warned.
_GIVES = frozenset({"send", "give", "issue", "make", "offer", "have", "receive", "deliver", "convey", "raise", "voice"})
_PEOPLE = frozenset({"critic", "opponent", "supporter", "advocate", "proponent", "champion", "backer", "foe", "fan"})
# "One of the critics said": who speaks is of those, and the noun names no other.
_ONES = frozenset({"one", "many", "several", "some", "few"})
_EVENTS = frozenset({"talks"})  # plurals that are events: "froze talks on the treaty"
_COPULAS = frozenset({"be", "seem", "feel", "become", "remain", "sound", "appear", "look", "get", "stay", "grow"})


def _noun_source(p: Parse, noun: int, used: int | None) -> tuple[Source, tuple[int, ...]]:
    """Whose noun it is, and the words of a supporting verb ("voiced concern", "made the claim")."""
    poss = p.child(noun, "poss")
    if poss is not None:
        return Source(poss, phrase(p, poss), "possessive"), ()
    for c in p.all_children(noun, "prep"):
        pobj = p.child(c, "pobj")
        if c != used and pobj is not None and (p.lower[c] in _HOLDERS or (p.lower[c] == "of" and used is not None)):
            return Source(pobj, phrase(p, pobj), "of"), ()
    for c in p.all_children(noun, "compound", "nmod", "amod"):
        if p.entity[c] in ("PERSON", "ORG", "GPE", "NORP"):
            return Source(c, (c,), "compound"), ()
    at = whole_of(p, noun)
    while p.dep[at] == "conj" and p.head[at] != at:
        at = p.head[at]
    head = p.head[at]
    if p.lemma[noun] in _PEOPLE and p.dep[at] in ("dobj", "pobj", "nsubjpass"):
        return Source(None), ()  # "hit at critics of the bill": whose critics they are, not who hits
    if p.dep[at] in ("dobj", "attr", "oprd") and p.pos[head] in VERBAL:
        return subject_of(p, head), (head,)
    if p.dep[at] == "pobj" and p.lower[head] not in _SETTINGS:
        above = p.head[head]
        if p.pos[above] in VERBAL:
            return subject_of(p, above), (above, head)
    if p.dep[at] == "appos":
        return Source(head, phrase(p, head), "apposition"), ()
    return Source(None), ()


def whole_of(p: Parse, noun: int) -> int:
    """What a noun is one of: "one" of "one of its fiercest critics"; else itself."""
    link = p.head[noun]
    if p.dep[noun] == "pobj" and p.lower[link] in ("of", "among") and p.lower[p.head[link]] in _ONES:
        return p.head[link]
    return noun


def noun_candidates(p: Parse, lexicon: CueLexicon, noun: int) -> Iterator[Candidate]:
    """Every attribution that the noun at token `noun` could cue."""
    lemma = p.lemma[noun]
    apart = _clause_apart(p, noun)
    if lemma not in lexicon.nouns or p.pos[noun] not in ("NOUN", "PROPN") or p.lower[noun] in _EVENTS:
        return
    if p.lower[noun - 1 : noun + 1] == ["in", "order"]:
        return  # "in order to keep the ferry"
    for c in (*p.children[noun], *apart):
        if c < noun:
            continue
        if c in apart or (
            p.dep[c] in ("acl", "ccomp", "relcl") and (p.dep[c] != "relcl" or p.lower[p.left[c]] == "that")
        ):
            has_to = any(p.lower[k] == "to" and p.dep[k] == "aux" for k in p.children[c])
            finite = p.tag[c] in ("VBD", "VBZ", "VBP", "MD") or p.child(c, "aux", "nsubj") is not None
            if not has_to and not finite:
                continue
            pattern, used, tokens = ("to" if has_to else "clause"), None, trimmed(p, list(p.subtree(c)))
        elif p.dep[c] == "prep" and p.child(c, "pobj", "pcomp") is not None:
            pattern, used, tokens = f"prep:{p.lower[c]}", c, trimmed(p, list(p.subtree(c)))
        else:
            continue
        frame = lexicon.frame("noun", lemma, pattern)
        if frame is None or not tokens:
            continue
        source, support = _noun_source(p, noun, used)
        if source.head is not None and source.head in tokens:
            source = Source(None)
        if source.head is None and p.head[noun] == noun and pattern.startswith("prep:"):
            continue  # "A Report on Snow", all of a line: what it is about, and nobody's
        no = any(p.lower[k] in ("no", "not") for k in p.children[noun])
        cue, tokens = governed(p, pattern, (*support, noun), tokens)
        yield Candidate(frame, noun, lemma, "noun." + pattern, cue, source, tokens, no)
    yield from _copula(p, lexicon, noun)


def _clause_apart(p: Parse, noun: int) -> tuple[int, ...]:
    """The clause of a noun that the parse hung on its verb: "sent a signal to the board | that it may end"."""
    head = p.head[noun]
    if p.dep[noun] != "dobj" or p.pos[head] not in VERBAL or p.lemma[head] not in _GIVES:
        return ()
    return tuple(c for c in p.all_children(head, "ccomp") if c > noun and p.lower[p.left[c]] == "that")


def _copula(p: Parse, lexicon: CueLexicon, noun: int) -> Iterator[Candidate]:
    """ "His view is that the dam will hold." """
    head = p.head[noun]
    if p.dep[noun] != "nsubj" or p.lemma[head] != "be":
        return
    comp = p.child(head, "ccomp", "xcomp")
    frame = lexicon.frame("noun", p.lemma[noun], "clause")
    if comp is not None and frame is not None and comp > head:
        source, _ = _noun_source(p, noun, None)
        tokens = trimmed(p, list(p.subtree(comp)))
        if tokens:
            yield Candidate(frame, noun, p.lemma[noun], "noun.copula", (noun, head), source, tokens, negated(p, head))


def adjective_candidates(p: Parse, lexicon: CueLexicon, adjective: int) -> Iterator[Candidate]:
    """Every attribution that the predicate adjective (or participle) at `adjective` could cue."""
    word = p.lower[adjective]
    if word not in lexicon.adjectives:
        return
    at = adjective
    while p.dep[at] == "conj" and p.pos[p.head[at]] in ("ADJ", "VERB") and p.head[at] != at:
        at = p.head[at]
    head = p.head[at]
    if p.dep[at] in ("acomp", "xcomp", "oprd", "attr", "ccomp") and p.lemma[head] in _COPULAS:
        cue: tuple[int, ...] = (head, adjective)
        source, no = subject_of(p, head), negated(p, head)
    elif p.child(adjective, "auxpass") is not None and p.tag[adjective] in ("VBN", "VBD", "JJ"):
        source, cue, no = subject_of(p, adjective), (adjective,), negated(p, adjective)
        helper = p.child(adjective, "auxpass")
        if source.head is None and helper is not None:
            source = subject_of(p, helper)
    elif p.dep[at] in ("amod", "acl", "appos", "advcl") and p.right[adjective] > adjective:
        above = p.head[at]
        source = Source(above, phrase(p, above), "inherited") if p.pos[above] not in VERBAL else subject_of(p, above)
        cue, no = (adjective,), False
    else:
        return
    for c in p.children[adjective]:
        if c < adjective:
            continue
        if p.dep[c] in ("ccomp", "xcomp", "advcl"):
            has_to = any(p.lower[k] == "to" and p.dep[k] in ("aux", "mark") for k in p.children[c])
            pattern = "to" if has_to else "clause"
        elif p.dep[c] == "prep" and p.child(c, "pobj", "pcomp") is not None:
            pattern = f"prep:{p.lower[c]}"
        else:
            continue
        frame = lexicon.frame("adjective", word, pattern)
        tokens = trimmed(p, list(p.subtree(c)))
        if frame is not None and tokens and adjective not in tokens:
            whole, tokens = governed(p, pattern, cue, tokens)
            yield Candidate(frame, adjective, word, "adj." + pattern, whole, source, tokens, no)


def according_candidates(p: Parse, lexicon: CueLexicon, at: int) -> Iterator[Candidate]:
    """ "According to X, …": the sentence or clause without these words."""
    if p.lower[at] != "according" or at + 1 >= len(p) or p.lower[at + 1] != "to":
        return
    pobj = p.child(at + 1, "pobj")
    if pobj is None:
        pobj = p.child(at, "pobj")
    if pobj is None:
        return
    own = set(p.subtree(at)) | set(p.subtree(at + 1))
    named = _named_behind(p, pobj)
    own.update(named)
    top = p.head[at]
    for h in (p.head[at], *p.climb(at)):
        top = h
        if p.pos[h] in VERBAL:
            break
    while p.dep[top] in ("conj",) and p.pos[p.head[top]] in VERBAL and p.head[top] != top:
        top = p.head[top]
    first, last = p.left[top], p.right[top]
    if top == at:
        first, last = p.bounds[p.sentence[at]]
    tokens = trimmed(p, [i for i in range(first, last + 1) if i not in own])
    if tokens:
        source = Source(pobj, phrase(p, pobj), "phrase")
        if named:
            source = Source(named[-1], (*(i for i in source.tokens if i < named[0]), *named), "phrase")
        yield Candidate(lexicon.frames["according.phrase"], at, "according", "according", (at, at + 1), source, tokens)


def _named_behind(p: Parse, noun: int) -> tuple[int, ...]:
    """The person whom commas set off behind what they are, where the parse gave the name to the clause: "according to
    the mayor, Ida Moe, the quay …"."""
    first = p.right[noun] + 2
    if p.pos[noun] != "NOUN" or first >= len(p) or p.lower[first - 1] != "," or p.entity[first] != "PERSON":
        return ()
    last = first
    while last + 1 < len(p) and p.entity[last + 1] == "PERSON":
        last += 1
    return tuple(range(first, last + 1)) if last + 1 < len(p) and p.lower[last + 1] == "," else ()


def headline_candidates(p: Parse, lexicon: CueLexicon, first: int, last: int, title: bool) -> Iterator[Candidate]:
    """ "Name: what is said" at the beginning of a paragraph (tokens `first` to `last`)."""
    colon = next((i for i in range(first, min(first + 9, last)) if p.lower[i] in (":", "):")), None)
    if colon is None or colon == first or last - colon < 2:
        return
    before = [i for i in range(first, colon) if p.pos[i] != "SPACE"]
    if any(p.pos[i] in VERBAL or p.lower[i] in _NO_HOLDER for i in before) or not before:
        return
    if len(before) > 2 and [p.lower[i] for i in before[:2]] == ["more", "from"]:
        before = before[2:]
    named = any(p.pos[i] == "PROPN" for i in before)
    tokens = trimmed(p, list(range(colon + 1, last + 1)))
    opened = next((k for k, i in enumerate(before) if k and p.lower[i] == "("), len(before))  # "Ida Moe (H-Holm): “…”"
    head = next((i for i in reversed(before[:opened]) if p.pos[i] in ("PROPN", "NOUN", "PRON")), before[-1])
    if tokens:
        pattern = ("headline" if title else "colon") + (".name" if named else "")
        source = Source(head, tuple(before), "phrase")
        yield Candidate(lexicon.frames["headline.phrase"], colon, ":", pattern, (colon,), source, tokens)
