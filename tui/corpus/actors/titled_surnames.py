"""Mr. Lund of one article and Mrs. Lund of another: bare surnames that a courtesy title tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.actors.countries import folded
from tui.corpus.actors.form_counts import Tally
from tui.corpus.actors.name_forms import ArticleForms, FormRow
from tui.reading.discourse import gender_of
from tui.reading.roles import COURTESY
from tui.text.forenames import Sex, sex_of


class Titled(Struct):
    """The surnames that the corpus gives to a man and to a woman: each has its title as part of the form ("Mr. Lund").

    `rows` are all bare surnames with a courtesy title, by their articles; `bearers` the sexes of those who are named in
    full, by surname; `shared`, once settled, the surnames in small letters that are told apart."""

    rows: list[tuple[str, FormRow]] = []
    bearers: dict[str, set[Sex]] = {}
    shared: frozenset[str] = frozenset()

    def take(self, article: ArticleForms) -> None:
        for row in article.forms:
            if row.kind != "person":
                continue
            if " " in row.form:
                sexes = self.bearers.setdefault(row.form.casefold().rpartition(" ")[2], set())
                sexes.add(gender_of(row.title) or sex_of(row.form))
            elif _courtesy(row):
                self.rows.append((article.article, row))

    def settle(self) -> None:
        """Shared is what has a courtesy title of one sex where another article has one of the other, or where all whom
        the corpus names in full are of the other."""
        titles: dict[str, set[Sex]] = defaultdict(set)
        for _, row in self.rows:
            titles[row.form.casefold()].add(gender_of(row.title))
        other: dict[Sex, Sex] = {"m": "f", "f": "m"}
        self.shared = frozenset(
            surname
            for surname, sexes in titles.items()
            if len(sexes) > 1 or self.bearers.get(surname) == {other[next(iter(sexes))]}
        )

    def told_apart(self, tallies: Mapping[str, Tally]) -> Mapping[str, Tally]:
        """The tallies with the forms that a title is part of by themselves; those given stay as they are."""
        found: dict[str, Tally] = {}
        for _, row in self.rows:
            form = self._form(row)
            if form == row.form:
                continue
            bare, key = folded(row.form), folded(form)
            if bare not in found:
                was = tallies[bare]
                found[bare] = replace(was, kinds=dict(was.kinds), surfaces=dict(was.surfaces))
            found[bare].add(row, row.form, -1)
            if key not in found:
                was = tallies.get(key, Tally())
                found[key] = replace(was, kinds=dict(was.kinds), surfaces=dict(was.surfaces))
            found[key].add(row, form)
        if not found:
            return tallies
        return {key: tally for key, tally in {**tallies, **found}.items() if tally.articles}

    def untitled(self) -> Iterator[Untitled]:
        """Each surname that is told apart in an article, as it stands there and as its form is now."""
        for article, row in self.rows:
            if (form := self._form(row)) != row.form:
                yield Untitled(article, folded(row.form), folded(form), row.form, form)

    def articles_of(self, surnames: frozenset[str]) -> set[str]:
        """The articles that give one of some surnames a courtesy title."""
        return {article for article, row in self.rows if row.form.casefold() in surnames} if surnames else set()

    def told(self, article: ArticleForms) -> ArticleForms:
        """An article's forms, each surname that is told apart with its title."""
        if not self.shared:
            return article
        forms = [self._form(row) for row in article.forms]
        if all(form == row.form for form, row in zip(forms, article.forms, strict=True)):
            return article
        rows = tuple(
            row if row.form == form else replace(row, form=form) for form, row in zip(forms, article.forms, strict=True)
        )
        return replace(article, forms=rows)

    def _form(self, row: FormRow) -> str:
        title = _courtesy(row)
        return f"{title} {row.form}" if title and row.form.casefold() in self.shared else row.form


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
