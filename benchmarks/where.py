"""Time per job: the jobs of the last run, longest first, as the last line of each log has it.

Processor seconds count, because seconds of the clock also depend on the other work of the machine. A job of training
that was resumed has only the time of its last part. Run: python benchmarks/where.py [--results results]; part of make
bench, if there was a run.
"""

import argparse
from pathlib import Path

import pandas as pd

from recomputed.results.store import save
from recomputed.workflow import job_record
from rooms import FOLDER

SHOWN = 15
SMALL_SECONDS = 2  # of a processor; a job below this mostly starts and imports
COLUMNS = {"job": "job", "cpu_seconds": "processor_seconds", "peak_mb": "memory_mb"}


def table(results: Path) -> pd.DataFrame:
    """Give one row per job: job, processor_seconds, memory_mb, share_percent of all processor seconds."""
    logs = results / "logs"
    records = {log.relative_to(logs).with_suffix("").as_posix(): job_record.read(log) for log in logs.rglob("*.log")}
    rows = [{"job": job, **record} for job, record in sorted(records.items()) if record]
    found = pd.DataFrame(rows, columns=list(COLUMNS)).rename(columns=COLUMNS)
    found["share_percent"] = 100 * found["processor_seconds"] / found["processor_seconds"].sum()
    return found.sort_values("processor_seconds", ascending=False, ignore_index=True)


def describe(found: pd.DataFrame) -> str:
    """Describe the longest jobs, and the total of the small ones, one line each."""
    total, small = found["processor_seconds"].sum(), found[found["processor_seconds"] < SMALL_SECONDS]
    lines = [
        f"{job:50} {cpu:7.1f} s of a processor {mb:6.0f} MB {share:5.1f} %"
        for job, cpu, mb, share in found.head(SHOWN).itertuples(index=False)
    ]
    lines.append(
        f"all {len(found)} jobs: {total:.0f} s of a processor; the {len(small)} below {SMALL_SECONDS} s each: "
        f"{small['processor_seconds'].sum():.0f} s"
    )
    return "\n".join(lines)


def main() -> None:
    """Read the logs, print the table, write where.csv."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=Path("results"))
    parser.add_argument("--to", type=Path, default=FOLDER)
    options = parser.parse_args()
    found = table(options.results)
    if found.empty:
        raise SystemExit(f"no logs of finished jobs in {options.results}/logs: run make first")
    print(describe(found))
    save(found, options.to / "where.csv")


if __name__ == "__main__":
    main()
