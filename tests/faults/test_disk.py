"""Full, read-only and forbidden places: one clear line, no half-written file; with room again, the run goes on."""

import os
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from forked import forked
from project_copies import Project
from recomputed.runs import run_lock

TARGET = "results/curse/figures/dball-volume-formula.png"
IMPORTS = """
import os, resource, signal, sys
import numpy, pandas
from recomputed.runs import run_lock, writable
from recomputed.results import store
from recomputed.errors import BadInput
"""
# In a separate process, which gives up its rights once it has imported what it needs.
WRITE = (
    IMPORTS
    + """
{limit}
try:
    {act}
except BadInput as error:
    sys.exit(str(error))
"""
)
AS_NOBODY = "os.setgroups([]); os.setgid(65534); os.setuid(65534)"
SHORT_FILES = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
SAVE = "store.save({value}, 'results/new{suffix}')"
VALUES = {
    ".npz": "{'a': numpy.arange(10_000)}",
    ".csv": "pandas.DataFrame({'x': range(10_000)})",
    ".json": "list(range(10_000))",
}


@pytest.fixture(scope="module")
def refusal() -> Iterator[Callable[[Path, str, str], str]]:
    """A function that does `act` in `folder` under a `limit`, in a separate process, and gives its last line."""

    def refused(folder: Path, limit: str, act: str) -> str:
        done = server.run(folder, WRITE.format(limit=limit, act=act))
        assert done.returncode == 1, done
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr

    with forked(IMPORTS) as server:
        yield refused


@pytest.fixture
def results(tmp_path) -> Path:
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "old.csv").write_text("x\n1\n")
    return folder


def needs_root(what: str) -> None:
    if os.geteuid() != 0 or not shutil.which("mount"):
        warnings.warn(f"{what}: not tried, which needs root and mount", stacklevel=2)
        pytest.skip("needs root and mount")


@pytest.fixture
def small_disk(tmp_path):
    """A project whose results/ are a separate disk, whose size `mount` can change."""
    needs_root("a full and a read-only disk")
    project = Project(tmp_path, source="embedded")
    project.results.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", project.results]).returncode:
        warnings.warn("a full and a read-only disk: not tried, as nothing can be mounted here", stacklevel=1)
        pytest.skip("cannot mount")
    yield project
    subprocess.run(["umount", project.results], check=True)


