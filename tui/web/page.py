"""The page that a browser shows: a terminal that fills it, with nothing in it from anywhere else.

The terminal itself (xterm.js with its font) comes with textual-serve; its own page would fetch a font from outside.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

FILES = {  # what the page asks for beside itself, and where textual-serve has it
    "textual.js": ("js/textual.js", "text/javascript"),
    "xterm.css": ("css/xterm.css", "text/css"),
    "mono.ttf": ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": ("fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
STYLE = """
@font-face { font-family: "Roboto Mono"; src: url("mono.ttf"); font-weight: 100 700; }
@font-face { font-family: "Roboto Mono"; src: url("mono-italic.ttf"); font-weight: 100 700; font-style: italic; }
html, body { margin: 0; height: 100%; background: #000; color: #ddd; font: 16px/1.5 "Roboto Mono", monospace; }
#terminal { position: absolute; inset: 0; }
#ended { display: none; position: absolute; inset: 0; background: #000; padding: 2em; z-index: 9; }
body.-closed #ended { display: block; }
"""


def headers(port: int) -> dict[str, str]:
    """The headers of every answer. They let a page load nothing from elsewhere, send nothing there and stand in no
    page of anybody else; and no answer is kept by the browser."""
    sockets = f"ws://127.0.0.1:{port} ws://localhost:{port}"
    return {
        # xterm.js sets the styles of its cells itself, hence 'unsafe-inline' for them and for nothing else
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        f" font-src 'self'; img-src 'self' data:; connect-src {sockets}; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def page(title: str, home: str) -> str:
    """The page at `home`, an address without its scheme."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{escape(title)}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="xterm.css"><link rel="stylesheet" href="desk.css">
<script src="textual.js"></script></head>
<body>
<div id="ended">The desk is closed. Everything that you decided is kept. Load this page again to open it.</div>
<div id="terminal" class="textual-terminal" data-session-websocket-url="ws://{escape(home)}desk"
 data-font-size="16"></div>
</body></html>
"""


def file_of(name: str) -> tuple[Path, str]:
    """The file behind a name of `FILES`, and its type."""
    import textual_serve

    inside, kind = FILES[name]
    return Path(textual_serve.__file__).parent / "static" / inside, kind
