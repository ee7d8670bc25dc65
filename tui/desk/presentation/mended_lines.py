"""Lines of the sheets on which an actor and an article are mended by hand: what each is, and what a key does there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from msgspec import Struct

from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.paragraph import wrapped
from tui.desk.presentation.stance import counts_line
from tui.desk.presentation.time_lines import spark
from tui.desk.presentation.title import counted
from tui.desk.row_actions import Offered, RecordOf, days_of
from tui.desk.theme import Look
from tui.model import Actor, ActorKind, Article, Published, Selection
from tui.store.rows import ActorRow, Decided, HolderCount, Role

Told = tuple[Line, Any]  # a line of a page and what it stands for, None where for nothing
KINDS: tuple[str, ...] = get_args(ActorKind)
_LABEL = 10  # cells of a field's name
_LEAST = 24  # cells that a form has at least before its count
FIELDS = {"day": "Day", "title": "Title", "outlet": "Outlet", "author": "Author"}  # of an article


class ActorField(Struct, frozen=True):
    """A line of an actor that is written over: `field` is name or kind; `by_hand` where it was."""

    field: str
    value: str
    by_hand: bool = False


class FormLine(Struct, frozen=True):
    """A form of an actor, which can be taken out."""

    form: str


class AddSaid(Struct, frozen=True):
    """Where a side or an office is added."""


class ArticleField(Struct, frozen=True):
    """A line of an article that is written over; `by_hand` where it was."""

    field: str
    value: str
    by_hand: bool = False


class ActorTold(Struct, frozen=True):
    """All that an actor's sheet shows. `positions` are (issue id, name, counts), `beside` (actor id, name, in how many
    claims and sentences they stand together)."""

    actor: Actor
    row: ActorRow | None = None
    decided: Sequence[Decided] = ()
    offered: Sequence[Offered] = ()
    roles: Sequence[Role] = ()
    positions: Sequence[tuple[str, str, HolderCount]] = ()
    beside: Sequence[tuple[str, str, int]] = ()


class ArticleTold(Struct, frozen=True):
    """All that an article's sheet shows: as it is, as it was `read`, what a person wrote, by field, and `why` its day
    is what it is."""

    article: Article
    read: Article
    published: Published
    written: Mapping[str, str]
    why: Sequence[str] = ()


def stretch_of(text: str) -> tuple[date | None, date | None]:
    """Two days as a person writes them: `2031-04/2031-06`, `2031-04-09/`, `/2031`, `2031`; open ends, both for nothing.
    Raises ValueError, its message for the reader, for anything else."""
    first, stroke, last = text.replace(" ", "").partition("/")
    ends = [days_of(part) if part else None for part in (first, last if stroke else first)]
    if any(part and end is None for part, end in zip((first, last), ends, strict=True)):
        raise ValueError("write days as 2031-04-09/2031-06-30, 2031-04/ or /2031; nothing for always")
    begins, finish = ends[0].first if ends[0] else None, ends[1].last if ends[1] else None
    if begins and finish and finish < begins:
        raise ValueError(f"{begins} to {finish} ends before it begins")
    return begins, finish


def actor_lines(told: ActorTold, width: int, look: Look) -> list[Told]:
    """An actor: what a person may write first, then where it comes from, then what it holds."""
    actor = told.actor
    written = {said.field for said in told.decided}
    lines = [
        _field(field.capitalize(), value, ActorField(field, value, field in written), width, look)
        for field, value in (("name", actor.name), ("kind", actor.kind))
    ]
    for said in told.decided:
        if said.field in ("side", "role"):
            lines += _said(said.field.capitalize(), said, width, look)
    lines.append((styled(" " * _LABEL) + styled("A: for whom it speaks, or an office, with days", "dim"), AddSaid()))
    lines += [*_counts(told.row, width, look), *_forms(actor, width, look)]
    others = [said for said in told.decided if said.field not in ("side", "role")]
    if others:
        lines += _head("By hand (x: no longer)")
        for said in others:
            lines += [(line, said) for line in wrapped(_words(said), width, indent=2, ascii_only=look.ascii)]
    lines += _head("Why these are one")
    for sentence in actor.why or ("There is only this one form.",):
        lines += [(line, None) for line in wrapped(sentence, width, indent=2, ascii_only=look.ascii)]
    lines += [*maybe_lines(told.offered, width, look), *_held(told.roles, width, look), *_with(told, width, look)]
    return [(line.crop(width), target) for line, target in lines]


def _field(label: str, value: str, target: object, width: int, look: Look) -> Told:
    shown = styled(value, "title", ascii_only=look.ascii)
    return (styled(label.ljust(_LABEL), "dim") + shown).crop(width), target


def _said(label: str, said: Decided, width: int, look: Look) -> list[Told]:
    words = [*wrapped(_words(said), width - _LABEL, ascii_only=look.ascii)]
    heads = [styled(label.ljust(_LABEL), "dim"), *[styled(" " * _LABEL)] * (len(words) - 1)]
    return [(head + line, said) for head, line in zip(heads, words, strict=True)]


def _words(said: Decided) -> str:
    """A decision with the day on which it was made, and by whom."""
    return f"{said.words} ({said.coder}, {said.when:%Y-%m-%d})"


def _head(words: str) -> list[Told]:
    return [(Line(), None), (styled(words, "title"), None)]


def _counts(row: ActorRow | None, width: int, look: Look) -> list[Told]:
    if row is None:
        return []
    words = f"{counted(row.mentions, 'mention')} in {counted(row.articles, 'article')}, {counted(row.claims, 'claim')}"
    lines: list[Told] = [(Line(), None), (styled(words), None)]
    if row.months:
        course = spark([count for _, count in row.months], max(min(len(row.months), width - 30), 0), look)
        ends = styled(f"{row.months[0][0]} "), styled(f" {row.months[-1][0]}")
        lines.append((ends[0] + styled(course, "count") + ends[1], None))
    return lines


def _forms(actor: Actor, width: int, look: Look) -> list[Told]:
    """The forms with their counts and where they come from."""
    lines = _head("Forms (x: this one is somebody else)")
    wide = max(_LEAST, *(len(form) + 2 for form, _ in actor.forms)) if actor.forms else _LEAST
    wide = min(wide, max(width // 2, _LEAST))
    for form, count in actor.forms:
        name = columns(wide + 6, (styled(f"  {form}", ascii_only=look.ascii),), (styled(str(count), "count"),), look)
        why = styled(f"  {_origin(actor, form)}", "dim", ascii_only=look.ascii)
        lines.append(((name + why).crop(width), FormLine(form)))
    return lines


def _origin(actor: Actor, form: str) -> str:
    """Why a form is the actor's."""
    if form == actor.name:
        return "its name"
    of_form = [why for why in actor.why if f"“{form}”" in why and not why.startswith("By hand: it is called")]
    return of_form[-1] if of_form else "by the articles that name it so"


