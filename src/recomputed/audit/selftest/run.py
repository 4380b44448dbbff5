"""The audit put to the test: change what is published, a formula or a result, and see whether it notices.

`python -m recomputed.audit.selftest.run` tells the rates of results/selftest.csv, and ends with 1 where a claim cannot be
moved or a perturbation was missed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from recomputed.audit.selftest import file_damage, of_formulas, perturb
from recomputed.audit.selftest.report import missed, tell, unmoved
from recomputed.audit.selftest.should_flip import beyond, rests_on
from recomputed.audit.verdict import decide, decide_or_stop
from recomputed.errors import one_line
from recomputed.results.store import load
from recomputed.runs.progress import track

SELFTEST = Path("results/selftest.csv")
COLUMNS = ["claim", "kind", "side", "perturbation", "detail", "counted", "detected", "before", "after"]
Tables = dict[str, pd.DataFrame]


def selftest(ledgers: dict[str, dict], tables: Tables, perturbed: Tables, printed: Tables, seed: int) -> pd.DataFrame:
    """Perturb every checkable claim of `ledgers`, its evidence in `tables`, its formula and the files of both.

    perturbed, printed: path -> formulas, see recomputed.formulas.perturb. One row a perturbation: claim, its kind,
    side (published, result, error cell of an identity, formula or file), perturbation, detail, counted (yes, or why
    the verdict may stay), detected (the verdict changed, or the audit stopped), before and after (verdicts, "stops",
    or "sealed": a job stops because the file is not what was made).
    """
    claims = [c for ledger in ledgers.values() for c in ledger["claims"] if "evidence" in c]
    rows = [row for claim in track(claims, "claims perturbed") for row in _of_claim(claim, tables)]
    rows += of_formulas.rows(claims, tables, perturbed, printed)
    rows += file_damage.files(claims, tables, seed)
    return pd.DataFrame(rows, columns=COLUMNS)


def main() -> int:
    """Tell what the rule `selftest` found; see the module."""
    with one_line():
        table = load(SELFTEST)
    print(tell(table))
    return 1 if len(missed(table)) or unmoved(table) else 0


def _of_claim(claim: dict, tables: Tables) -> Iterator[tuple]:
    before = decide(claim, tables)
    part = rests_on(claim, before, tables)
    cell = "error cell" if claim["kind"] == "identity" else "result"
    changes = [(part, "published", change) for change in perturb.of_claim(claim, part, tables)]
    changes += [(part, cell, change) for change in perturb.of_evidence(claim, part, tables)]
    if before != "reproduced":
        changes += [("", "published", change) for change in perturb.right_value(claim, tables)]
    for place, side, change in changes:
        after = decide_or_stop(change.claim, change.tables)
        stops = after == "stops"
        counted = "yes" if stops else beyond(claim, change.before, change.claim, change.tables, place)
        moved = "yes" if after != before else "no"
        yield claim["id"], claim["kind"], side, change.kind, change.detail, counted, moved, before, after


if __name__ == "__main__":
    sys.exit(main())
