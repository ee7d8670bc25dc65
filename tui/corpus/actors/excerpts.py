"""What merging takes of single articles besides the names that they count: noted in one walk, since each walk decodes
the forms of all articles."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.actors.countries import by_capital
from tui.corpus.actors.merge_rules import country_by_form, initials, looks_short
from tui.corpus.actors.name_forms import ArticleForms, FormRow


class Excerpts(Struct):
    """Of the articles that were taken each with no more than the one rule asks for; sorted, in the order of their
    keys."""

    abbreviating: list[ArticleForms] = []  # a form with its short one, or with its initials
    acting: list[ArticleForms] = []  # a capital that acts, and its country's names
    called: list[ArticleForms] = []  # two names of one person
    roles: list[ArticleForms] = []  # what somebody is

    def take(self, article: ArticleForms) -> None:
        bare = ArticleForms(article.article, ())
        short = _abbreviated(article.forms)
        if short or article.defined:
            self.abbreviating.append(replace(bare, forms=tuple(short), defined=article.defined))
        if seats := _acting(article.forms):
            self.acting.append(replace(bare, forms=tuple(seats)))
        if article.called:
            self.called.append(replace(bare, called=article.called))
        if article.roles:
            self.roles.append(replace(bare, roles=article.roles))

    def sort(self) -> None:
        for articles in (self.abbreviating, self.acting, self.called, self.roles):
            articles.sort(key=lambda one: one.article.encode("utf-8", "surrogateescape"))


def _abbreviated(forms: Sequence[FormRow]) -> list[FormRow]:
    """The capitals that are the initials of another form, and those forms."""
    capitals = {row.form.replace(".", "") for row in forms if looks_short(row.form)}
    if not capitals:
        return []
    letters = [initials(row.form) for row in forms]
    known = capitals.intersection(letters)
    return [
        row
        for row, its in zip(forms, letters, strict=True)
        if its in known or (looks_short(row.form) and row.form.replace(".", "") in known)
    ]


def _acting(forms: Sequence[FormRow]) -> list[FormRow]:
    """The capitals that act, and the names of their countries."""
    acting = {
        country.code
        for row in forms
        if row.acts and row.kind != "person" and (country := by_capital(row.form)) is not None
    }
    if not acting:
        return []
    return [
        row
        for row in forms
        if (row.acts and row.kind != "person" and by_capital(row.form) is not None)
        or ((country := country_by_form(row.form)) is not None and country.code in acting)
    ]
