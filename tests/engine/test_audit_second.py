"""Two routes to one number: both must agree before there is a verdict, and the second is not a copy of the first."""

import mpmath
import pandas as pd
import pytest

from articles.curse.compute import cubes, distances, grids, second_routes, shells
from articles.curse.compute.ball_volume import log10_share_of_cube
from articles.pca.compute import factors, marks
from articles.pca.compute import second_routes as pca_routes
from recomputed.audit import ledger
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


def claim(column="same", route="mpmath", row=None, first="first", **more):
    place = {"file": "results/t.csv", "row": row or {}}
    second = {"route": route, "evidence": place | {"column": column} | more}
    entry = {"id": "x-01", "title": "t", "where": "w", "kind": "bound", "relation": "<", "bound": 1, "published": "< 1"}
    return entry | {"evidence": place | {"column": first}, "second_route": second}


def test_routes_that_agree_are_told():
    assert check(claim(row={"form": "a"}), TABLES) == {"route": "mpmath", "recomputed": "0.25", "agrees": True}
    assert judge(claim(), TABLES)["second_route"]["agrees"] is True
    told = check(claim("sampled", "simulation", halfwidth="noise"), TABLES)
    assert told["recomputed"] == "0.26 ± 0.004 0.0011 ± 0.0001"
    assert check(claim("word", first="word"), TABLES)["recomputed"] == "yes no"
    assert check({"id": "x-02"}, TABLES) is None


@pytest.mark.parametrize(
    "entry",
    [
        claim("other"),
        claim("sampled"),  # an interval is granted only where there is one
        claim("sampled", row={"form": ["a"]}, halfwidth="same")
        | {"evidence": {"file": "results/t.csv", "column": "first"}},
        claim("word", first="word") | {"evidence": {"file": "results/t.csv", "column": "form"}},
    ],
)
def test_routes_that_part_stop_the_audit_with_claim_and_both_values(entry):
    with pytest.raises(BadInput, match="claim x-01: two routes") as caught:
        judge(entry, TABLES)
    assert "\n" not in str(caught.value)


def test_both_values_and_the_place_in_the_ledger_are_in_the_line(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("claims:\n  - id: x-01\n")
    with pytest.raises(BadInput, match=r"x\.yaml:2: claim x-01: .*0\.25 .*0\.2500001"):
        audit({str(path): {"article": "x", "claims": [claim("other")]}}, TABLES)


def test_six_standard_deviations_are_granted_to_a_simulation_and_not_more():
    table = pd.DataFrame({"first": [1.0], "sampled": [1.0 + 2.9], "noise": [1.0]})
    assert check(claim("sampled", halfwidth="noise"), {"results/t.csv": table})
    table["sampled"] = 1.0 + 3.1
    with pytest.raises(BadInput):
        check(claim("sampled", halfwidth="noise"), {"results/t.csv": table})


def test_the_second_routes_of_the_cubes_and_shells_give_the_numbers_of_the_first():
    table = second_routes.second_routes(
        10, [1, 2, 3], [99, 100, 1000], [1, 2, 3, 10, 100], [2, 4], 0.01, [2, 3, 400], [2]
    )
    value = table.set_index(["quantity", "at"]).value
    assert list(value["cells of a grid"]) == list(grids.cell_counts([1, 2, 3], 10).cells)
    assert list(value["first dimension with more cells"]) == [2, 3, 4]
    assert list(value["first dimension outside a box"]) == list(cubes.boxes([2, 4]).first_dimension_outside)
    shares = shells.shells(0.01, 400).set_index("dimension").share
    for d in (2, 3, 400):
        assert value["shell", d] == pytest.approx(shares[d], rel=1e-13)
    for d in (1, 2, 3, 10, 100):
        assert value["ball in its cube, %", d] == pytest.approx(100 * 10 ** log10_share_of_cube(d), rel=1e-12)
        assert value["inner diameter, edges", d] == pytest.approx(float(mpmath.sqrt(d) - 1), rel=1e-15)


def test_the_density_of_distances_in_a_ball_is_that_of_simulated_pairs():
    sampled = distances.distances(1, 0.1, [2, 10], 200_000)
    exact = second_routes.second_routes(10, [1], [9], [1], [2], 0.1, [2], [2, 10]).set_index(["quantity", "at"]).value
    for row in sampled[(sampled.law == "ball") & (sampled.origin == "random point")].itertuples():
        found = exact["random pairs about r apart, %", row.dimension]
        assert abs(found - row.surface_percent) < 2 * row.surface_percent_halfwidth


def test_the_second_routes_of_the_marks_give_the_numbers_of_the_first():
    subjects, vectors = ["japanese", "math", "english"], [["1", "0", "0"], ["0", "0", "1"], ["0", "1", "0"]]
    table = pd.DataFrame(
        {"student": [1, 2, 3, 4, 5]} | {"japanese": [50, 61, 58, 47, 70], "math": [62, 60, 75, 49, 71]}
    )
    table["english"] = [67, 70, 71, 60, 75]
    value = pca_routes.marks_second_routes(table, subjects, vectors).set_index(["quantity", "first", "second"]).value
    for row in marks.statistics(table).itertuples():
        assert value[row.statistic, row.first, row.second] == pytest.approx(row.value, rel=1e-12)
    found = factors.axes(
        table, subjects, [["2.0", "0.5", "0.1"], ["0.5", "3.0", "0.2"], ["0.1", "0.2", "1.0"]], vectors
    )
    for row in found["eigen"][found["eigen"].source == "exact"].itertuples():
        for name in ("eigenvalue", "ratio", "cumulative_percent", "sd_marks", "weight_ratio"):
            assert value[name, row.factor, ""] == pytest.approx(getattr(row, name), rel=1e-9)
    for row in found["vectors"][found["vectors"].source == "exact"].itertuples():
        assert value["weight", row.factor, row.subject] == pytest.approx(row.weight, rel=1e-9)
    assert value["determinant of U", "", ""] == -1


def test_no_second_route_leads_to_the_very_cells_of_the_first():
    routes = [c for name in ledger.articles() for c in ledger.read(name)["claims"] if "second_route" in c]
    assert len(routes) > 20
    for entry in routes:
        first, second = entry["evidence"], entry["second_route"]["evidence"]
        assert (first["file"], first["column"]) != (second["file"], second["column"])
