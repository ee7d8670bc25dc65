"""docs/onrecord.1, the man page, made from the commands, the actions of the desk and the keys of config.yaml.

python -m tui.commands.manual > docs/onrecord.1
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from tui.commands.arguments import DONE, OUR_MISTAKE, SOME_UNREADABLE, UNUSABLE, parser
from tui.config.reference import takes
from tui.config.settings_table import ACTOR, CONFIG, ISSUE, ROLE, Key
from tui.desk.actions import ACTIONS, shown

_HEAD = r""".\" made by python -m tui.commands.manual; change what it is made from instead
.TH ONRECORD 1 "" onrecord "User Commands"
.SH NAME
onrecord \- who holds what position on what, since when, and in which words
.SH SYNOPSIS
.SY onrecord
.RI [ CORPUS ]
.RB [ \-\-config
.IR FILE ]
.YS
.SY onrecord
.I COMMAND
.RI [ "options" ]
.RI [ CORPUS ]
.YS
.SH DESCRIPTION
.B onrecord
opens a folder of press articles as a reading desk in the terminal:
articles, timeline, actors, issues and claims in panes tied to one selection,
each claim with its words, its place in the text, its holder and its day.
.PP
.I CORPUS
is a folder, which is read with all that is in it, a file, or a
.I .jsonl
or
.I .jsonl.gz
file of one article a line; without it the
.B corpus
of config.yaml is opened.
The desk opens at once and reads what is new or changed behind it.
No file is ever altered.
.PP
Each listing command brings the index up to date and prints rows:
data to standard output, all else to standard error.
"""
_EXITS: tuple[tuple[int | str, str], ...] = (
    (DONE, "done."),
    (SOME_UNREADABLE, "a listing or \\fBindex\\fR was done, but something could not be read; each is named on standard "
     "error."),
    (UNUSABLE, "the call, the config or the corpus cannot be used: one line says what, where and how to mend it."),
    (OUR_MISTAKE, "a mistake of the program; the details are in a log that the line names."),
    ("129, 130, 143", "ended by a hang-up, an interrupt or a request to terminate."),
)  # fmt: skip
_FILES = (
    (
        "config.yaml",
        "the watchlist and the desk's settings: in the corpus, where you are, or in your config directory.",
    ),
    ("NAME.meta.yaml", "beside an article: what a person knows better (title, published, outlet, author, url)."),
    ("~/.cache/onrecord/", "the indexes; they can be thrown away at any time."),
    ("~/.local/share/onrecord/", "what you confirmed, changed, rejected and noted, with backups; never deleted."),
    ("~/.local/state/onrecord/", "logs, readable by you alone."),
)
_ENVIRONMENT = (
    ("NO_COLOR", "where set, no colours: bold, underline and reverse alone tell things apart."),
    ("TERM, COLORTERM, COLORFGBG", "which colours the terminal has, and whether its background is light."),
    ("LC_ALL, LC_CTYPE, LANG", "where they name no UTF-8 locale, everything is drawn in ASCII."),
    ("VISUAL, EDITOR", "the editor that \\fBe\\fR opens, where config.yaml names none."),
    ("XDG_CACHE_HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "other places for the files above."),
)


def page() -> str:
    """The whole page, in the man macros."""
    parts = [_HEAD, ".SH COMMANDS\n", *_commands(), ".SH KEYS\n"]
    parts += [
        "Any of them can be moved in config.yaml: \\fBkeys\\fR takes the name in brackets.\n"
        "\\fB?\\fR shows those of the focused pane.\n",
        *_keys(),
        ".SH CONFIGURATION\n",
        "One YAML file, config.yaml; a running desk takes a saved change at once,\n"
        "and refuses a mistake with its line.\n",
    ]
    for title, keys in (("The file", CONFIG), ("An issue", ISSUE), ("An actor", ACTOR), ("A role", ROLE)):
        parts += [f".SS {title}\n", *_settings(keys)]
    parts += [".SH EXIT STATUS\n", *(_tagged(f"\\fB{code}\\fR", words) for code, words in _EXITS)]
    parts += [".SH ENVIRONMENT\n", *(_tagged(f"\\fB{name}\\fR", words) for name, words in _ENVIRONMENT)]
    parts += [".SH FILES\n", *(_tagged(f"\\fI{_roff(name)}\\fR", words) for name, words in _FILES)]
    return "".join(parts)


def _commands() -> Iterator[str]:
    top = parser()
    subs = next(action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    for name, command in _named(subs):
        wanted = " ".join(
            f"\\fI{action.metavar}\\fR{'…' * (action.nargs == '+')}"
            if action.nargs in (None, "+")
            else f"[\\fI{action.metavar}\\fR]"
            for action in command._actions
            if not action.option_strings
        )
        yield f".SS {name} {wanted}\n{_sentence(command.description or '')}\n"
        yield from (_option(action) for action in command._actions if action.option_strings and action.dest != "help")


def _named(subs: argparse._SubParsersAction[argparse.ArgumentParser]) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Commands, each that has commands of its own followed by them."""
    for name, command in subs.choices.items():
        below = [action for action in command._actions if isinstance(action, argparse._SubParsersAction)]
        if not below:
            yield name, command
        for more in below:
            yield from ((f"{name} {action}", one) for action, one in _named(more))


def _option(action: argparse.Action) -> str:
    value = "|".join(map(str, action.choices)) if action.choices else action.metavar
    names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in action.option_strings)
    return _tagged(names + (f" \\fI{_roff(str(value))}\\fR" if value else ""), _sentence(action.help or ""))


def _keys() -> Iterator[str]:
    for group in dict.fromkeys(action.group for action in ACTIONS):
        yield f".SS {group}\n"
        for action in ACTIONS:
            if action.group == group:
                keys = ", ".join(f"\\fB{_roff(shown(key))}\\fR" for key in action.keys)
                more = "".join(f"; in {where}: {_roff(words)}" for where, words in action.here.items())
                yield _tagged(keys, f"{_roff(action.words)}{more} [{_roff(action.id)}]")


def _settings(keys: Sequence[Key]) -> Iterator[str]:
    for key in keys:
        default = "; must be there" if key.needed else f"; by default {key.default}" if key.default else ""
        yield _tagged(f"\\fB{_roff(key.name)}\\fR", f"{_roff(key.words)} Takes {_roff(takes(key) + default)}.")


def _sentence(words: str) -> str:
    """Help as a sentence."""
    text = _roff(words)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _tagged(tag: str, words: str) -> str:
    return f".TP\n{_lines(tag)}\n{_lines(words)}\n"


def _lines(text: str) -> str:
    """Short lines, none of which is a request, whatever it begins with."""
    lines = wrap(text, 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join(rf"\&{line}" if line[:1] in (".", "'") else line for line in lines)


def _roff(text: str) -> str:
    """Any text as roff shows it; backticks of the Markdown pages stand for bold."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti")
    plain = plain.replace("'", "\\(aq") if "'" in plain[:1] else plain
    return re.sub(r"`([^`]*)`", r"\\fB\1\\fR", plain).replace("`", "\\(ga")


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
