"""One row of the table in words, and the table in Markdown, as in benchmarks/README.md."""

import numpy as np
import pandas as pd

QUIET = 0.1  # processors that other programs may keep busy; above it a row is marked as measured under load
HEAD = ["work", "peer", "threads", "busy, ours / peer's", "goal", "rounds", "ratio"]


def missed(row) -> bool:
    """Say whether there are a goal and a ratio, and the ratio is below the goal."""
    return bool(row["ratio"] < row["goal"])


def under_load(row) -> bool:
    """Say whether other programs were busy while the row was measured."""
    return bool(row.get("others_busy", float("nan")) > QUIET)


def describe(row: dict, quick: bool) -> str:
    """Describe a row in one line; without the seconds of a quick run, which mean nothing."""
    name = f"{row['work']} | {row['peer']}"
    if not row["rounds"]:
        return f"{name}: NOT MEASURED, the peer is not installed; `make bench` installs it"
    if quick:
        return f"{name}: the same answer; they differ by {row['apart']:.3g}, {row['within']:.3g} is allowed"
    if np.isnan(row["ratio"]):
        return f"{name}: not measured: the system does not report it, or a peer is not installed"
    unit, factor = ("s", 1.0) if row["quantity"] == "seconds" else ("MB", 1e-6)
    goal = "" if np.isnan(row["goal"]) else f", goal {row['goal']:.3g}{', MISSED' * missed(row)}"
    return (
        f"{name}: ratio {row['ratio']:.3g} ({row['low']:.3g} to {row['high']:.3g}){goal}; ours "
        f"{factor * row['ours']:.4g} {unit}, peer {factor * row['peers']:.4g} {unit}, rounds: {row['rounds']}"
        + (f"; MEASURED UNDER LOAD: others kept {row['others_busy']:.1f} processors busy" if under_load(row) else "")
    )


def markdown(table: pd.DataFrame) -> str:
    """Give the table as lines of Markdown, ratios of missed goals bold."""
    lines = [HEAD, ["---"] * len(HEAD), *(_cells(row) for _, row in table.iterrows())]
    text = "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
    note = f"\n† Measured under load: other programs kept more than {QUIET:g} of a processor busy.\n"
    return text + (note if any(under_load(row) for _, row in table.iterrows()) else "")


def _cells(row: pd.Series) -> list[str]:
    sign = "**" if missed(row) else ""
    ratio = f"{sign}{_figure(row['ratio'])}{sign} ({_figure(row['low'])} to {_figure(row['high'])})"
    busy = f"{row['ours_busy']:.1f} / {row['peers_busy']:.1f}"
    return [
        row["work"] + (", peak memory" if row["quantity"] == "peak_bytes" else ""),
        row["peer"],
        "–" if np.isnan(row["threads"]) else f"{row['threads']:.0f}",
        "–" if np.isnan(row["ours_busy"]) else busy,
        "–" if np.isnan(row["goal"]) else f"{row['goal']:.2g}",
        f"{row['rounds']:.0f}",
        "not measured" if np.isnan(row["ratio"]) else f"{ratio}{' †' * under_load(row)}",
    ]


def _figure(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"
