"""Where a content ends: before somebody else's words, before a claim of its own; and what is no content at all."""

from __future__ import annotations

from tui.reading.attribution.cue_lexicon import CueLexicon
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse

_HELD = ("expect.", "hope.", "oppose.", "deny.", "think.")
_CONTRAST = frozenset({"while", "whereas", "and", "but"})
_RELATIVE = frozenset({"who", "which", "that", "i", "we"})
_TOLD = ("say.", "argue.", "call.", "accuse.", "criticize.", "warn.", "praise.", "refer.")
# What is uttered, and what in its phrase tells what it says.
_UTTERANCES = frozenset(
    {"statement", "declaration", "address", "speech", "message", "letter", "report", "video", "interview", "conference",
     "communique", "communiqué", "document", "text", "note", "article", "book", "remark", "comment", "paper", "tweet"}
)  # fmt: skip
_SHOWN = frozenset(
    {"record", "issue", "release", "publish", "post", "air", "broadcast", "print", "mention", "discuss", "address",
     "open", "close", "begin", "start", "finish", "conclude", "document", "read", "type", "text"}
)  # fmt: skip
_FINITE = frozenset({"MD", "VBZ", "VBP", "VBD"})
_ENDINGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "VBN", "VBD", "RB", "CD", "JJ"})  # before a predicate
_DONE = ("promise.", "threaten.", "urge.", "ask.", "accept.")  # by saying it
_SHAPES = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_STOPS = frozenset({";", ":", ".", "(", ")", "--", "-", "—", "–"})
_JOINED = frozenset({"conj", "relcl", "acl", "advcl"})
_SAYS = frozenset({"acl", "relcl", "ccomp", "prep", "appos"})


def trimmed(p: Parse, tokens: list[int]) -> tuple[int, ...]:
    """Without marks and conjunctions at its ends; a quotation mark stays for the quotation it belongs to."""
    while tokens and (
        p.pos[tokens[-1]] in ("SPACE", "CCONJ") or p.lower[tokens[-1]] in (",", ";", "--", "-", "—", "–", ".", ":", "(")
    ):
        tokens.pop()
    while tokens and (p.pos[tokens[0]] == "SPACE" or p.lower[tokens[0]] in (",", ";", ":", "--", "-", "—", "–", ")")):
        tokens.pop(0)
    return tuple(tokens)


def ended(p: Parse, tokens: tuple[int, ...], lexicon: CueLexicon) -> tuple[int, ...]:
    """A content up to where another claim begins."""
    return _to_another(p, _to_participle(p, tokens, lexicon), lexicon)


def _to_participle(p: Parse, tokens: tuple[int, ...], lexicon: CueLexicon) -> tuple[int, ...]:
    """Up to a participle of saying behind a comma or dash, which begins a claim of its own ("…, adding that")."""
    for k in range(2, len(tokens) - 1):
        i = tokens[k]
        if (
            p.tag[i] == "VBG"
            and p.lower[tokens[k - 1]] in (",", "--", "—", "–", '"', "''")
            and p.dep[i] in ("advcl", "acl")
        ):
            behind = {p.lower[tokens[k - 1]], p.lower[tokens[k - 2]]}
            frames = lexicon.verbs.get(p.lemma[i], ())
            if behind & {",", "--", "—", "–"} and any(f.id.startswith(_TOLD) for f in frames):
                return trimmed(p, list(tokens[:k]))
    return tokens


def _to_another(p: Parse, tokens: tuple[int, ...], lexicon: CueLexicon) -> tuple[int, ...]:
    """Up to a clause in which somebody holds something of their own: "it rained, while | Berg said it did not", "it
    rained and | Berg warned of a flood", "it rained, but that | he expected sun"."""
    for k in range(2, len(tokens) - 1):
        verb = tokens[k]
        if p.pos[verb] not in VERBAL or p.dep[verb] not in ("conj", "advcl") or p.lemma[verb] not in lexicon.verbs:
            continue
        subject = p.child(verb, "nsubj")
        if subject is None or subject > verb or p.child(verb, "ccomp", "xcomp", "dobj") is None:
            continue
        first = p.left[verb]
        opens = p.lower[first] if p.dep[verb] == "advcl" else p.lower[first - 1] if first else ""
        told = any(f.id.startswith(_TOLD + _HELD) for f in lexicon.verbs[p.lemma[verb]])
        if first <= tokens[1] or not told or opens not in _CONTRAST or p.lower[subject] in _RELATIVE:
            continue
        return trimmed(p, [i for i in tokens if i < first])
    return tokens


