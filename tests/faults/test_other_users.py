"""Files that belong to another user, as after `sudo make`: one line before anything is built, or a run that works."""

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import pytest

from project_copies import SNAKEMAKE
from recomputed.runs.project_copy import SMALL, copy_parts

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
USER = 54_321
# The right to enter every folder, as the interpreter may lie in the home of root; the right to write is not given.
AS_USER = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
AS_USER += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
TARGET = "results/curse/figures/dball-volume-formula.png"
OF_ROOT = [
    ".snakemake",
    ".snakemake/metadata",
    ".snakemake/run.lock",
    "results",
    "results/curse",
    "results/curse/distances.csv",
    "results/logs",
    "results/logs/snakemake.log",
    "results/.seals",
]


@pytest.fixture(scope="module")
def project():
    """A copy of the project that USER owns and has run once; pytest's own folders are closed to others."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        warnings.warn("files of another user: not tried, which needs root and setpriv", stacklevel=1)
        pytest.skip("needs root and setpriv")
    folder = Path(tempfile.mkdtemp())
    copy_parts(ROOT, folder, "__pycache__")
    own(folder, USER)
    done = run(folder)
    assert done.returncode == 0, done.stderr
    yield folder
    shutil.rmtree(folder)


def own(path: Path, user: int) -> None:
    for place in (path, *path.rglob("*")):
        os.chown(place, user, user, follow_symlinks=False)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    command = [*AS_USER, sys.executable, SNAKEMAKE, "--cores", "2", "--configfile", SMALL, *arguments, "--", TARGET]
    names = {"HOME": str(folder), "USER": "somebody", "LOGNAME": "somebody", "MPLCONFIGDIR": str(folder / "matplotlib")}
    env = {**os.environ, **names, "PYTHONPATH": str(folder / "src")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)


def test_what_belongs_to_root_is_one_line_that_says_how_to_take_it_over(project, counted):
    for name in OF_ROOT:
        own(project / name, 0)
        done = run(project, "--forceall")
        lines = [line for line in done.stderr.splitlines() if "profile" not in line]
        own(project, USER)
        assert done.returncode != 0, name
        assert len(lines) == 1, done.stderr
        assert lines[0].startswith(f"{project / name}")
        assert f": type sudo chown -R {USER} '{project / Path(name).parts[0]}' and run again" in lines[0]
    done = run(project, "--forceall")
    assert done.returncode == 0, done.stderr
    counted(f"files of another user: {len(OF_ROOT)} kinds tried, each one line; the run after each went well")


def test_code_that_belongs_to_root_is_no_obstacle(project):
    own(project / "src", 0)
    done = run(project, "--forceall")
    own(project, USER)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_results_may_be_a_link(project):
    (project / "elsewhere").mkdir()
    own(project / "elsewhere", USER)
    (project / "results").rename(project / "before")
    (project / "results").symlink_to("elsewhere")
    done = run(project)
    assert done.returncode == 0, done.stderr
    assert (project / "elsewhere" / "curse" / "figures").is_dir()
    assert (project / "results").is_symlink()
