"""Where the time of `make` goes: the jobs of the last run, longest first, from what each log says at its end.

Processor seconds are the figure: seconds of the clock grow with whatever else the machine does. Jobs that found their
work done already, as training after a stop, are left out. Run: python benchmarks/where.py [--results results]; part of
make bench, if there was a run.
"""

import argparse
from pathlib import Path

import pandas as pd

from recomputed.results.store import save
from recomputed.workflow.predict import measured
from rooms import FOLDER

SHOWN = 15
SMALL_SECONDS = 2  # of a processor: jobs below this are mostly start-up
COLUMNS = {"job": "job", "cpu_seconds": "processor_seconds", "peak_mb": "memory_mb"}


def table(results: Path) -> pd.DataFrame:
    """Give a row a job: job, processor_seconds, memory_mb, share_percent of all processor seconds."""
    rows = [{"job": name, **run} for name, runs in measured(results / "logs").items() for run in runs]
    found = pd.DataFrame(rows, columns=list(COLUMNS)).rename(columns=COLUMNS)
    found["share_percent"] = 100 * found["processor_seconds"] / found["processor_seconds"].sum()
    return found.sort_values("processor_seconds", ascending=False, ignore_index=True)


def told(found: pd.DataFrame) -> str:
    """Put the longest jobs, and what all the small ones take together, in lines."""
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
    """Read, tell, write where.csv."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=Path("results"))
    parser.add_argument("--to", type=Path, default=FOLDER)
    options = parser.parse_args()
    found = table(options.results)
    if found.empty:
        raise SystemExit(f"no logs of finished jobs in {options.results}/logs: run make first")
    print(told(found))
    save(found, options.to / "where.csv")


if __name__ == "__main__":
    main()
