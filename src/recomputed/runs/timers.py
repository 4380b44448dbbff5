"""The timers that Snakemake's rate limit leaves when a run ends (docs/snakemake-polling.md)."""

import threading


def cancel_timers() -> None:
    """Cancel all timers of this process, which would otherwise stay alive until the last of them is due."""
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.cancel()
