"""`onrecord serve`: the desk in a browser of this machine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tui.commands.arguments import DONE, UnusableCall
from tui.commands.asked_about import refuse_empty
from tui.commands.saying import say
from tui.config import Config

_EXTRA = "`serve` needs more than is installed: install onrecord with its `web` extra, as README has it"


def serve_desk(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    """Serve until a signal ends it; the link goes to stdout, which is all that another program needs.

    Raises UnusableCall where the extra is not installed or the port is taken.
    """
    refuse_empty(corpus)
    try:
        import textual_serve  # noqa: F401 - its terminal for browsers

        from tui.web.server import serve
    except ImportError as problem:
        raise UnusableCall(_EXTRA) from problem

    def tell(link: str) -> None:
        print(link, flush=True)
        say("open the link in a browser of this machine; it is good once. Ctrl-C ends the server and its desks")

    given = ["--config", str(options.config.absolute())] if options.config is not None else []
    argv = [sys.executable, "-m", "tui", str(corpus.absolute()), *given]
    try:
        serve(argv, f"onrecord: {corpus.name}", options.port, tell)
    except OSError as problem:
        raise UnusableCall(
            f"port {options.port}: cannot be had ({problem.strerror}); --port takes another"
        ) from problem
    return DONE
