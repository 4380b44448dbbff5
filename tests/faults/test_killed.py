"""Runs that are killed or meet another in their folder, through Snakemake: resumed, nothing lost, the same bytes."""

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from project_copies import KERNELS, SNAKEMAKE, Project
from recomputed.runs import run_lock

CORES = 2
PATIENCE_SECONDS = 3600
KINDS = ("driver", "job", "driver")  # of what is killed, in turn
FEW = ("results/curse/figures/shell-proportion-vs-D.svg", "results/curse/figures/dball-volume-formula.svg")


class Killable(Project):
    """A small workflow whose runs are watched while they go on."""

    runs: tuple["Watched", ...] = ()

    def start(self, *targets: str) -> "Watched":
        self.runs += (Watched(self, targets),)
        return self.runs[-1]

    def clean(self) -> None:
        for folder in (self.results, self.folder / ".snakemake"):
            shutil.rmtree(folder, ignore_errors=True)

    def hashes(self) -> dict[str, str]:
        """Give the SHA-256 of every result, but not of logs."""
        paths = [path for path in self.results.rglob("*") if path.is_file()]
        kept = [path for path in paths if path.relative_to(self.results).parts[0] != "logs"]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


class Watched:
    """A run that has begun; its messages go to a file, as jobs that outlive the run would hold a pipe open."""

    def __init__(self, project: Project, targets: tuple[str, ...]):
        self.output = project.folder / "output.txt"
        command = [SNAKEMAKE, "--cores", str(CORES), *targets, "--configfile", "tests/config.yaml", "mnist.yaml"]
        env = {**os.environ, "PYTHONPATH": str(project.folder / "src"), "XDG_CACHE_HOME": str(project.folder / "cache")}
        env["NUMBA_CACHE_DIR"] = KERNELS
        with open(self.output, "w") as file:
            self.process = subprocess.Popen(command, cwd=project.folder, env=env, stdout=file, stderr=file)

    def jobs(self) -> list[str]:
        return re.findall(r"^\[ *\d+/\d+\] (.*)$", self.output.read_text(), flags=re.MULTILINE)

    def wait_for_jobs(self, number: int) -> bool:
        """Wait until that many jobs have begun; False if the run ended before."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            if len(self.jobs()) >= number:
                return True
            time.sleep(0.02)
        return False

    def kill_driver(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def kill_a_job(self, rng: random.Random) -> bool:
        """Kill one of the processes that the run started; False if there was none just then."""
        deadline = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < deadline:
            with suppress(psutil.NoSuchProcess):  # the run or the job has just ended by itself
                jobs = psutil.Process(self.process.pid).children()
                if jobs:
                    rng.choice(jobs).kill()
                    return True
            time.sleep(0.01)
        return False

    def end_all(self) -> None:
        """Kill the run and what it started; this also ends a process that is stopped."""
        with suppress(psutil.NoSuchProcess):
            for process in psutil.Process(self.process.pid).children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    process.kill()
        self.process.kill()
        self.process.wait()

    def end(self) -> str:
        self.process.wait(PATIENCE_SECONDS)
        return self.output.read_text()


@pytest.fixture
def project(tmp_path) -> Iterator[Killable]:
    """A small workflow whose runs, and their jobs, end with the test, even if it fails."""
    project = Killable(tmp_path, source="embedded")
    yield project
    for run in project.runs:
        run.end_all()


def kill_once(run: Watched, kind: str, rng: random.Random) -> bool:
    """Kill the driver of `run` or one of its jobs at a moment that `rng` chooses; False if it ended before."""
    if not run.wait_for_jobs(rng.randint(kind == "job", 4)):
        return False
    time.sleep(rng.uniform(0, 2))
    if kind == "job":
        return run.kill_a_job(rng)
    if run.process.poll() is not None:
        return False
    run.kill_driver()
    return True


def killed_and_resumed(project: Killable, targets: tuple[str, ...], kills: int, seed: int) -> str:
    """Kill runs `kills` times in all, at seeded moments; start from nothing again whenever one comes through.

    No more may be done again than the jobs in flight, and what comes through has to be the same bytes.
    """
    whole = project.start(*targets)
    assert "resuming" not in whole.end()
    expected, everything = project.hashes(), len(whole.jobs())
    project.clean()
    rng, killed, begun, again, passes, in_flight = random.Random(seed), Counter(), [], 0, 0, 0
    while killed.total() < kills or begun:
        run = project.start(*targets)
        kind = KINDS[killed.total() % len(KINDS)]
        hit = killed.total() < kills and kill_once(run, kind, rng)
        killed[kind] += hit
        in_flight += hit * (CORES if kind == "driver" else 1)
        output = run.end()
        assert "Traceback" not in output, output
        assert hit or run.process.returncode == 0, output
        begun += run.jobs()
        if run.process.returncode == 0:
            assert project.hashes() == expected
            assert not [*project.results.rglob(run_lock.HALF_WRITTEN)]
            assert len(set(begun)) == everything
            assert len(begun) - everything <= in_flight
            again, passes, begun, in_flight = again + len(begun) - everything, passes + 1, [], 0
            project.clean()
    counts = ", ".join(f"{number} of a {kind}" for kind, number in sorted(killed.items()))
    return (
        f"kills in a run of {everything} jobs: {killed.total()} tried ({counts}), all resumed by the next run; "
        f"{again} jobs done again; {passes} times the same {len(expected)} files"
    )


def test_a_run_that_is_killed_is_resumed(project, counted):
    counted(killed_and_resumed(project, FEW, kills=3, seed=1))


@pytest.mark.long
def test_runs_that_are_killed_at_fifty_moments_are_resumed(project, counted):
    counted(killed_and_resumed(project, (*FEW, "series"), kills=50, seed=2))


def test_a_second_run_is_refused_with_who_is_there_and_harms_nothing(project):
    first = project.start(*FEW)
    assert first.wait_for_jobs(1)
    log = project.results / "logs" / "snakemake.log"
    first.process.send_signal(signal.SIGSTOP)  # lest it ends before the second has started
    try:
        before = log.read_text()
        output = project.run(*FEW)
        assert project.returncode != 0
        assert f"{project.folder}: another run holds this folder: process {first.process.pid}, since 20" in output
        assert "Traceback" not in output
        assert log.read_text().startswith(before)
        assert project.planned(*FEW)  # asking is allowed
    finally:
        first.process.send_signal(signal.SIGCONT)
    first.end()
    assert first.process.returncode == 0
    assert project.planned(*FEW) == set()


def test_a_job_that_is_killed_fails_the_run_and_is_named(project):
    run = project.start(*FEW)
    assert run.wait_for_jobs(1)
    assert run.kill_a_job(random.Random(0))
    output = run.end()
    assert run.process.returncode != 0
    assert "Traceback" not in output
    assert re.search(r"^curse_\w+: ended without a message in its log; ", output, flags=re.MULTILINE), output
