"""The decorator of every compiled kernel, and where numba keeps the machine code.

Numba takes machine code from its cache when the file of the outermost kernel is unchanged, whatever became of the
kernels it calls in other files (0.68): an edited random generator would leave its users as they were. Each state of all
kernels together therefore has a cache folder of its own.
"""

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

SRC = Path(__file__).parents[2]
VARIABLE = "NUMBA_CACHE_DIR"
KERNEL_MARKS = (b"numba", b"njit")  # a module with neither has no kernel


def cache_folder(packages: Iterable[Path]) -> str:
    """Name the cache of the kernels under `packages` by the SHA-256 of all their modules with kernels."""
    digest = hashlib.sha256()
    for package in packages:
        for path in sorted(package.rglob("*.py")):
            content = path.read_bytes()
            if any(mark in content for mark in KERNEL_MARKS):
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + content + b"\0")
    return f"kernels-{digest.hexdigest()[:16]}"


def use_own_folder() -> None:
    """Point numba to the cache of the present kernels, in the folder the user chose or beside the code."""
    packages = [path for path in sorted(SRC.iterdir()) if path.is_dir()]
    chosen, name = os.environ.get(VARIABLE) or str(SRC / "__pycache__"), cache_folder(packages)
    if Path(chosen).name != name:  # a parent process may have chosen it already
        chosen = str(Path(chosen) / name)
    os.environ[VARIABLE] = chosen
    if "numba" in sys.modules:  # which has read its settings already
        sys.modules["numba"].config.CACHE_DIR = chosen


def use_wide_registers() -> None:
    """Let LLVM use whole 512-bit registers in all kernels that this process compiles; a user's own setting stays.

    LLVM prefers half of one, for fear of lower clock rates; loops over `philox` are 1.4 times as fast on whole ones, with
    the same results. It works only before numba's first function, and so a module of kernels calls it first of all.
    """
    import llvmlite.binding as llvm
    from numba.core import config

    if config.CPU_FEATURES is None and config.CPU_NAME is None and llvm.get_host_cpu_features().get("avx512dq"):
        config.CPU_FEATURES = llvm.get_host_cpu_features().flatten() + ",-prefer-256-bit"


use_own_folder()

from numba import njit  # noqa: E402, F401 (after its cache is chosen)
