"""What a larger run will take, before it is begun: jobs, core-hours, gigabytes (`make predict SCALE=5000 SHARDS=100`).

Every job's log ends with what it took. The jobs that `scale` makes longer follow a straight line over their own work
(pairs, queries, seeds): through all runs of theirs with different shares, or, where there is one alone, through it and
START. All others take what they took.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from recomputed.errors import BadInput, one_line
from recomputed.workflow.plan import jobs_of
from recomputed.workflow.settings import settings
from recomputed.workflow.shards import UNSHARDED, run_of, scaled

LOGS = "results/logs"
SHARD = re.compile(r"-(\d+-of-\d+)$")
# Jobs that are cut into shards, by the beginning of their log's name: the size of the whole in config.yaml, if any.
SIZES = {
    "curse/angle_counts": ("curse", "angles", "sweep", "pairs"),
    "knn/neighbours_leave_one_out": ("knn", "neighbourhoods", "leave_one_out"),
    "knn/neighbours_": (),
    "lstm_backward/training/": ("lstm_backward", "training", "seeds"),
}
# A job of no work at all: seconds of its processors to start, and megabytes written (counts are as many for any work).
START_SECONDS, START_MB = 2.0, {"curse/angle_counts": 2.6}
KEPT = "trained already"  # said by lstm_backward.compute.training
TOOK = ("cpu_seconds", "peak_mb", "written_mb")
DIFFERENT = 1.2  # two shares this far apart make a line


def used(log: Path) -> dict | None:
    """Read asked, kept (a part was found done), cpu_seconds, peak_mb, written_mb from a log; None if it has no end."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    if len(lines) < 2 or not (lines[0].startswith("asked: ") and lines[-1].startswith("used: ")):
        return None
    try:
        asked, took = (json.loads(line.partition(": ")[2]) for line in (lines[0], lines[-1]))
        took = {key: float(took[key]) for key in TOOK}
    except (KeyError, TypeError, ValueError):  # damaged
        return None
    return {"asked": asked, "kept": any(KEPT in line for line in lines), **took}


def measured(logs: Path) -> dict[str, list[dict]]:
    """Read what jobs took from the logs under `logs`: name without shard -> work, cpu_seconds, peak_mb, written_mb.

    Jobs that found a part of their work done tell nothing of what it takes, and are left out.
    """
    found = defaultdict(list)
    for path in sorted(logs.rglob("*.log")):
        run = used(path)
        if run and not run.pop("kept"):
            name, shard = _split(path.relative_to(logs))
            place, asked = _place(name), run.pop("asked")
            if place and place[-1] not in asked:  # damaged
                continue
            size = asked[place[-1]] if place else 1
            found[name].append({"work": _share(size, shard), **run})
    return found


def planned(arguments: list[str]) -> list[tuple[str, str, str]]:
    """Ask Snakemake for the jobs of a run from nothing: rule, name of the log without shard, shard.

    Its `arguments` name settings. Raises BadInput with its last line where it has no plan.
    """
    asked = ["--workflow-profile", "none", "--dry-run", "--forceall", *arguments]
    command = [Path(sys.executable).with_name("snakemake"), *asked]
    done = subprocess.run(command, capture_output=True, text=True)
    found = [(job["rule"], Path(job["log"])) for job in jobs_of(done.stdout) if "log" in job]
    if done.returncode or not found:
        told = (done.stderr.strip() or "nothing").splitlines()[-1]
        raise BadInput("no plan", where="snakemake", expected="a list of jobs", found=told, do="mend it and ask again")
    return [(rule, *_split(log.relative_to(LOGS))) for rule, log in found]


