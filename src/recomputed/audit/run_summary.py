"""The last lines of a run: where the results are, what the audit found, how to get the full data."""

import json
from collections import Counter
from pathlib import Path

from recomputed.audit import VERDICTS, progress


def run_summary(results: Path) -> str:
    """Describe the files in `results` in a few lines, leaving out files that are not there."""
    lines = [f"Figures and tables: {results}/<article>/   logs: {results}/logs/"]
    for name, words in (
        ("audit", "Published claims"),
        ("findings", "Findings of this project, tested in the same way"),
    ):
        lines += _counts(results / f"{name}.json", words)
    lines += _drift(results / "drift.json")
    front = results / "site" / "index.html"
    lines += [f"Pages: {front}   ({front.resolve().as_uri()})"] if front.is_file() else []
    for record in sorted((results / "data").glob("*.json")):
        hint = json.loads(record.read_text(encoding="utf-8"))["hint"]
        lines += [hint] if hint else []
    return "\n".join(lines)


def _counts(path: Path, words: str) -> list[str]:
    if not path.is_file():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))
    if not rows:
        return []
    counts = Counter(row["verdict"] for row in rows)
    shares = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])
    done = progress(row["verdict"] for row in rows) or f"{len(rows)}"
    return [f"{words}: {done}, of which {shares}   ({path.with_suffix('.csv')})"]


def _drift(path: Path) -> list[str]:
    changes = json.loads(path.read_text(encoding="utf-8"))["changes"] if path.is_file() else []
    return [f"{len(changes)} verdicts or values differ from those accepted: make audit lists them"] if changes else []
