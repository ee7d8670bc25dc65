"""Every pattern of the program, and texts made against it: pieces of what it matches, repeated, with an end that fails.

`python tests/safety/patterns.py` prints the patterns whose time grows faster than the text.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import signal
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, TypeGuard

import tui

SKIPPED = ("__main__", "tui.index.background_index")
SIZES = (500, 2_000)  # characters: time that grows with the text grows fourfold, with its square sixteenfold
LINEAR = 9.0  # times as long as for a quarter of the text: still linear
NOTICED = 0.002  # seconds under which nothing is told from the noise
CUT_OFF = 1.0  # seconds after which a look is broken off
MOST_PUMPS = 14
MOST_TRIED = 3.0  # seconds for one pattern


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(tui.__path__, "tui."):
        if not found.name.endswith(SKIPPED):
            yield importlib.import_module(found.name)


def patterns() -> dict[re.Pattern[str], str]:
    """Every compiled pattern that a module holds, also in its classes, tuples and mappings, with where it stands."""
    found: dict[re.Pattern[str], str] = {}
    for module in modules():
        for name, value in vars(module).items():
            for pattern in within(value, module.__name__):
                if isinstance(pattern.pattern, str):
                    found.setdefault(pattern, f"{module.__name__}.{name}")
    return found


def within(value: Any, module: str, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth > 3 or isinstance(value, ModuleType | str | bytes):
        return
    elif isinstance(value, dict):
        for one in value.values():
            yield from within(one, module, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from within(one, module, depth + 1)
    elif getattr(type(value), "__module__", "") == module or (
        isinstance(value, type) and getattr(value, "__module__", "") == module
    ):
        attributes = getattr(value, "__dict__", None) or {
            name: getattr(value, name, None) for name in getattr(value, "__struct_fields__", ())
        }
        for one in list(attributes.values()):
            yield from within(one, module, depth + 1)


FROM_THE_START = frozenset({"match", "fullmatch"})


def ways() -> dict[str, set[str]]:
    """How the code looks with each pattern, by its module and name: with which methods, or handed on."""
    found: dict[str, set[str]] = defaultdict(set)
    root = Path(tui.__file__).parent
    for path in sorted(root.rglob("*.py")):
        module = ".".join(("tui", *path.relative_to(root).with_suffix("").parts))
        tree = ast.parse(path.read_text())
        stands = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        called: set[int] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found[stands.get(node.value.id, f"{module}.{node.value.id}")].add(node.attr)
                called.add(id(node.value))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
                found[stands.get(node.id, f"{module}.{node.id}")].add("handed on")
    return found


_CALLED = ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """The calls of `re` within functions, which no module holds a pattern of, with the function each stands in."""
    root = Path(tui.__file__).parent
    for path in sorted(root.rglob("*.py")):
        module = ".".join(("tui", *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                name = f"{module}.{getattr(function, 'name', 'lambda')}"
                yield from ((name, node) for node in ast.walk(function) if is_of_re(node))


def is_of_re(node: ast.AST) -> TypeGuard[ast.Call]:
    called = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
        and called.attr in _CALLED
    )


def written() -> dict[re.Pattern[str], tuple[str, str]]:
    """Every pattern that stands in words in a call within a function, with where that is and what is called."""
    found: dict[re.Pattern[str], tuple[str, str]] = {}
    for where, call in calls():
        if isinstance(call.args[0], ast.Constant):
            flags = re.RegexFlag(0)
            for node in ast.walk(ast.Module(body=[ast.Expr(one) for one in rest_of(call)], type_ignores=[])):
                if isinstance(node, ast.Attribute) and node.attr in re.RegexFlag.__members__:
                    flags |= re.RegexFlag[node.attr]
            assert isinstance(call.func, ast.Attribute)
            found.setdefault(re.compile(str(call.args[0].value), flags), (where, call.func.attr))
    return found


def rest_of(call: ast.Call) -> list[ast.expr]:
    return [*call.args[1:], *(keyword.value for keyword in call.keywords)]


def built() -> set[str]:
    """The functions that put a pattern together while they run."""
    return {where for where, call in calls() if not isinstance(call.args[0], ast.Constant)}


# Those functions, and what keeps the time of what they make linear.
BUILT = {
    "tui.corpus.claim_parts.place": "words with blanks between, each at one place of a text",
    "tui.corpus.claim_parts.placed": "words with blanks between, each at one place of a text",
    "tui.corpus.issues._compiled": "a term's words, with one kind of sign between",
    "tui.corpus.stances.asked.proposition.called": "one name between bounds",
    "tui.desk.presentation.wrap._pattern": "so many characters at most",
    "tui.documents.daylabels._pattern": "our own words and DAY, which is measured; a module holds what it makes",
    "tui.documents.formats.exports.field_labels.words": "our own words, with counts that have bounds, on one line",
    "tui.documents.formats.table_cells._gathered": "a quotation mark, blanks and a separator",
    "tui.documents.furniture._any": "our own rows, which a module holds; on lines that are cut off",
    "tui.documents.furniture._each": "our own rows, which a module holds; on lines that are cut off",
    "tui.documents.paragraphs.lines_of": "a pattern of the module, which is measured",
    "tui.reading.times.tokens.compile_rule": "our own rules, which a module holds",
    "tui.text.neutral._special": "one character of a class",
}
# Where a text is short whatever a file holds, or its time is bounded otherwise.
BOUNDED = {
    "tui.corpus.actors.name_forms._BETWEEN": "what stands between two names, under 20 characters",
    "tui.corpus.crossref.held_about._PART": "what is typed, 1,000 characters at most",
    "tui.corpus.days.event_clauses": "a sentence on one line, where one blank stands between words",
    "tui.corpus.phrases.definitions": "what stands beside a phrase, cut off after some words",
    "tui.corpus.stances.asked.sentence_parts.words_of": "a proposition, 2,000 characters at most",
    "tui.documents.blocks._credit_glued": "what a credit matched, 42 characters at most",
    "tui.documents.formats.pagestory": "in the sandbox",
    "tui.documents.formats.pdfwords": "in the sandbox",
    "tui.documents.formats.web_pages": "in the sandbox",
    "tui.index.source_code": "our own files",
    "tui.reading.speeches.speaker_of": "what a name matched, 200 characters at most",
    "tui.store.queries.why_words": "our own sentences",
    "tui.text.words._GAP_AND_WORD": "runs without a word are passed over before it",
}


def bounded(where: str) -> bool:
    return where in BOUNDED or where.rpartition(".")[0] in BOUNDED


def examples(tree: Any) -> str:
    """A short text that the tree of a pattern matches, lookarounds and anchors aside."""
    out = []
    for op, argument in tree:
        match op:
            case codes.LITERAL:
                out.append(chr(argument))
            case codes.NOT_LITERAL:
                out.append("a" if argument != ord("a") else "b")
            case codes.ANY:
                out.append("a")
            case codes.IN:
                out.append(one_of(argument))
            case codes.BRANCH:
                out.append(examples(argument[1][0]))
            case codes.SUBPATTERN:
                out.append(examples(argument[3]))
            case codes.ATOMIC_GROUP:
                out.append(examples(argument))
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                out.append(examples(argument[2]) * max(argument[0], 1))
            case _:
                pass
    return "".join(out)


_OF_CATEGORY = {
    codes.CATEGORY_DIGIT: "7", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


def one_of(items: Any) -> str:
    if items[0][0] is codes.NEGATE:
        taken = {chr(argument) for op, argument in items if op is codes.LITERAL}
        return next(char for char in "a7 -,.'\"xyz" if char not in taken)
    op, argument = items[0]
    if op is codes.RANGE:
        return chr(argument[0])
    if op is codes.CATEGORY:
        return _OF_CATEGORY.get(argument, "a")
    return chr(argument)


def repeats(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """(what stands before, what is repeated) for each repetition without an end of its own in a pattern."""
    for op, argument in tree:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            if argument[1] > 20:
                yield before, examples(argument[2]) or "a"
                for op_, inner in argument[2]:
                    if op_ is codes.IN:
                        yield from ((before, char) for char in members(inner))
                    elif op_ is codes.BRANCH:
                        yield from ((before, examples(one)) for one in inner[1])
            yield from repeats(argument[2], before)
        elif op is codes.BRANCH:
            for one in argument[1]:
                yield from repeats(one, before)
        elif op is codes.SUBPATTERN:
            yield from repeats(argument[3], before)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeats(argument[1], before)
        elif op is codes.ATOMIC_GROUP:
            yield from repeats(argument, before)
        before += examples([(op, argument)])


_ONE = (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY, codes.CATEGORY)


def _within(op: Any, argument: Any) -> list[Any]:
    """The trees that one node of a pattern has in it."""
    if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [argument[2]]
    if op is codes.SUBPATTERN:
        return [argument[3]]
    if op in (codes.ASSERT, codes.ASSERT_NOT):
        return [argument[1]]
    return list(argument[1]) if op is codes.BRANCH else []


def holds_on_to_groups(tree: Any) -> bool:
    """Whether a pattern repeats more than one character possessively, or has an atomic group: Pythons before 3.11.5,
    Debian 12's among them, match some of these wrongly (python/cpython#106052)."""
    for op, argument in tree:
        if op is codes.ATOMIC_GROUP:
            return True
        if op is codes.POSSESSIVE_REPEAT and [inner for inner, _ in argument[2] if inner not in _ONE]:
            return True
        if any(holds_on_to_groups(one) for one in _within(op, argument)):
            return True
    return False


