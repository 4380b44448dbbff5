"""On what a benchmark ran: processors, memory, system, versions, BLAS; for machine.json beside the table."""

import os
import platform
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil
from threadpoolctl import threadpool_info

PACKAGES = ["numpy", "scipy", "scikit-learn", "numba", "pandas", "snakemake", "torch", "faiss-cpu"]


def describe() -> dict:
    """Give a document; a package that is not installed has the version null."""
    import_module("scipy.linalg")  # so that its BLAS is among the libraries
    names = {"internal_api": "name", "version": "version", "architecture": "kernels"}
    libraries = [{new: str(found.get(old, "")) for old, new in names.items()} for found in threadpool_info()]
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "libraries": libraries,
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
