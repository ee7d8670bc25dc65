"""The YAML files that ship with the package, beside the modules that read them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yaml import SafeLoader


def shipped_yaml(package: str, name: str) -> Any:
    """What the file `name` beside the modules of `package` holds, as plain Python values. Each call reads it anew."""
    import yaml  # which opening an index needs nowhere else

    source = files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(source, Loader=fast_loader())  # noqa: S506 - a safe one


def fast_loader() -> type[SafeLoader]:
    """PyYAML's safe loader, on libyaml where that is there: all files that ship take 12 ms with it, 91 ms without."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
