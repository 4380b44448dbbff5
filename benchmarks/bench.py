"""Every benchmark, each room in a process of its own; tables, figures and the machine go to results/bench/.

Run: make bench, or python benchmarks/bench.py [--quick]; --quick checks on small sizes that ours and the peers give the
same answers, and times nothing.
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
from articles.store import save

WHOLE = Path("results")  # of make, whose jobs' times are told, if there was a run


def main() -> int:
    """Run the rooms one after the other; give 1 if one of them failed, as when answers differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes, once: are the answers the same?")
    parser.add_argument("--to", type=Path, default=rooms.FOLDER, help="folder of tables and figures")
    parser.add_argument("rooms", nargs="*", default=rooms.ROOMS, help="only these, beside what is there already")
    options = parser.parse_args()
    save(machine.describe(), options.to / "machine.json")
    failed = [room for room in options.rooms if not _ran(room, options)]
    save(_joined(options.to, ""), options.to / "bench.csv")
    if not options.quick:
        save(_joined(options.to, "_growth"), options.to / "growth.csv")
        for name, draw in (("bench", pictures.ratios), ("growth", pictures.growth)):
            for suffix in (".svg", ".png"):
                save(draw(pd.read_csv(options.to / f"{name}.csv")), options.to / f"{name}{suffix}")
        if (WHOLE / "benchmarks").exists():
            jobs = where.table(WHOLE)
            print(where.told(jobs))
            save(jobs, options.to / "where.csv")
    print(f"failed: {', '.join(failed)}" if failed else f"tables in {options.to}", file=sys.stderr)
    return int(bool(failed))


def _ran(room: str, options: argparse.Namespace) -> bool:
    script = Path(__file__).with_name("rooms.py")
    command = [sys.executable, script, room, "--to", options.to, *(["--quick"] if options.quick else [])]
    return subprocess.run(command).returncode == 0


def _joined(folder: Path, ending: str) -> pd.DataFrame:
    paths = [folder / "rooms" / f"{room}{ending}.csv" for room in [*rooms.ROOMS, "everything"]]
    return pd.concat([pd.read_csv(path) for path in paths if path.exists()], ignore_index=True)


if __name__ == "__main__":
    sys.exit(main())
