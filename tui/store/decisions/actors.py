"""Actors that are one or never one, forms that are somebody else, and what a person says of an actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, get_args

from tui.corpus.actors import by_hand as hand
from tui.corpus.actors.by_hand import SAYS, Meant, Stated
from tui.corpus.actors.countries import by_name, folded
from tui.corpus.actors.name_forms import surface
from tui.model import Actor, ActorKind, Form, Span
from tui.store import mended
from tui.store.codec import text_of
from tui.store.decisions.deciding import Deciding
from tui.store.judgements import Decision, State
from tui.store.problems import Refused
from tui.store.rows import Decided, Likely
from tui.store.sqlite import blob

_PART = "\x1f"  # between the words of a subject


class ActorDecisions(Deciding):
    """Kind `merge`: by the two forms, in this corpus. Kind `actor`: by what is set and a form of the actor, in this
    corpus. Kind `mention`: by the article's digest and the place, or the form where it holds for the whole article.

    What config.yaml says is not decided otherwise: Refused tells what it says.
    """

    # --- two that are one, or never one

    def same(self, offered: Likely) -> None:
        """Take a merge that is only likely; the next update of the index applies it."""
        self._judge_merge(offered.forms, True)

    def never_same(self, offered: Likely) -> None:
        """Say that the two are never one, so that it is offered no more."""
        self._judge_merge(offered.forms, False)

    def merge(self, actor: str, other: str) -> None:
        """Make two actors one, whatever kept them apart by hand before."""
        one, two = self._actor(actor), self._actor(other)
        forms = _form(one), _form(two)
        if one.id == two.id:
            raise Refused(f"{one.name} is one already")
        why = self._stated().parts(*forms)
        if not why and all(found.kind == "country" and by_name(found.name) for found in (one, two)):
            why = "they are two countries"
        if why:
            raise Refused(f"{one.name} and {two.name} stay two: {why}")
        made = self._made_one(forms)
        freed = [*self._between(one, two, same=False), *self._outs_between(one, two)]
        freed = [(kind, state) for kind, state in freed if state["subject"] != made]
        self._judge_merge(forms, True, freed)

    def _judge_merge(self, forms: tuple[Form, Form], same: bool, freed: Sequence[tuple[str, State]] = ()) -> None:
        takings = [partial(self._no_longer, state, kind) for kind, state in freed]
        self._decide_all(self._all_of([*takings, partial(self._merged, forms, same)]))

    def _merged(self, forms: tuple[Form, Form], same: bool) -> list[Decision]:
        return [self._merge_decision(forms, same)]

    def _no_longer(self, state: State, kind: str) -> list[Decision]:
        """What takes away that which stands in the way of another decision."""
        self._ask_of_new(state["subject"], state, _decided(kind, state).words)
        return [self._gone(state, kind)]

    def _made_one(self, forms: tuple[Form, Form]) -> str:
        """The subject of two forms that are one, or never one."""
        (one, _), (other, _) = forms
        return self._judgements.here(_PART.join(sorted((folded(one), folded(other)))))

    def _merge_decision(self, forms: tuple[Form, Form], same: bool) -> Decision:
        (one, one_kind), (other, other_kind) = forms
        state = {"one": one, "one_kind": one_kind, "other": other, "other_kind": other_kind, "same": int(same)}
        what = f"“{one}” and “{other}” are {'one' if same else 'never one'}"
        subject = self._made_one(forms)
        holds, own = self._holding("merge", subject)
        if holds and bool(holds["same"]) != same:
            self._ask_of_new(subject, holds, f"the two are {'one' if holds['same'] else 'never one'}")
        return Decision("merge", subject, state, what, own)

    def _between(self, one: Actor, other: Actor, *, same: bool) -> Iterable[tuple[str, State]]:
        """What was said of a form of the one and a form of the other."""
        mine, theirs = _folded(one), _folded(other)
        for state in self._judgements.standing("merge", here=True):
            pair = {folded(state["one"]), folded(state["other"])}
            if bool(state["same"]) == same and pair & mine and pair & theirs:
                yield "merge", state

    def _outs_between(self, one: Actor, other: Actor) -> Iterable[tuple[str, State]]:
        mine, theirs = _folded(one), _folded(other)
        for state in self._judgements.standing("actor", here=True):
            if state.get("set") == "out":
                pair = folded(state["form"]), folded(state["of"])
                if (pair[0] in mine and pair[1] in theirs) or (pair[0] in theirs and pair[1] in mine):
                    yield "actor", state

    # --- forms

    def take_out(self, actor: str, form: str) -> None:
        """Say that a form is not the actor. Where a merge by hand brought it, the two are never one from now on; else
        the form stands by itself, and no rule joins it to anything."""
        whole = self._actor(actor)
        kind = _form(whole)[1]
        rest = [other for other, _ in whole.forms if folded(other) != folded(form)]
        if not rest:
            raise Refused(f"“{form}” is all that {whole.name} is called")
        own = _form(whole)
        of = own if folded(own[0]) != folded(form) else (rest[0], kind)
        if why := self._stated().joins((form, kind), of):
            raise Refused(f"“{form}” stays with {whole.name}: {why}")
        brought = [
            state
            for _, state in self._between(whole, whole, same=True)
            if folded(form) in {folded(state["one"]), folded(state["other"])}
        ]
        if brought:
            pairs = [((s["one"], s["one_kind"]), (s["other"], s["other_kind"])) for s in brought]
            self._decide_all(self._all_of([partial(self._merged, pair, False) for pair in pairs]))
            return
        state = {"set": "out", "form": form, "form_kind": kind, "of": of[0], "of_kind": of[1]}
        self._set(state, f"“{form}” is not {whole.name}")

    # --- what a person says of an actor

    def rename(self, actor: str, name: str) -> None:
        """Say what an actor is called; with empty words, as its articles call it."""
        whole, name = self._actor(actor), " ".join(name.split())
        stated = next((one for one in self._view.config.actors if folded(one.name) == folded(whole.name)), None)
        if stated is not None:
            raise Refused(f"config.yaml calls it {stated.name}; change it there")
        called = self._view.evidence.actors_called(name) if name else ()
        if any(found.name == name and found.id != whole.id for found in called):
            raise Refused(f"another actor is called {name}: mark both to make them one")
        self._set_value(whole, "name", name, f"{whole.name} is called {name or 'as before'}")

    def set_kind(self, actor: str, kind: str) -> None:
        """Say of what kind an actor is; with empty words, what the articles show."""
        whole = self._actor(actor)
        if kind and kind not in get_args(ActorKind):
            raise Refused(f"{kind} is no kind; there are {', '.join(get_args(ActorKind))}")
        if any(one.kind and folded(one.name) == folded(whole.name) for one in self._view.config.actors):
            raise Refused(f"config.yaml states what kind {whole.name} is; change it there")
        self._set_value(whole, "kind", kind, f"{whole.name} is {kind or 'of the kind that it was'}")

    def _set_value(self, actor: Actor, field: str, value: str, what: str) -> None:
        form, kind = _form(actor)
        state = {"set": field, "form": form, "form_kind": kind, "value": value}
        self._set(state, what, gone=not value)

    def add_role(
        self,
        actor: str,
        role: str,
        of: str = "",
        first: date | None = None,
        last: date | None = None,
        instead: Decided | None = None,
    ) -> None:
        """Say which office an actor held and when, both days included; None leaves an end open. `instead` is what was
        said before and is taken away with it."""
        self._add_days(actor, {"set": "role", "value": role, "whose": of}, first, last, instead)

    def add_side(
        self,
        actor: str,
        side: str,
        first: date | None = None,
        last: date | None = None,
        instead: Decided | None = None,
    ) -> None:
        """Say for whom an actor speaks and when; likewise."""
        self._add_days(actor, {"set": "side", "value": side}, first, last, instead)

    def _add_days(
        self, actor: str, told: dict[str, Any], first: date | None, last: date | None, instead: Decided | None
    ) -> None:
        whole = self._actor(actor)
        if first is not None and last is not None and last < first:
            raise Refused(f"{first} to {last} ends before it begins")
        form, kind = _form(whole)
        state = {**told, "form": form, "form_kind": kind}
        state |= {"first": str(first) if first else None, "last": str(last) if last else None}
        made = self._said_of(state, f"{whole.name}: {_words(state)}")
        if instead is None or instead.subject == made.subject:
            self._known(made.subject, self._judgements.decide(*_whole(made)))
        else:
            self._decide_all([self._taken_back(instead), made])

    def _set(self, state: State, what: str, *, gone: bool = False) -> None:
        made = self._said_of(state, what, gone=gone)
        self._known(made.subject, self._judgements.decide(*_whole(made)))

    def _said_of(self, state: State, what: str, *, gone: bool = False) -> Decision:
        subject = self._judgements.here(_subject(state))
        holds, own = self._holding("actor", subject)
        if holds and holds.get("value") != state.get("value"):
            self._ask_of_new(subject, holds, _words(holds))
        if gone:
            return self._gone({**state, **holds, "subject": subject}, "actor", what)
        return Decision("actor", subject, state, what, own)

    # --- one place, or all of an article

    def means(self, article: str, span: Span, actor: str | None, *, whole: bool = False) -> None:
        """Say whom words of an article mean: an actor, or None for somebody whom the corpus does not name; `whole`
        where it holds wherever the article writes them."""
        rows = self._view.rows(
            "SELECT a.digest, t.text FROM articles a JOIN texts t ON t.article = a.id WHERE a.key = ?", blob(article)
        )
        if not rows:
            raise Refused("the article is no longer there")
        digest, text = rows[0][0], text_of(rows[0][1])
        words = span.of(text)
        to = _form(self._actor(actor)) if actor is not None else None
        before, after = mended.around(text, span)
        state = {
            "article": digest, "key": article, "start": span.start, "end": span.end, "words": words, "before": before,
            "after": after, "to": to[0] if to else None, "to_kind": to[1] if to else None, "whole": int(whole),
        }  # fmt: skip
        place = folded(surface(words)) if whole else f"{span.start} {span.end}"
        subject = f"{digest} {place}"
        what = f"{article}: {_told(state)}"
        holds, own = self._holding("mention", subject)
        if holds and holds.get("to") != state["to"]:
            self._ask_of_new(subject, holds, _told(holds))
        self._known(subject, self._judgements.decide("mention", subject, state, what, own))

    # --- what was decided

    def said_of_actor(self, actor: str) -> list[Decided]:
        """What stands of an actor by hand, in the order in which it was decided."""
        whole = self._view.evidence.actor(actor)
        if whole is None:
            return []
        forms = _folded(whole)
        found = []
        for kind in ("merge", "actor", "mention"):
            for state in self._judgements.standing(kind, here=kind != "mention"):
                named = [state.get(key) for key in ("one", "other", "form", "of", "to", "words")]
                if not state.get("off") and forms.intersection(folded(surface(name)) for name in named if name):
                    found.append((state["at"], _decided(kind, state)))
        return [row for _, row in sorted(found, key=lambda one: one[0])]

    def take_back(self, decided: Decided) -> None:
        """Take away one of what was decided; a decision like any other."""
        self._decide_all([self._taken_back(decided)])

    def _taken_back(self, decided: Decided) -> Decision:
        held = self._judgements.held(decided.kind, decided.subject)
        if held is None:
            raise Refused("it was taken back meanwhile")
        if (stands := _decided(decided.kind, held).words) != decided.words:
            self._ask_of_new(decided.subject, held, stands)
        return self._gone(held, decided.kind, f"no longer by hand: {decided.words}")

    def _gone(self, state: State, kind: str, what: str = "") -> Decision:
        """What takes a decision away; one of another coder stays with them, and is off here."""
        subject = state["subject"]
        own = self._standing(kind, subject)
        others = any(one["coder"] != self._judgements.coder for one in self._judgements.of_kind(kind, subject=subject))
        what = what or f"no longer by hand: {_decided(kind, state).words}"
        bare = {key: value for key, value in state.items() if key not in _NOT_OURS}
        off = {**bare, "off": 1} if others else None
        return Decision(kind, subject, off, what, own["version"] if own is not None else 0)

    # --- asking

    def _actor(self, key: str) -> Actor:
        found = self._view.evidence.actor(key)
        if found is None:
            raise Refused("no article names that actor now")
        return found

    def _stated(self) -> Stated:
        config = self._view.config
        return Stated(config.actors, config.never_same)


_NOT_OURS = ("subject", "corpus", "coder", "version", "at", "uid")


def _whole(made: Decision) -> tuple[str, str, Any, str, int | None]:
    return made.kind, made.subject, made.state, made.what, made.version


def _form(actor: Actor) -> Form:
    return actor.known_by or (actor.name, actor.kind)


def _folded(actor: Actor) -> set[str]:
    return {folded(form) for form, _ in (*actor.forms, (_form(actor)[0], 0))}


def _subject(state: State) -> str:
    """What is set, of whom; and what of those of which an actor may have several."""
    parts = [state["set"], folded(state["form"])]
    if state["set"] == "out":
        parts.append(folded(state["of"]))
    if state["set"] in ("role", "side"):
        parts += [folded(str(state.get(key) or "")) for key in ("value", "whose", "first", "last")]
    return _PART.join(parts)


def _words(state: State) -> str:
    """A decision about an actor in words."""
    match state["set"]:
        case "out":
            return f"“{state['form']}” is not “{state['of']}”"
        case "name":
            return f"it is called “{state['value']}”"
        case "kind":
            return f"its kind is {state['value']}"
    return _said(state)


def _said(state: State) -> str:
    said = mended.by_hand((), [state])
    told = [hand.reason(one) for one in said.roles] + [hand.reason(one) for one in said.sides]
    return told[0].removeprefix(SAYS).removesuffix(".")


def _told(state: State) -> str:
    """A decision about a place in words."""
    to = (state["to"], state["to_kind"]) if state.get("to") else None
    meant = Meant(state["key"], Span(state["start"], state["end"]), state["words"], to, bool(state["whole"]))
    return hand.told(meant).removeprefix(SAYS).removesuffix(".")


def _decided(kind: str, state: State) -> Decided:
    if kind == "merge":
        words = f"“{state['one']}” and “{state['other']}” are {'one' if state['same'] else 'never one'}"
    elif kind == "mention":
        words = f"{state['key']}: {_told(state)}"
    else:
        words = _words(state)
    when = datetime.fromisoformat(state["at"]).astimezone()
    said = (state.get("set", ""), state.get("value") or "", state.get("whose") or "") if kind == "actor" else ()
    return Decided(kind, state["subject"], words, when, state["coder"], *said)
