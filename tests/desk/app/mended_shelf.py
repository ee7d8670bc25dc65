"""What a shelf is told of actors and articles by hand: kept as it was told, changed nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tui.model import Span
from tui.store.problems import Refused
from tui.store.rows import Decided

WHEN = datetime(2031, 5, 4, 9, tzinfo=UTC)


class MendedShelf:
    """The decisions on actors, places and articles of a shelf."""

    done: list[tuple[object, ...]]

    def __init__(self) -> None:
        self.by_hand: list[tuple[str, Decided]] = []
        self.fields: dict[str, dict[str, str]] = {}

    def _say(self, actor: str, words: str, field: str, value: str = "", whose: str = "") -> None:
        self.done.append((field or "merge", actor, value))
        said = Decided("actor", f"{field} {actor} {value}", words, WHEN, "me", field, value, whose)
        self.by_hand = [one for one in self.by_hand if one[1].subject != said.subject]
        self.by_hand.append((actor, said))

    def merge(self, actor: str, other: str) -> None:
        if "g1" in (actor, other):
            raise Refused("Riverton stays: config.yaml keeps them apart")
        self._say(actor, f"“{actor}” and “{other}” are one", "", other)

    def take_out(self, actor: str, form: str) -> None:
        self._say(actor, f"“{form}” is not {actor}", "out", form)

    def rename(self, actor: str, name: str) -> None:
        self._say(actor, f"it is called “{name}”", "name", name)

    def set_kind(self, actor: str, kind: str) -> None:
        self._say(actor, f"its kind is {kind}", "kind", kind)

    def add_role(
        self,
        actor: str,
        role: str,
        of: str = "",
        first: date | None = None,
        last: date | None = None,
        instead: Decided | None = None,
    ) -> None:
        self._say(actor, f"{role} of {of}, {first or '…'} to {last or '…'}", "role", role, of)

    def add_side(
        self,
        actor: str,
        side: str,
        first: date | None = None,
        last: date | None = None,
        instead: Decided | None = None,
    ) -> None:
        self._say(actor, f"speaks for {side}, {first or '…'} to {last or '…'}", "side", side)

    def means(self, article: str, span: Span, actor: str | None, *, whole: bool = False) -> None:
        self.done.append(("means", article, span, actor, whole))

    def said_of_actor(self, actor: str) -> list[Decided]:
        return [said for of, said in self.by_hand if of == actor]

    def take_back(self, decided: Decided) -> None:
        self.by_hand = [one for one in self.by_hand if one[1] != decided]

    def write_article(self, key: str, field: str, value: str) -> None:
        if value == "never":
            raise Refused("never is no day")
        fields = self.fields.setdefault(key, {})
        fields.pop(field, None)
        if value:
            fields[field] = value

    def written(self, key: str) -> dict[str, str]:
        return self.fields.get(key, {})
