"""The parts of the project that a run needs, for a run in a copy of the folder (`make verify`, the tests)."""

import shutil
from pathlib import Path

SMALL = "tests/config.yaml"
PARTS = ("Snakefile", "config.yaml", "workflow", "profiles", "pyproject.toml", "src", SMALL)


def copy_parts(source: Path, target: Path, *ignored: str) -> None:
    """Copy PARTS of the project from the folder `source` to `target`, except files whose names are `ignored`."""
    for part in PARTS:
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, ignore=shutil.ignore_patterns(*ignored))
        else:
            shutil.copy2(source / part, target / part)
