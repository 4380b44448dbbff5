"""Progress of long computations, for a person at a terminal."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
SECONDS_BETWEEN_LINES = 3.0


def track(items: Sequence[Item], title: str) -> Iterator[Item]:
    """Yield `items`, telling a terminal every few seconds how many are done; silent in a pipe or a log.

    Whole lines, no bar that redraws itself: several jobs share the terminal with Snakemake.
    """
    told = time.monotonic()
    for done, item in enumerate(items):
        if sys.__stderr__.isatty() and time.monotonic() - told > SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            print(f"  {title}: {done} of {len(items)}", file=sys.__stderr__)
        yield item
