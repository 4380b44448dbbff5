"""What the self-test found, in words: rates by side, perturbations missed, verdicts that nothing flips."""

import pandas as pd

SIDES = {
    "published values and results": ("published", "result", "error cell"),
    "formulas": ("formula",),
    "damaged files": ("file",),
}


def report(table: pd.DataFrame) -> str:
    """Give the rates by side and kind of perturbation, those missed, and the claims whose verdict nothing flips."""
    counted = table[table["counted"] == "yes"]
    lines = ["noticed, of the perturbations that should flip the verdict:"]
    for words, sides in SIDES.items():
        group = counted[counted["side"].isin(sides)]
        lines.append(f"{words}: {_rate(group)}")
        lines += [f"  {side}, {kind}: {_rate(rows)}" for (side, kind), rows in group.groupby(["side", "perturbation"])]
    files = counted[counted["side"] == "file"]
    sealed = (files["after"] == "sealed").sum()
    judged = (files["detected"] == "yes").sum() - sealed
    lines.append(f"damaged files: {judged} noticed by a verdict or a stop, {sealed} by their seals only")
    lines += [
        f"missed: {row.claim}, {row.side}, {row.perturbation}: {row.detail}" for row in missed(table).itertuples()
    ]
    for reason, rows in table[table["counted"] != "yes"].groupby("counted"):
        lines.append(f"not counted, {reason}: {len(rows)}")
    return "\n".join([*lines, *(f"no perturbation flips the verdict of {claim}" for claim in unmoved(table))])


def missed(table: pd.DataFrame) -> pd.DataFrame:
    """Give the perturbations that should have flipped a verdict and did not."""
    return table[(table["counted"] == "yes") & (table["detected"] == "no")]


def unmoved(table: pd.DataFrame) -> list[str]:
    """Name the claims whose verdict no change of what is published, of a result or of a formula has flipped.

    For formulas, only perturbations of the formula count: any number in place of the error would flip the verdict.
    """
    empty = table["side"].isin(("file", "error cell"))
    moved = set(table[(table["detected"] == "yes") & ~empty]["claim"])
    return [claim for claim in table["claim"].unique() if claim not in moved]


def _rate(rows: pd.DataFrame) -> str:
    hits = (rows["detected"] == "yes").sum()
    return f"{hits} of {len(rows)}" + (f" ({hits / len(rows):.2%})" if len(rows) else "")
