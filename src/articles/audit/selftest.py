"""The audit put to the test: change what is published, a formula or a result, and see whether it notices.

`python -m articles.audit.selftest` tells the rates of results/selftest.csv, and ends with 1 where a claim cannot be
moved or a change of what is published or of a result was missed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from articles.audit import perturb, tamper
from articles.audit.verdict import decide
from articles.errors import BadInput
from articles.progress import track
from articles.store import load

SELFTEST = Path("results/selftest.csv")
COLUMNS = ["claim", "side", "perturbation", "detail", "counted", "detected", "before", "after"]


def selftest(
    ledgers: dict[str, dict], tables: dict[str, pd.DataFrame], formulas: dict[str, pd.DataFrame], seed: int
) -> pd.DataFrame:
    """Perturb every checkable claim of `ledgers`, its evidence in `tables`, its formula and the files of both.

    formulas: path -> perturbed formulas, see articles.audit.formula_edits.perturb. One row a perturbation: claim, side
    (published, result, formula or file), perturbation, detail, counted (no: within the stated precision, so that the
    verdict may stay), detected (the verdict changed, or the audit stopped), before and after (verdicts, "stops", or
    "sealed": a job stops because the file is not what was made).
    """
    claims = [c for ledger in ledgers.values() for c in ledger["claims"] if "evidence" in c]
    rows = [row for claim in track(claims, "claims perturbed") for row in _of_claim(claim, tables)]
    known = {claim["id"] for claim in claims}
    for table in formulas.values():
        rows += [
            (
                row.claim,
                "formula",
                row.perturbation,
                row.edited,
                "yes",
                row.detected,
                "holds",
                f"{row.edited_error:.2g}",
            )
            for row in table.itertuples()
            if row.claim in known
        ]
    rows += tamper.files(claims, tables, seed)
    return pd.DataFrame(rows, columns=COLUMNS)


def tell(table: pd.DataFrame) -> str:
    """Give the rates by side and kind of perturbation, what was missed, and the claims that nothing could move."""
    counted = table[table["counted"] == "yes"]
    hits = counted["detected"] == "yes"
    lines = [f"{hits.sum()} of {len(counted)} perturbations beyond the stated precision noticed: {hits.mean():.2%}"]
    for (side, kind), group in counted.groupby(["side", "perturbation"]):
        lines.append(f"  {side}, {kind}: {(group['detected'] == 'yes').sum()} of {len(group)}")
    lines.append(f"of the damaged files {(counted['after'] == 'sealed').sum()} are noticed by their seals alone")
    for row in counted[~hits].itertuples():
        lines.append(f"missed: {row.claim}, {row.side}, {row.perturbation}: {row.detail}")
    lines.append(f"{(table['counted'] == 'no').sum()} more lie within the stated precision and are not counted")
    return "\n".join([*lines, *(f"cannot be moved: {claim}" for claim in unmoved(table))])


def unmoved(table: pd.DataFrame) -> list[str]:
    """Name the claims whose verdict no change of what is published, of a result or of a formula has moved."""
    moved = table[(table["detected"] == "yes") & (table["side"] != "file")]
    return sorted(set(table["claim"]) - set(moved["claim"]))


def main() -> int:
    """Tell what the rule `selftest` found; see the module."""
    table = load(SELFTEST)
    print(tell(table))
    missed = table[(table["counted"] == "yes") & (table["detected"] == "no") & (table["side"] != "formula")]
    return 1 if len(missed) or unmoved(table) else 0


def _of_claim(claim: dict, tables: dict[str, pd.DataFrame]) -> Iterator[tuple]:
    before = decide(claim, tables)
    part = perturb.rests_on(claim, before, tables)
    published = [(part, "published", change) for change in perturb.of_claim(claim, part, tables)]
    results = [(part, "result", change) for change in perturb.of_evidence(claim, part, tables)]
    if before != "reproduced":
        published += [("", "published", change) for change in perturb.right_value(claim, tables)]
    for place, side, change in published + results:
        after = _verdict(change)
        beyond = after == "stops" or perturb.counts(claim, place, change)
        flags = ("yes" if flag else "no" for flag in (beyond, after != before))
        yield claim["id"], side, change.kind, change.detail, *flags, before, after


def _verdict(change: perturb.Perturbation) -> str:
    try:
        return decide(change.claim, change.tables)
    except BadInput:
        return "stops"


if __name__ == "__main__":
    sys.exit(main())
