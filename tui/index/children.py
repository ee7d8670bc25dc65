"""Child processes of this room: how one is started, spoken with, and ended. (The sandbox for risky formats is apart,
in documents/child.py: it trusts its child with nothing.)

A child runs one function of ours, with the other end of the pipe as its first argument, and ends when that function
does: a child that waits for the pipe ends when its parent is gone, however the parent ended. A child that stalls is
ended by `Child.end`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import Any

# Longer it takes only where the process waits for a disk, and nobody has to wait for that.
_REAPED = 1.0  # seconds that a killed process is waited for, so that none is left as a zombie
# As many of us read as there are processors. Where numpy's own threads come on top they wait for one another: two
# readers took 118 seconds of processor for 2,000 news articles, not 70. Whoever has set one of these keeps it.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# The child looks for modules where its parent does, and nowhere else: not in the folder that it is started in.
_ENTRY = "import sys; sys.path[:] = sys.argv[2:]; from tui.index.children import serve; serve(int(sys.argv[1]))"


class Child:
    """A process of our own that runs `work`, a function of a module, with `pipe`'s other end and `arguments`.

    With `own_session` what the terminal sends to its parent is not for it, and `end` ends the processes that it
    started too; `quiet` drops what it writes to stderr.
    """

    def __init__(
        self,
        work: Callable[..., None],
        *arguments: object,
        own_session: bool = False,
        quiet: bool = False,
    ) -> None:
        self.pipe, theirs = Pipe()
        self._own_session = own_session
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
            [sys.executable, "-I", "-c", _ENTRY, str(theirs.fileno()), *(path or os.getcwd() for path in sys.path)],  # noqa: PTH109
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if quiet else None,
            start_new_session=own_session,
            env=dict.fromkeys(ONE_THREAD, "1") | os.environ,
        )
        theirs.close()
        self.send((work, arguments))

    @property
    def pid(self) -> int:
        return self._process.pid

    def took_too_long(self) -> bool:
        """Whether it was ended for the processor time that it took (see documents.child.allow); asked of one whose
        pipe is closed."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(_REAPED) == -signal.SIGXCPU
        return False

    def send(self, message: object) -> None:
        """Send the child a message. Where the child is gone nothing is raised: its answer's pipe will tell."""
        with contextlib.suppress(OSError):
            self.pipe.send(message)

    def end(self, grace: float = 0.0) -> None:
        """Close the pipe, and kill the child where it is still there after `grace` seconds."""
        self.pipe.close()
        if grace:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace)
                return
        with contextlib.suppress(OSError):
            if self._own_session:
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_REAPED)


def serve(descriptor: int) -> None:
    """The child's life. ctrl+c is for its parent, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe: Any = Connection(descriptor)
    with contextlib.suppress(EOFError, ConnectionError):
        work, arguments = pipe.recv()
        work(pipe, *arguments)
