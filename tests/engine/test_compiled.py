"""Compiled kernels: after an edit of a kernel in one file, its users in other files do not run with the old one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recomputed.stats import compiled, kernel_cache

OUTER = """from recomputed.stats.compiled import njit
from methods.inner import inner

@njit(cache=True)
def outer():
    return inner()
"""
INNER = "from recomputed.stats.compiled import njit\n\n@njit(cache=True)\ndef inner():\n    return {value}\n"
CALL = "from methods.outer import outer; print(outer(), sum(outer.stats.cache_hits.values()))"


@pytest.fixture
def src(tmp_path) -> Path:
    """A folder like src: the decorator in one package, and in another a kernel that calls one of another file."""
    folder = tmp_path / "src"
    methods, stats = folder / "methods", folder / "recomputed" / "stats"
    for package in (methods, stats.parent, stats):
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
    shutil.copy2(compiled.__file__, stats)
    shutil.copy2(kernel_cache.__file__, stats)
    (methods / "outer.py").write_text(OUTER)
    (methods / "inner.py").write_text(INNER.format(value=1))
    return folder


def name_of(src: Path) -> str:
    return compiled.cache_folder([src / "methods", src / "recomputed"])


def call(src: Path, **env: str) -> list[str]:
    known = {name: value for name, value in os.environ.items() if name != compiled.VARIABLE}
    command = [sys.executable, "-c", CALL]
    done = subprocess.run(
        command, env={**known, "PYTHONPATH": str(src), **env}, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_an_edit_of_an_inner_kernel_is_seen_by_its_users(src):
    assert call(src) == ["1", "0"]
    assert call(src) == ["1", "1"]  # from the cache
    (src / "methods" / "inner.py").write_text(INNER.format(value=2))
    assert call(src) == ["2", "0"]


@pytest.mark.parametrize("suffix", ["nbi", "nbc"])
def test_a_file_of_the_cache_with_a_flipped_bit_is_compiled_again(src, suffix):
    call(src)
    for path in (src / "__pycache__" / name_of(src)).rglob(f"*.{suffix}"):
        whole = path.read_bytes()
        for damaged in (b"", whole[:-1], bytes(len(whole)), whole[:-50] + bytes([whole[-50] ^ 1]) + whole[-49:]):
            assert kernel_cache.is_whole(path)
            path.write_bytes(damaged)
            assert not kernel_cache.is_whole(path)
            path.write_bytes(whole)
        path.write_bytes(damaged)
    assert call(src) == ["1", "0"]
    assert call(src) == ["1", "1"]


def test_the_cache_is_in_src_or_where_the_user_chose_and_child_processes_use_it(src, tmp_path):
    call(src)
    assert list((src / "__pycache__" / name_of(src)).rglob("*.nbi"))
    chosen = tmp_path / "chosen"
    assert call(src, NUMBA_CACHE_DIR=str(chosen)) == ["1", "0"]
    kept = chosen / name_of(src)
    assert list(kept.rglob("*.nbi"))
    assert call(src, NUMBA_CACHE_DIR=str(kept)) == ["1", "1"]


def test_a_copy_of_the_same_kernels_takes_what_the_first_compiled_and_another_does_not(src, tmp_path):
    chosen, copy = str(tmp_path / "chosen"), tmp_path / "copy" / "src"
    assert call(src, NUMBA_CACHE_DIR=chosen) == ["1", "0"]
    shutil.copytree(src, copy)
    shutil.rmtree(src)
    assert call(copy, NUMBA_CACHE_DIR=chosen) == ["1", "1"]
    (copy / "methods" / "inner.py").write_text(INNER.format(value=2))
    assert call(copy, NUMBA_CACHE_DIR=chosen) == ["2", "0"]


def test_other_files_do_not_enter(src):
    before = name_of(src)
    (src / "methods" / "table.py").write_text("import pandas")
    assert name_of(src) == before


def test_signatures_saved_at_the_same_moment_keep_their_code(tmp_path, monkeypatch):
    """A second process saves its signature while the first one does; no signature gets the code of the other."""
    one, other = (kernel_cache.CheckedFiles(str(tmp_path), "kernel", "stamp") for _ in range(2))

    def with_the_other_before(name: str, data: object) -> None:
        monkeypatch.setattr(other, "_load_index", dict)  # what it read before `one` wrote
        other.save(("int64",), "code of int64")
        monkeypatch.undo()
        one._save_data(name, data)

    monkeypatch.setattr(one, "_save_data", with_the_other_before)
    one.save(("float64",), "code of float64")
    assert one.load(("int64",)) in (None, "code of int64")
    assert one.load(("float64",)) in (None, "code of float64")
    for key in ("int64", "float64"):
        one.save((key,), f"code of {key}")
    assert [one.load((key,)) for key in ("int64", "float64")] == ["code of int64", "code of float64"]
