"""docs/config.md, made from the schema."""

from __future__ import annotations

from collections.abc import Sequence

from tui.config.load import MOST_BYTES
from tui.config.settings_table import ACTOR, CONFIG, ISSUE, ROLE, Key

_TAKES = {
    "text": "a text",
    "texts": "a list of texts",
    "id": "an id",
    "colour": "a colour",
    "truth": "`true` or `false`",
    "day": "a day, `2031-08-01`",
    "path": "a path",
    "keys": "lines of `action: key`",
    "groups": "a list of lists of names",
    "fields": "lines of `field: name`, or of `field: [name, other name]`",
    "list": "a list, see below",
}

_HEAD = f"""# config.yaml

<!-- made by `python -m tui.config`; change tui/config/settings_table.py instead -->

One YAML file holds the watchlist and the desk's settings. Read is the first of these that is there:

1. the file after `--config`
2. `config.yaml` in the corpus folder
3. `config.yaml` in the folder you are in
4. your own: `config.yaml` in the config directory (`~/.config/onrecord/` on Linux)

Without any, the watchlist is empty and all else has its default. `pipeline`, `workers`, `scheduler` and `editor` can
run code or use up the machine, `coder` and `judgements` say whose your decisions are and where they go, and folders of
articles come from strangers: they are taken only from your own file or `--config`, and left aside with a warning
elsewhere. Your own file also gives `theme`, `ascii`, `mouse`, `citations` and `keys` where the file that is read does
not.

A running desk takes a saved change at once. A file with a mistake is refused whole, in one line with its place and,
where a name is wrong, the nearest right one; the desk keeps the last good one:

    config.yaml:12:3: unknown key "desciptions"; did you mean "descriptions"?

The file is UTF-8, at most {MOST_BYTES // 1024} KB, and plain YAML: no anchors, aliases, merges, tags or second
documents. A text that YAML would take for something else (`no`, `12:30`, `2031-08-01`, `1e3`) must be quoted: `"no"`.

The sample corpus' own config.yaml, at the top of the project, is a commented example.
"""


_FOUND = """## How terms are found

A mention tells how it was found and carries a score; the reader marks those below 100 differently and `w` says why.

| found | example | score |
|---|---|---|
| word for word, case, diacritics, hyphens and line breaks aside | Port Ansgar, PORT ANSGAR, Port-Ansgar | 100 |
| in singular or plural | military exercise | 96 |
| written as one word, or apart | PortAnsgar, cease-fire | 94 |
| as an adjective, or the people | Port Ansgarian | 90 |
| with an initial | P. Ansgar | 88 |
| one or two letters off | South Osetia | 97 and less, by length |
| under the name that a text gives in brackets or after "or" | the PAA (Port Ansgar Authority) | 100 |
| with the surname first | Lund, Kari | 90 |
| by its shorter name, where the article has the whole one | the A12, of the Borg A12 | 88 |
| as another actor's name that is spelt almost like it | Karri Lund | 82 |
| in another order, or with words between | Harbour Ministry, Ministry of the Harbour | 78 |
| by a description with a name in it | northern Lowland districts | 92 |
| by a description, in an article that is on the issue | rebel territory | 80 |

Letters may differ in words of six letters and more, two of them in words of nine and more. Another country or another
name of the corpus is never a close spelling, nor is a word that the corpus uses for itself: "Serbia" is not "Syria",
"sanctions" are not "actions".
"""


def page() -> str:
    """The whole page, Markdown."""
    parts = [
        _HEAD,
        _table("Keys", CONFIG),
        _table("An issue", ISSUE),
        _table("An actor", ACTOR),
        _table("A role", ROLE),
        _FOUND,
    ]
    return "\n".join(parts)


def _table(title: str, keys: Sequence[Key]) -> str:
    rows = ["| key | takes | default | meaning |", "|---|---|---|---|"]
    for key in keys:
        default = "must be there" if key.needed else key.default
        rows.append(f"| `{key.name}` | {takes(key)} | {default} | {key.words} |")
    return f"## {title}\n\n" + "\n".join(rows) + "\n"


def takes(key: Key) -> str:
    """What a key takes, in words."""
    if key.kind == "choice":
        return ", ".join(key.choices)
    if key.kind == "number":
        return f"{key.least} to {key.most}"
    return _TAKES[key.kind]
