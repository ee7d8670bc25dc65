"""config.yaml to a checked Config; every problem with file, line, column and the nearest right name."""

from tui.config.load import FILE, in_force, load, reload, user_dir, would_be
from tui.config.settings import DEFAULT_PIPELINE, Config, ConfigProblem, StatedActor, StatedRole

__all__ = [
    "DEFAULT_PIPELINE", "FILE", "Config", "ConfigProblem", "StatedActor", "StatedRole", "in_force", "load", "reload",
    "user_dir", "would_be",
]  # fmt: skip
