"""Mr. Lund of one article and Mrs. Lund of another: bare surnames that a courtesy title tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.actors.countries import folded
from tui.corpus.actors.name_forms import ArticleForms, FormRow
from tui.reading.discourse import gender_of
from tui.reading.roles import COURTESY
from tui.text.forenames import Sex, sex_of


class Titled(Collection[ArticleForms]):
    """The forms of all articles, where each surname that the corpus gives to a man and to a woman has its title as part
    of the form: "Mr. Lund". Walked as often as the articles are; only what is walked is held."""

    def __init__(self, articles: Collection[ArticleForms]) -> None:
        self._articles = articles
        self._titled: list[tuple[str, FormRow]] = []  # each bare surname with a courtesy title, by its article
        self._shared = self._shared_by(articles)

    def __iter__(self) -> Iterator[ArticleForms]:
        return map(self._told, self._articles) if self._shared else iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article: object) -> bool:
        return any(each == article for each in self)

    def told(self) -> Iterator[Untitled]:
        """Each surname that is told apart in an article, as it stands there and as its form is now."""
        for article, row in self._titled:
            if (form := self._form(row)) != row.form:
                yield Untitled(article, folded(row.form), folded(form), row.form, form)

    def _shared_by(self, articles: Iterable[ArticleForms]) -> frozenset[str]:
        """The surnames, in small letters, that have a courtesy title of one sex where another article has one of the
        other, or where all whom the corpus names in full are of the other."""
        titles: dict[str, set[Sex]] = defaultdict(set)
        bearers: dict[str, set[Sex]] = defaultdict(set)
        for article in articles:
            for row in article.forms:
                if row.kind != "person":
                    continue
                if " " in row.form:
                    bearers[row.form.casefold().rpartition(" ")[2]].add(gender_of(row.title) or sex_of(row.form))
                elif _courtesy(row):
                    self._titled.append((article.article, row))
                    titles[row.form.casefold()].add(gender_of(row.title))
        other: dict[Sex, Sex] = {"m": "f", "f": "m"}
        return frozenset(
            surname
            for surname, sexes in titles.items()
            if len(sexes) > 1 or bearers.get(surname) == {other[next(iter(sexes))]}
        )

    def _told(self, article: ArticleForms) -> ArticleForms:
        forms = [self._form(row) for row in article.forms]
        if all(form == row.form for form, row in zip(forms, article.forms, strict=True)):
            return article
        rows = tuple(
            row if row.form == form else replace(row, form=form) for form, row in zip(forms, article.forms, strict=True)
        )
        return replace(article, forms=rows)

    def _form(self, row: FormRow) -> str:
        title = _courtesy(row)
        return f"{title} {row.form}" if title and row.form.casefold() in self._shared else row.form


class Untitled(Struct, frozen=True):
    """A surname in one article: folded without and with its title, as it stands there, and with its title."""

    article: str
    bare: str
    titled: str
    form: str
    shown: str


def _courtesy(row: FormRow) -> str:
    """The courtesy title that tells the sex of a bare surname's bearer: "Mr."."""
    words = (row.title or "").split()
    if row.kind != "person" or " " in row.form or not words or not gender_of(words[-1]):
        return ""
    return words[-1] if words[-1].strip(".").lower() in COURTESY else ""