def predicted(jobs: list[tuple[str, str, str]], took: dict[str, list[dict]], config: dict) -> pd.DataFrame:
    """Predict each of `jobs` from what jobs of its name `took`, at the sizes of `config`.

    Columns: rule, measured (in how many runs), cpu_seconds, written_mb, and peak_mb, the most of the measured runs; nan
    where nothing is known.
    """
    rows = []
    for rule, name, shard in jobs:
        runs, work = took.get(name, []), _share(_size(_place(name), config), shard)
        row = {"rule": rule, "measured": len(runs)}
        row["cpu_seconds"] = _line(runs, "cpu_seconds", work, START_SECONDS)
        row["written_mb"] = _line(runs, "written_mb", work, START_MB.get(name, 0))
        rows.append({**row, "peak_mb": max((run["peak_mb"] for run in runs), default=np.nan)})
    return pd.DataFrame(rows)


def _line(runs: list[dict], column: str, work: float, start: float) -> float:
    """Give the height at `work` of the line through `runs`, or through (0, `start`) and the only share there is."""
    if not runs:
        return np.nan
    x, y = (np.array([run[key] for run in runs], float) for key in ("work", column))
    if x.max() < DIFFERENT * x.min():
        x, y = np.append(x, 0), np.append(y, min(start, y.min()))
    slope, height = np.polyfit(x, y, 1)
    return float(max(height + slope * work, 0))


def _split(path: Path) -> tuple[str, str]:
    name = path.with_suffix("").as_posix()
    found = SHARD.search(name)
    return SHARD.sub("", name), found[1] if found else UNSHARDED


def _place(name: str) -> tuple | None:
    return next((place for beginning, place in SIZES.items() if name.startswith(beginning)), None)


def _size(place: tuple | None, config: dict) -> float:
    for key in place or ():
        config = config[key]
    return config if place else 1


def _share(size: float, shard: str) -> float:
    """Give the work of a shard: its run of `size` samples, or its share of a whole of 1."""
    return len(run_of(size, shard)) if size > 1 else 1 / int(shard.split("-of-")[1])


def told(jobs: pd.DataFrame, scale: int, shards: int) -> str:
    """Put the prediction into words: a line for each rule that takes a hundredth of it or more, the rest, the whole."""
    by_rule = jobs.groupby("rule").agg(
        jobs=("rule", "size"),
        core_hours=("cpu_seconds", lambda s: s.sum() / 3600),
        longest_core_minutes=("cpu_seconds", lambda s: s.max() / 60),
        peak_mb=("peak_mb", "max"),
        written_gb=("written_mb", lambda s: s.sum() / 1000),
    )
    by_rule = by_rule.sort_values("core_hours", ascending=False)
    large = by_rule[by_rule["core_hours"] >= by_rule["core_hours"].sum() / 100]
    rest, unknown = by_rule.drop(large.index), sorted(jobs.loc[jobs["measured"] == 0, "rule"].unique())
    lines = [f"scale {scale}, shards {shards}: predicted from the logs in {LOGS}", large.round(3).to_string()]
    lines.append(f"{len(rest)} other rules: {rest['jobs'].sum()} jobs, {rest['core_hours'].sum():.2f} core-hours")
    lines.append(
        f"all: {len(jobs)} jobs, {by_rule['core_hours'].sum():.2f} core-hours, at most {jobs['peak_mb'].max():.0f} MB "
        f"in a job, {by_rule['written_gb'].sum():.2f} GB written; the longest job {jobs['cpu_seconds'].max() / 60:.1f} "
        "core-minutes"
    )
    if unknown:
        lines.append(f"not in it, because no log tells what they take: {', '.join(unknown)}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the prediction for config.yaml and the `arguments` of Snakemake; one line where nothing was measured."""
    config = settings(arguments)
    with one_line():
        took = measured(Path(LOGS))
        if not took:
            raise BadInput("nothing measured", where=LOGS, expected="logs of a run", found="none", do="run make first")
        jobs = predicted(planned(arguments), took, scaled(config))
    print(told(jobs, config["scale"], config["shards"]))


if __name__ == "__main__":
    main(sys.argv[1:])
