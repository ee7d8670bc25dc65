"""The pictures of README: the desk on the sample corpus with a selection, at 120x40 and at 80x24.

python bench/screenshots.py            writes docs/desk-120x40.svg and docs/desk-80x24.svg
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tui.config import load
from tui.desk.app import DeskApp
from tui.index.update import update
from tui.store.library import Library

HERE = Path(__file__).resolve().parent.parent
ENVIRON = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
ABOUT = "South Ossetia"


async def picture(library: Library, width: int, height: int, out: Path) -> None:
    """Select what the README speaks of, stand on its first mention, and write what the screen shows."""
    config = load(None, HERE / "seeds")
    app = DeskApp(HERE / "seeds", config, environ=ENVIRON, library=library)
    async with app.run_test(size=(width, height)) as pilot:

        async def until(holds: Callable[[], bool]) -> None:
            for _ in range(3000):
                if holds():
                    return
                await pilot.pause(0.02)
            raise TimeoutError("the desk did not come to what the picture shows")

        await until(lambda: app.desk.begun)
        await pilot.press("slash", *(("space" if char == " " else char) for char in ABOUT))
        await until(lambda: getattr(app.screen, "text", "") == ABOUT)
        await pilot.press("enter")
        await until(lambda: app.state.crossref is not None and app.screen is app.desk)
        await pilot.press("n", "5", "c")
        await pilot.pause(0.5)
        svg = app.export_screenshot(title=f"onrecord {width}x{height}")
        out.write_text(
            re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8"
        )  # nothing is fetched
        app.exit()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = {"index_dir": Path(folder) / "index", "data_dir": Path(folder) / "data"}
        library = Library.open(HERE / "seeds", load(None, HERE / "seeds"), **places)
        update(library)
        for width, height in ((120, 40), (80, 24)):
            out = HERE / "docs" / f"desk-{width}x{height}.svg"
            library.decisions.keep_desk_state("desk", "{}")
            asyncio.run(picture(library, width, height, out))
            sys.stdout.write(f"{out.relative_to(HERE)}\n")
        library.close()


if __name__ == "__main__":
    main()
