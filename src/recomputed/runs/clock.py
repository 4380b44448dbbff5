"""Files of the future: the clock was set back since they were written, or it was ahead on the machine they come from.

Snakemake would make what depends on them again in every run, and end a run whose output is older than its input.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

AHEAD_NS = 10**9  # clocks of file servers differ by less
STEP_NS = 1000  # between two files of the future once they are settled; Snakemake reads times to less than that


def settle(folders: Iterable[Path]) -> None:
    """Set the times of the files of the future below `folders` to just before now, in the order that they have.

    Ends the program with one line where a time cannot be set.
    """
    now = time.time_ns()
    late = [(path, ns) for path, ns in _times(folders) if ns > now + AHEAD_NS]
    times = sorted({ns for _, ns in late})
    to = {ns: now - STEP_NS * (len(times) - place) for place, ns in enumerate(times)}
    for path, ns in late:
        try:
            os.utime(path, ns=(to[ns], to[ns]))
        except OSError as error:
            changed, clock = (time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at / 1e9)) for at in (ns, now))
            do = f"correct the clock, or the time of the file ({error.strerror}), and run again"
            sys.exit(f"{path}: time in the future: {changed}, and the clock says {clock}; {do}")
    if late:
        others = f" and {len(late) - 1} more" if len(late) > 1 else ""
        print(f"{late[0][0]}{others}: time in the future, set to now; the clock was set back?", file=sys.stderr)


def _times(folders: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """Yield each regular file below `folders` and the time of its last change, in nanoseconds."""
    for top in folders:
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)
                try:
                    yield Path(path), os.stat(path).st_mtime_ns
                except OSError:  # a broken link, or removed meanwhile
                    continue
