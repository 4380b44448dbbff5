"""The last lines of a run: where the results lie, what the audit found, how to get the full data."""

import json
from collections import Counter
from pathlib import Path

from recomputed.audit import VERDICTS


def run_summary(results: Path) -> str:
    """Tell in a few lines what lies in `results`; only what is there is told."""
    lines = [f"Figures and tables: {results}/<article>/   logs: {results}/logs/"]
    for name, told in (("audit", "published statements"), ("findings", "findings of our own, tested alike")):
        lines += _counts(results / f"{name}.json", told)
    lines += _drift(results / "drift.json")
    front = results / "site" / "index.html"
    lines += [f"To read: {front}   ({front.resolve().as_uri()})"] if front.is_file() else []
    for record in sorted((results / "data").glob("*.json")):
        hint = json.loads(record.read_text(encoding="utf-8"))["hint"]
        lines += [hint] if hint else []
    return "\n".join(lines)


def _counts(path: Path, told: str) -> list[str]:
    if not path.is_file():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))
    counts = Counter(row["verdict"] for row in rows)
    shares = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])
    return [f"{len(rows)} {told}: {shares}   ({path.with_suffix('.csv')})"]


def _drift(path: Path) -> list[str]:
    changes = json.loads(path.read_text(encoding="utf-8"))["changes"] if path.is_file() else []
    return [f"{len(changes)} verdicts or values differ from those accepted: make audit lists them"] if changes else []