def remount(project: Project, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", project.results], check=True)


@pytest.mark.parametrize("suffix", VALUES)
def test_a_file_that_cannot_grow_is_told_and_not_left_half_written(tmp_path, results, suffix, refusal):
    line = refusal(tmp_path, SHORT_FILES, SAVE.format(value=VALUES[suffix], suffix=suffix))
    assert line.startswith(f"results/new{suffix}: not written: ")
    assert "File too large; correct that" in line
    assert [path.name for path in results.iterdir()] == ["old.csv"]


@pytest.fixture
def open_folder():
    """A folder with results/ that any user may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    if not all(parent.stat().st_mode & 0o001 for parent in folder.parents):
        warnings.warn(
            "forbidden results/: not tried, as others may not enter the folder of temporary files", stacklevel=1
        )
        pytest.skip("no folder that others may enter")
    (folder / "results").mkdir()
    (folder / "results" / "old.csv").touch()
    (folder / "results" / "old.csv").chmod(0o666)
    (folder / "results").chmod(0o777)
    folder.chmod(0o777)
    yield folder
    (folder / "results").chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("act", "line"),
    [
        (SAVE.format(value="[]", suffix=".json"), "results/new.json: not written: .* Permission denied; correct that"),
        ("writable.check()", "/results: cannot be written: Permission denied; .* and run again"),
    ],
)
def test_what_may_not_be_written_is_refused(open_folder, act, line, refusal):
    """As root, whom no mode binds, through a process that gives up its rights."""
    results = open_folder / "results"
    results.chmod(0o555)
    assert re.search(line, refusal(open_folder, AS_NOBODY if os.geteuid() == 0 else "", act))
    assert [path.name for path in results.iterdir()] == ["old.csv"]


@pytest.mark.parametrize("inside", [".", "pca/figures"])
def test_a_folder_deep_in_results_that_may_not_be_written_is_refused(open_folder, inside, refusal):
    folder = open_folder / "results" / inside
    folder.mkdir(parents=True, exist_ok=True)
    for above in (above for above in folder.parents if above.is_relative_to(open_folder)):
        above.chmod(0o777)
    folder.chmod(0o555)
    line = refusal(open_folder, AS_NOBODY if os.geteuid() == 0 else "", "writable.check()")
    assert line == f"{folder}: cannot be written: Permission denied; {advice(open_folder)} and run again\n"


def advice(folder: Path) -> str:
    """Say what the line advises about a file in results/ of this user, who may be root, to the user who runs."""
    if os.geteuid():
        return "correct that"
    return f"it belongs to user 0, and you are user 65534: type sudo chown -R 65534 '{folder / 'results'}'"


@pytest.mark.parametrize("path", ["results/logs/snakemake.log", "results/pca/table.csv", ".snakemake/metadata/record"])
def test_a_file_that_may_not_be_written_is_refused(open_folder, path, refusal):
    file = open_folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    for above in (above for above in file.parents if above.is_relative_to(open_folder)):
        above.chmod(0o777)
    file.chmod(0o444)
    line = refusal(open_folder, AS_NOBODY if os.geteuid() == 0 else "", "writable.check()")
    assert line.startswith(f"{file}: cannot be written: Permission denied; ")
    file.chmod(0o666)
    (open_folder / "results/broken").symlink_to("nowhere")
    done = "writable.check(); sys.exit('all can be written')"
    assert refusal(open_folder, AS_NOBODY if os.geteuid() == 0 else "", done) == "all can be written\n"


def test_results_may_be_a_link_to_a_folder_and_nothing_else(tmp_path, refusal):
    (tmp_path / "results").symlink_to("elsewhere")
    line = refusal(tmp_path, "", "writable.check()")
    assert f"{tmp_path / 'results'}: cannot be written: a link to elsewhere, which is no folder; " in line
    (tmp_path / "elsewhere").mkdir()
    assert refusal(tmp_path, "", "writable.check(); sys.exit('writable')") == "writable\n"


@pytest.mark.parametrize("name", ["results", "results/logs", ".snakemake"])
def test_a_file_where_a_folder_belongs_is_refused(tmp_path, name, refusal):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    line = refusal(tmp_path, "", "writable.check()")
    assert line == f"{tmp_path / name}: cannot be written: not a folder; correct that and run again\n"


def test_a_lock_that_cannot_be_opened_is_refused(tmp_path, refusal):
    (tmp_path / run_lock.LOCK).mkdir(parents=True)
    assert "run.lock: cannot be written: Is a directory; " in refusal(tmp_path, "", "run_lock.take()")


def test_a_disk_that_fills_up_is_told_and_the_run_resumed_when_there_is_room(small_disk, counted):
    project, halves, tried = small_disk, [], ("256k", "400k")
    for size in tried:
        remount(project, f"size={size}")
        (project.results / "ballast").write_bytes(bytes(shutil.disk_usage(project.results).free - 100_000))
        lines = project.run(TARGET)
        assert project.returncode != 0
        assert "Traceback" not in lines, lines
        assert re.search(r"No space left", lines), lines
        halves += [*project.results.rglob(run_lock.HALF_WRITTEN)]
        (project.results / "ballast").unlink()
    assert not halves
    remount(project, "size=100m")
    lines = project.run(TARGET)
    assert project.returncode == 0, lines
    counted(
        f"full disks: {len(tried)} tried, each reported in one line, nothing half written, resumed when there was room"
    )


def test_read_only_results_are_told_before_anything_begins(small_disk):
    remount(small_disk, "size=100m,ro")
    lines = [line for line in small_disk.run(TARGET).splitlines() if "profile" not in line]
    assert small_disk.returncode != 0
    assert lines == [f"{small_disk.results}: cannot be written: Read-only file system; correct that and run again"]
    remount(small_disk, "rw")
    assert "cannot be written" not in small_disk.run("--dry-run", TARGET)
