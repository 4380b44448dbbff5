"""Measure the benchmarks of one room: comparisons with peers, and growth; print them and write two tables.

Run: python benchmarks/rooms.py ROOM [--quick]; `make bench` runs them all, each in a separate process.
"""

import argparse
from importlib import import_module
from pathlib import Path

import pandas as pd
from threadpoolctl import threadpool_limits

import growth
from recomputed.results.store import save
from side_by_side import COLUMNS, compare
from words import describe

FOLDER = Path("results/bench")
ROOMS = ["angles", "grids", "distances", "pca", "knn", "lstm", "simple_rnn", "small_nets", "bias_variance"]


def main() -> None:
    """Read the options, measure, write FOLDER/rooms/ROOM.csv and ROOM_growth.csv."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("room", choices=ROOMS)
    options = read(parser)
    room = import_module(options.room)
    with threadpool_limits(getattr(room, "BLAS_THREADS", None)):
        rows = [_printed(compare(contest, options.quick), options.quick) for contest in room.contests(options.quick)]
        save(pd.DataFrame(rows, columns=COLUMNS), options.to / "rooms" / f"{options.room}.csv")
        if options.quick:
            return
        grown = [row for one in room.growths() for row in _grown(one)]
        save(pd.DataFrame(grown), options.to / "rooms" / f"{options.room}_growth.csv")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that all benchmarks have in common."""
    parser.add_argument("--quick", action="store_true", help="small sizes, once: are the answers the same?")
    parser.add_argument("--to", type=Path, help=f"folder of the tables (default: {FOLDER}, with --quick /quick in it)")


def read(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Read the command line; quick tables never go to the folder of the full sizes."""
    options = parser.parse_args()
    options.to = options.to or (FOLDER / "quick" if options.quick else FOLDER)
    return options


def _printed(row: dict, quick: bool) -> dict:
    print(describe(row, quick), flush=True)
    return row


def _grown(one: growth.Growth) -> list[dict]:
    rows = growth.measure(one)
    numbers = [row["number"] for row in rows]
    time = growth.fitted(numbers, [row["seconds"] for row in rows])
    memory = growth.fitted(numbers, [row["megabytes"] for row in rows], growth.LEAST_MEGABYTES)
    span = f"{one.kernel} over {one.size}, {numbers[0]:,} to {numbers[-1]:,}"
    print(
        f"{span}: time {growth.in_words(time)} (theory {one.in_time}), memory {growth.in_words(memory)} "
        f"({one.in_memory})",
        flush=True,
    )
    known = {"in_time": one.in_time, "in_memory": one.in_memory, "time": time, "memory": memory}
    return [row | known for row in rows]


if __name__ == "__main__":
    main()
