"""Build the distributions, check them, and install the wheel into every Python here: `make packages`.

    python bench/packages.py [--test] [PYTHON ...]

Fails where a distribution lacks what it needs, where an installed wheel cannot read the sample corpus, or where two
Pythons find different claims in it. With --test also `make test` runs in the unpacked source distribution, in an
environment of its own: some fifteen minutes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
OLDEST, NEWEST = 11, 14
NEEDED = ("seeds/000_f80980c41190d25a.txt", "config.yaml", "requirements.lock", "Makefile", "tests/conftest.py",
          "docs/onrecord.1", "tui/desk/app.py", "tui/reading/attribution/lexicon.yaml")  # fmt: skip


def main() -> None:
    test, named = "--test" in sys.argv, [word for word in sys.argv[1:] if word != "--test"]
    pythons = named or [path for n in range(OLDEST, NEWEST + 1) if (path := shutil.which(f"python3.{n}"))]
    with TemporaryDirectory() as place:
        wheel, source = built(Path(place))
        contents(wheel, source)
        if test:
            tested(source, Path(place))
        claims = {python: claims_by(python, wheel, Path(place)) for python in pythons if runs(python)}
    for python, digest in claims.items():
        print(f"{python}: claims of the sample corpus {digest}")
    if len(set(claims.values())) != 1:
        sys.exit("the Pythons do not agree" if claims else "there is no Python to install into")


def built(place: Path) -> tuple[Path, Path]:
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(place), str(ROOT)], check=True, capture_output=True)
    (wheel,), (source,) = place.glob("*.whl"), place.glob("*.tar.gz")
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(source)], check=True)
    return wheel, source


def contents(wheel: Path, source: Path) -> None:
    """What each must hold."""
    with tarfile.open(source) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    if missing := [name for name in NEEDED if name not in inside]:
        sys.exit(f"the source distribution lacks {', '.join(missing)}")
    with zipfile.ZipFile(wheel) as zipped:
        names = zipped.namelist()
    for needed in ("tui/text/forenames.txt", "tui/py.typed", "share/man/man1/onrecord.1", "onrecord.bash"):
        if not any(needed in name for name in names):
            sys.exit(f"the wheel lacks {needed}")


def tested(source: Path, place: Path) -> None:
    """`make test` in what the source distribution holds, as who has nothing else would run it."""
    with tarfile.open(source) as archive:
        archive.extractall(place / "source", filter="data")
    (unpacked,) = (place / "source").iterdir()
    subprocess.run(["make", "test"], cwd=unpacked, check=True)


def runs(python: str) -> bool:
    return subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False).returncode == 0


def claims_by(python: str, wheel: Path, place: Path) -> str:
    """A digest of the sample's claims as an installed wheel finds them under one Python."""
    home = place / Path(python).name
    environment = os.environ | {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "DATA", "CONFIG", "STATE")}
    environment.pop("PYTHONPATH", None)  # what it finds there pip takes for installed
    subprocess.run([python, "-m", "venv", str(home)], check=True, env=environment)
    install = [home / "bin/pip", "install", "--quiet", f"onrecord[formats] @ file://{wheel}"]
    subprocess.run(install, check=True, env=environment)
    onrecord, seeds, config = home / "bin/onrecord", ROOT / "seeds", ROOT / "config.yaml"
    asked = [str(onrecord), "claims", str(seeds), "--config", str(config), "--format", "jsonl"]
    out = subprocess.run(asked, check=True, capture_output=True, env=environment, cwd=home).stdout
    return hashlib.sha256(out).hexdigest()[:16]


if __name__ == "__main__":
    main()
