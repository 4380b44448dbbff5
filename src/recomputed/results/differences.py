"""Which files of two runs differ, and which of them may: those that hold or tell of measured seconds."""

import json
from pathlib import Path

import pandas as pd

from recomputed.audit import accepted
from recomputed.results.store import load

SECONDS = "measured seconds"
TEXTS = (".csv", ".md", ".html", ".json")


def compared(one: Path, other: Path, manifests: list[dict]) -> tuple[dict[str, str], list[str]]:
    """Compare two runs by their manifests: path -> reason of what may differ and does, and what must not and does."""
    first, second = (manifest["files"] for manifest in manifests)
    varying = manifests[0]["varies"]
    excused, wrong = {}, [key for key in manifests[0] if key != "files" and manifests[0][key] != manifests[1][key]]
    for path in sorted({*first, *second}):
        if first.get(path) == second.get(path):
            continue
        reason = _reason(path, one / path, other / path, varying)
        if reason:
            excused[path] = reason
        else:
            wrong.append(path)
    return excused, wrong


def unexcused(before: dict[str, str], now: dict[str, str], varying: list[str]) -> list[str]:
    """List the paths with another SHA-256 in `now` than in `before`, the files of one folder, without a reason for it.

    varying: what a manifest names under `varies`. A reason is to hold measured seconds that were measured again, or to
    report them.
    """
    changed = [path for path in sorted({*before} & {*now}) if before[path] != now[path]]
    measured = [path for path in changed if any(name in path for name in varying)]
    return [path for path in changed if path not in measured and not (measured and _mentions(Path(path), varying))]


def moved(one: Path, other: Path) -> list[str]:
    """Name the claims whose verdict, or value to the digits that any machine gives, is another in the other run."""
    claims, others = (_claims(load(folder / accepted.DRIFT)) for folder in (one, other))
    return [name for name, entry in claims.items() if not _same(entry, others.get(name, {}))]


def _claims(drift: dict) -> dict[str, dict]:
    return {name: entry for content in drift["accepted"].values() for name, entry in content["claims"].items()}


def _same(entry: dict, other: dict) -> bool:
    return entry.keys() == other.keys() and all(accepted.same(entry[kind], other[kind]) for kind in entry)


def _mentions(file: Path, varying: list[str]) -> bool:
    text = file.read_text(encoding="utf-8") if file.suffix in TEXTS else ""
    return any(name in text for name in varying)


def _reason(path: str, one: Path, other: Path, varying: list[str]) -> str:
    if any(name in path for name in varying):
        return SECONDS
    if not (one.is_file() and other.is_file()):
        return ""
    rows = [_without(file, varying) for file in (one, other)]
    return f"{SECONDS}, in what it says of {', '.join(varying)}" if rows[0] == rows[1] else ""


def _without(path: Path, varying: list[str]) -> object:
    """Give the rows of a table or document of claims without those that vary; of a page, its other lines."""
    if path.suffix == ".json":
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [row for row in rows if row.get("id") not in varying] if isinstance(rows, list) else rows
    if path.suffix not in TEXTS:
        return path.read_bytes()
    return [
        line for line in path.read_text(encoding="utf-8").splitlines() if not any(name in line for name in varying)
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
