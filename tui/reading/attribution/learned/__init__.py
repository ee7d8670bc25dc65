"""The learned reader: a small network beside the rules, run by numpy alone, which tells how likely a cue, its content
and its source are, and finds attributions whose cue is in no list. docs/model-card.md says what it learned from.
"""

from tui.reading.attribution.learned.blend import blended, level
from tui.reading.attribution.learned.network import shipped_network
from tui.reading.attribution.learned.reader import opinion

__all__ = ["blended", "level", "opinion", "shipped_network"]
