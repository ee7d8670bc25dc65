"""The side that a cue of several words takes by its noun or adjective: "lent his support to", "is supportive of", "took
a dim view of"."""

from __future__ import annotations

from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.way.verbs import Verbs
from tui.text.wordlist import wordlist

# Verbs that only lend a noun to what stands behind it.
_LENDING = wordlist(
    "give lend throw offer voice express announce declare register put make take have show pledge raise lodge mount "
    "add withdraw reaffirm reiterate state send"
)
_VIEWS = wordlist("view opinion impression assessment verdict picture")
_DENIES = wordlist("withdraw lack lose")


class Lending(Verbs):
    """The cues of one sentence that take a side by a word that is no verb."""

    def side_of_cue(self, cue: int) -> int:
        """What the words of a cue say of what it is on, where its verb says nothing; 0 where they tell nothing."""
        tree, words = self.tree, lexicon()
        if tree.tag[cue].startswith("JJ"):
            return words.adjectives.get(tree.word[cue], 0)
        noun = cue if tree.is_noun(cue) else tree.child(cue, "dobj")
        if noun is None or noun not in self.cue or not tree.is_noun(noun):
            return 0
        verb = tree.head[noun] if tree.dep[noun] == "dobj" else None
        if verb is None or tree.lemma[verb] not in _LENDING:
            return 0
        if tree.lemma[noun] in _VIEWS:
            return self.described(noun)
        sign = words.nouns.get(tree.lemma[noun], 0)  # listed ones alone: who has an agreement need not be for it
        return -sign if tree.lemma[verb] in _DENIES else sign
