"""The decorator of every compiled kernel, and the folder where numba keeps the machine code.

Numba (0.68) takes machine code from its cache if the file of the outermost kernel is unchanged, even if a kernel that
it calls in another file has changed: after an edit of the random generator its users would run with the old one. So
each state of all kernels together has a separate cache folder. Each file there ends with its SHA-256 (kernel_cache).
"""

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

SRC = Path(__file__).parents[2]
VARIABLE = "NUMBA_CACHE_DIR"
KERNEL_MARKS = (b"numba", b"njit")  # a module that contains neither word has no kernel


def cache_folder(packages: Iterable[Path]) -> str:
    """Name the cache folder after the SHA-256 of all modules with kernels under `packages`."""
    digest = hashlib.sha256()
    for package in packages:
        for path in sorted(package.rglob("*.py")):
            content = path.read_bytes()
            if any(mark in content for mark in KERNEL_MARKS):
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + content + b"\0")
    return f"kernels-{digest.hexdigest()[:16]}"


def use_own_folder() -> None:
    """Set numba's cache folder to that of the current kernels, inside the folder that the user chose or inside src."""
    packages = [path for path in sorted(SRC.iterdir()) if path.is_dir()]
    chosen, name = os.environ.get(VARIABLE) or str(SRC / "__pycache__"), cache_folder(packages)
    if Path(chosen).name != name:  # a parent process may have chosen it already
        chosen = str(Path(chosen) / name)
    os.environ[VARIABLE] = chosen
    if "numba" in sys.modules:  # it has already read its settings
        sys.modules["numba"].config.CACHE_DIR = chosen


def use_wide_registers() -> None:
    """Let LLVM use whole 512-bit registers in all kernels that this process compiles, unless the user set the CPU.

    By default LLVM uses half of a register, because whole ones can lower the clock rate. Loops over `philox` are 1.4
    times as fast with whole ones, and the results are the same. Call it before numba compiles its first function.
    """
    import llvmlite.binding as llvm
    from numba.core import config

    if config.CPU_FEATURES is None and config.CPU_NAME is None and llvm.get_host_cpu_features().get("avx512dq"):
        config.CPU_FEATURES = llvm.get_host_cpu_features().flatten() + ",-prefer-256-bit"


use_own_folder()

from numba import njit  # noqa: E402, F401 (after its cache folder is set)

from recomputed.stats import kernel_cache  # noqa: E402

kernel_cache.check_files()
