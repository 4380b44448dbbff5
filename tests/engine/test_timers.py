"""The end of a run does not wait for the timers of Snakemake's rate limit."""

import threading

from recomputed.runs.timers import cancel_timers


def test_cancelled_timers_end_at_once_and_do_nothing():
    called = threading.Event()
    timers = [threading.Timer(60, called.set) for _ in range(3)]
    for timer in timers:
        timer.start()
    cancel_timers()
    for timer in timers:
        timer.join(timeout=10)
    assert not any(timer.is_alive() for timer in timers)
    assert not called.is_set()
