"""Compiled kernels: none is taken from the cache once a kernel that it calls in another file has changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recomputed.stats import compiled

OUTER = """from recomputed.stats.compiled import njit
from recomputed.inner import inner

@njit(cache=True)
def outer():
    return inner()
"""
INNER = "from recomputed.stats.compiled import njit\n\n@njit(cache=True)\ndef inner():\n    return {value}\n"
CALL = "from recomputed.outer import outer; print(outer(), sum(outer.stats.cache_hits.values()))"


@pytest.fixture
def package(tmp_path) -> Path:
    """A package that keeps its kernels as this one does, with a kernel that calls another file's."""
    folder = tmp_path / "src" / "recomputed"
    (folder / "stats").mkdir(parents=True)
    for place in ("__init__.py", "stats/__init__.py", "stats/compiled.py"):
        shutil.copy2(Path(compiled.SRC) / "recomputed" / place, folder / place)
    (folder / "outer.py").write_text(OUTER)
    (folder / "inner.py").write_text(INNER.format(value=1))
    return folder


def call(package: Path, **env: str) -> list[str]:
    known = {name: value for name, value in os.environ.items() if name != compiled.VARIABLE}
    command = [sys.executable, "-c", CALL]
    done = subprocess.run(
        command, env={**known, "PYTHONPATH": str(package.parent), **env}, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_an_edit_of_an_inner_kernel_is_seen_by_its_users(package):
    assert call(package) == ["1", "0"]
    assert call(package) == ["1", "1"]  # from the cache
    (package / "inner.py").write_text(INNER.format(value=2))
    assert call(package) == ["2", "0"]


def test_a_folder_that_the_user_chose_is_kept_and_serves_child_processes_too(package, tmp_path):
    chosen = tmp_path / "chosen"
    assert call(package, NUMBA_CACHE_DIR=str(chosen)) == ["1", "0"]
    kept = chosen / compiled.cache_folder([package])
    assert list(kept.rglob("*.nbi"))
    assert call(package, NUMBA_CACHE_DIR=str(kept)) == ["1", "1"]


def test_files_without_kernels_do_not_count(package):
    before = compiled.cache_folder([package])
    (package / "table.py").write_text("import pandas")
    assert compiled.cache_folder([package]) == before
