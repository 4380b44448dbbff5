"""What pyproject.toml says of this project."""

import tomllib
from functools import cache

from recomputed.workflow.sources import ROOT


@cache
def project() -> dict[str, str]:
    """Give name, version, description and license (an SPDX identifier) of this project."""
    found = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {key: found[key] for key in ("name", "version", "description", "license")}
