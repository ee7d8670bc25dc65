"""Pronouns and roles that stand for somebody, and what an article says somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.model import Apposition, Article, Name, Reference

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find(doc: Doc, article: Article, names: Sequence[Name]) -> tuple[tuple[Reference, ...], tuple[Apposition, ...]]:
    """References and appositions of one parsed article, in the order of its text."""
    return (), ()
