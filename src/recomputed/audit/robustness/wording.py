"""Robustness in words, for the rows of the audit and for `make robustness`.

`python -m recomputed.audit.robustness.wording` prints what the rule `robustness_long` found, one line for each claim.
"""

from pathlib import Path

import pandas as pd

from recomputed.errors import one_line
from recomputed.results.store import load
from recomputed.runs import output

KINDS = {"seed": "seeds", "preprocessing": "preprocessings", "samples": "choices of samples"}
LONG = Path("results/robustness_long.csv"), Path("results/robustness_long_untried.csv")


def summary(tried: pd.DataFrame | None, untried: pd.DataFrame | None, name: str) -> str:
    """Say under how many conditions the verdict of claim `name` holds, and why others were not tried."""
    parts: dict[str, list[str]] = {}  # what was found, or why nothing was tried -> the kinds that were not tried
    for kind, words in KINDS.items():
        own = _of(tried, name, kind)
        parts |= {f"verdict holds in {int(own['same'].sum())} of {len(own)} other {words}": []} if len(own) else {}
        for why in _of(untried, name, kind).get("why", []):
            parts.setdefault(why, []).append(words)
    return "; ".join(f"other {' and '.join(kinds)} not tried ({why})" if kinds else why for why, kinds in parts.items())


def _of(table: pd.DataFrame | None, name: str, kind: str) -> pd.DataFrame:
    return pd.DataFrame() if table is None else table[(table["id"] == name) & (table["kind"] == kind)]


def main() -> None:
    """Print what `make robustness` found; see the module."""
    with one_line():
        tried, untried = map(load, LONG)
    for name in dict.fromkeys([*tried["id"], *untried["id"]]):
        print(f"{name}: {summary(tried, untried, name)}")
    share = tried.groupby("id")["same"].mean()
    print(f"{(share == 1).sum()} of {len(share)} verdicts that were tried hold under every other condition")


if __name__ == "__main__":
    output.run(main)
