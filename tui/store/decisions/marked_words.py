"""Claims that a person added, or whose words a person marked anew."""

from __future__ import annotations

from msgspec import to_builtins

from tui.corpus.claim_parts import ClaimParts, PartSpans, parts_of
from tui.model import Article, Claim, Stance
from tui.store.decisions.claims import ClaimDecisions
from tui.store.overlay import added_id
from tui.store.problems import NOT_SAVED, NotSaved
from tui.store.queries.articles import article as article_of
from tui.store.sqlite import blob, name
from tui.store.tables.article_rows import content_of

THERE = f"{NOT_SAVED}: these words are a claim already; r sets its holder, stance and issue"
NO_CONTENT = f"{NOT_SAVED}: a claim has words that say what is claimed"


class MarkedWords(ClaimDecisions):
    """Kind `claim` too: `parts` has the words, `added` tells that reading found no such claim."""

    def add_claim(
        self,
        article: str,
        spans: PartSpans,
        *,
        holder: str | None = None,
        issue: str | None = None,
        stance: Stance | None = None,
    ) -> str:
        """Add a claim that reading missed.

        Args:
            article: its key.
            spans: the words, as a person marked them.

        Returns:
            Its id.

        Raises:
            NotSaved: there is no content, the words are a claim already, or the disk refuses.
        """
        whole, parts = self._marked(article, spans)
        content = content_of(whole.text, spans)
        if self._view.one(
            "SELECT 1 FROM claims c JOIN articles a ON a.id = c.article WHERE c.content = ? AND a.key = ?",
            content,
            blob(article),
        ):
            raise NotSaved(THERE)
        words = " ".join(" ".join(piece.words for piece in parts.content).split())
        state = {
            "content": content, "article": whole.digest, "key": article, "status": "added", "holder": holder or "",
            "stance": stance or "none", "issue": issue or "", "words": words[:200], "parts": to_builtins(parts),
            "added": True,
        }  # fmt: skip
        subject = f"{content} {whole.digest}"
        own = self._standing("claim", subject)
        what = f"claim added: {holder or 'nobody named'}: {words[:60]}"
        version = self._judgements.decide("claim", subject, state, what, own["version"] if own is not None else 0)
        self._known(subject, version)
        self._show_claims([subject])
        return added_id(article, content)

    def mark_words(self, claim: str, spans: PartSpans, seen: Claim | None = None) -> Claim | None:
        """Set the words of a claim's source, cue and content by hand; its id stays. Raises NotSaved where no content is
        left."""
        keys = self._view.rows("SELECT a.key FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?", claim)
        if not keys:
            return None
        _, parts = self._marked(name(keys[0][0]), spans)
        return self._judge(claim, "changed", seen=seen, parts=parts)

    def _marked(self, article: str, spans: PartSpans) -> tuple[Article, ClaimParts]:
        whole = article_of(self._view, article)
        if whole is None:
            raise NotSaved(f"{NOT_SAVED}: {article} is not there any more")
        parts = parts_of(whole.text, spans)
        if not parts.content:
            raise NotSaved(NO_CONTENT)
        return whole, parts
