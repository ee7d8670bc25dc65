"""The day of what title and lead tell without saying when: the day that the lead names, else the article's.

"Museum reopens" above "On Tuesday the museum reopened its doors" is Tuesday's; a lead that names no day tells of the
day of publication.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tui.model import DatedExpression, Days, LeadEvent, RestsOn, Span, TimeExpression

# "On Tuesday" needs no date within a week, which bounds both. Of an article whose day is less sure several Tuesdays may
# be meant; a day that the lead names further back is background.
_WIDEST = 7  # days: of an article whose day is less sure than a week nothing is said
_NEWS = 7  # days before publication that a lead's own day is news


def place_leads(
    text: str,
    sentences: Sequence[Span],
    times: Sequence[TimeExpression],
    events: Sequence[LeadEvent],
    dated: Sequence[DatedExpression],
    published: Days | None,
) -> tuple[DatedExpression, ...]:
    """The events of title and lead that no expression dates, each on the day it rests on; none where that is not known,
    or where its sentence has that day already."""
    if published is None or (published.last - published.first).days >= _WIDEST:
        return ()
    by_span = {one.span: one for one in dated}
    named = [by_span.get(times[event.time].span) if event.time is not None else None for event in events]
    news = [one if one is not None and _is_news(one, published) else None for one in named]
    found = []
    for at, event in enumerate(events):
        if event.time is not None:
            continue
        before = next((one for one in reversed(news[:at]) if one is not None), None)
        lead = before or next((one for one in news[at:] if one is not None), None)
        days = lead.days if lead is not None and lead.days is not None else published
        sentence = sentences[event.sentence]
        if any(one.days == days and sentence.covers(one.span) for one in dated):
            continue
        rests_on: RestsOn = "publication" if lead is None else "lead"
        found.append(DatedExpression(event.span, "DATE", str(days), days, sentence, _why(text, lead), False, rests_on))
    return tuple(found)


def _is_news(one: DatedExpression, published: Days) -> bool:
    days = one.days
    if days is None or days.first != days.last or one.planned:
        return False
    return published.first - timedelta(days=_NEWS) <= days.first <= published.last


def _why(text: str, lead: DatedExpression | None) -> str:
    if lead is None:
        return "no day stands with it, so it rests on the day of publication"
    return f"no day stands with it, so it rests on that of the lead, “{' '.join(lead.span.of(text).split())}”"
