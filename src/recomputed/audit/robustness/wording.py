"""Robustness in words, for the rows of the audit and for `make robustness`.

`python -m recomputed.audit.robustness.wording` tells what the rule `robustness_long` found: each claim on a line.
"""

from pathlib import Path

import pandas as pd

from recomputed.errors import one_line
from recomputed.results.store import load

KINDS = {"seed": "seeds", "preprocessing": "preprocessings", "images": "choices of images"}
LONG = Path("results/robustness_long.csv"), Path("results/robustness_long_untried.csv")


def tell(tried: pd.DataFrame | None, untried: pd.DataFrame | None, name: str) -> str:
    """Tell of claim `name` under how many conditions its verdict holds, and why others were not tried."""
    told = []
    for kind, words in KINDS.items():
        own = _of(tried, name, kind)
        told += [f"verdict holds in {int(own['same'].sum())} of {len(own)} other {words}"] if len(own) else []
        told += [f"other {words} not tried ({why})" for why in _of(untried, name, kind).get("why", [])]
    return "; ".join(told)


def _of(table: pd.DataFrame | None, name: str, kind: str) -> pd.DataFrame:
    return pd.DataFrame() if table is None else table[(table["id"] == name) & (table["kind"] == kind)]


def main() -> None:
    """Tell what `make robustness` found; see the module."""
    with one_line():
        tried, untried = map(load, LONG)
    for name in dict.fromkeys([*tried["id"], *untried["id"]]):
        print(f"{name}: {tell(tried, untried, name)}")
    share = tried.groupby("id")["same"].mean()
    print(f"{(share == 1).sum()} of {len(share)} verdicts that were tried hold under every other condition")


if __name__ == "__main__":
    main()
