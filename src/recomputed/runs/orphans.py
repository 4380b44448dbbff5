"""End the jobs that outlived a killed run: they would write to the same files as the jobs of the next run."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil

MARK = "ARTICLE_FIGURES_RUN"  # environment variable of every job on this machine; its value is the mark of the run
TIMEOUT_SECONDS = 60  # for SLURM to answer, and for its jobs to end
# Job number, folder, and comment; the executor plugin writes the name of the rule into the comment.
ASK_SLURM = ("squeue", "--me", "--noheader", "--format=%i|%Z|%k")
NO_CLUSTER = "configuration source"  # in the error of a squeue that is installed but not configured


def end(mark: str) -> int:
    """End the jobs of the run with `mark` on this machine, and its jobs in the queue of SLURM; give how many.

    Call only while holding the run lock: every job of a rule in this folder then belongs to a run that is over.
    """
    return _end_in_slurm() + _end_here(mark)


def _end_here(mark: str) -> int:
    this_run = {os.getpid(), *(process.pid for process in psutil.Process().parents())}
    ended = []
    for process in psutil.process_iter():
        try:
            if mark and process.pid not in this_run and process.environ().get(MARK) == mark:
                process.kill()
                ended.append(process)
        except (psutil.Error, OSError):  # the process has ended, or belongs to another user
            continue
    psutil.wait_procs(ended, timeout=10)
    return len(ended)


def _end_in_slurm() -> int:
    found = _in_slurm()
    # Kill first: a Snakemake that is cancelled removes output that this run has already counted as finished.
    for options in (("--full", "--signal=KILL"), ()) if found else ():
        subprocess.run(["scancel", *options, *found], timeout=TIMEOUT_SECONDS)
    until = time.monotonic() + TIMEOUT_SECONDS
    while found and _in_slurm() and time.monotonic() < until:
        time.sleep(1)
    return len(found)


def _in_slurm() -> list[str]:
    """List the numbers of the user's jobs for rules in the working directory; none where SLURM does not answer."""
    if not shutil.which(ASK_SLURM[0]):
        return []
    try:
        done = subprocess.run(ASK_SLURM, capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
        trouble = done.stderr.strip().split("\n")[-1] if done.returncode else ""
    except subprocess.TimeoutExpired:
        trouble = f"no answer in {TIMEOUT_SECONDS} s"
    if NO_CLUSTER in trouble:
        return []
    if trouble:
        line = f"cannot ask SLURM for jobs of the killed run; they go on if there are any: squeue: {trouble}"
        print(line, file=sys.stderr)
        return []
    jobs = [line.split("|", 2) for line in done.stdout.splitlines()]
    return [number for number, folder, comment in jobs if comment.startswith("rule_") and _is_here(folder)]


def _is_here(folder: str) -> bool:
    return Path(folder).resolve() == Path.cwd().resolve()
