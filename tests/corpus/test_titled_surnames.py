"""Bare surnames of two, told apart by their courtesy titles."""

from __future__ import annotations

from typing import Any

from tests.corpus.test_actors import corpus, name_of, row
from tests.reading.naming import by, tied
from tui.corpus.actors.merge import FormRow, merge
from tui.corpus.actors.titled_surnames import Titled


def titled(form: str, title: str) -> FormRow:
    return FormRow(form, "person", 1, title=title)


def test_a_man_and_a_woman_of_two_articles_are_two(nlp: Any) -> None:
    actors, mentions = tied(nlp, "Mr. Lund said on Monday that he would go.", "Mrs. Lund said that she would stay.")
    assert [by(actors, found, "name", "alias") for found in mentions] == [
        [("Lund", "Mr. Lund")],
        [("Lund", "Mrs. Lund")],
    ]
    assert actors.offers == ()


def test_a_title_of_the_other_sex_is_not_the_only_bearer_of_the_name() -> None:
    actors = merge(corpus([row("Harald Lund"), titled("Lund", "Mr.")], [titled("Lund", "Mrs.")], [row("Lund")]))
    assert [name_of(actors, "Lund", article=f"{n}.txt") for n in range(3)] == [
        "Harald Lund",
        "Mrs. Lund",
        "Harald Lund",
    ]


def test_a_title_goes_to_the_only_bearer_of_its_sex() -> None:
    actors = merge(corpus([row("Harald Lund")], [row("Anna Lund")], [titled("Lund", "Mr")], [titled("Lund", "Ms.")]))
    assert [name_of(actors, "Lund", article=f"{n}.txt") for n in (2, 3)] == ["Harald Lund", "Anna Lund"]


def test_where_one_sex_alone_is_addressed_nothing_is_changed() -> None:
    articles = corpus([titled("Lund", "Mr.")], [titled("Lund", "Mr.")], [row("Lund")])
    titles = Titled()
    for article in articles:
        titles.take(article)
    titles.settle()
    assert [titles.told(article) for article in articles] == articles
    assert len(merge(articles).actors) == 1