def maybe_lines(offered: Sequence[Offered], width: int, look: Look) -> list[Told]:
    """What an actor may also be, each with its reason."""
    if not offered:
        return []
    told = _head("Maybe also (o: the same, x: never, Enter: select)")
    for offer in offered:
        words = f"{offer.other.name} ({offer.other.mentions}), because {offer.other.why}"
        told += [(line, offer) for line in wrapped(words, width, indent=2, ascii_only=look.ascii)]
    return told


def _held(roles: Sequence[Role], width: int, look: Look) -> list[Told]:
    """The roles an actor held, with the days on which the articles say so or that a person stated."""
    told = _head("Roles") if roles else []
    for role in roles:
        whose = f" of {role.of}" if role.of else ""
        former = "former " if role.former else ""
        since = f"{role.first or '…'} to {role.last or '…'}" if role.first or role.last else "no day known"
        stated = "set by hand" if role.by_hand else "stated in config.yaml"
        source = stated if role.stated else f"{', '.join(role.articles[:2])} says so"
        words = f"{former}{role.role}{whose}, {since}: {source}"
        told += [(line, None) for line in wrapped(words, width, indent=2, ascii_only=look.ascii)]
    return told


def _with(told: ActorTold, width: int, look: Look) -> list[Told]:
    lines = _head("Positions (Enter: the record)") if told.positions else []
    for issue, name, counts in told.positions:
        label = styled(f"  {name}", ascii_only=look.ascii)
        line = columns(min(width, 70), (label,), (counts_line(counts, look),), look)
        lines.append((line, RecordOf(told.actor.name, issue, name)))
    lines += _head("Named with (Enter: select)") if told.beside else []
    for id_, name, count in told.beside:
        label = styled(f"  {name}", ascii_only=look.ascii)
        line = columns(min(width, 60), (label,), (styled(str(count), "count"),), look)
        lines.append((line, Selection("actor", id_, name)))
    return lines


def article_lines(told: ArticleTold, width: int, look: Look) -> list[Told]:
    """An article: day, title, outlet and author, each with what it was read as where a person wrote another; then what
    its day rests on."""
    article, published, written = told.article, told.published, told.written
    lines: list[Told] = []
    day = str(published.days) if published.days else "not known"
    shown = {"day": day, **{field: getattr(article, field) or "" for field in ("title", "outlet", "author")}}
    for field, label in FIELDS.items():
        by_hand = field in written
        value = written[field] if by_hand else shown[field]
        target = ArticleField(field, value if by_hand or field != "day" or published.days else "", by_hand)
        lines.append(_field(label, value or "not known", target, width, look))
        if by_hand:
            was = "" if field == "day" else f"; read as {getattr(told.read, field) or 'not known'}"
            lines += [
                (styled(" " * _LABEL) + line, target)
                for line in wrapped(f"by hand{was} (x: as it was read)", width - _LABEL, "dim", ascii_only=look.ascii)
            ]
    lines += _head("Why this day")
    for sentence in told.why:
        lines += [(line, None) for line in wrapped(sentence, width, indent=2, ascii_only=look.ascii)]
    lines += [*_head("File"), (styled(f"  {article.key}", ascii_only=look.ascii), None)]
    return [(line.crop(width), target) for line, target in lines]
