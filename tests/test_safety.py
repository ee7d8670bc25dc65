"""Every case of the fault matrix has its test, and docs/safety.md says which."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_page_of_faults_is_the_tests_own() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "faults.py"), "--print"],
        capture_output=True, encoding="utf-8", check=True, timeout=300,
    ).stdout  # fmt: skip
    assert "**none**" not in made
    assert made == (ROOT / "docs" / "safety.md").read_text(encoding="utf-8"), "run python tests/faults.py"
