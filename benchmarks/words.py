"""A row of the table in words, and the table as it stands in benchmarks/README.md."""

import numpy as np
import pandas as pd

HEAD = ["work", "peer", "threads", "busy, ours / peer's", "goal", "rounds", "ratio"]


def missed(row) -> bool:
    """Whether there is a goal, a ratio, and the ratio below the goal."""
    return bool(row["ratio"] < row["goal"])


def told(row: dict, quick: bool) -> str:
    """Put a row in words; a quick run's seconds say nothing, and are left out."""
    name = f"{row['work']} | {row['peer']}"
    if not row["rounds"]:
        return f"{name}: NOT MEASURED, the peer is not installed; `make bench` installs it"
    if quick:
        return f"{name}: the same answer, apart by {row['apart']:.3g} of {row['within']:.3g} granted"
    if np.isnan(row["ratio"]):
        return f"{name}: not measured; the system does not tell it, or a peer is not installed"
    unit, factor = ("s", 1.0) if row["quantity"] == "seconds" else ("MB", 1e-6)
    goal = "" if np.isnan(row["goal"]) else f", goal {row['goal']:.3g}{', MISSED' * missed(row)}"
    return (
        f"{name}: ratio {row['ratio']:.3g} ({row['low']:.3g} to {row['high']:.3g}){goal}; ours "
        f"{factor * row['ours']:.4g} {unit}, peer {factor * row['peers']:.4g} {unit}, rounds: {row['rounds']}"
    )


def markdown(table: pd.DataFrame) -> str:
    """Give the table as lines of Markdown, ratios of missed goals bold."""
    lines = [HEAD, ["---"] * len(HEAD), *(_cells(row) for _, row in table.iterrows())]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


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
        "not measured" if np.isnan(row["ratio"]) else ratio,
    ]


def _figure(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.2g}"
