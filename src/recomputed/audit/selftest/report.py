"""What the self-test found, in words: rates by side, what was missed, what could not be moved."""

import pandas as pd

from recomputed.audit.selftest.of_formulas import COPIES, HOLDS

SIDES = {
    "what is published, or a result": ("published", "result", "error cell"),
    "formulas": ("formula",),
    "damaged files": ("file",),
}


def tell(table: pd.DataFrame) -> str:
    """Give the rates by side and kind of perturbation, what was missed, and the claims that nothing could move."""
    counted = table[table["counted"] == "yes"]
    lines = ["noticed, of the perturbations that the verdict must follow:"]
    for words, sides in SIDES.items():
        group = counted[counted["side"].isin(sides)]
        lines.append(f"{words}: {_rate(group)}")
        lines += [f"  {side}, {kind}: {_rate(rows)}" for (side, kind), rows in group.groupby(["side", "perturbation"])]
    files = counted[counted["side"] == "file"]
    sealed = (files["after"] == "sealed").sum()
    told = (files["detected"] == "yes").sum() - sealed
    lines.append(f"of the damaged files {told} are noticed by a verdict or a stop, {sealed} by their seals alone")
    lines += [
        f"missed: {row.claim}, {row.side}, {row.perturbation}: {row.detail}" for row in missed(table).itertuples()
    ]
    for reason, rows in table[table["counted"] != "yes"].groupby("counted"):
        lines.append(f"not counted, {reason}: {len(rows)}")
    lines += [f"no formula to perturb: {claim}" for claim in unexpressed(table)]
    return "\n".join([*lines, *(f"cannot be moved: {claim}" for claim in unmoved(table))])


def missed(table: pd.DataFrame) -> pd.DataFrame:
    """Give the perturbations that had to be noticed and were not."""
    return table[(table["counted"] == "yes") & (table["detected"] == "no")]


def unmoved(table: pd.DataFrame) -> list[str]:
    """Name the claims whose verdict no change of what is published, of a result or of a formula has moved.

    The error of an identity is overwritten by any number at will, which moves its verdict and shows nothing; and a
    formula that holds in both copies has not been moved. Where the copies differ, nothing that moves the one counts.
    """
    copies = table["perturbation"] == COPIES
    empty = table["side"].isin(("file", "error cell")) | (copies & (table["before"] == HOLDS))
    moved = set(table[(table["detected"] == "yes") & ~empty]["claim"])
    differing = set(table[copies & (table["detected"] == "no")]["claim"])
    return sorted(set(table["claim"]) - (moved - differing))


def unexpressed(table: pd.DataFrame) -> list[str]:
    """Name the identities whose formula stands nowhere as an expression."""
    return sorted(set(table[table["kind"] == "identity"]["claim"]) - set(table[table["side"] == "formula"]["claim"]))


def _rate(rows: pd.DataFrame) -> str:
    hits = (rows["detected"] == "yes").sum()
    return f"{hits} of {len(rows)}" + (f" ({hits / len(rows):.2%})" if len(rows) else "")
