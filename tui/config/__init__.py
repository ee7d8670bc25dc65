"""config.yaml to a checked Config; every problem with file, line, column and the nearest right name."""

from tui.config.load import FILE, load, reload, user_dir
from tui.config.settings import DEFAULT_PIPELINE, Config, ConfigProblem, StatedActor, StatedRole

__all__ = [
    "DEFAULT_PIPELINE", "FILE", "Config", "ConfigProblem", "StatedActor", "StatedRole", "load", "reload", "user_dir",
]  # fmt: skip
