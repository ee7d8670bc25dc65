"""A desk that has a browser for its terminal (`onrecord serve`): what it cannot do there."""

from __future__ import annotations

IN_BROWSER = "ONRECORD_IN_BROWSER"  # set in the environment of such a desk
NO_EDITOR = "no editor in a browser: who has the page would have a shell; open this corpus in a terminal for e"
