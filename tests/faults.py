"""docs/safety.md, made from the fault matrix and the tests that are marked with its cases.

`python tests/faults.py` writes it, with `--print` to stdout; tests/test_safety.py fails where it drifts.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "safety.md"
HEAD = """# What may come, and what comes of it

Made by `python tests/faults.py` from `tests/faults.yaml` and the tests themselves; a test fails when it drifts.
`make test` runs them, those marked † run in `make faults`. [SECURITY.md](../SECURITY.md) says what is promised.
"""


# Each promise of SECURITY.md and the cases whose tests would fail if it were broken.
PROMISES = {
    "nothing a document holds reaches the terminal as a control or as markup; every form sent to one is harmless":
        (*range(1, 22), 77, 84),
    "nothing is fetched, followed, run or written": (27, 49, 54, 82, 93),
    "no file stops the others; time and memory a file are bounded": (*range(26, 58), 83, 89, 93),
    "no input, kept state or environment stops the desk from opening": (73, 74, 75, 79, 85, 91),
    "no database or file-system error on any read ends it": (78, 79, 80),
    "a listing never prints as if nothing had been decided when decisions cannot be read": (78,),
    "nothing written is readable by others": (76,),
    "time and memory a config are bounded; it moves no key that decides": (60, 61, 81),
    "what a person decided is never lost; the second desk is asked": (66, 67, 68, 69, 70, 78, 86, 88, 90, 91),
    "only who has the link gets the desk in a browser, and it ends with its page and with one that reads nothing":
        (92,),
    "restoring loses a stated amount at most, and asks": (87,),
}  # fmt: skip


class Collected:
    """A pytest plugin that keeps, for each case, the tests marked with it."""

    def __init__(self) -> None:
        self.tests: dict[int, dict[str, bool]] = defaultdict(dict)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            name = re.sub(r"\[.*", "", item.nodeid)
            for mark in item.iter_markers("fault"):
                slow = item.get_closest_marker("slow") is not None
                self.tests[mark.args[0]][name] = self.tests[mark.args[0]].get(name, True) and slow


def collected() -> dict[int, dict[str, bool]]:
    """The tests of each case, by node id without parameters, and whether all of its runs are slow ones."""
    plugin = Collected()
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["--collect-only", "-q", "-m", "fault", "-p", "no:cacheprovider", str(HERE)], plugins=[plugin])
    return plugin.tests


def page(tests: dict[int, dict[str, bool]]) -> str:
    """The page's text."""
    out = [HEAD]
    for group, cases in yaml.safe_load((HERE / "faults.yaml").read_text()).items():
        out += [f"## {group}\n", "| case | what | tests |", "|---|---|---|"]
        for number, words in cases.items():
            marked = sorted(tests.get(number, {}).items())
            names = ", ".join(f"`{Path(name).name.replace('.py::', ': ')}`{' †' * slow}" for name, slow in marked)
            out.append(f"| {number} | {words} | {names or '**none**'} |")
        out.append("")
    out += ["## Promises\n", "| promise | cases whose tests would fail if it were broken |", "|---|---|"]
    out += [f"| {promise} | {', '.join(map(str, cases))} |" for promise, cases in PROMISES.items()]
    return "\n".join([*out, ""])


if __name__ == "__main__":
    sys.path.pop(0)  # tests/ is no place to import from: each test module brings its own folder
    text = page(collected())
    if "--print" in sys.argv:
        sys.stdout.write(text)
    else:
        PAGE.write_text(text, encoding="utf-8")
