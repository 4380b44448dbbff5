"""What a job was asked for and what it took: the first and the last line of its log."""

import json
import os
import resource
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from recomputed.runs.progress import FOUND_DONE

ASKED, USED = "asked: ", "used: "  # with which the two lines begin
WORK = "work"  # the resource by which the rule of a job that grows says how much it has to do, in any unit
TOOK = ("wall_seconds", "cpu_seconds", "peak_mb", "written_mb")


def asked(params: Mapping, resources: Mapping) -> str:
    """Write the first line: the parameters that are one word or number, and the resource `work`, if the rule has it."""
    plain = {name: value for name, value in params.items() if isinstance(value, str | int | float)}
    work = {WORK: resources[WORK]} if WORK in resources else {}
    return ASKED + json.dumps(plain | work, ensure_ascii=False)


def used(outputs: Iterable[str], started: float) -> str:
    """Write the last line: what this process took.

    wall_seconds (since `started`, of time.monotonic), cpu_seconds (of all processors), peak_mb (most memory of the
    process), written_mb (size of `outputs`).
    """
    took = {
        "wall_seconds": round(time.monotonic() - started, 2),
        "cpu_seconds": round(sum(os.times()[:4]), 2),
        "peak_mb": round(_peak_mb()),
        "written_mb": round(sum(os.path.getsize(path) for path in outputs) / 1e6, 3),
    }
    return USED + json.dumps(took)


def read(log: Path) -> dict | None:
    """Read a log; None if it is damaged or has no end.

    asked (a dict), work (a number, or None if the rule declares none), lines (those between the first and the last),
    found_done (whether a part of the work was there already), and TOOK.
    """
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.is_file() else []
    if len(lines) < 2 or not (lines[0].startswith(ASKED) and lines[-1].startswith(USED)):
        return None
    try:
        first, last = (json.loads(line.partition(": ")[2]) for line in (lines[0], lines[-1]))
        work = float(first[WORK]) if WORK in first else None
        took = {key: float(last[key]) for key in TOOK}
    except (KeyError, TypeError, ValueError):  # damaged
        return None
    found_done = any(line.startswith(FOUND_DONE) for line in lines)
    return {"asked": first, "work": work, "lines": lines[1:-1], "found_done": found_done, **took}


def _peak_mb() -> float:
    """Give the most memory of this process; the usual ru_maxrss starts from what Snakemake held when it forked."""
    try:
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        return int(status["VmHWM"].split()[0]) / 1024
    except (OSError, KeyError):  # no Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
