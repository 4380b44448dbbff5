"""The self-test of the audit: it changes what is published, a formula or a result, and checks that the audit notices.

`python -m recomputed.audit.selftest.run` prints the rates of results/selftest.csv, and ends with 1 where a perturbation
was missed or no perturbation flips the verdict of a claim.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from recomputed.audit.claim import Claim, claims_of
from recomputed.audit.formula_claims import KINDS
from recomputed.audit.selftest import file_damage, of_formulas, perturb, should_flip
from recomputed.audit.selftest.report import missed, report, unmoved
from recomputed.audit.verdict import decide, decide_or_stop
from recomputed.errors import one_line
from recomputed.results.store import load
from recomputed.runs import output
from recomputed.runs.progress import track

SELFTEST = Path("results/selftest.csv")
COLUMNS = ["claim", "kind", "side", "perturbation", "detail", "counted", "detected", "before", "after"]
Tables = dict[str, pd.DataFrame]


def selftest(ledgers: dict[str, dict], tables: Tables, perturbed: Tables, seed: int) -> pd.DataFrame:
    """Perturb every checkable claim of `ledgers`, its evidence in `tables`, its formula and the files of both.

    perturbed: path -> formulas, see recomputed.formulas.edits.perturbed. One row for each perturbation: claim, its
    kind, side (published, result, error cell of an identity, formula or file), perturbation, detail, counted (yes, or
    why the verdict need not flip), detected (the verdict flipped, or the audit stopped), before and after (verdicts,
    "stops", or "sealed": a job stops because the file is not the one that was made).
    """
    claims = [claim for ledger in ledgers.values() for claim in claims_of(ledger) if claim.evidence]
    rows = [row for claim in track(claims, "claims perturbed") for row in _of_claim(claim, tables)]
    rows += of_formulas.rows(claims, perturbed)
    rows += file_damage.files(claims, tables, seed)
    return pd.DataFrame(rows, columns=COLUMNS)


def main() -> int:
    """Print what the rule `audit_selftest` found; see the module."""
    with one_line():
        table = load(SELFTEST)
    print(report(table))
    return 1 if len(missed(table)) or unmoved(table) else 0


def _of_claim(claim: Claim, tables: Tables) -> Iterator[tuple]:
    before = decide(claim, tables)
    part = should_flip.deciding_part(claim, before, tables)
    cell = "error cell" if claim.kind in KINDS else "result"
    changes = [(part, "published", change) for change in perturb.of_claim(claim, part, tables)]
    changes += [(part, cell, change) for change in perturb.of_evidence(claim, part, tables)]
    if before != "reproduced":
        changes += [("", "published", change) for change in perturb.right_value(claim, tables)]
    for place, side, change in changes:
        after = decide_or_stop(change.claim, change.tables)
        reason = after != "stops" and should_flip.why_not(claim, change.before, change.claim, change.tables, place)
        flipped = "yes" if after != before else "no"
        yield claim.id, claim.kind, side, change.kind, change.detail, reason or "yes", flipped, before, after


if __name__ == "__main__":
    output.run(main)
