"""What each rule needs of a machine, from what the jobs of a run took, next to what it declares (`make resources`).

A declaration covers MEMORY_MARGIN times the peak of the job's process and SNAKEMAKE_MB for the two Snakemakes that
watch over it on a node, and TIME_MARGIN times its seconds: nodes may be slower.
"""

import math
import sys
from pathlib import Path

import pandas as pd

from recomputed.errors import one_line
from recomputed.runs import output
from recomputed.workflow import job_record, plan

PROFILE = ("--profile", "profiles/slurm")
MEMORY_MARGIN, SNAKEMAKE_MB, MEMORY_STEP_MB = 1.5, 450, 100
TIME_MARGIN = 5
DECLARED = ("mem_mb", "runtime")


def needed(peak_mb: float, seconds: float) -> tuple[int, int]:
    """Give the memory in MB and the minutes to declare for a measured peak and run time, margins included."""
    memory_mb = math.ceil((MEMORY_MARGIN * peak_mb + SNAKEMAKE_MB) / MEMORY_STEP_MB) * MEMORY_STEP_MB
    return memory_mb, math.ceil(TIME_MARGIN * seconds / 60)


def undisturbed_seconds(took: dict) -> float:
    """Bound the seconds that a job takes on free cores: no more than it took here, nor than its processor time.

    A busy machine lengthens the wall time only. Waiting for a disk is not counted; TIME_MARGIN covers it.
    """
    return min(took["wall_seconds"], took["cpu_seconds"])


def declared(jobs: list[dict]) -> pd.DataFrame:
    """Give a row for each of the planned `jobs` that has a log.

    Columns: rule, log, threads, mem_mb, runtime (minutes; NA where nothing is declared).
    """
    rows = [
        {"rule": job["rule"], "log": job["log"][0], "threads": job["threads"]}
        | {name: _whole(job["resources"].get(name)) for name in DECLARED}
        for job in jobs
        if job["log"]
    ]
    return pd.DataFrame(rows, columns=["rule", "log", "threads", *DECLARED])


def compare(jobs: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Compare what rules declare with what their largest job took: one row per rule that has run in `folder`.

    Columns: rule, threads, mem_mb, runtime (minutes), peak_mb, seconds, needed_mb, needed_minutes.
    """
    rows = []
    for rule, group in jobs.groupby("rule"):
        took = [record for path in group["log"] if (record := job_record.read(folder / path))]
        if took:
            first = group.iloc[0]
            peak_mb, seconds = max(job["peak_mb"] for job in took), max(map(undisturbed_seconds, took))
            rows.append([rule, *first[["threads", *DECLARED]], peak_mb, seconds, *needed(peak_mb, seconds)])
    names = ["rule", "threads", *DECLARED, "peak_mb", "seconds", "needed_mb", "needed_minutes"]
    return pd.DataFrame(rows, columns=names)


def _whole(value: object) -> object:
    """Give a declared number; NA for None and for the text that Snakemake puts where it cannot evaluate one yet."""
    return value if isinstance(value, int) else pd.NA


def too_little(table: pd.DataFrame) -> pd.DataFrame:
    """Select the rules that declare less than they need."""
    return table[(table["mem_mb"] < table["needed_mb"]) | (table["runtime"] < table["needed_minutes"])]


def main(arguments: list[str]) -> None:
    """Print the comparison for the last run; end with the rules that declare too little, if any."""
    with one_line():
        compared = compare(declared(plan.jobs([*PROFILE, *arguments])), Path())
    print(compared.sort_values("seconds", ascending=False).to_string(index=False))
    if rules := list(too_little(compared)["rule"]):
        sys.exit(f"too little declared: {', '.join(rules)}")


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
