"""Run times of the rules, in a separate file that the pages load, so that the pages are equal in every run."""

import json
from collections import Counter
from pathlib import Path

from recomputed.site.provenance import SHARD
from recomputed.workflow import job_record


def run_times(folder: str) -> str:
    """Read the logs under `folder`; give a script that sets `runTimes`: log -> seconds, shards of a rule added.

    A rule without a log, or with an unfinished one, has no time.
    """
    seconds: Counter = Counter()
    for path in sorted(Path(folder).rglob("*.log")):
        if took := job_record.read(path):
            seconds[SHARD.sub("", path.as_posix())] += took["wall_seconds"]
    times = {name: round(count, 2) for name, count in seconds.items()}
    return f"window.runTimes = {json.dumps(times, indent=1)};\n"
