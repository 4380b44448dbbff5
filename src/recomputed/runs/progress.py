"""Progress of long computations, for a person at a terminal."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
SECONDS_BETWEEN_LINES = 3.0


def track(items: Sequence[Item], title: str) -> Iterator[Item]:
    """Yield `items`, and print to a terminal every few seconds how many are done; print nothing to a pipe or a log.

    It prints whole lines, no bar that redraws itself, because several jobs share the terminal with Snakemake.
    """
    printed = time.monotonic()
    for done, item in enumerate(items):
        if sys.__stderr__.isatty() and time.monotonic() - printed > SECONDS_BETWEEN_LINES:
            printed = time.monotonic()
            print(f"  {title}: {done} of {len(items)}", file=sys.__stderr__)
        yield item
