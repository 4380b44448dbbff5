"""Two routes to one number: both must agree before there is a verdict, and neither is a copy of the other."""

import entries
import pandas as pd
import pytest

from recomputed.audit.claim import Claim, claims_of, from_entry
from recomputed.audit.cross_check import check
from recomputed.audit.verdict import audit, judge
from recomputed.errors import BadInput

TABLE = pd.DataFrame(
    {
        "form": ["a", "b"],
        "first": [0.25, 1e-3],
        "same": [0.25 * (1 + 1e-12), 1e-3],
        "other": [0.2500001, 1e-3],
        "sampled": [0.26, 1.1e-3],
        "noise": [0.004, 1e-4],
        "word": ["yes", "no"],
    }
)
TABLES = {"results/t.csv": TABLE}


def with_route(column="same", route="mpmath", row=None, first="first", own=None, **more) -> dict:
    place = {"file": "results/t.csv", "row": row or {}}
    second = {"route": route, "evidence": place | {"column": column} | more}
    parts = {"relation": "<", "bound": 1, "evidence": own or place | {"column": first}, "second_route": second}
    return entries.entry(kind="bound", published="< 1", **parts)


def claim(*arguments, **more) -> Claim:
    return from_entry(with_route(*arguments, **more))


def test_routes_that_agree_are_recorded():
    assert check(claim(row={"form": "a"}), TABLES) == {"route": "mpmath", "recomputed": "0.25", "agrees": True}
    assert judge(claim(), TABLES)["second_route"]["agrees"] is True
    sampled = check(claim("sampled", "simulation", halfwidth="noise"), TABLES)
    assert sampled["recomputed"] == "0.26 ± 0.004 0.0011 ± 0.0001"
    assert check(claim("word", first="word"), TABLES)["recomputed"] == "yes no"
    assert check(entries.claim(), TABLES) is None


@pytest.mark.parametrize(
    "entry",
    [
        claim("other"),
        claim("sampled"),  # an interval is granted only where there is one
        claim("sampled", row={"form": ["a"]}, halfwidth="same", own={"file": "results/t.csv", "column": "first"}),
        claim("word", own={"file": "results/t.csv", "column": "form"}),
    ],
)
def test_routes_that_differ_stop_the_audit_with_claim_and_both_values(entry):
    with pytest.raises(BadInput, match="claim x-01: two routes") as caught:
        judge(entry, TABLES)
    assert "\n" not in str(caught.value)


def test_both_values_and_the_place_in_the_ledger_are_in_the_line(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("claims:\n  - id: x-01\n")
    with pytest.raises(BadInput, match=r"x\.yaml:2: claim x-01: .*0\.25 .*0\.2500001"):
        audit({str(path): {"article": "x", "claims": [with_route("other")]}}, TABLES)


def test_six_standard_deviations_are_granted_to_a_simulation_and_not_more():
    table = pd.DataFrame({"first": [1.0], "sampled": [1.0 + 2.9], "noise": [1.0]})
    assert check(claim("sampled", halfwidth="noise"), {"results/t.csv": table})
    table["sampled"] = 1.0 + 3.1
    with pytest.raises(BadInput):
        check(claim("sampled", halfwidth="noise"), {"results/t.csv": table})


def test_no_second_route_leads_to_the_very_cells_of_the_first():
    claims = [claim for book in entries.ledgers().values() for claim in claims_of(book) if claim.second_route]
    assert len(claims) > 20
    for claim in claims:
        first, second = claim.evidence, claim.second_route.evidence
        assert (first.file, first.column) != (second.file, second.column)
