"""config.yaml to a checked Config; every problem with file, line, column and the nearest right name."""

from tui.config.settings import Config, ConfigProblem, Role, StatedActor

__all__ = ["Config", "ConfigProblem", "Role", "StatedActor"]