def members(items: Any) -> Iterator[str]:
    for op, argument in items:
        if op is codes.LITERAL:
            yield chr(argument)
        elif op is codes.CATEGORY:
            yield _OF_CATEGORY.get(argument, "a")
        elif op is codes.RANGE:
            yield chr(argument[0])


def attacks(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    tree = parser.parse(pattern.pattern, pattern.flags)
    found = list(dict.fromkeys(repeats(tree)))[:MOST_PUMPS]
    chars = list(dict.fromkeys(pump for _, pump in found))[:8]
    pumps = [*found, *(("", a + b) for a, b in itertools.permutations(chars, 2)), *(("", c) for c in "-a7 \n.")]
    whole = examples(tree)
    for before, pump in dict.fromkeys([*pumps, ("", whole), ("", whole[:-1])]):
        if pump:
            for end in ("", "\x00", "\n!", "a"):
                yield before + pump * (size // len(pump)) + end


def spent(pattern: re.Pattern[str], text: str, used: Collection[str]) -> float:
    """Seconds that it takes to look with a pattern as the code does: for all places, at the start, at the whole."""
    began = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, CUT_OFF)
    try:
        if not used or not set(used) <= FROM_THE_START:
            for _ in pattern.finditer(text):
                pass
        if "match" in used:
            pattern.match(text)
        if "fullmatch" in used:
            pattern.fullmatch(text)
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - began


def _too_long(number: int, frame: object) -> None:
    raise TimeoutError


signal.signal(signal.SIGALRM, _too_long)


def grows(pattern: re.Pattern[str], used: Collection[str] = (), sizes: tuple[int, int] = SIZES) -> str:
    """A text for which the time grows faster than its length, short; empty where none was found."""
    until = time.process_time() + MOST_TRIED
    for short, long in zip(attacks(pattern, sizes[0]), attacks(pattern, sizes[1]), strict=False):
        if time.process_time() > until:
            break
        if spent(pattern, long, used) < NOTICED:
            continue
        # the least of three: what else the machine does only adds to each
        little = min(spent(pattern, short, used) for _ in range(3))
        much = min(spent(pattern, long, used) for _ in range(3))
        if little > CUT_OFF / 2 or (much > NOTICED and much > LINEAR * max(little, NOTICED / LINEAR)):
            return f"{long[:40]!r}… {little * 1e3:.1f} ms, {much * 1e3:.1f} ms"
    return ""


def growing() -> list[str]:
    """The patterns whose time grows faster than the text that they are asked to look at."""
    known = ways()
    told = []
    for pattern, where in patterns().items():
        used = known.get(where, set()) - {"pattern", "flags", "groupindex"}
        if not bounded(where) and (text := grows(pattern, used)):
            told.append(f"{where}: {pattern.pattern[:100]!r}\n    {text}")
    for pattern, (where, way) in written().items():
        if not bounded(where) and (text := grows(pattern, {way} & FROM_THE_START)):
            told.append(f"{where}: {pattern.pattern[:100]!r}\n    {text}")
    return told


if __name__ == "__main__":
    print(*growing(), sep="\n")
