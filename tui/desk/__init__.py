"""Desk: the screen; the only room that imports Textual or Rich."""

import os

# Textual reads them once, when it is imported: a wrong one (a colour system that there is not) would stop the desk from
# opening, another (TEXTUAL_PRESS) presses keys that nobody pressed. They are for who develops an app, not who reads.
for _said in [name for name in os.environ if name.startswith("TEXTUAL")]:
    del os.environ[_said]
os.environ["TEXTUAL_ANIMATIONS"] = "none"
