"""What is pasted is text, whatever it holds: an escape character within a paste begins no key."""

from __future__ import annotations

BEGIN, END = "\x1b[200~", "\x1b[201~"  # bracketed paste, as terminals send it
SHOWN = "\u241b"  # the picture of the escape character, which stands for it


class Pasted:
    """Goes over what a terminal sends, piece by piece.

    Not every terminal takes escape characters out of what it pastes, and Textual's parser makes keys of up to 32
    characters after each: words from a page could then judge, write or leave.
    """

    def __init__(self) -> None:
        self._within = False
        self._seen = ""  # the end of what came last: of it a mark may have begun, which is held back within a paste

    def taken(self, text: str) -> str:
        """The text with the pictures of escape characters in their place within a paste; what the end of one may have
        begun with comes with the next piece."""
        out: list[str] = []
        while text:
            text = self._inside(text, out) if self._within else self._outside(text, out)
        return "".join(out)

    def _outside(self, text: str, out: list[str]) -> str:
        """Passes on what stands before a paste and its mark; gives what is left."""
        seen = self._seen + text
        at = seen.find(BEGIN)
        if at < 0:
            self._seen = seen[1 - len(BEGIN) :]
            out.append(text)
            return ""
        at += len(BEGIN) - len(self._seen)
        self._within, self._seen = True, ""
        out.append(text[:at])
        return text[at:]

    def _inside(self, text: str, out: list[str]) -> str:
        """Passes on what is pasted and the mark of its end; gives what is left."""
        seen, self._seen = self._seen + text, ""
        at = seen.find(END)
        if at < 0:
            held = next((size for size in range(len(END) - 1, 0, -1) if seen.endswith(END[:size])), 0)
            self._seen = seen[len(seen) - held :]
            out.append(seen[: len(seen) - held].replace("\x1b", SHOWN))
            return ""
        self._within = False
        out += [seen[:at].replace("\x1b", SHOWN), END]
        return seen[at + len(END) :]
