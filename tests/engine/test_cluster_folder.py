"""Jobs for SLURM from a folder that its plugin cannot name are refused before anything is submitted."""

import pytest

from project_copies import Project
from recomputed.runs import cluster

PROGRAMS = ("sbatch", "squeue", "sacct", "sacctmgr", "scontrol", "sinfo", "srun", "scancel")
TARGET = "results/curse/figures/dball-volume-formula.svg"


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """Put programs of SLURM first on the path that write down how they were called; give the file."""
    (tmp_path / "bin").mkdir()
    for name in PROGRAMS:
        (tmp_path / "bin" / name).write_text(f'#!/bin/sh\necho {name} "$@" >> "{tmp_path}/calls"\n')
        (tmp_path / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    return tmp_path / "calls"


def test_nothing_is_submitted_from_a_folder_whose_name_needs_quotes(tmp_path, calls):
    project = Project(tmp_path / "it's here")
    printed = project.run("--profile", "profiles/slurm", TARGET)
    lines = [line for line in printed.splitlines() if "profile" not in line]
    assert project.returncode == 1
    assert len(lines) == 1, printed
    assert lines[0].startswith("folder: no jobs for SLURM from here: expected ")
    assert f"found {project.folder}; rename the folder" in lines[0]
    assert "sbatch" not in (calls.read_text() if calls.exists() else "")
    assert not (project.results / "curse").exists()


def test_the_folder_does_not_matter_without_slurm(tmp_path, monkeypatch):
    folder = tmp_path / "with space"
    folder.mkdir()
    monkeypatch.chdir(folder)
    cluster.check("local", folder)
    with pytest.raises(SystemExit, match="no jobs for SLURM from here"):
        cluster.check("slurm", folder)
