"""Fuzz the time grammar: for any text and any publication day nothing raises, expressions lie in the text in order
without overlap, and every range of days is ordered.

    python tests/fuzz/fuzz_times.py tests/fuzz/seeds/times -max_total_time=60
"""

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["tui.reading.times", "tui.corpus.days.calendar"]):
    from tui.corpus.days.calendar import place_all
    from tui.model import Days, Span, TimeExpression
    from tui.reading.times import grammar
    from tui.reading.times.parsed_doc import ParsedDoc
    from tui.reading.times.resolve import Anchor, evaluate
    from tui.reading.times.tokens import tokenize


class NoParse(ParsedDoc):
    """What the grammar may ask of a parse, where there is none."""

    def __init__(self) -> None:
        pass

    def at(self, offset: int) -> None:
        return None


def check(data: bytes) -> None:
    provider = atheris.FuzzedDataProvider(data)
    day = date.fromordinal(provider.ConsumeIntInRange(1, date.max.toordinal()))
    last = date.fromordinal(min(date.max.toordinal(), day.toordinal() + provider.ConsumeIntInRange(0, 800)))
    tense = provider.PickValueInList(["past", "present", "future", ""])
    if provider.ConsumeBool():
        evaluate(provider.ConsumeUnicodeNoSurrogates(120), Anchor(day, tense=tense))
    text = provider.ConsumeUnicode(provider.remaining_bytes())
    found = grammar.find(tokenize(text, NoParse()))
    end = 0
    for item in found:
        assert end <= item.start < item.end <= len(text), (text, item)
        end = item.end
    times = [TimeExpression(Span(f.start, f.end), f.type, f.formula, 0, tense) for f in found]
    for published in (Days(day, last), None):
        for placed in place_all(text, [Span(0, len(text))], times, published):
            assert placed.value, (text, placed)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
