"""`python -m tui` is `onrecord`."""

from __future__ import annotations

import sys

from tui.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())
