"""Two programs for the same work, timed in turn (A B A B …) in one process, and the ratio of their seconds.

Both warm up and are compared first. A pause comes before each timed call, ours and the peer's alike: workers of
OpenBLAS and OpenMP go on spinning for tens of milliseconds after a product, on a core whose time would be charged to
the next program (PCA: 0.22 s in place of 0.155 s). A short call is timed many times over, after one that is not: of
threads that slept, the second may wait for the system's next tick before it runs (10 ms, beside 0.7 ms of an LSTM).
Ratios, not seconds, are the figure: the machine's other work hits neighbouring calls alike. None of it is a verdict:
a goal that is missed is said, not raised. What is raised is another answer.
"""

import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import numpy as np
import psutil
from numba import get_num_threads

PAUSE_SECONDS = 0.2
LEAST_SECONDS = 0.2  # of one measurement; a shorter call is repeated
SHORT_ROUNDS = 4  # of the peer, before a long call of ours and again after it
COLUMNS = ["work", "peer", "quantity", "threads", "goal", "ratio", "low", "high"]
COLUMNS += ["ours", "peers", "ours_busy", "peers_busy", "others_busy", "rounds", "apart", "within"]


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Give the seconds of the clock that one of so many calls takes."""
    time.sleep(PAUSE_SECONDS)
    if times > 1:
        call()
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times


def repeats(call: Callable[[], object], took: float) -> int:
    """Give the number of calls of one measurement; the first call took so many seconds, perhaps to wake threads."""
    if took < LEAST_SECONDS:
        start = time.perf_counter()
        call()
        took = time.perf_counter() - start
    return max(1, math.ceil(LEAST_SECONDS / took))


@dataclass(frozen=True)
class Contest:
    """One row: ours and the peer's call, and how to tell that they give the same answer.

    theirs: None if the peer is not installed. apart: distance of the two answers, to be at most `within`.
    scale: how many times the peer's call is what ours does, where it would take too long in full and the work is equal
    pieces one after another. goal: the ratio, peer's over ours, to reach; nan for none.
    rounds: 0 for a long call of a kernel that the peer's short calls have warmed: one call of it, between theirs.
    measure: seconds, or peak_bytes. threads: how many either side may use.
    """

    work: str
    peer: str
    goal: float
    ours: Callable[[], object]
    theirs: Callable[[], object] | None
    apart: Callable[[object, object], float]
    within: float
    rounds: int = 7
    scale: float = 1.0
    measure: Callable = seconds
    threads: int = field(default_factory=get_num_threads)


def peer(module: str) -> ModuleType | None:
    """Import a peer, or give None where it is not installed."""
    return import_module(module) if find_spec(module) else None


def compare(contest: Contest, quick: bool) -> dict:
    """Check the answers, time both in turn, give the row of the table; raise SystemExit if the answers differ."""
    row = {"work": contest.work, "peer": contest.peer, "quantity": contest.measure.__name__}
    row |= {"threads": contest.threads, "goal": contest.goal}
    if contest.theirs is None:
        return row | {name: float("nan") for name in COLUMNS if name not in row} | {"rounds": 0}
    ours, theirs, load = Clocked(contest.ours), Clocked(contest.theirs), Load()
    others, short = _first(contest.measure, theirs)
    once = not quick and not contest.rounds
    beside = [contest.measure(theirs) for _ in range(SHORT_ROUNDS * once)]
    answer, first = _first(contest.measure, ours, 1 if once else 2)
    apart = contest.apart(answer, others)
    if not apart <= contest.within:
        raise SystemExit(f"{contest.work}: {contest.peer} gives another answer, apart by {apart:.3g}")
    del answer, others
    if once:
        beside += [contest.measure(theirs) for _ in range(SHORT_ROUNDS)]
        figures = [(first, one) for one in beside]
    else:
        figures = [(first, short)] if quick else _in_turn(contest, ours, theirs)
    found = ratio(*np.array(figures).T * [[1], [contest.scale]])
    busy = {"ours_busy": ours.busy, "peers_busy": theirs.busy, "others_busy": load.others_busy()}
    return row | found | busy | {"apart": apart, "within": contest.within}


def ratio(ours: np.ndarray, peers: np.ndarray) -> dict:
    """Give the columns of the table that follow from what either side took in every round."""
    low, middle, high = np.quantile(peers / ours, [0.1, 0.5, 0.9])
    found = {"ratio": middle, "low": low, "high": high, "ours": np.median(ours), "peers": np.median(peers)}
    return found | {"rounds": len(ours)}


class Clocked:
    """A call that notes what it took: seconds of the clock, and of all processors, each time."""

    def __init__(self, call: Callable[[], object]):
        self.call, self.took = call, []

    def __call__(self) -> object:
        start = time.perf_counter(), time.process_time()
        answer = self.call()
        self.took.append((time.perf_counter() - start[0], time.process_time() - start[1]))
        return answer

    @property
    def busy(self) -> float:
        """How many processors it kept busy, on average over all calls but the first, if there are others."""
        clock, processors = np.sum(self.took[1:] or self.took, axis=0)
        return processors / clock


class Load:
    """What other programs of the machine take from now on; time that a hypervisor took away counts as theirs."""

    def __init__(self):
        self.start = self._now()

    def others_busy(self) -> float:
        """How many processors they kept busy on average."""
        clock, all_of_them, own = np.subtract(self._now(), self.start)
        return max(0.0, float(all_of_them - own) / clock)

    @staticmethod
    def _now() -> tuple[float, float, float]:
        whole, own = psutil.cpu_times(), os.times()
        busy = sum(getattr(whole, name, 0.0) for name in ("user", "nice", "system", "irq", "softirq", "steal"))
        return time.monotonic(), busy, sum(own[:4])


def _first(measure: Callable, call: Clocked, times: int = 2) -> tuple[object, float]:
    """Warm up, which compiles what is not yet, then measure: the answer and the figure of the last call."""
    answers = []
    for _ in range(times):
        figure = measure(lambda: answers.append(call()))
    return answers[-1], figure


def _in_turn(contest: Contest, *calls: Clocked) -> list[list[float]]:
    times = [repeats(call, call.took[-1][0]) for call in calls]
    return [
        [contest.measure(call, often) for call, often in zip(calls, times, strict=True)] for _ in range(contest.rounds)
    ]
