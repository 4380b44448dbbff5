"""Find the files that differ between two runs, and which of them may: those that contain measured seconds."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd

from recomputed.audit import accepted
from recomputed.results.store import load

SECONDS = "measured seconds"
TEXTS = (".csv", ".md", ".html", ".json")


def compared(one: Path, other: Path, manifests: list[dict]) -> tuple[dict[str, str], list[str]]:
    """Compare two runs by their manifests; give the files that differ for a reason (path -> reason), and the others."""
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
    """List the paths whose SHA-256 in `now` differs from that in `before` without a reason; both are of one folder.

    varying: the names under `varies` in a manifest. A reason is that the file contains measured seconds, or reports
    seconds that were measured again.
    """
    changed = [path for path in sorted({*before} & {*now}) if before[path] != now[path]]
    measured = [path for path in changed if _names_one(path, varying)]
    return [path for path in changed if path not in measured and not (measured and _mentions(Path(path), varying))]


def changed_claims(one: Path, other: Path) -> list[str]:
    """List the claims whose verdict, or value in the digits that every machine gives, differs in the other run."""
    claims, others = (_claims(load(folder / accepted.DRIFT)) for folder in (one, other))
    return [name for name, entry in claims.items() if not _same(entry, others.get(name, {}))]


def _claims(drift: dict) -> dict[str, dict]:
    return {name: entry for content in drift["accepted"].values() for name, entry in content["claims"].items()}


def _same(entry: dict, other: dict) -> bool:
    return entry.keys() == other.keys() and all(accepted.same(entry[kind], other[kind]) for kind in entry)


def _mentions(file: Path, varying: list[str]) -> bool:
    return file.suffix in TEXTS and _names_one(file.read_text(encoding="utf-8"), varying)


def _names_one(text: str, varying: list[str]) -> bool:
    """Say whether `text` has one of the names `varying`; a longer name that contains it (a-10 in a-100) is another."""
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in varying)


def _reason(path: str, one: Path, other: Path, varying: list[str]) -> str:
    if _names_one(path, varying):
        return SECONDS
    if not (one.is_file() and other.is_file()):
        return ""
    rows = [_without(file, varying) for file in (one, other)]
    return f"{SECONDS}, in what it says about {', '.join(varying)}" if rows[0] == rows[1] else ""


def _without(path: Path, varying: list[str]) -> object:
    """Give the rows of a document of claims, or the lines of a table or page, without those about what varies."""
    if path.suffix not in TEXTS:
        return path.read_bytes()
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        found = json.loads(text)
        is_list = isinstance(found, list)
        return [row for row in found if not (isinstance(row, dict) and row.get("id") in varying)] if is_list else found
    return [line for line in text.splitlines() if not _names_one(line, varying)]


def largest_differences(one: Path, other: Path, paths: list[str]) -> dict[str, float]:
    """Give for each CSV in `paths` the largest difference of two numbers over the largest number of their column.

    NaN for a table without numbers; infinite where shapes differ, or where only one of two numbers is finite. The
    copies that the pages show are left out.
    """
    found = {}
    for path in (path for path in paths if path.endswith(".csv") and not path.startswith("results/site/")):
        found[path] = _largest_difference(*(pd.read_csv(folder / path) for folder in (one, other)))
    return found


def _largest_difference(one: pd.DataFrame, other: pd.DataFrame) -> float:
    tables = [table.select_dtypes("number") for table in (one, other)]
    if len(one) != len(other) or list(tables[0].columns) != list(tables[1].columns):
        return np.inf
    first, second = (table.to_numpy(float) for table in tables)
    if not first.size:
        return np.nan
    same = (first == second) | (np.isnan(first) & np.isnan(second))
    if not np.isfinite(first[~same]).all() or not np.isfinite(second[~same]).all():
        return np.inf
    apart = np.where(same, 0.0, np.abs(np.subtract(first, second, where=~same, out=np.zeros_like(first))))
    finite = np.where(np.isfinite(first) & np.isfinite(second), np.maximum(np.abs(first), np.abs(second)), 0.0)
    largest = finite.max(axis=0)
    return float((apart.max(axis=0) / np.where(largest > 0, largest, 1)).max())
