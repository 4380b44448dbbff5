"""Files of the future: what Snakemake compares is settled before it does, and the order of the files stays."""

import os
import time
from pathlib import Path

import pytest

from recomputed.runs import clock

HOUR_NS = 3600 * 10**9


@pytest.fixture
def folder(tmp_path) -> Path:
    """Two files of the past and three of the future, of which two have the same time; and a broken link."""
    now = time.time_ns()
    for name, hours in {"old": -2, "recent": -1, "deep/soon": 1, "same": 2, "late": 2}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, ns=(now, now + hours * HOUR_NS))
    (tmp_path / "link").symlink_to("nowhere")
    return tmp_path


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_files_of_the_future_get_times_of_now_in_their_order(folder, capsys):
    before = times(folder)
    clock.settle([folder])
    after = times(folder)
    assert max(after.values()) <= time.time_ns()
    assert after["recent"] < after["soon"] < after["late"] == after["same"]
    assert {name: after[name] for name in ("old", "recent")} == {name: before[name] for name in ("old", "recent")}
    line = capsys.readouterr().err
    assert " and 2 more: time in the future, set to now; " in line
    assert line.count("\n") == 1
    clock.settle([folder])
    assert (times(folder), capsys.readouterr().err) == (after, "")


def test_the_small_difference_of_a_file_server_is_none(folder, capsys):
    clock.settle([folder])
    capsys.readouterr()
    os.utime(folder / "old", ns=(0, time.time_ns() + clock.AHEAD_NS // 2))
    clock.settle([folder])
    assert capsys.readouterr().err == ""


def test_a_time_that_cannot_be_set_is_one_line(folder, monkeypatch):
    def refuse(path, ns):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "utime", refuse)
    with pytest.raises(SystemExit, match=r": time in the future: .*, and the clock says .*; .* and run again$"):
        clock.settle([folder])
