"""How alike names are is kept from run to run, and gives what comparing all anew would give."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.corpus.actors.likenesses import KeptLikenesses, Likenesses
from tui.corpus.actors.merge import ArticleForms, FormRow, merge

FIRST = ("Anna", "Anne", "Ana", "Harald", "Harold", "Jens", "Yuri", "Iurii")
LAST = ("Lindqvist", "Lindkvist", "Lundov", "Vester", "Wester", "Holmberg", "Holmburg")
BODIES = ("Varna Harbour Board", "Varna Harbor Boards", "Lundov Motors", "Lundov Motor", "Union of Varna Fishers")


@st.composite
def articles(draw: st.DrawFn) -> list[ArticleForms]:
    names = st.one_of(
        st.builds(lambda first, last: (f"{first} {last}", "person"), st.sampled_from(FIRST), st.sampled_from(LAST)),
        st.builds(lambda body: (body, "organization"), st.sampled_from(BODIES)),
    )
    rows = st.builds(lambda name, count: FormRow(name[0], name[1], count), names, st.integers(1, 9))
    several = draw(st.lists(st.lists(rows, max_size=5, unique_by=lambda row: row.form), min_size=2, max_size=9))
    return [ArticleForms(f"{number}.txt", tuple(forms)) for number, forms in enumerate(several)]


@settings(max_examples=60, deadline=None)
@given(every=articles(), data=st.data())
def test_what_is_kept_gives_the_offers_of_a_merge_afresh(every: list[ArticleForms], data: st.DataObject) -> None:
    kept = None
    for _ in range(data.draw(st.integers(1, 4))):
        some = data.draw(st.lists(st.sampled_from(every), unique_by=lambda one: one.article))
        some.sort(key=lambda one: one.article)
        known = Likenesses(kept)
        assert merge(some, known=known).offers == merge(some).offers
        kept = msgspec.msgpack.decode(msgspec.msgpack.encode(known.kept()), type=KeptLikenesses)


def test_only_what_is_new_in_a_block_is_compared() -> None:
    asked: list[tuple[str, str]] = []

    def likeness(one: str, other: str) -> float:
        asked.append((one, other))
        return 90.0 if {one, other} == {"a", "b"} else 0.0

    first = Likenesses()
    assert first.within({"x": ["a", "b", "c"], "y": ["a", "c"]}, likeness) == {("a", "b"): 90.0}
    assert sorted(asked) == [("a", "b"), ("a", "c"), ("b", "c")]
    asked.clear()
    again = Likenesses(first.kept())
    assert again.within({"x": ["b", "a", "c", "d"], "y": ["a", "c"]}, likeness) == {("a", "b"): 90.0}
    assert sorted(asked) == [("a", "d"), ("b", "d"), ("c", "d")]
    assert again.within({"x": ["a", "c", "d"], "z": ["b"]}, likeness) == {}, "they are in no block together any more"
