"""The index while the desk is open: reading goes on behind, and the desk comes to show what has come of it.

Threads touch no widget: they post `Advanced` and `Renewed` to the app, whose loop does the drawing.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from time import monotonic, sleep, thread_time

from textual.message import Message

from tui.crashlog import write_log
from tui.desk.interfaces import TheApp
from tui.index.update import Indexing
from tui.model import Selection
from tui.store.problems import UNANSWERED, Gone, is_mistake, said, unanswered
from tui.store.rows import Progress

AGAIN = 5.0  # seconds until the index is tried again while another process writes it
REDRAW = 2.0  # at least so many seconds between two drawings of an index that is being read,
REDRAW_SHARE = 20  # and as many times what one takes: it grows with the corpus, and keys wait for it
RENEW_SHARE = 10  # as many times what working the sums out behind takes, for which nothing waits
GIVE_WAY = 0.3  # seconds that a step of this waits at most for keys that are under way
LOOK = 0.01  # seconds between two looks at whether they still are
STARTS = 3  # times that reading is begun where the index is gone, or damaged, as it is read
ENDED = ("done", "stopped", "waiting", "idle")  # stages at which nothing is read


class Advanced(Message):
    """Reading has come on; carries nothing but frozen data, and a newer one stands for those before it, but for the
    one that says that the reading is `over`."""

    def __init__(self, progress: Progress, over: bool = False) -> None:
        super().__init__()
        self.progress = progress
        self.over = over

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Advanced) and not self.over


class Renewed(Message):
    """The library was to step over to the index as it is now; whether it has, and the processor's seconds it took."""

    def __init__(self, stepped: bool, spent: float) -> None:
        super().__init__()
        self.stepped = stepped
        self.spent = spent


class IndexBehind:
    """Reads what is new, and brings the desk to the index as it is, without ever keeping a key waiting."""

    def __init__(self, app: TheApp, indexing: Indexing) -> None:
        self.app = app
        self.indexing = indexing
        self.stopped = threading.Event()
        self.leaving = False
        self.drawn = 0.0  # when an index that is being read was drawn last,
        self.rest = 0.0  # and how long it stays so at least
        self._reading = False  # one at a time: a second would find the index locked by the first
        self._once_more = False  # and shall begin again when it has ended
        self._renewing = False  # the library is to step over to the index as it is now
        self._at_once = False  # and shall again, without a rest

    # --- reading

    def read(self) -> None:
        """Bring the index up to date in a thread, once more where it is at that; it posts what has come of it."""
        if self._reading:
            self._once_more = True
            return
        self._reading = True
        self.stopped.clear()
        self.app.run_worker(self._read, thread=True, group="index", exit_on_error=False)

    def _read(self) -> None:
        ended = Progress("stopped")
        try:
            ended = self._read_to_its_end()
        except Exception as error:
            note = f"reading stopped: {said(error)}"
            if unanswered(error) is None or is_mistake(error):
                note += f"; details: {write_log(error, self.app.log_dir)}"
            ended = Progress("stopped", note=note)
        finally:
            self.app.post_message(Advanced(ended, over=True))

    def _read_to_its_end(self) -> Progress:
        with suppress(*UNANSWERED):  # a desk that cannot read just now says so itself
            self.app.state.library.warm()  # so that the first selection is drawn at once
        for _ in range(STARTS - 1):
            with suppress(Gone):  # whoever opens it next makes it anew
                return self.indexing.update(self._advance, self.stopped.is_set)
            if self.stopped.is_set():
                return Progress("stopped")
        return self.indexing.update(self._advance, self.stopped.is_set)

    def read_first(self, keys: list[str]) -> None:
        """Have articles read before others; in a thread, for whoever indexes may be writing."""
        work = partial(self.indexing.look_first, keys)
        self.app.run_worker(work, thread=True, exclusive=True, group="first", exit_on_error=False)

    def read_again(self, key: str) -> bool:
        """Read one article's file again at once, and then what rests on it; whether its bytes have changed."""
        changed = self.indexing.reread(key)
        if changed:
            self.catch_up(at_once=True)
            self.read()
        return changed

    def _advance(self, progress: Progress) -> None:
        """Called in the thread that reads."""
        self.app.post_message(Advanced(progress))

    def advanced(self, progress: Progress, over: bool = False) -> None:
        state, desk = self.app.state, self.app.desk
        if over:
            self._reading = False
            if self._once_more and not self.leaving:
                self._once_more = False
                self.read()
                return  # nothing to be said: what stopped it may be what it is begun again for
        state.progress = progress
        if not desk.begun:
            return
        ended = progress.stage in ENDED
        desk.head_all()
        self.catch_up(at_once=ended)
        if progress.stage == "waiting":
            self.app.set_timer(AGAIN, self.read)
        elif progress.note and ended:
            desk.say(progress.note, "warning")

    def stop_or_go_on(self) -> None:
        progress = self.app.state.progress
        if progress is not None and progress.stage in ("listing", "words", "reading", "tying"):
            self._once_more = False
            self.stopped.set()
            self.app.desk.say("stopping; what has been read stays")
        else:
            self.read()

    def leave(self) -> None:
        self.leaving = True
        self.stopped.set()

    # --- showing an index that changes

    def catch_up(self, at_once: bool = False) -> None:
        """Come to show the index as it is now: first the library steps over to it, behind, then all is drawn. Not more
        often than is good for the keys, unless `at_once`; what was read of the open article is shown at any time."""
        state, reader = self.app.state, self.app.desk.reader
        if reader.was_read():
            reader.redraw()
            at_once = True
        self._at_once = self._at_once or at_once
        if state.library.generation() != state.generation:
            if at_once or not self.app.keys_wait:
                self.draw_new()
        elif not self._renewing and (self._at_once or monotonic() - self.drawn > self.rest):
            self._at_once = False
            if state.library.changed():
                self._renewing = True
                work = partial(self._renew, state.selection)
                self.app.run_worker(work, thread=True, group="renew", exit_on_error=False)

    def _renew(self, selection: Selection | None) -> None:
        """In a thread, have the library step over to the index as it is now."""
        began, stepped = thread_time(), False
        try:
            stepped = self.app.state.library.renew(selection, self._give_way)
        except Exception as error:
            if unanswered(error) is None or is_mistake(error):
                write_log(error, self.app.log_dir)
        finally:
            self.app.post_message(Renewed(stepped, thread_time() - began))

    def _give_way(self) -> bool:
        """Let keys that are under way go first; False where the desk is being left."""
        until = monotonic() + GIVE_WAY
        while self.app.keys_under_way and not self.leaving and monotonic() < until:
            sleep(LOOK)
        return not self.leaving

    def renewed(self, stepped: bool, spent: float) -> None:
        self._renewing = False
        self.drawn, self.rest = monotonic(), max(REDRAW, RENEW_SHARE * spent)
        progress = self.app.state.progress
        ended = progress is not None and progress.stage in ENDED
        self.catch_up(at_once=ended and stepped)  # else it is tried again after a rest

    def draw_new(self) -> None:
        """Draw the desk again."""
        began = monotonic()
        desk = self.app.desk
        desk.reselected()
        if desk.reader.article is None:
            desk.begin()
        self.drawn = monotonic()
        self.rest = max(self.rest, REDRAW_SHARE * (self.drawn - began))
