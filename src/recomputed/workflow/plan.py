"""The jobs of a run from nothing, as data: Snakemake plans them, the logger plugin `plan` prints them as JSON."""

import json
import subprocess
import sys
from pathlib import Path

from recomputed.errors import BadInput

JOB = '{"rule": '  # with which the line of a job begins; rules may print other lines
DRY_RUN = ("--logger", "plan", "--workflow-profile", "none", "--dry-run", "--forceall")
CORES = ("--cores", "1000")  # with fewer than a rule asks for, Snakemake would plan fewer threads


def jobs(arguments: list[str]) -> list[dict]:
    """Give the jobs that a run from nothing with these `arguments` of Snakemake would do.

    Each has rule, wildcards (name -> value), output and log (lists of paths), threads, resources (name -> value).
    Raises BadInput with Snakemake's last message if there is no plan.
    """
    command = [Path(sys.executable).with_name("snakemake"), *DRY_RUN, *CORES, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith(JOB)]
    if done.returncode or not found:
        last = (done.stderr.strip() or "nothing").splitlines()[-1]
        raise BadInput("no plan", where="snakemake", expected="a list of jobs", found=last, do="correct that")
    return found
