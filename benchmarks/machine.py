"""On what a benchmark ran: processors, threads, memory, system, versions, BLAS, commit, MNIST; for machine.json."""

import os
import platform
import subprocess
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil
from numba import get_num_threads
from threadpoolctl import threadpool_info

import images

PACKAGES = ["numpy", "scipy", "scikit-learn", "numba", "pandas", "snakemake", "torch", "faiss-cpu"]


def describe() -> dict:
    """Give a document; null is the version of what is not installed, and the commit where there is no git."""
    import_module("scipy.linalg")  # so that its BLAS is among the libraries
    names = {"internal_api": "name", "version": "version", "architecture": "kernels", "num_threads": "threads"}
    libraries = [{new: found.get(old) for old, new in names.items()} for found in threadpool_info()]
    record = images.mnist()["record"]
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "threads": get_num_threads(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "libraries": libraries,
        "commit": _commit(),
        "mnist": {name: record[name] for name in ("data", "source", "images")},
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


def _commit() -> str | None:
    """Give the commit that is checked out, "-dirty" behind it if files differ from it."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*", "--abbrev=40"]
    try:
        done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return done.stdout.strip() or None
