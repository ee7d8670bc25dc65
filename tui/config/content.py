"""What a config file states: from the tree of its YAML to a checked Config."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

from tui.config.check import refuse, values
from tui.config.nodes import Node, parse, shown
from tui.config.settings import Config, StatedActor, StatedRole
from tui.config.settings_table import CONFIG, MOST_NAMES, MOST_OF, MOST_ROLES, OWN_KEYS
from tui.model import Issue

_TASTE = ("theme", "ascii", "mouse", "citations")
_OWN = tuple(key.name for key in CONFIG if key.own)


def content(data: bytes, path: Path, *, trusted: bool) -> Config:
    """The config that the bytes of the file at `path` state; what only a trusted file may set is left aside in others,
    with a warning.

    Raises ConfigProblem where they cannot be used.
    """
    node = parse(data, path)
    if node is None:
        return Config(path=path)
    found = values(node, CONFIG, path)
    warnings = []
    if not trusted:
        for name in _OWN:
            if name in found:
                line = found.pop(name)[1].line
                warnings.append(
                    f'{path}:{line}: "{name}" is left aside here: only your own config.yaml or --config may set it'
                )
    if "judgements" in found and not found["judgements"][0].startswith(("postgresql://", "postgres://")):
        refuse(path, found["judgements"][1], '"judgements" takes postgresql://USER@HOST/DATABASE')
    plain = {name: found[name][0] for name in ("corpus", "blind", *_TASTE, *_OWN) if name in found}
    keys = dict(found["keys"][0]) if "keys" in found else {}
    if not trusted:
        for action in sorted(OWN_KEYS & keys.keys()):
            line = keys.pop(action)[1][0]
            warnings.append(
                f'{path}:{line}: the key of "{shown(action)}" is left as it is: only your own config.yaml'
                " or --config may move it"
            )
    actors = _actors(found["actors"][0], path) if "actors" in found else ()
    return Config(
        path=path,
        issues=_issues(found["issues"][0], path) if "issues" in found else (),
        actors=actors,
        never_same=_pairs(*found["never-same"], actors, path) if "never-same" in found else (),
        fields=found["fields"][0] if "fields" in found else {},
        keys={action: key for action, (key, _) in keys.items()},
        key_places={action: place for action, (_, place) in keys.items()},
        said=frozenset(found),
        warnings=tuple(warnings),
        **plain,
    )


def _issues(entries: tuple[tuple[dict[str, tuple[Any, Node]], Node], ...], path: Path) -> tuple[Issue, ...]:
    issues: dict[str, Issue] = {}
    lines: dict[str, int] = {}
    asked = dict.fromkeys(MOST_OF, 0)
    for entry, _ in entries:
        for name, most in MOST_OF.items():
            if name in entry:
                asked[name] += len(entry[name][0])
                if asked[name] > most:
                    refuse(path, entry[name][1], f'more than {most:,} "{name}" in all issues up to here')
        fields = {name: value for name, (value, _) in entry.items()}
        node = entry["id"][1]
        key = fields["id"]
        if key in issues:
            refuse(path, node, f'the id "{key}" is taken by the issue on line {lines[key]}')
        if not fields.get("terms") and not fields.get("descriptions"):
            refuse(
                path,
                node,
                f'the issue "{key}" has neither "terms:" nor "descriptions:", so nothing can be found for it',
            )
        fields.setdefault("name", key)
        issues[key], lines[key] = Issue(**fields), node.line
    return tuple(issues.values())


def _actors(entries: tuple[tuple[dict[str, tuple[Any, Node]], Node], ...], path: Path) -> tuple[StatedActor, ...]:
    actors = []
    taken: dict[str, tuple[str, int]] = {}
    offices = 0
    for entry, _ in entries:
        fields = {name: value for name, (value, _) in entry.items()}
        node = entry["name"][1]
        name = fields["name"]
        for form in (name, *fields.get("aliases", ())):
            other, line = taken.setdefault(form.casefold(), (name, node.line))
            if line != node.line or other != name:
                refuse(
                    path,
                    node,
                    f'"{shown(form)}" is a name of two actors; the other, "{shown(other)}", is on line {line}',
                )
        if len(taken) > MOST_NAMES:
            refuse(path, node, f'"actors" have more than {MOST_NAMES:,} names up to here')
        roles = fields.pop("roles", ())
        offices += len(roles)
        if offices > MOST_ROLES:
            refuse(path, node, f'"actors" have more than {MOST_ROLES:,} roles up to here')
        actors.append(StatedActor(**fields, roles=tuple(_role(role, node, path) for role, node in roles)))
    return tuple(actors)


def _role(entry: dict[str, tuple[Any, Node]], node: Node, path: Path) -> StatedRole:
    fields = {name: value for name, (value, _) in entry.items()}
    role = StatedRole(fields["role"], fields.get("of", ""), fields.get("from"), fields.get("until"))
    if role.from_ and role.until and role.until < role.from_:
        refuse(path, node, f"a role ends ({role.until}) before it begins ({role.from_})")
    return role


def _pairs(
    groups: tuple[tuple[str, ...], ...], node: Node, actors: tuple[StatedActor, ...], path: Path
) -> tuple[tuple[str, str], ...]:
    pairs = tuple(pair for group in groups for pair in combinations(group, 2))
    owner = {form.casefold(): actor.name for actor in actors for form in (actor.name, *actor.aliases)}
    for one, other in pairs:
        if owner.get(one.casefold(), "") == owner.get(other.casefold()):
            refuse(path, node, f'"{shown(one)}" and "{shown(other)}" are never the same, but "actors:" says they are')
    return pairs
