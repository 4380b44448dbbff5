"""Progress of long computations, for a person at a terminal, and what they found done, for the log of their job."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
SECONDS_BETWEEN_LINES = 3.0
FOUND_DONE = "found done: "  # begins a line of a log; recomputed.workflow.job_record reads it


def track(items: Sequence[Item], title: str) -> Iterator[Item]:
    """Yield `items`, and print to a terminal every few seconds how many are done; print nothing to a pipe or a log.

    It prints whole lines, no bar that redraws itself, because several jobs share the terminal with Snakemake.
    """
    printed = time.monotonic()
    for done, item in enumerate(items):
        if sys.__stderr__ and sys.__stderr__.isatty() and time.monotonic() - printed > SECONDS_BETWEEN_LINES:
            printed = time.monotonic()
            print(f"  {title}: {done} of {len(items)}", file=sys.__stderr__)
        yield item


def found_done(part: str) -> None:
    """Write to the log that `part` of the job's work was there already; its run time then predicts nothing."""
    print(f"{FOUND_DONE}{part}")
