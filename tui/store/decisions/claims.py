"""Claims confirmed, rejected or changed by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from msgspec import convert, to_builtins
from msgspec.structs import replace

from tui.corpus.alike import Alike, alike, likeness
from tui.corpus.claim_parts import ClaimParts, PartSpans, parts_of
from tui.model import Claim, Stance, Status
from tui.store.codec import claim_of, text_of
from tui.store.decisions.deciding import Deciding
from tui.store.judgements import ClaimJudgement, Decision, State
from tui.store.overlay import added_claim, apply
from tui.store.tables.article_rows import days_of, put_claim, put_claim_spots
from tui.store.tables.files import load_article

_NONE_SEEN: Mapping[str, Claim] = MappingProxyType({})
COMPARED = 400  # claims of one holder, cue and issue that are compared with one corrected


class ClaimDecisions(Deciding):
    """Kind `claim`: by the claim's own words and its article's digest."""

    def confirm(self, claim: str, seen: Claim | None = None) -> None:
        """`seen` is the claim as it stood before the reader: where another terminal decided otherwise meanwhile, Stale
        is raised once, and whoever decides the same again has been asked."""
        self._judge(claim, "confirmed", seen=seen)

    def reject(self, claim: str, seen: Claim | None = None) -> None:
        self._judge(claim, "rejected", seen=seen)

    def change(
        self,
        claim: str,
        *,
        holder: str | None = None,
        stance: Stance | str | None = None,
        issue: str | None = None,
        seen: Claim | None = None,
    ) -> Claim | None:
        """Set a claim's holder, stance ("none" for no stance) or main issue by hand; None leaves as it is."""
        return self._judge(claim, "changed", holder, stance, issue, seen)

    def like(self, claim: str) -> list[Alike]:
        """Claims of the corpus that a correction of this one may hold for too, that nobody judged yet: the same holder
        and target first, then the same cue and target."""
        rows = self._view.rows("SELECT article, data, found, id FROM claims WHERE key = ?", claim)
        if not rows:
            return []
        article, data, found, number = rows[0]
        read = claim_of(found or data)
        issues = self._view.config.issues
        this = likeness(read, self._text(article), issues)
        others = self._view.rows(
            "SELECT DISTINCT c.article, c.data FROM claims c"
            " WHERE c.id <> ? AND c.status = 'found' AND c.issue IS ? AND (c.holder IS ? OR c.cue = (SELECT cue FROM"
            " claims WHERE id = ?)) ORDER BY c.day IS NULL, c.day, c.id LIMIT ?",
            number,
            read.issues[0] if read.issues else None,
            read.holder,
            number,
            COMPARED,
        )
        texts: dict[int, str] = {}
        known = []
        for where, packed in others:
            other = claim_of(packed)
            if where not in texts:
                texts[where] = self._text(where)
            known.append((other.id, likeness(other, texts[where], issues)))
        return alike(this, known)

    def _text(self, article: int) -> str:
        rows = self._view.rows("SELECT text FROM texts WHERE article = ?", article)
        return text_of(rows[0][0]) if rows else ""

    def change_together(
        self,
        claims: Sequence[str],
        *,
        status: Status = "changed",
        holder: str | None = None,
        stance: Stance | str | None = None,
        issue: str | None = None,
        with_last: bool = False,
        seen: Mapping[str, Claim] = _NONE_SEEN,
    ) -> list[Claim]:
        """Confirm or reject several claims, or set their holder, stance or main issue, as one decision, which one undo
        takes back whole; `with_last` together with the decision before, whose correction this carries. `seen` are
        claims as they stood before the reader, by their ids: see `confirm`."""

        def make(claim: str) -> list[Decision]:
            made = self._decision(claim, status, holder, stance, issue, seen.get(claim))
            return [made] if made is not None else []

        decisions = self._all_of([partial(make, claim) for claim in claims], "claims")
        if decisions:
            self._decide_all(decisions, with_last=with_last)
        return self._show_claims(list(dict.fromkeys(decision.subject for decision in decisions)))

    def _judge(
        self,
        key: str,
        status: str,
        holder: str | None = None,
        stance: str | None = None,
        issue: str | None = None,
        seen: Claim | None = None,
        parts: ClaimParts | None = None,
    ) -> Claim | None:
        made = self._decision(key, status, holder, stance, issue, seen, parts)
        if made is None:
            return None
        self._known(made.subject, self._judgements.decide(made.kind, made.subject, made.state, made.what, made.version))
        return next(iter(self._show_claims([made.subject])), None)

    def _decision(
        self,
        key: str,
        status: str,
        holder: str | None,
        stance: str | None,
        issue: str | None,
        seen: Claim | None = None,
        parts: ClaimParts | None = None,
    ) -> Decision | None:
        rows = self._view.rows(
            "SELECT c.content, a.digest, c.words, coalesce(c.found, c.data), a.id, c.status FROM claims c"
            " JOIN articles a ON a.id = c.article WHERE c.key = ?",
            key,
        )
        if not rows:
            return None
        content, digest, words, data, article, stands = rows[0]
        subject = f"{content} {digest}"
        before, own = self._holding("claim", subject)
        read = claim_of(data)
        kept = before or (self._of_another_text(read, content) if stands != "found" else {})
        if read.status == "added" and parts is None:  # what is judged of it takes its words along
            parts = parts_of(self._text(article), PartSpans(read.source, read.cue, read.content))
        if seen is not None and (self._just_came(subject, before) or not _agrees(seen, read, before)):
            self._ask(subject, before, f"this claim is {before['status']}" if before else "this claim is undecided")
        state: dict[str, object] = {
            "content": content,
            "article": digest,
            "key": read.article,
            "status": status,
            "holder": holder if holder is not None else kept.get("holder"),
            "stance": stance if stance is not None else kept.get("stance"),
            "issue": issue if issue is not None else kept.get("issue"),
            "words": words[:200],
        }
        if parts is not None or kept.get("parts"):
            state["parts"] = to_builtins(parts) if parts is not None else kept["parts"]
        if read.status == "added":
            state["added"] = True
        said = ", ".join(
            f"{n} {v!r}" for n, v in (("holder", holder), ("stance", stance), ("issue", issue)) if v is not None
        )
        what = f"claim {status}{': ' + said if said else ''}: {words[:60]}"
        return Decision("claim", subject, state, what, own)

    def _of_another_text(self, read: Claim, content: str) -> State:
        """What was decided of a claim when its article's text was another; {} where nothing was."""
        states = self._judgements.standing("claim")
        return next((one for one in states if (one["content"], one["key"]) == (content, read.article)), {})

    def _show_claims(self, subjects: Sequence[str]) -> list[Claim]:
        """Write judged claims into the index, so that every pane and count has them at once."""
        shown: list[Claim] = []

        def write(connection: sqlite3.Connection) -> None:
            holders = {key: number for number, key in connection.execute("SELECT id, key FROM actors")}
            names = {name: key for key, name in connection.execute("SELECT key, name FROM actors")}
            for subject in subjects:
                shown.extend(self._show_claim(connection, subject, holders, names))

        self._in_index("claim", subjects, write)
        return shown

    def _show_claim(
        self, connection: sqlite3.Connection, subject: str, holders: Mapping[str, int], names: Mapping[str, str]
    ) -> Iterator[Claim]:
        state = self._judgements.held("claim", subject)
        rows = connection.execute(
            "SELECT c.id, c.article, c.data, c.found, c.copy FROM claims c JOIN articles a ON a.id = c.article"
            " WHERE c.content = ? AND a.digest = ?",
            subject.split(" ", 1),
        ).fetchall()
        judged = _judgement(state) if state else None
        if not rows and judged is not None and judged.added:
            yield from self._put_added(connection, judged, holders, names)
        for number, article, data, found, again in rows:
            read = claim_of(found or data)
            if read.status == "added" and judged is None:  # it was taken back
                connection.execute("DELETE FROM claims WHERE id = ?", (number,))
                put_claim_spots(connection, article)
                continue
            whole = load_article(connection, article)
            if whole is None:
                continue
            shown = apply(read, judged, whole.text) if judged is not None else read
            if shown.holder_id is None and shown.holder is not None and shown.holder in names:
                shown = _held(shown, names[shown.holder])
            connection.execute("DELETE FROM claims WHERE id = ?", (number,))
            mentions, before = self._view.evidence.stored(article), None if shown == read else read
            put_claim(connection, article, whole, shown, mentions, holders, before, number, again=bool(again))
            was = claim_of(data)
            if (shown.source, shown.content) != (was.source, was.content):
                put_claim_spots(connection, article)
            yield shown

    def _put_added(
        self,
        connection: sqlite3.Connection,
        judged: ClaimJudgement,
        holders: Mapping[str, int],
        names: Mapping[str, str],
    ) -> Iterator[Claim]:
        """Write a claim that a person added into every article with that text."""
        sql = "SELECT id FROM articles WHERE digest = ? AND tied <> ''"
        for (article,) in connection.execute(sql, (judged.article,)).fetchall():
            whole = load_article(connection, article)
            day = connection.execute("SELECT day, day_last FROM articles WHERE id = ?", (article,)).fetchone()
            read = added_claim(whole, judged, days_of(*day)) if whole is not None else None
            if whole is None or read is None:
                continue
            shown = apply(read, judged, whole.text)
            if shown.holder in names:
                shown = _held(shown, names[shown.holder or ""])
            found = None if shown == read else read
            put_claim(connection, article, whole, shown, self._view.evidence.stored(article), holders, found)
            put_claim_spots(connection, article)
            yield shown


def _agrees(seen: Claim, read: Claim, before: State) -> bool:
    """Whether a claim stood before the reader as it stands by what was decided of it."""
    if not before:
        return seen.status == read.status
    stands = apply(read, _judgement(before))
    return (seen.status, seen.holder, seen.stances) == (stands.status, stands.holder, stands.stances)


def _judgement(state: State) -> ClaimJudgement:
    return convert(state, ClaimJudgement)


def _held(claim: Claim, actor: str) -> Claim:
    return replace(claim, holder_id=actor)
