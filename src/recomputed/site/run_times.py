"""Run times of the rules, in a separate file that the pages load, so that the pages are equal in every run."""

import json
from collections import Counter
from pathlib import Path

from recomputed.results.run_period import run_period
from recomputed.site.provenance import SHARD
from recomputed.workflow import job_record


def run_times(folder: str) -> str:
    """Read the logs under `folder`; give a script that sets `runTimes`: log -> seconds, shards of a rule added.

    It also sets `runDate`, the day (UTC) on which the last job ended. A rule without a log, or with an unfinished one,
    has no time.
    """
    seconds: Counter = Counter()
    for path in sorted(Path(folder).rglob("*.log")):
        if took := job_record.read(path):
            seconds[SHARD.sub("", path.as_posix())] += took["wall_seconds"]
    times = {name: round(count, 2) for name, count in seconds.items()}
    period = run_period(folder)
    date = period[1].date().isoformat() if period else ""
    return f"window.runTimes = {json.dumps(times, indent=1)};\nwindow.runDate = {json.dumps(date)};\n"
