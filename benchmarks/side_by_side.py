"""Two programs for the same work, timed in turn (A B A B …) in one process, and the ratio of their seconds.

Both warm up and are compared first. A pause comes before each timed call, ours and the peer's alike: workers of
OpenBLAS and OpenMP go on spinning for tens of milliseconds after a product, on a core whose time would be charged to
the next program (PCA: 0.22 s in place of 0.155 s). A short call is timed many times over.
Ratios, not seconds, are the figure: the machine's other work hits neighbouring calls alike. None of it is a verdict:
a goal that is missed is said, not raised. What is raised is another answer.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import numpy as np

PAUSE_SECONDS = 0.2
LEAST_SECONDS = 0.03  # of one measurement; a shorter call is repeated
COLUMNS = ["work", "peer", "quantity", "goal", "ratio", "low", "high", "ours", "peers", "rounds", "apart", "within"]


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Give the seconds of the clock that one of so many calls takes."""
    time.sleep(PAUSE_SECONDS)
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times


def peak_bytes(call: Callable[[], object], times: int = 1) -> float:
    """Give the most memory this process holds while it runs a call; nan where the system (not Linux) cannot tell."""
    clear = Path("/proc/self/clear_refs")
    if not clear.exists():
        return float("nan")
    clear.write_text("5")
    call()
    return _memory("VmHWM")


def _memory(field: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * float(next(line.split()[1] for line in lines if line.startswith(field)))


def added_bytes(call: Callable[[], object]) -> float:
    """Give the memory that a call adds at its peak to what the process held before."""
    held = _memory("VmRSS") if Path("/proc/self/status").exists() else float("nan")
    return peak_bytes(call) - held


@dataclass(frozen=True)
class Contest:
    """One row: ours and the peer's call, and how to tell that they give the same answer.

    theirs: None if the peer is not installed. apart: distance of the two answers, to be at most `within`.
    scale: how many times the peer's call is what ours does, where it would take too long in full and the work is equal
    pieces one after another. goal: the ratio, peer's over ours, to reach; nan for none.
    rounds: 0 for a long call of a kernel that is warm: the one that gives the answer counts. measure: seconds, or
    peak_bytes.
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


def peer(module: str) -> ModuleType | None:
    """Import a peer, or give None where it is not installed."""
    return import_module(module) if find_spec(module) else None


def compare(contest: Contest, quick: bool) -> dict:
    """Check the answers, time both in turn, give the row of the table; raise SystemExit if the answers differ."""
    place = {"work": contest.work, "peer": contest.peer, "quantity": contest.measure.__name__, "goal": contest.goal}
    if contest.theirs is None:
        return place | {name: float("nan") for name in COLUMNS[4:]} | {"rounds": 0}
    calls = (contest.ours, contest.theirs)
    answers, first, spent = zip(*(_first(contest.measure, call) for call in calls), strict=True)
    apart = contest.apart(*answers)
    if not apart <= contest.within:
        raise SystemExit(f"{contest.work}: {contest.peer} gives another answer, apart by {apart:.3g}")
    del answers
    times = [max(1, int(LEAST_SECONDS / one)) for one in spent]
    timed = list(zip(calls, times, strict=True))
    rounds = 0 if quick else contest.rounds
    ours, peers = np.array([[contest.measure(*call) for call in timed] for _ in range(rounds)] or [first]).T
    peers = peers * contest.scale
    low, ratio, high = np.quantile(peers / ours, [0.1, 0.5, 0.9])
    found = {"ratio": ratio, "low": low, "high": high, "ours": np.median(ours), "peers": np.median(peers)}
    return place | found | {"rounds": len(ours), "apart": apart, "within": contest.within}


def _first(measure: Callable, call: Callable[[], object]) -> tuple[object, float, float]:
    """Warm up, then measure a second call, or the first if that was long: the answer, the figure, the seconds."""
    answers = []
    for _ in range(2):
        start = time.perf_counter()
        figure = measure(lambda: answers.append(call()))
        spent = time.perf_counter() - start - PAUSE_SECONDS
        if spent > 1:
            break
    return answers[-1], figure, max(spent, 1e-6)


def told(row: dict, quick: bool) -> str:
    """Put a row in words; a quick run's seconds say nothing, and are left out."""
    name = f"{row['work']} | {row['peer']}"
    if not row["rounds"]:
        return f"{name}: NOT MEASURED, the peer is not installed; `make bench` installs it"
    if quick:
        return f"{name}: the same answer, apart by {row['apart']:.3g} of {row['within']:.3g} granted"
    unit, factor = ("s", 1.0) if row["quantity"] == "seconds" else ("MB", 1e-6)
    missed = "" if np.isnan(row["goal"]) or row["ratio"] >= row["goal"] else ", MISSED"
    goal = "" if np.isnan(row["goal"]) else f", goal {row['goal']:.3g}{missed}"
    return (
        f"{name}: ratio {row['ratio']:.3g} ({row['low']:.3g} to {row['high']:.3g}){goal}; ours "
        f"{factor * row['ours']:.4g} {unit}, peer {factor * row['peers']:.4g} {unit}, {row['rounds']} in turn"
    )
