"""The parts of the project that a run needs, to be run from a copy (`make verify`, the tests)."""

import shutil
from pathlib import Path

SMALL = "tests/config.yaml"
PARTS = ("Snakefile", "config.yaml", "audit.lock.json", "workflow", "profiles", "src", SMALL)


def copy_parts(source: Path, target: Path, *ignored: str) -> None:
    """Copy the project from the folder `source` to `target`, but not files whose names are `ignored`."""
    for part in (part for part in PARTS if (source / part).exists()):
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, ignore=shutil.ignore_patterns(*ignored))
        else:
            shutil.copy2(source / part, target / part)
