"""The last lines of a run: where the results lie, what the audit found, how to get the full data."""

import json
from collections import Counter
from pathlib import Path

from articles.audit import VERDICTS


def headline(results: Path) -> str:
    """Tell in a few lines what lies in `results`; only what is there is told."""
    lines = [f"Figures and tables: {results}/<article>/   logs: {results}/logs/"]
    audit, origin = results / "audit.json", results / "data" / "mnist.json"
    if audit.is_file():
        rows = json.loads(audit.read_text(encoding="utf-8"))
        counts = Counter(row["verdict"] for row in rows)
        told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
        lines.append(f"Audit: {len(rows)} published statements: {told}   ({results}/audit.csv)")
    if origin.is_file():
        hint = json.loads(origin.read_text(encoding="utf-8"))["hint"]
        lines += [hint] if hint else []
    return "\n".join(lines)
