"""The most memory that a call makes this process hold, as Linux reports it; nan on other systems."""

import ctypes
from collections.abc import Callable
from pathlib import Path

PROCESS = Path("/proc/self")


def peak_bytes(call: Callable[[], object], times: int = 1) -> float:
    """Give the most memory this process holds while it runs a call."""
    if (PROCESS / "clear_refs").exists():
        (PROCESS / "clear_refs").write_text("5")
    call()
    return _memory("VmHWM")


def _memory(field: str) -> float:
    status = PROCESS / "status"
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return 1024 * float(next((line.split()[1] for line in lines if line.startswith(field)), "nan"))


def added_bytes(call: Callable[[], object]) -> float:
    """Give the memory that a call adds at its peak to what the process held before, freed memory given back first."""
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc: what is freed and kept would hide new needs
    if give_back:
        give_back(0)
    held = _memory("VmRSS")
    return peak_bytes(call) - held
