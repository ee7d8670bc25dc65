"""`onrecord agreement`: how far those who judged the same claims agree, as rows."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence

from tui.commands.arguments import UnusableCall
from tui.commands.printing import Row
from tui.corpus.agreement import Agreement, agreement, by_pairs
from tui.store.library import Library
from tui.store.queries.coded import QUESTIONS, CodedClaim, coded, disagreements


def agreement_rows(options: argparse.Namespace, library: Library) -> Iterable[Row]:
    """Raises UnusableCall for one who codes blind: it would show what others said."""
    if library.judgements.blind:
        raise UnusableCall("config.yaml has you code blind (`blind: true`): agreement is for whoever settles")
    claims = coded(library.view, library.judgements)
    if options.disagreements:
        return disagreements(claims)
    return list(_agreements(claims, by_coder=options.by_coder))


def _agreements(claims: Sequence[CodedClaim], *, by_coder: bool) -> Iterator[Row]:
    for question in QUESTIONS:
        units = [claim.values(question) for claim in claims]
        for found in by_pairs(units) if by_coder else [agreement(units)]:
            yield _row(question, found)


def _row(question: str, found: Agreement) -> Row:
    return {
        "question": question,
        "coders": list(found.coders),
        "claims": found.units,
        "agreed": None if found.agreed is None else 100 * found.agreed,
        "kappa": found.kappa,
        "alpha": found.alpha,
    }
