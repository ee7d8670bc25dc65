"""What cannot be read for a while: a locked or removed index, damaged judgements, a dead mount. The desk goes on.

Whatever fails in the midst of a key or a drawing is said in one line, and what stands on the screen stays. Each second
a thread looks again; when all can be read the desk is drawn anew.
"""

from __future__ import annotations

from textual.message import Message

from tui.crashlog import write_log
from tui.desk.interfaces import TheApp
from tui.store.problems import NOT_SAVED, is_mistake, said
from tui.store.rows import Standing


class LookedAgain(Message):
    """The library was looked at again; what of it cannot be read."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing


class Outage:
    """`index` and `judgements` say why each cannot be read, empty where it can."""

    def __init__(self, app: TheApp) -> None:
        self.app = app
        self.index = ""
        self.judgements = ""
        self._looking = False
        self._replaced = 0  # how often another file of decisions had come when the desk was drawn
        self._anew = False  # another index is there, and the desk was not drawn from it yet
        self._told = ""  # the line that said it last

    def begin(self, error: Exception) -> None:
        """Something could not be read in the app's own thread."""
        if self.index:
            return
        if is_mistake(error):
            write_log(error, self.app.log_dir)
        self.index = said(error)
        self.app.state.library.files.rest(self.index)
        self._say()

    def watch(self) -> bool:
        """Look again where something is wrong; whether the index can be asked."""
        library = self.app.state.library
        files = library.files
        wrong = self.index or self.judgements or not files.stand() or files.replaced != self._replaced
        if self._looking or not wrong:
            return not self.index
        self._looking = True
        self.app.run_worker(self._look, thread=True, group="outage", exit_on_error=False)
        return False

    def _look(self) -> None:
        """In a thread that touches no widget."""
        try:
            standing = self.app.state.library.files.look_again()
        except Exception as error:
            write_log(error, self.app.log_dir)
            standing = Standing(said(error), self.judgements)
        self.app.post_message(LookedAgain(standing))

    def looked(self, standing: Standing) -> None:
        """Say what still cannot be read; draw and read anew where it can be again."""
        self._looking = False
        before = (self.index, self.judgements)
        self.index, self.judgements = standing.index, standing.judgements
        self._anew = self._anew or standing.anew
        if self.index:
            self._say()
            return
        back = bool(before[0]) or bool(before[1] and not self.judgements)
        replaced = self.app.state.library.files.replaced
        other, self._replaced = replaced != self._replaced and not before[1] and not self.judgements, replaced
        if self._anew or back or standing.known or other:
            self.app.behind.read()
            self.app.behind.draw_new()
        anew, self._anew = self._anew, False  # not before: drawing may fail, and then it is looked at again
        if anew:
            told = "the index was removed or damaged: it is worked out again; what you decided stays"
            self.app.desk.say(told, "warning")
        elif self.judgements:
            # Each second: what was said meanwhile stays until the next key, that a decision is not saved from the
            # first on: it says why.
            says = self.app.desk.says
            if not says or ((back or self.judgements != before[1]) and not says.startswith(NOT_SAVED)):
                self._say()
        elif other:
            self.app.desk.say(
                "another file of decisions is there, as after going back to a backup: it is shown", "warning"
            )
        elif back and self._may_say():
            self.app.desk.say("it can be read again", "title")

    def _say(self) -> None:
        if self.index:
            self.app.desk.say(f"not read: {_short(self.index)}; what is shown stays, it is tried again", "error")
        elif self.judgements:
            self.app.desk.say(f"what you decided cannot be read: {_short(self.judgements)}", "error")
        self._told = self.app.desk.says

    def _may_say(self) -> bool:
        """Whether the line that stands there is of what failed, not what a key did meanwhile."""
        says = self.app.desk.says
        return says in ("", self._told) or says.startswith(NOT_SAVED)


def _short(words: str) -> str:
    """A problem without the folders of its file: the reason has to fit into one line of the screen."""
    place, colon, why = words.partition(": ")
    return f"{why} ({place.rpartition('/')[2]})" if colon and "/" in place else words
