"""What making text harmless costs of drawing a screen: processor time within tui.text.neutral, of all a frame takes.

    python bench/neutral.py [FRAMES]

The desk on the sample corpus at 120 by 40 is drawn whole again and again, a row further each time, without a terminal;
the share is that of a profile, which charges every call alike.
"""

from __future__ import annotations

import asyncio
import cProfile
import pstats
import sys
import tempfile
from pathlib import Path

from ground import PROJECT, SEEDS, table

sys.path.insert(0, str(PROJECT))

from tui.config import load
from tui.desk.app import DeskApp
from tui.index.update import update
from tui.store.library import Library

ENVIRON = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


async def profiled(library: Library, frames: int) -> pstats.Stats:
    """A profile of so many frames of the whole desk."""
    app = DeskApp(SEEDS, load(None, SEEDS), environ=ENVIRON, library=library)
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.desk.begun:
            await pilot.pause(0.02)
        await pilot.pause(0.5)
        profile = cProfile.Profile()
        for _ in range(frames):
            profile.enable()
            for widget in app.screen.walk_children():
                widget.refresh(layout=False)
                widget._styles_cache.clear()
                for y in range(widget.size.height):
                    widget.render_line(y)
            profile.disable()
            await pilot.press("j")
            await pilot.pause(0.01)
        return pstats.Stats(profile)


def share(stats: pstats.Stats) -> tuple[float, float]:
    """Seconds in tui.text.neutral itself, and in all."""
    rows = stats.stats.items()  # type: ignore[attr-defined]
    files = ("text/neutral.py", "text/char_marks.py")
    return sum(row[2] for (file, _, _), row in rows if file.endswith(files)), stats.total_tt  # type: ignore[attr-defined]


def main() -> None:
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(
            SEEDS, load(None, SEEDS), index_dir=Path(folder) / "index", data_dir=Path(folder) / "data"
        )
        update(library, workers=0)
        ours, whole = share(asyncio.run(profiled(library, frames)))
    print(table(["what", "of the time"], [[f"a frame of the desk, {frames} times", f"{ours / whole:.1%}"]]))


if __name__ == "__main__":
    main()
