"""What each rule needs of a machine, from what the jobs of a run took, beside what it declares (`make resources`).

A declaration covers MEMORY_MARGIN times the peak of the job's process and SNAKEMAKE_MB for the two Snakemakes that
watch over it on a node, and TIME_MARGIN times its seconds: nodes may be slower. The peak is what a job's log ends with;
Snakemake's benchmark files sample memory every SAMPLING_SECONDS and miss it (1,549 of 2,428 MB). Their processor time
is sampled, too, which the margin covers.
"""

import math
import sys
from pathlib import Path

import pandas as pd

from recomputed.workflow.plan import jobs_of
from recomputed.workflow.predict import used

MEMORY_MARGIN, SNAKEMAKE_MB, MEMORY_STEP_MB = 1.5, 450, 100
TIME_MARGIN, SAMPLING_SECONDS = 5, 30


def needed(peak_mb: float, seconds: float) -> tuple[int, int]:
    """Give the memory in MB and the minutes to declare for a measured peak and wall time, margins included."""
    memory_mb = math.ceil((MEMORY_MARGIN * peak_mb + SNAKEMAKE_MB) / MEMORY_STEP_MB) * MEMORY_STEP_MB
    return memory_mb, math.ceil(TIME_MARGIN * seconds / 60)


def alone(taken: pd.DataFrame, threads: int) -> pd.Series:
    """Bound the seconds a job takes on cores of its own: its wall time, or its processor time where it had to share."""
    return taken["s"].clip(upper=taken["cpu_time"] / threads + SAMPLING_SECONDS)


def declared(dry_run: str) -> pd.DataFrame:
    """Read rule, log, benchmark file, threads, mem_mb, runtime of every job from what `snakemake --dry-run` prints."""
    rows = []
    for job in jobs_of(dry_run):
        resources = dict(item.split("=", 1) for item in job.get("resources", "").split(", ") if "=" in item)
        if "benchmark" in job:
            rows.append(
                {
                    "rule": job["rule"],
                    "log": job["log"],
                    "benchmark": job["benchmark"],
                    "threads": int(job.get("threads", 1)),
                    **{name: int(resources[name]) if name in resources else pd.NA for name in ("mem_mb", "runtime")},
                }
            )
    return pd.DataFrame(rows, columns=["rule", "log", "benchmark", "threads", "mem_mb", "runtime"])


def compare(jobs: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Set what rules declare beside what their largest job took, a row each rule that has run in `folder`.

    Columns: rule, threads, mem_mb, runtime (minutes), peak_mb, seconds, needed_mb, needed_minutes.
    """
    rows = []
    for rule, group in jobs.groupby("rule"):
        files = [folder / path for path in group["benchmark"] if (folder / path).is_file()]
        if not files:
            continue
        taken = pd.concat([pd.read_csv(path, sep="\t") for path in files])
        first = group.iloc[0]
        peaks = [run["peak_mb"] for path in group["log"] if (folder / path).is_file() and (run := used(folder / path))]
        peak_mb, seconds = max(peaks, default=0), alone(taken, first["threads"]).max()
        needed_mb, minutes = needed(peak_mb, seconds)
        rows.append([rule, first["threads"], first["mem_mb"], first["runtime"], peak_mb, seconds, needed_mb, minutes])
    names = ["rule", "threads", "mem_mb", "runtime", "peak_mb", "seconds", "needed_mb", "needed_minutes"]
    return pd.DataFrame(rows, columns=names)


def short(table: pd.DataFrame) -> pd.DataFrame:
    """Select the rules that declare less than they need."""
    return table[(table["mem_mb"] < table["needed_mb"]) | (table["runtime"] < table["needed_minutes"])]


if __name__ == "__main__":
    compared = compare(declared(sys.stdin.read()), Path())
    print(compared.sort_values("seconds", ascending=False).to_string(index=False))
    sys.exit("too little declared: " + ", ".join(short(compared)["rule"]) if len(short(compared)) else 0)
