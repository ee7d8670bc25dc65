"""Which config is read, and what a stranger's may not set."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from tui.config.check import refuse, values
from tui.config.nodes import Node, read, shown
from tui.config.schema import CONFIG
from tui.config.settings import Config, ConfigProblem, StatedActor, StatedRole
from tui.model import Issue

FILE = "config.yaml"
_OWN = tuple(key.name for key in CONFIG if key.own)
_TASTE = ("theme", "ascii", "mouse", "keys")  # how a person likes the desk


def user_dir() -> Path:
    """The user's own config directory."""
    from platformdirs import user_config_path

    return user_config_path("onrecord", appauthor=False)


def load(path: Path | None = None, corpus: Path | None = None, *, own: Path | None = None) -> Config:
    """The config for `corpus`: `path` where given (`--config`), else CORPUS/config.yaml, ./config.yaml, the user's own
    (`own`, by default in the config directory), else an empty one.

    What can run code or use up the machine (pipeline, workers, editor) is taken from `path` or the user's own file
    only; elsewhere it is left aside and named in `warnings`. The user's own file also gives theme, ascii, mouse and
    keys where the file that is read says nothing of them.

    Raises ConfigProblem for a file that cannot be used, the user's own included.
    """
    if path is not None:
        return _config(path, trusted=True)
    own = own if own is not None else user_dir() / FILE
    places = [] if corpus is None else [corpus / FILE]
    places += [Path(FILE)]
    found = next((place for place in places if _is_there(place) and not _same(place, own)), None)
    if found is None:
        return _config(own, trusted=True) if _is_there(own) else Config()
    config = _config(found, trusted=False)
    return _with_own(config, own) if _is_there(own) else config


def reload(
    config: Config, corpus: Path | None = None, *, path: Path | None = None, own: Path | None = None
) -> tuple[Config, ConfigProblem | None]:
    """What a running desk goes on with after a change: the new config, or the last good one and what is wrong."""
    try:
        return load(path, corpus, own=own), None
    except ConfigProblem as problem:
        return config, problem


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _with_own(config: Config, own: Path) -> Config:
    mine = _config(own, trusted=True)
    said = {name for name in _TASTE if name in config.said}
    taste: dict[str, Any] = {name: getattr(mine, name) for name in _TASTE if name in mine.said and name not in said}
    if "keys" in taste:
        taste["key_lines"] = mine.key_lines
    return replace(config, pipeline=mine.pipeline, workers=mine.workers, editor=mine.editor, **taste)


def _config(path: Path, *, trusted: bool) -> Config:
    node = read(path)
    if node is None:
        return Config(path=path)
    found = values(node, CONFIG, path)
    warnings = []
    if not trusted:
        for name in _OWN:
            if name in found:
                line = found.pop(name)[1].line
                warnings.append(
                    f'{path}:{line}: "{name}" is left aside here: only your own {FILE} or --config may set it'
                )
    plain = {name: found[name][0] for name in ("corpus", "theme", "ascii", "mouse", *_OWN) if name in found}
    keys = found["keys"][0] if "keys" in found else {}
    actors = _actors(found["actors"][0], path) if "actors" in found else ()
    return Config(
        path=path,
        issues=_issues(found["issues"][0], path) if "issues" in found else (),
        actors=actors,
        never_same=_pairs(*found["never-same"], actors, path) if "never-same" in found else (),
        keys={action: key for action, (key, _) in keys.items()},
        key_lines={action: line for action, (_, line) in keys.items()},
        said=frozenset(found),
        warnings=tuple(warnings),
        **plain,
    )


def _issues(entries: tuple[tuple[dict[str, tuple[Any, Node]], Node], ...], path: Path) -> tuple[Issue, ...]:
    issues: dict[str, Issue] = {}
    lines: dict[str, int] = {}
    for entry, _ in entries:
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
        roles = fields.pop("roles", ())
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
    for actor in actors:
        forms = {form.casefold() for form in (actor.name, *actor.aliases)}
        for one, other in pairs:
            if one.casefold() in forms and other.casefold() in forms:
                refuse(
                    path, node, f'"{shown(one)}" and "{shown(other)}" are never the same, but "actors:" says they are'
                )
    return pairs
