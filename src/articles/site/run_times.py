"""Run times of the rules, in a file of their own that the pages load: they themselves stay the same byte for byte."""

import csv
import json
from collections import Counter
from pathlib import Path

from articles.site.provenance import SHARD


def run_times(folder: str) -> str:
    """Read the benchmark files under `folder`; give a script that sets `runTimes`, in seconds, shards of a rule added.

    A file of a rule that has not run since the benchmarks were deleted is not there, and its time is not told.
    """
    root, seconds = Path(folder), Counter()
    for path in sorted(root.rglob("*.tsv")):
        name = path.relative_to(root).with_suffix("").as_posix()
        seconds[SHARD.sub("", name)] += _seconds(path)
    told = {name: round(count, 2) for name, count in seconds.items()}
    return f"window.runTimes = {json.dumps(told, indent=1)};\n"


def _seconds(path: Path) -> float:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(float(row["s"]) for row in csv.DictReader(file, delimiter="\t"))
