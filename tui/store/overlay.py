"""What a person decided, laid over what was read: by an article's content, so that it is kept where a file moves."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from tui.corpus.claim_parts import claim_of_parts, placed
from tui.model import Article, Claim, Days, IssueStance, Stance
from tui.store import mended
from tui.store.judgements import ClaimJudgement, Judgements
from tui.store.tables.article_rows import content_key

_STANCES: dict[str, Stance] = {"for": "for", "against": "against", "mixed": "mixed"}  # what else is said is none


class Overlay:
    """The judgements of claims, actors, places and articles as they stood when it was made; claims, once `take_up` was
    asked, as they stood then.

    `version` tells whether they are others than before: a note, a read mark or an article's title ties nothing anew.
    """

    def __init__(self, judgements: Judgements) -> None:
        self._judgements = judgements
        self._known = judgements.file.mark()
        self.actors = mended.by_hand(judgements.verdicts(), judgements.standing("actor", here=True))
        places, corpus = judgements.standing("mention"), judgements.corpus
        self.places = [mended.place(state, corpus) for state in places if not state.get("off")]
        read = [mended.edit(state, corpus) for state in judgements.standing("article") if not state.get("off")]
        self.edits = [edit for edit in read if edit is not None]
        claims = judgements.claims()
        days = [edit for edit in self.edits if edit.field == "day"]
        self.version = _digest([self.actors, self.places, days, claims])
        self._lay(claims)

    def _lay(self, claims: Iterable[ClaimJudgement]) -> None:
        self._by_article: dict[str, list[ClaimJudgement]] = defaultdict(list)
        self._by_key: dict[str, list[ClaimJudgement]] = defaultdict(list)
        for judged in claims:
            self._by_article[judged.article].append(judged)
            self._by_key[judged.key].append(judged)

    def take_up(self) -> bool:
        """Lay what is decided of claims by now. Whoever decides writes the judgements first and the index then: asked
        within a transaction of the index, it has all that the index shows already. `version` stays, so that the next
        update looks again. False where what was known cannot be read any more: then nothing is to be written."""
        if self._known is None:
            return True
        mark = self._judgements.file.mark()
        if mark is not None and mark != self._known:
            claims = self._judgements.claims()
            if self._judgements.lost:
                return False
            self._known = mark
            self._lay(claims)
        return mark is not None

    def digest(self, article: str, key: str) -> str:
        """Of all that is decided in one article; empty where nothing is."""
        judged = self._of(article, key)
        return _digest(judged) if judged else ""

    def added(self, article: Article, claims: Iterable[Claim], days: Days | None) -> tuple[Claim, ...]:
        """The claims that a person added to an article published on `days`, besides those that were read (a claim that
        is read by now too is that one), in an order of their own."""
        marked = [one for one in self._of(article.digest, article.key) if one.added]
        if not marked:
            return ()
        read = {content_key(article.text, claim) for claim in claims}
        made = [(one.content, added_claim(article, one, days)) for one in marked if one.content not in read]
        return tuple(claim for _, claim in sorted(made, key=lambda one: one[0]) if claim is not None)

    def laid(self, article: Article, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims as a person left them."""
        judged = {one.content: one for one in self._of(article.digest, article.key)}
        if not judged:
            return tuple(claims)
        own = {added_id(article.key, one.content): one for one in judged.values() if one.added}
        return tuple(
            apply(claim, said, article.text)
            if (said := own.get(claim.id) or judged.get(content_key(article.text, claim))) is not None
            else claim
            for claim in claims
        )

    def _of(self, article: str, key: str) -> list[ClaimJudgement]:
        """What was decided in an article: by its digest, and where the text was another then, by its key."""
        found = self._by_article.get(article, [])
        known = {one.content for one in found}
        return [*found, *(one for one in self._by_key.get(key, []) if one.content not in known)]


def added_id(article: str, content: str) -> str:
    """The id of a claim that a person added, by its article's key: the same whenever that is read again."""
    key = f"{article}|added|{content}"
    return hashlib.blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def added_claim(article: Article, judged: ClaimJudgement, days: Days | None) -> Claim | None:
    """What a person added, as if it had been read; None where its words are not in the text any more."""
    spans = placed(judged.parts, article.text) if judged.parts is not None else None
    if spans is None:
        return None
    holder, coder = judged.holder or None, judged.coder or None
    id_ = added_id(article.key, judged.content)
    made = claim_of_parts(id_, article.key, article.text, spans, holder, days, coder)
    return apply(made, replace(judged, status="added"))


def _digest(judged: object) -> str:
    return hashlib.blake2b(repr(judged).encode("utf-8", "replace"), digest_size=8).hexdigest()


def apply(claim: Claim, judged: ClaimJudgement, text: str = "") -> Claim:
    """A claim as a person left it: its holder, the stance on its main issue, its main issue, its status; and, where the
    article's text is given, its words."""
    changes: dict[str, object] = {"status": judged.status, "coder": judged.coder or None}
    if judged.holder is not None:
        changes |= {"holder": judged.holder or None, "holder_id": None, "side": None}
    stances = claim.stances
    if judged.issue is not None:
        rest = tuple(s for s in stances if s.issue != judged.issue)
        own = next((s for s in stances if s.issue == judged.issue), IssueStance(judged.issue, None))
        stances = (own, *rest) if judged.issue else ()
    if judged.stance is not None and stances:
        stance = _STANCES.get(judged.stance)
        stances = (replace(stances[0], stance=stance), *stances[1:])
    if judged.parts is not None and not judged.added and text and (spans := placed(judged.parts, text)) is not None:
        changes |= {"source": spans.source, "cue": spans.cue, "content": spans.content}
    return replace(claim, **changes, stances=stances)
