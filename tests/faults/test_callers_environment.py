"""A small run as a user without a home and without an entry in the list of users, as in many containers."""

import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from project_copies import SNAKEMAKE, Project

UID = 48_151
# The one right that such a user gets: to read the Python and the packages of this machine.
RIGHTS = ("--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search")
AS_SOMEBODY = ("setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", *RIGHTS)
TARGETS = ("series", "results/curse/figures/shell-circle-brown.svg", "results/data/mnist.npz")
HOMES = {"unset": None, "the root": "/", "missing": "/nonexistent/home", "read-only": "/proc"}


@pytest.fixture(scope="module")
def somebody():
    """The command that runs another command as a user without an entry; skips, loudly, where it is not to be had."""
    tried = shutil.which("setpriv") and subprocess.run([*AS_SOMEBODY, sys.executable, "-c", ""], capture_output=True)
    if os.getuid() != 0 or not tried or tried.returncode:
        warnings.warn("runs as a user without a home are not tried: they need root and setpriv", stacklevel=1)
        pytest.skip("needs root and setpriv")
    return AS_SOMEBODY


@pytest.mark.long
@pytest.mark.parametrize(("home", "plain"), [*((home, False) for home in HOMES), ("missing", True)])
def test_a_user_without_a_home_gets_every_result(tmp_path, somebody, home, plain, counted):
    for folder in tmp_path.parents:  # pytest closes its folders to other users
        if folder.name.startswith("pytest-"):
            folder.chmod(0o755)
    project = Project(tmp_path / "project", source="embedded")
    for path in (project.folder, *project.folder.rglob("*")):
        os.chown(path, UID, UID)
    names = ("HOME", "USER", "LOGNAME", "XDG_CACHE_HOME", "PYTHONPATH")
    env = {name: value for name, value in os.environ.items() if name not in names}
    env |= {"PYTHONPATH": str(project.folder / "src")} | ({"HOME": HOMES[home]} if HOMES[home] else {})
    start = [SNAKEMAKE] if plain else [sys.executable, "-m", "recomputed.runs.environment", "snakemake"]
    command = [*somebody, *start, "--cores", "2", *TARGETS, "--configfile", "tests/config.yaml", "mnist.yaml"]
    done = subprocess.run(command, cwd=project.folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    for name in TARGETS[1:]:
        assert Path(project.folder, name).stat().st_uid == UID
    how = "plain snakemake" if plain else "make"
    counted(f"a user without a home (HOME {home}, {how}): a run of {len(TARGETS)} targets survived")
