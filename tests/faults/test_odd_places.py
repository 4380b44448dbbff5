"""Where a working copy and its temporary files can lie, and clocks that were set: a small run gives the usual bytes."""

import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from project_copies import KERNELS, SNAKEMAKE, Project
from recomputed.runs import run_lock
from recomputed.runs.project_copy import SMALL, copy_parts

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
TARGET = "results/series/dimension.csv"
AHEAD_SECONDS = 7200
CLONES = {
    "shallow": ("clone", "--depth=1", "{root}", "{to}"),
    "core.autocrlf": ("clone", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", "{root}", "{to}"),
    "sparse": ("clone", "--sparse", "{root}", "{to}"),
    "worktree": ("-C", "{one}", "worktree", "add", "--detach", "{to}"),
    "submodule": ("-C", "{one}", "-c", "protocol.file.allow=always", "submodule", "add", "{root}", "sub"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """A copy of the project that has run once; its bytes are what every other run must give."""
    project = Project(tmp_path_factory.mktemp("places") / "project")
    printed = project.run(TARGET)
    assert project.returncode == 0, printed
    return project


@pytest.fixture(scope="module")
def expected(project) -> bytes:
    return (project.folder / TARGET).read_bytes()


@pytest.fixture
def mounted(tmp_path) -> Iterator:
    """A function that mounts with options and ends the mounts after the test."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        warnings.warn("mounted places: not tried, which needs root and mount", stacklevel=1)
        pytest.skip("needs root and mount")
    done = []

    def mount(name: str, *options: str) -> Path:
        place = tmp_path / name
        place.mkdir(exist_ok=True)
        if subprocess.run(["mount", *options, place], capture_output=True).returncode:
            pytest.skip("cannot mount")
        done.append(place)
        return place

    yield mount
    for place in done:
        subprocess.run(["umount", place], check=True)


def run(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess:
    """Run Snakemake in `folder` with the kernels of this clone."""
    given = {"PYTHONPATH": str(folder / "src"), "XDG_CACHE_HOME": str(folder / "cache"), "NUMBA_CACHE_DIR": KERNELS}
    env = {name: value for name, value in (os.environ | given | env).items() if value}
    command = [SNAKEMAKE, "--cores", "2", TARGET, *arguments, "--configfile", SMALL]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)


@pytest.mark.parametrize("how", ["full", "read-only", "noexec"])
def test_a_temporary_folder_of_another_disk(project, expected, mounted, how, counted):
    options = {"full": "size=64k", "read-only": "ro", "noexec": "noexec"}[how]
    place = mounted(how, "-t", "tmpfs", "-o", options, "tmpfs")
    if how == "full":
        (place / "ballast").write_bytes(bytes(shutil.disk_usage(place).free))
    for name in ("TMPDIR", "TMP") if how == "full" else ("TMPDIR",):
        done = run(project.folder, "--forceall", **{name: str(place)})
        assert done.returncode == 0, done.stderr
        assert "Error" not in done.stderr
        assert (project.folder / TARGET).read_bytes() == expected
    counted(f"a temporary folder that is {how}: survived")


def test_a_source_tree_that_cannot_be_written(tmp_path, expected, mounted, counted):
    """As in a container: all that is written goes through two links, and kernels are compiled elsewhere."""
    copy_parts(ROOT, tmp_path / "project", "__pycache__")
    tree = mounted("tree", "--bind", str(tmp_path / "project"))
    subprocess.run(["mount", "-o", "remount,ro,bind", tree], check=True)
    done = run(tree, NUMBA_CACHE_DIR="")
    assert done.returncode
    lines = [line for line in done.stderr.splitlines() if "profile" not in line]
    assert len(lines) == 1, done.stderr
    assert "Read-only file system" in lines[0]
    for name in ("results", ".snakemake"):
        (tmp_path / name).mkdir()
        (tmp_path / "project" / name).symlink_to(tmp_path / name)
    done = run(tree, "results/curse/distances.csv", NUMBA_CACHE_DIR="")
    assert done.returncode == 0, done.stderr
    assert (tree / TARGET).read_bytes() == expected
    assert [*(tmp_path / ".snakemake").rglob("*.nbi")]
    counted("a source tree that is mounted read-only, results and .snakemake as links: survived")


def test_a_clock_that_was_set_back(project, expected, counted):
    """Nothing is made again after files of the future get the time of now; then what is older than its input is."""
    later = time.time() + AHEAD_SECONDS
    for place, path in enumerate(sorted(path for path in project.folder.rglob("*") if path.is_file())):
        if not path.is_relative_to(project.folder / ".snakemake"):
            os.utime(path, (later, later + place * 1e-3 * path.is_relative_to(project.results)))
    done = run(project.folder)
    assert done.returncode == 0, done.stderr
    assert "time in the future, set to now" in done.stderr
    assert "Nothing to be done" in done.stderr
    for path in (project.folder / "src/articles").rglob("ledger.yaml"):
        os.utime(path, (later, later))
    done = run(project.folder, "--forceall")
    assert done.returncode == 0, done.stderr
    assert (project.folder / TARGET).read_bytes() == expected
    counted("a clock that was set back by two hours: survived")


def test_another_clock_in_the_jobs(project, expected, tmp_path, counted):
    if not shutil.which("faketime"):
        pytest.skip("faketime is not installed")
    from recomputed.runs import reproduce

    for moment in ("2031-03-04 05:06:07", "1999-12-31 23:59:58"):
        script = tmp_path / "clock.sh"
        script.write_text(reproduce.LATER.replace("2031-03-04 05:06:07", moment))
        done = run(project.folder, "--forceall", BASH_ENV=str(script))
        assert done.returncode == 0, done.stderr
        assert (project.folder / TARGET).read_bytes() == expected
    counted("jobs in 1999 and in 2031: survived")


def test_a_hard_linked_copy_leaves_the_first_one_as_it_is(project, expected, tmp_path, counted):
    done = subprocess.run(["cp", "-al", project.folder, tmp_path / "copy"], capture_output=True)
    if done.returncode:
        pytest.skip("no hard links here")
    noted = {
        path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file() and "cache" not in str(path)
    }
    lock = tmp_path / "copy" / run_lock.LOCK
    assert lock.samefile(project.folder / run_lock.LOCK)
    done = run(tmp_path / "copy", "--forceall")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "copy" / TARGET).read_bytes() == expected
    assert [str(path) for path, content in noted.items() if path.read_bytes() != content] == []
    counted("a hard-linked copy: survived, and so did the first one")


@pytest.mark.parametrize("kind", CLONES)
def test_other_kinds_of_clones(expected, tmp_path, kind, counted):
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("no git clone here")
    one, to = tmp_path / "one", tmp_path / ("one/sub" if kind == "submodule" else "clone")
    quiet = {"capture_output": True, "check": True}
    subprocess.run(["git", "clone", ROOT.as_uri(), one] if kind == "worktree" else ["git", "init", one], **quiet)
    names = {"root": ROOT.as_uri(), "one": str(one), "to": str(to)}
    subprocess.run(["git", *(part.format(**names) for part in CLONES[kind])], **quiet)
    if kind == "sparse":
        folders = ["src", "workflow", "profiles", "tests"]
        subprocess.run(["git", "-C", to, "sparse-checkout", "set", *folders], **quiet)
    done = run(to)
    assert done.returncode == 0, done.stderr
    assert (to / TARGET).read_bytes() == expected
    counted(f"a clone, {kind}: survived")
