"""Names of the corpus that a name may stand for which no text has: other spellings, orders, initials, titles, legal
forms, translations, acronyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from rapidfuzz.distance import OSA

from tui.corpus.actors.alike_names import body_score, firm_score, person_score, words_of
from tui.corpus.actors.countries import folded
from tui.corpus.actors.merge_rules import INITIALS_SCORE, content_of, plainer
from tui.corpus.actors.person_rules import initials_fit
from tui.reading.roles import COURTESY, HEADS
from tui.text.body_words import in_english
from tui.text.sounds import bones
from tui.text.transcriptions import is_first_name, transcribed_keys
from tui.text.wordlist import wordlist

_TITLES = COURTESY | HEADS | wordlist("gen lt col capt maj sgt gov sen rep hon rt pres field")
_SMALL = wordlist("of for and the in on to a an at de du la le del di da et")
_SAME = 95.0  # of 100: the words are the same but for title, order or legal form
_INITIALS = 3  # letters of initials that are written together
_SHORT = 6  # letters from which on close spellings are looked for (corpus/phrases/spellings)
_MOST_COMPARED = 500  # names, which takes some 20 ms; a word of more tells little of any of them
_LEAST_INITIALS, _MOST_INITIALS = 3, 8  # letters of an acronym: two are anybody's


class LikeName(Struct, frozen=True):
    """A name of the corpus, folded, with the key of its actor and how likely it is the one asked for, 0 to 100."""

    form: str
    actor: str
    score: float


class NamesLike:
    """The names of persons and bodies by what spellings of one share. Takes O(n) time and room for n names."""

    def __init__(self, names: Iterable[tuple[str, str, bool]]) -> None:
        """`names` are folded forms with the actor's key and whether it is a person."""
        self._names = list(names)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for number, (form, _, person) in enumerate(self._names):
            for key in _keys(form, person=person):
                self._by_key[key].append(number)

    def of(self, name: str) -> list[LikeName]:
        """The names that may be `name`, the likeliest first; none for what is itself one of them."""
        asked = untitled(folded(plainer(name)))
        if not asked:
            return []
        numbers = self._near({*_keys(asked, person=True), *_keys(asked, person=False)})
        found = []
        acronyms = []
        for number in sorted(numbers):
            form, actor, person = self._names[number]
            if _one_letter(asked, form):
                continue  # that is for close spellings, which are kept from other known names
            if score := name_score(asked, form, person=person):
                found.append(LikeName(form, actor, score))
            elif not person and (_is_acronym(asked, form) or _is_acronym(form, asked)):
                acronyms.append(LikeName(form, actor, INITIALS_SCORE))
        if len({one.actor for one in acronyms}) == 1:  # of two that fit nobody can say which is meant
            found += acronyms
        return sorted(found, key=lambda one: (-one.score, one.form))

    def _near(self, keys: Iterable[str]) -> set[int]:
        """The names that share one of these, those that share a rare one first, as many as are soon compared."""
        numbers: set[int] = set()
        for some in sorted((self._by_key.get(key, []) for key in keys), key=len):
            if len(numbers) + len(some) > _MOST_COMPARED:
                break
            numbers.update(some)
        return numbers


def _one_letter(one: str, other: str) -> bool:
    """Whether two names differ by one letter, in a word as long as those are that close spellings are looked for of."""
    if OSA.distance(one, other) != 1:
        return False
    differing = set(one.split()) ^ set(other.split())
    return min(map(len, differing), default=0) >= _SHORT


def untitled(name: str) -> str:
    """A folded name without the titles before it: "edmund lind" of "sir edmund lind"."""
    words = name.split()
    while len(words) > 2 and words[0].rstrip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)


def name_score(one: str, other: str, *, person: bool) -> float:
    """How likely two folded names are one person's, or one body's: 0 to 100."""
    if one == other:
        return _SAME
    if person:
        if any(_is_surname(name.split()) for name in (one, other)):
            return 0.0
        if score := person_score(one, other):
            return score
        if (score := firm_score(one, other)) or (score := firm_score(other, one)):
            return score
        one, other = _spelt_out(one), _spelt_out(other)
        same = one.split()[-1] == other.split()[-1] and 1 in {len(word) for word in (*one.split(), *other.split())}
        return INITIALS_SCORE if same and (initials_fit(one, other) or initials_fit(other, one)) else 0.0
    content = content_of(one)
    return _SAME if content and content == content_of(other) else body_score(one, other)


def _is_surname(words: Sequence[str]) -> bool:
    """Whether a name is a surname alone, or with what its bearer is addressed by."""
    return len(words) < 2 or (len(words) == 2 and words[0] in COURTESY)


def _spelt_out(name: str) -> str:
    """A folded name with its first initials as words of their own: "r k lund" of "rk lund"."""
    first, _, rest = name.partition(" ")
    return f"{' '.join(first)} {rest}" if len(first) <= _INITIALS and not is_first_name(first) else name


def _keys(form: str, *, person: bool) -> set[str]:
    """What a name shares with every name that may be the same."""
    words = words_of(form)
    if person:
        return {f"person {bones(word)}" for word in words if len(word) > 2} | {
            f"person {bones(''.join(words))}",
            *(f"person {key}" for key in transcribed_keys(words)),
        }
    keys = {f"body {bones(word)}" for word in in_english(words) if len(word) > 2} | {f"body {bones(''.join(words))}"}
    letters = form.lower() if " " not in form else _initials(form)
    return keys | ({f"initials {letters}"} if _LEAST_INITIALS <= len(letters) <= _MOST_INITIALS else set())


def _initials(form: str) -> str:
    return "".join(word[0] for word in form.lower().split() if word not in _SMALL)


def _is_acronym(short: str, long: str) -> bool:
    return " " not in short and " " in long and len(short) >= _LEAST_INITIALS and short.lower() == _initials(long)
