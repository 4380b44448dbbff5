"""Which files of two runs differ, and which of them may: those that hold or tell of measured seconds."""

import json
from functools import cache
from pathlib import Path

import pandas as pd

from articles.audit import drift, ledger
from articles.store import load

SECONDS = "measured seconds"
TEXTS = (".csv", ".md", ".html", ".json")
STOPWATCH = "stopwatch"  # in the names of files that hold measured seconds, and of what they lead to


def compared(one: Path, other: Path, manifests: list[dict]) -> tuple[dict[str, str], list[str]]:
    """Compare two runs by their manifests: path -> reason of what may differ and does, and what must not and does."""
    first, second = (manifest["files"] for manifest in manifests)
    excused, wrong = {}, [key for key in manifests[0] if key != "files" and manifests[0][key] != manifests[1][key]]
    for path in sorted({*first, *second}):
        if first.get(path) == second.get(path):
            continue
        reason = _reason(path, one / path, other / path)
        if reason:
            excused[path] = reason
        else:
            wrong.append(path)
    return excused, wrong


def unexcused(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """List the paths with another SHA-256 in `now` than in `before`, the files of one folder, without a reason for it.

    A reason is measured seconds that were measured again, and, since they were, to tell of them.
    """
    changed = [path for path in sorted({*before} & {*now}) if before[path] != now[path]]
    measured = [path for path in changed if any(name in path for name in varying())]
    return [path for path in changed if path not in measured and not (measured and _tells_of_varying(Path(path)))]


def moved(one: Path, other: Path) -> list[str]:
    """Name the statements whose verdict, or value to the digits that any machine gives, is another in the other run."""
    claims, others = (load(folder / drift.DRIFT)["lock"]["claims"] for folder in (one, other))
    return [name for name, entry in claims.items() if not _same(entry, others.get(name, {}))]


def _same(entry: dict, other: dict) -> bool:
    return entry.keys() == other.keys() and all(drift.same(entry[kind], other[kind]) for kind in entry)


def _tells_of_varying(file: Path) -> bool:
    text = file.read_text(encoding="utf-8") if file.suffix in TEXTS else ""
    return any(name in text for name in varying())


def _reason(path: str, one: Path, other: Path) -> str:
    if any(name in path for name in varying()):
        return SECONDS
    if not (one.is_file() and other.is_file()):
        return ""
    rows = [_without_varying(file) for file in (one, other)]
    return f"{SECONDS}, in what it tells of {', '.join(varying())}" if rows[0] == rows[1] else ""


@cache
def varying() -> list[str]:
    """Name what differs from run to run: the stopwatch, and the statements whose ledgers say so of them."""
    claims = [claim for article in ledger.articles() for claim in ledger.read(article)["claims"]]
    return [STOPWATCH, *(claim["id"] for claim in claims if "varies" in claim)]


def _without_varying(path: Path) -> object:
    """Give the rows of a table or document of statements without those that vary; of a page, its other lines."""
    if path.suffix == ".json":
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [row for row in rows if row.get("id") not in varying()] if isinstance(rows, list) else rows
    if path.suffix not in TEXTS:
        return path.read_bytes()
    return [
        line for line in path.read_text(encoding="utf-8").splitlines() if not any(name in line for name in varying())
    ]


def numbers_apart(one: Path, other: Path, paths: list[str]) -> dict[str, float]:
    """Give, for each CSV of `paths`, the largest difference of two numbers over the largest number of their column.

    NaN where it has words alone. The copies that pages show are left out.
    """
    apart = {}
    for path in (path for path in paths if path.endswith(".csv") and not path.startswith("results/site/")):
        tables = [pd.read_csv(folder / path).select_dtypes("number") for folder in (one, other)]
        largest = pd.concat(tables).abs().max()
        apart[path] = float(((tables[0] - tables[1]).abs().max() / largest.where(largest > 0, 1)).max())
    return apart
