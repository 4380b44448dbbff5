"""What a larger run will take, before it is begun: jobs, core-hours, gigabytes (`make predict SCALE=5000 SHARDS=100`).

Every job's log ends with what the job took. A rule whose jobs grow says so with two resources, which no scheduler
limits: `work`, how much this job has to do, in any unit, and `fixed_output=1` if the output has the same size for any
work. Predictions for such a job lie on a straight line over its work, through all measured runs. If their work is the
same, the line goes through START_SECONDS and no output at no work. All other jobs take what they took.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from recomputed.errors import BadInput, one_line
from recomputed.runs import output
from recomputed.workflow import job_record, plan, settings

LOGS = "results/logs"
SHARD = re.compile(r"-\d+-of-\d+$")  # at the end of a log's name
START_SECONDS = 2.0  # of processors, to start a job without any work
MEASURED = ("work", "cpu_seconds", "peak_mb", "written_mb")
MIN_WORK_RATIO = 1.2  # runs whose work differs by less do not define a line
SMALL_SHARE = 0.01  # of all core-hours; rules below it are not listed one by one


def measured(logs: Path) -> dict[str, list[dict]]:
    """Read what jobs took from the logs under `logs`: name without shard -> MEASURED of each run.

    Jobs that found a part of their work done are left out: they say too little.
    """
    found = defaultdict(list)
    for path in sorted(logs.rglob("*.log")):
        run = job_record.read(path)
        if run and not run["found_done"]:
            found[name_of(path.relative_to(logs))].append({key: run[key] for key in MEASURED})
    return dict(found)


def predicted(jobs: list[dict], took: dict[str, list[dict]]) -> pd.DataFrame:
    """Predict each of the planned `jobs` that has a log from what jobs of its name `took`.

    Columns: rule, measured (in how many runs), cpu_seconds, written_mb, and peak_mb, the largest of the measured runs;
    nan where nothing is known.
    """
    return pd.DataFrame([_job(job, took) for job in jobs if job["log"]])


def _job(job: dict, took: dict[str, list[dict]]) -> dict:
    runs = took.get(name_of(Path(job["log"][0]).relative_to(LOGS)), [])
    work, fixed_output = job["resources"].get("work"), job["resources"].get("fixed_output")
    if work is not None:
        runs = [run for run in runs if run["work"] is not None]
    return {
        "rule": job["rule"],
        "measured": len(runs),
        "cpu_seconds": _at(work, runs, "cpu_seconds", START_SECONDS),
        "written_mb": _at(None if fixed_output else work, runs, "written_mb", 0),
        "peak_mb": max((run["peak_mb"] for run in runs), default=np.nan),
    }


def _at(work: float | None, runs: list[dict], column: str, start: float) -> float:
    """Give `column` at `work` on the line through `runs`, and through (0, `start`) if their work is the same.

    Without `work` the mean of the runs; nan without runs.
    """
    if not runs:
        return np.nan
    y = np.array([run[column] for run in runs], float)
    if work is None:
        return float(y.mean())
    x = np.array([run["work"] for run in runs], float)
    if x.max() < MIN_WORK_RATIO * x.min():
        x, y = np.append(x, 0), np.append(y, min(start, y.min()))
    slope, height = np.polyfit(x, y, 1)
    return float(max(height + slope * work, 0))


def name_of(log: Path) -> str:
    """Give the name that all shards of a job share, from the path of its log under LOGS."""
    return SHARD.sub("", log.with_suffix("").as_posix())


def report(jobs: pd.DataFrame, scale: int, shards: int) -> str:
    """Write the prediction: one line per rule that takes SMALL_SHARE of it or more, one for the rest, one for all."""
    by_rule = jobs.groupby("rule").agg(
        jobs=("rule", "size"),
        core_hours=("cpu_seconds", lambda s: s.sum() / 3600),
        longest_core_minutes=("cpu_seconds", lambda s: s.max() / 60),
        peak_mb=("peak_mb", "max"),
        written_gb=("written_mb", lambda s: s.sum() / 1000),
    )
    by_rule = by_rule.sort_values("core_hours", ascending=False)
    large = by_rule[by_rule["core_hours"] >= by_rule["core_hours"].sum() * SMALL_SHARE]
    rest, unknown = by_rule.drop(large.index), sorted(jobs.loc[jobs["measured"] == 0, "rule"].unique())
    lines = [f"scale {scale}, shards {shards}: predicted from the logs in {LOGS}", large.round(3).to_string()]
    lines.append(f"{len(rest)} other rules: {rest['jobs'].sum()} jobs, {rest['core_hours'].sum():.2f} core-hours")
    lines.append(
        f"all: {len(jobs)} jobs, {by_rule['core_hours'].sum():.2f} core-hours, at most {jobs['peak_mb'].max():.0f} MB "
        f"in a job, {by_rule['written_gb'].sum():.2f} GB written; the longest job {jobs['cpu_seconds'].max() / 60:.1f} "
        "core-minutes"
    )
    if unknown:
        lines.append(f"not included, because no log says what they take: {', '.join(unknown)}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the prediction for config.yaml and the `arguments` of Snakemake; one line where nothing was measured."""
    config = settings.read(arguments)
    with one_line():
        took = measured(Path(LOGS))
        if not took:
            raise BadInput("nothing measured", where=LOGS, expected="logs of a run", found="none", do="run make first")
        jobs = predicted(plan.jobs(arguments), took)
    print(report(jobs, config["scale"], config["shards"]))


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
