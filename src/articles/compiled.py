"""Where numba keeps compiled kernels: a folder for each state of all kernels together.

Numba takes machine code from its cache when the file of the outermost kernel is unchanged, whatever became of the
kernels it calls in other files (0.68); an edited generator of random numbers would leave its users as they were.
"""

import hashlib
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
VARIABLE = "NUMBA_CACHE_DIR"


def folder_of(package: Path) -> str:
    """Name the cache of the kernels under `package` by the SHA-256 of all its modules that mention numba."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        content = path.read_bytes()
        if b"numba" in content:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + content + b"\0")
    return f"kernels-{digest.hexdigest()[:16]}"


def use_own_folder() -> None:
    """Point numba to the folder of the present kernels, below the one the user chose or beside Python's own cache."""
    chosen, name = os.environ.get(VARIABLE) or str(HERE / "__pycache__"), folder_of(HERE)
    if Path(chosen).name != name:  # as it is where a parent process has chosen it
        chosen = str(Path(chosen) / name)
    os.environ[VARIABLE] = chosen
    if "numba" in sys.modules:  # which has read its settings already
        sys.modules["numba"].config.CACHE_DIR = chosen
