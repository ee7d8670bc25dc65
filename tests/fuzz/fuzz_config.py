"""Fuzz the reader of config.yaml: any bytes give a checked Config or one problem with its place, and never run code,
trusted or not; what a folder's file may not set is as it was.

    python tests/fuzz/fuzz_config.py tests/fuzz/seeds/config -max_total_time=60
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tui.config"]):
    from tui.config import Config, ConfigProblem
    from tui.config.content import content
    from tui.config.nodes import parse
    from tui.text.neutral import neutral

PLACE = Path("config.yaml")


def said(problem: ConfigProblem) -> None:
    assert neutral(str(problem), one_line=True).startswith("config.yaml"), problem


def check(data: bytes) -> None:
    try:
        parse(data, PLACE)
    except ConfigProblem as problem:
        said(problem)
    for trusted in (False, True):
        try:
            config = content(data, PLACE, trusted=trusted)
        except ConfigProblem as problem:
            said(problem)
            continue
        assert isinstance(config, Config)
        plain = Config()
        if not trusted:
            assert (config.pipeline, config.workers, config.editor) == (plain.pipeline, plain.workers, plain.editor)
        assert len({issue.id for issue in config.issues}) == len(config.issues)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