def to_second_cue(p: Parse, cue: int, tokens: tuple[int, ...], lexicon: CueLexicon) -> tuple[int, ...]:
    """A content up to what its holder says besides, in the form of the cue and not of what stands before it: "she said
    | she would stay | and insisted that …", "urging | the crew to wait | and promising …"."""
    if p.pos[cue] not in VERBAL or p.tag[cue] not in _SHAPES:
        return tokens
    for k in range(2, len(tokens) - 1):
        verb = tokens[k]
        if p.dep[verb] != "conj" or p.tag[verb] != p.tag[cue] or p.lemma[verb] not in lexicon.verbs:
            continue
        head = p.head[verb]
        joins = next((c for c in p.children[head] if p.lower[c] in ("and", "but") and tokens[0] < c < verb), None)
        if joins is None or not (head == cue or (head in tokens and in_another_form(p, verb, head))):
            continue
        told = any(f.id.startswith(_TOLD + _HELD + _DONE) for f in lexicon.verbs[p.lemma[verb]])
        if told and p.child(verb, "ccomp", "xcomp", "dobj", "prep") is not None:
            return trimmed(p, [i for i in tokens if i < joins])
    return tokens


def in_another_form(p: Parse, verb: int, head: int) -> bool:
    """Whether a verb cannot go on from the one that the parse joined it to: "would stay and | insisted", and not "had
    gone and | insisted"."""
    if p.child(verb, *SUBJECTS, "aux", "auxpass") is not None or p.tag[verb] == p.tag[head]:
        return False
    return not (p.tag[verb] == "VBD" and p.tag[head] == "VBN")


def with_second(p: Parse, tokens: tuple[int, ...], lexicon: CueLexicon) -> tuple[int, ...]:
    """A content with what is joined to it by "and that", where a quotation or comma made the parse end it before and
    nobody holds it in words of its own: "that “it pays” | and that the crews agree"."""
    last = tokens[-1]
    at = last + 1
    while at < len(p) and not p.word[at] and p.pos[at] != "SPACE" and p.lower[at] not in _STOPS:
        at += 1
    if at + 2 >= len(p) or p.sentence[at + 1] != p.sentence[last] or p.lower[tokens[0]] != "that":
        return tokens
    if p.lower[at] not in ("and", "but") or p.lower[at + 1] != "that" or p.dep[at + 1] != "mark":
        return tokens
    verb = p.head[at + 1]
    if verb < at or any(f.id.startswith(_TOLD + _HELD) for f in lexicon.verbs.get(p.lemma[verb], ())):
        return tokens
    return trimmed(p, [*tokens, *range(last + 1, p.right[verb] + 1)])


def completed(p: Parse, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """A content that the parse ended before its own predicate, with it: "that the terms agreed | will help us"."""
    last = tokens[-1]
    at = last + 1
    if at >= len(p) or p.sentence[at] != p.sentence[last] or p.tag[at] not in _FINITE or p.tag[last] not in _ENDINGS:
        return tokens
    verb = p.head[at] if p.dep[at] in ("aux", "auxpass") else at
    if p.pos[verb] not in VERBAL or p.child(verb, *SUBJECTS) is not None or p.dep[verb] in _JOINED:
        return tokens
    if p.lower[tokens[0]] != "that" or verb in tokens:
        return tokens
    return trimmed(p, [*tokens, *(i for i in range(at, p.right[verb] + 1))])


def is_event(p: Parse, cue: str, tokens: tuple[int, ...]) -> bool:
    """Whether an object is only what was said or shown, with nothing of what it says: "recorded a video address",
    "issued a declaration", "mentioned the weather"."""
    words = [i for i in tokens if p.word[i] and p.pos[i] not in ("DET", "ADJ", "NUM", "ADV")]
    head = next((i for i in words if p.head[i] not in tokens), None)
    if head is None or p.tag[head] not in ("NN", "NNS"):
        return False
    bare = all(p.dep[c] in ("det", "amod", "compound", "nummod", "advmod", "nmod", "punct") for c in p.children[head])
    return (bare and cue in _SHOWN) or (
        p.lemma[head] in _UTTERANCES and not any(p.dep[c] in _SAYS for c in p.children[head])
    )
