"""Jobs that outlived a killed run: they would write beside those that replace them, and are ended first."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil

MARK = "ARTICLE_FIGURES_RUN"  # in the environment of every job on this machine, with the mark of its run
PATIENCE_SECONDS = 60  # for SLURM to answer, and for its jobs to end
# Number, folder and comment, in which the executor plugin names the rule.
ASK_SLURM = ("squeue", "--me", "--noheader", "--format=%i|%Z|%k")
NO_CLUSTER = "configuration source"  # squeue says that it has none


def end(mark: str) -> int:
    """End the jobs of the run with `mark` on this machine, and those it left with SLURM; give how many.

    For the holder of the folder's lock: whatever runs for a rule in this folder is left over.
    """
    return _end_in_slurm() + _end_here(mark)


def _end_here(mark: str) -> int:
    spared = {os.getpid(), *(process.pid for process in psutil.Process().parents())}
    ended = []
    for process in psutil.process_iter():
        try:
            if mark and process.pid not in spared and process.environ().get(MARK) == mark:
                process.kill()
                ended.append(process)
        except (psutil.Error, OSError):  # ended by itself, or another user's
            continue
    psutil.wait_procs(ended, timeout=10)
    return len(ended)


def _end_in_slurm() -> int:
    found = _in_slurm()
    # Killed before they are cancelled: a Snakemake that is asked to end removes output that this run has found done.
    for way in (("--full", "--signal=KILL"), ()) if found else ():
        subprocess.run(["scancel", *way, *found], timeout=PATIENCE_SECONDS)
    until = time.monotonic() + PATIENCE_SECONDS
    while found and _in_slurm() and time.monotonic() < until:
        time.sleep(1)
    return len(found)


def _in_slurm() -> list[str]:
    """Give the numbers of the user's jobs for rules in the working directory; none where SLURM does not answer."""
    if not shutil.which(ASK_SLURM[0]):
        return []
    try:
        done = subprocess.run(ASK_SLURM, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
        trouble = done.stderr.strip().split("\n")[-1] if done.returncode else ""
    except subprocess.TimeoutExpired:
        trouble = f"no answer in {PATIENCE_SECONDS} s"
    if NO_CLUSTER in trouble:
        return []
    if trouble:
        print(f"jobs that the killed run left with SLURM, if any, go on: squeue: {trouble}", file=sys.stderr)
        return []
    jobs = [line.split("|", 2) for line in done.stdout.splitlines()]
    return [number for number, folder, comment in jobs if comment.startswith("rule_") and _is_here(folder)]


def _is_here(folder: str) -> bool:
    return Path(folder).resolve() == Path.cwd().resolve()
