"""Run every benchmark, each room in a separate process; write tables, figures and the machine to results/bench/.

Run: make bench, or python benchmarks/bench.py [--quick]. With --quick it checks on small sizes that our code and the
peers give the same answers, times nothing, and writes to results/bench/quick/.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import pandas as pd

import machine
import pictures
import rooms
import where
import words
from recomputed.results.store import save

WHOLE = Path("results")  # of make; if there was a run, the times of its jobs are reported


def main() -> int:
    """Run the rooms one after the other; give 1 if one of them failed, for example because answers differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    rooms.add_options(parser)
    parser.add_argument(
        "rooms", nargs="*", default=rooms.ROOMS, help="run only these; the tables of the others are kept"
    )
    options = rooms.read(parser)
    save(machine.describe(), options.to / "machine.json")
    failed = [room for room in options.rooms if not _ran(room, options)]
    table = _joined(options.to, "")
    if table is not None:
        save(table, options.to / "bench.csv")
    if not options.quick:
        _report(options.to, table)
    print(f"failed: {', '.join(failed)}" if failed else f"tables in {options.to}", file=sys.stderr)
    return int(bool(failed))


def _ran(room: str, options: argparse.Namespace) -> bool:
    script = Path(__file__).with_name("rooms.py")
    command = [sys.executable, script, room, "--to", options.to, *(["--quick"] if options.quick else [])]
    return subprocess.run(command).returncode == 0


def _joined(folder: Path, ending: str) -> pd.DataFrame | None:
    """Join the rooms' tables; None if there is none yet."""
    paths = [folder / "rooms" / f"{room}{ending}.csv" for room in [*rooms.ROOMS, "everything"]]
    found = [pd.read_csv(path) for path in paths if path.exists()]
    return pd.concat(found, ignore_index=True) if found else None


def _report(folder: Path, table: pd.DataFrame | None) -> None:
    grown = _joined(folder, "_growth")
    if grown is not None:
        save(grown, folder / "growth.csv")
    if table is not None:
        save(words.markdown(table), folder / "bench.md")
    for name, draw, given in (("bench", pictures.ratios, table), ("growth", pictures.growth, grown)):
        for suffix in (".svg", ".png") if given is not None else ():
            save(draw(given), folder / f"{name}{suffix}")
    jobs = where.table(WHOLE)
    if len(jobs):
        print(where.describe(jobs))
        save(jobs, folder / "where.csv")


if __name__ == "__main__":
    sys.exit(main())
