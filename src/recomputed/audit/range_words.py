"""Where a claim holds within its ranges, in words for a reader: each range by its name, its values with their unit."""

from itertools import groupby

import numpy as np

UNITS = {"deg": "°", "degrees": "°", "percent": "%", "seconds": "s", "years": "years"}
WORDS = {"holds": "holds", "undecided": "is not decided", "fails": "fails"}
GROUPED = 10_000  # from here on thousands are separated; years are not
States = dict[tuple, str]  # a value of each range -> a key of WORDS


def named(column: str) -> str:
    """Name a column that the ledger gives no name: its words, with the unit behind them, as in "near (°)"."""
    *words, last = column.split("_")
    return f"{' '.join(words)} ({UNITS[last]})" if words and last in UNITS else column.replace("_", " ")


def spans(names: tuple[str, ...], points: list[tuple]) -> str:
    """Say from where to where each range goes."""
    return " and ".join(
        f"{name} {_whole(sorted(set(values)))}" for name, values in zip(names, zip(*points, strict=True), strict=True)
    )


def where(names: tuple[str, ...], states: States) -> str:
    """Say at which values a claim holds: the runs of one range, or those of one within each run of the other."""
    short = [name.partition(" (")[0] for name in names]
    if len(names) == 1:
        return _runs({point[0]: state for point, state in states.items()}, short[0])
    if len(set(states.values())) == 1:
        return f"{WORDS[next(iter(states.values()))]} at every pair of them"
    return "; ".join(min((_nested(short, states, outer) for outer in (0, 1)), key=len))


def at(names: tuple[str, ...], point: tuple) -> str:
    """Name one value of each range."""
    short = [name.partition(" (")[0] for name in names]
    return ", ".join(f"{name} {_short(value)}" for name, value in zip(short, point, strict=True))


def _nested(short: list[str], states: States, outer: int) -> list[str]:
    """Word the runs of one range within each run of the other, which is the range number `outer`."""
    rows: dict = {}
    for point in sorted(states, key=lambda point: (point[outer], point[1 - outer])):
        rows.setdefault(point[outer], {})[point[1 - outer]] = states[point]
    parts = []
    for same, run in groupby(rows.items(), key=lambda pair: tuple(pair[1].items())):
        values = [value for value, _ in run]
        place = f"{short[outer]} {_span(values)}" if len(values) < len(rows) else f"at every value of {short[outer]}"
        parts.append(f"{place}: {_runs(dict(same), short[1 - outer], True)}")
    return parts


def _runs(states: dict, name: str, repeat: bool = False) -> str:
    """Say for each run of values whether the claim holds there; `repeat` puts the name of the range before them.

    Numbers run while they are neighbours; words have no order.
    """
    if len(set(states.values())) == 1:
        return f"{WORDS[next(iter(states.values()))]} at every value{f' of {name}' if repeat else ''}"
    parts, items = [], list(states.items())
    if isinstance(items[0][0], str):
        items.sort(key=lambda item: list(WORDS).index(item[1]))
    for state, run in groupby(items, key=lambda item: item[1]):
        values = [value for value, _ in run]
        alone = _from_to(values) if len(values) > 1 else f"at {_short(values[0])}"
        parts.append(f"{WORDS[state]} {f'at {name} {_span(values)}' if repeat else alone}")
    return ", ".join(parts)


def _whole(values: list) -> str:
    return f"({_span(values)})" if isinstance(values[0], str) else _from_to(values)


def _from_to(values: list) -> str:
    if isinstance(values[0], str):
        return f"at {_span(values)}"
    return f"from {_short(values[0])} to {_short(values[-1])}"


def _span(values: list) -> str:
    if isinstance(values[0], str):
        return " and ".join(filter(None, (", ".join(values[:-1]), values[-1])))
    return " to ".join(_short(value) for value in (values[0], *values[1:][-1:]))


def _short(value: object) -> str:
    if isinstance(value, bool | str) or not isinstance(value, int | float | np.number):
        return str(value)
    return f"{int(value):,}" if value == int(value) and GROUPED <= abs(value) < 1e12 else f"{value:g}"
