"""What the pages are made of: drawings, rows of evidence, words, which figures bear on which claims."""

import io
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from entries import claim, entry, ledgers

from recomputed.audit import checks, ledger, printed, verdict
from recomputed.audit.claim import Claim, claims_of
from recomputed.audit.evidence import select
from recomputed.errors import BadInput
from recomputed.site import intervals, related, wording
from recomputed.site.arrays import sheets
from recomputed.site.catalogue import AuditedClaim, Figure, catalogue, failing_claims
from recomputed.site.config_slice import places
from recomputed.site.environment import templates
from recomputed.site.evidence_table import evidence_tables
from recomputed.site.figures import Described
from recomputed.site.paths import HERE
from recomputed.site.trend_plot import BOTTOM, TOP, trend_plot
from recomputed.workflow.articles import ALL, find

LIMITS = pd.DataFrame({"x": [0.1, 0.5, 0.2], "h": [0.0, 0.05, 0.0]})
NEEDS_A_REASON = ("misprint", "refuted")


PLACE = {"file": "t", "column": "x", "halfwidth": "h"}


def bound_claim(relation: str, limit: float) -> Claim:
    return claim(kind="bound", relation=relation, bound=limit, evidence=PLACE)


@pytest.mark.parametrize(
    ("x", "halfwidth", "inside"),
    [(0.5, 0.01, True), (0.4, 0, True), (0.39, 0.02, True), (0.39, 0.005, False), (0.6, 0, True), (30, 0.01, False)],
)
def test_a_number_is_drawn_in_proportion_inside_its_frame_and_judged_as_the_audit_does(x, halfwidth, inside):
    d = intervals.number(
        {"published": "0.5", "value": 0.5, "recomputed": x, "low": 0.4, "high": 0.6, "halfwidth": halfwidth}
    )
    assert d.inside is inside
    assert 0 < min(d.low, d.recomputed_low) < max(d.high, d.recomputed_high) < 100
    assert (d.recomputed_at - d.low) / (d.high - d.low) == pytest.approx((x - 0.4) / 0.2, rel=1e-2, abs=1e-2)


@pytest.mark.parametrize("text", ["0.5", "0.50", "4", "0.0297"])
@pytest.mark.parametrize("off", [0, 0.99, 1, 1.01, 2.5])
@pytest.mark.parametrize("halfwidth", [0, 0.3])
def test_a_drawing_says_inside_where_the_check_says_that_it_holds(text, off, halfwidth):
    half_unit = printed.parse(text).half_unit
    table = pd.DataFrame({"x": [float(text) + off * half_unit], "h": [halfwidth * half_unit]})
    one = claim(published=text, evidence=PLACE)
    outcome = checks.value(one, select(one, {"t": table}))
    assert intervals.number(outcome.numbers[0]).inside is outcome.holds


def test_how_far_off_is_told_in_half_widths_and_one_exact_number_is_drawn_too():
    exact = {"published": "4", "value": 4.0, "recomputed": 4.0, "low": 4.0, "high": 4.0, "halfwidth": 0.0}
    d = intervals.number(exact)
    assert d.low == d.high == d.recomputed_at
    assert intervals.discrepancy([]) == intervals.discrepancy([exact]) == 0
    assert intervals.discrepancy([exact | {"low": 3.9, "high": 4.1, "recomputed": 4.5}]) == pytest.approx(5)


@pytest.mark.parametrize("relation", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("limit", [0.05, 0.1, 0.3, 0.52, 0.6])
def test_a_bound_is_drawn_with_its_least_favourable_cell_on_the_allowed_side_or_off_it(relation, limit):
    limited = bound_claim(relation, limit)
    cells = select(limited, {"t": LIMITS})
    d = intervals.bound(limited, cells)
    outcome = checks.bound(limited, cells)
    assert d.inside is outcome.holds
    far = d.recomputed_high if relation.startswith("<") else d.recomputed_low
    assert (d.low <= far <= d.high) is (d.inside or far == d.printed_at)
    assert d.ends == (d.printed_at,)
    assert ("0.5 ± 0.05" if relation.startswith("<") else "0.1") in d.recomputed


@pytest.mark.parametrize(("error", "inside"), [(0.0, True), (1e-12, True), (2e-9, False), (180.0, False)])
def test_a_formula_is_drawn_on_a_logarithmic_axis(error, inside):
    formula = claim(kind="identity", evidence={"file": "t", "column": "e"})
    d = intervals.identity(formula, select(formula, {"t": pd.DataFrame({"e": [0.0, error]})}))
    assert d.inside is inside is (d.recomputed_at <= d.high)
    assert d.scale == "logarithmic axis"
    assert 0 < d.recomputed_at < 100


def test_a_trend_is_drawn_in_the_order_of_its_x_with_intervals():
    table = pd.DataFrame({"n": [3, 1, 2], "x": [-0.4, 0.5, 0.25], "h": [0.1, 0.1, 0.0]})
    falling = claim(kind="trend", direction="decreasing", evidence=PLACE | {"x": "n"})
    plot = trend_plot(falling, select(falling, {"t": table}))
    assert (plot.first, plot.last, len(plot.points)) == ("0.5", "-0.4", 3)
    assert [point.across for point in plot.points] == sorted(point.across for point in plot.points)
    assert [point.down for point in plot.points] == sorted(point.down for point in plot.points)
    assert (plot.points[0].upper, plot.points[-1].lower) == (TOP, BOTTOM)
    assert plot.points[1].upper == plot.points[1].down


def test_a_long_table_is_cut_around_the_rows_that_are_used():
    table = pd.DataFrame({"n": range(100), "x": [0.5] * 100})
    two_rows = claim(evidence={"file": "t", "row": {"n": [10, 50]}, "column": "x"})
    (cut,) = evidence_tables(two_rows, "reproduced", {"t": table})
    assert [row.number for row in cut.rows] == [9, 10, 11, 12, 13, 49, 50, 51, 52, 53]
    assert [row.number for row in cut.rows if row.uses] == [11, 51]
    assert [row.number for row in cut.rows if row.gap] == [9, 49]
    assert (cut.total_rows, cut.used_rows) == (100, 2)


def test_columns_that_are_used_come_first():
    table = pd.DataFrame({"a": [1, 2], "h": [0.1, 0.1], "x": [5, 6], "n": [3, 4], "key": ["p", "q"]})
    (cut,) = evidence_tables(claim(evidence=PLACE | {"row": {"key": "p"}, "x": "n"}), "reproduced", {"t": table})
    assert cut.columns == ["key", "n", "x", "h", "a"]
    assert cut.used_columns == 4
    assert cut.rows[0].cells == ["p", "3", "5", "0.1", "1"]


@pytest.mark.parametrize(
    ("fits", "chance", "bound", "believed"),
    [
        ([], 0.01, None, False),
        ([1], 0.01, None, True),
        ([1], None, None, True),
        ([1], 0.2, None, False),
        ([1], 0.01, 50.0, False),
        ([1], 0.01, 3.0, True),
    ],
)
def test_an_edit_is_shown_that_coincidence_does_not_explain_and_that_changes_the_print(fits, chance, bound, believed):
    kind = {"kind": "value"} if bound is None else {"kind": "bound", "bound": bound}
    searched = claim(published="at least 3", **kind)
    assert wording.believable(searched, {"search": {"fits": fits, "luck": chance}}) is believed


def test_a_correction_and_a_condition_have_a_heading_and_the_search_is_shown_once():
    parts = claim(edit={"change": "2 -> D"}, conditional={"condition": "for D up to 9"})
    verdicts = ("misprint", "conditional", "refuted", "reproduced")
    rows = [{"verdict": v, "reason": "0.1 found; holds for D up to 9 (0.02)"} for v in verdicts]
    rows.append({"verdict": "approximate", "reason": f"holds {verdict.WHOLE_UNIT}: off"})
    found = [wording.holds_as(parts, row) for row in rows]
    assert found[0] == ("Holds with the edit", "2 -> D")
    assert found[1] == ("Holds only", "for D up to 9")
    assert found[2:] == [("", ""), ("", ""), ("Holds only", verdict.WHOLE_UNIT)]
    turns = {
        "verdict": "conditional",
        "reason": "over D from 2 to 9: holds from 2 to 5, fails from 6 to 9; at D 6: 0.1 found",
    }
    assert wording.holds_as(parts, turns) == (
        "Holds in part",
        "over D from 2 to 9: holds from 2 to 5, fails from 6 to 9",
    )
    row = {"reason": "3 printed. Smallest edit: x. A remark.", "search": {"told": "Smallest edit: x"}}
    assert wording.reason(row) == "3 printed. A remark."
    assert wording.reason(row | {"search": None}) == row["reason"]
    assert wording.typeset("<= 2 -> >= 3") == "≤ 2 → ≥ 3"


@pytest.mark.parametrize(("x", "axis"), [(0.7, ("0.350", "0.750")), (1000.4, ("-166", "1,167"))])
def test_the_ends_of_an_axis_are_numbered_as_the_drawing_places_them(x, axis):
    d = intervals.number({"published": "0.5", "value": 0.5, "recomputed": x, "low": 0.4, "high": 0.6, "halfwidth": 0})
    assert d.axis == axis
    low, high = (float(end.replace(",", "")) for end in d.axis)
    placed = low + (high - low) * (d.recomputed_at - intervals.EDGES[0]) / (intervals.EDGES[1] - intervals.EDGES[0])
    assert placed == pytest.approx(x, rel=2e-3)


def test_rows_of_edit_condition_and_second_route_are_marked_and_only_where_they_were_tried():
    table = pd.DataFrame({"form": ["printed", "edited", "loose"], "x": [1.0, 2.0, 3.0]})
    printed = {"evidence": {"file": "t", "row": {"form": "printed"}, "column": "x"}}
    parts = {"edit": {"change": "c", "evidence": {"row": {"form": "edited"}}}, "conditional": {"condition": "c"}}
    whole = claim(**printed, **parts, second_route={"route": "r", "evidence": {"file": "u", "column": "x"}})
    tables = {"t": table, "u": table[:1]}
    first, second = evidence_tables(whole, "misprint", tables)
    assert [row.uses for row in first.rows] == [("decides",), ("with the edit",), ()]
    assert [row.uses for row in second.rows] == [("second route",)]
    first, _ = evidence_tables(whole, "reproduced", tables)
    assert [row.uses for row in first.rows] == [("decides",), (), ()]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (0.0, "exactly right"),
        (2e-16, "right to a relative error of 2 × 10⁻¹⁶"),
        (0.004, "off by a relative error of 0.004"),
        (0.718, "off by up to 72 % of the true value"),
        (183.2, "off by up to 180 times the true value"),
        (1e6, "off by up to 1,000,000 times the true value"),
    ],
)
def test_the_error_of_a_formula_is_given_in_words(error, words):
    formula = claim(kind="identity", evidence={"file": "t", "column": "e"})
    assert wording.found(formula, "", {"t": pd.DataFrame({"e": [error]})}) == words


def test_plain_words_come_before_the_printed_token_and_units_go_with_numbers_alone():
    most = claim(kind="bound", published="most", unit="%", why="so it is")
    assert wording.said(most) == wording.printed(most) == "most"
    assert wording.said(replace(most, says="more than half")) == "more than half"
    assert wording.printed(replace(most, kind="value", printed=("1", "2"))) == "1, 2 %"
    assert wording.printed(replace(most, kind="fact", printed=("a", "a"), unit="m")) == "a m"
    assert wording.asked(most, "> 50") == "(to hold: > 50 %)"
    fact = claim(kind="fact", published="yes")
    assert [wording.asked(replace(fact, says=text), "") for text in ("", "it is so")] == ["", "(printed: yes)"]
    assert [wording.why(most, verdict) for verdict in ("reproduced", "refuted")] == ["", "so it is"]


def test_the_reason_does_not_repeat_the_range_that_the_page_has_shown():
    row = {"reason": "over K from 1 to 9: fails at 1; at K 1: the one value used is 3", "search": None}
    assert wording.rest(row, "over K from 1 to 9: fails at 1") == "at K 1: the one value used is 3"
    assert wording.rest(row, "") == wording.rest(row, "where K is odd") == row["reason"]


@pytest.mark.parametrize(
    ("inputs", "is_recorded"),
    [
        (["src/articles/a/recorded/nets.csv"], True),
        (["results/a/recorded/nets.csv"], False),
        (["src/recomputed/records/record.py"], False),
        ([], False),
    ],
)
def test_what_reads_kept_tables_is_recorded_and_says_so(inputs, is_recorded):
    steps = [{"inputs": []}, {"inputs": inputs}]
    claim_ = AuditedClaim("a", claim(), {}, steps)
    assert claim_.is_recorded == Figure("a", {}, None, steps, []).is_recorded == is_recorded
    label = templates(HERE / "templates").get_template("parts.html").module.recorded(claim_.is_recorded)
    assert ("recorded" in label) == is_recorded


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0.0199", "0.0199"),
        ("−0.4 %", "-0.4"),
        ("-11.1 ± 2", "-11.1"),
        ("relative error 1e+03", "1e+03"),
        ("0.4.23", "0.4.23"),
        ("10^3", "10^3"),
        ("", ""),
    ],
)
def test_what_begins_with_a_number_is_sorted_by_it(text, key):
    assert wording.sort_key(text) == key


def test_every_accepted_claim_that_fails_says_in_words_what_is_wrong():
    claims = {found.id: found for book in ledgers().values() if not book.get("ours") for found in claims_of(book)}
    entries = {}
    for article in find(ALL):
        entries |= json.loads(article.accepted.read_text(encoding="utf-8"))["claims"]
    failing = [name for name in claims if any(e["verdict"] in NEEDS_A_REASON for e in entries[name].values())]
    assert len(failing) > 20
    assert [name for name in failing if not claims[name].why] == []
    # What is printed may be one word, such as "yes"; the title is then the sentence that a reader agrees with or not.
    worded = [found for found in claims.values() if found.kind in ("fact", "bound", "trend") and not found.says]
    assert len(worded) > 10
    assert [found.id for found in worded if len(found.title.split()) < 3] == []


def test_a_reason_with_a_computed_number_breaks_the_schema(tmp_path):
    for name, why in (("good", "It is far too large."), ("bad", "It is 17.3 times too large.")):
        book = {"article": "a", "title": "A", "figures": []}
        book["claims"] = [entry(why=why, evidence={"file": "results/a/t.csv", "column": "x"})]
        (tmp_path / f"{name}.yaml").write_text(json.dumps(book), encoding="utf-8")
    assert ledger.read_file(tmp_path / "good.yaml")["claims"]
    with pytest.raises(BadInput, match=r"bad\.yaml:\d+.*why"):
        ledger.read_file(tmp_path / "bad.yaml")


RULES = [
    {"name": "raw", "inputs": [], "outputs": ["results/data/digits.npz"]},
    {"name": "train", "inputs": ["results/data/digits.npz"], "outputs": ["a/net.npz"]},
    {"name": "judge", "inputs": ["a/net.npz"], "outputs": ["a/seeds.csv", "a/verdicts.csv"]},
    {"name": "other", "inputs": ["a/net.npz"], "outputs": ["a/other.csv"]},
    {"name": "apart", "inputs": ["results/data/digits.npz"], "outputs": ["a/apart.csv"]},
]


def related_pairs(figures: list[tuple[str, set]], claims: list[str]) -> list[tuple[int, int]]:
    drawn = [(related.sources({file}, RULES), named) for file, named in figures]
    return related.pairs(drawn, [(related.sources({file}, RULES), f"c-{n}") for n, file in enumerate(claims)])


def test_figures_and_claims_are_related_by_table_rule_or_common_source_but_not_by_a_data_set():
    assert related_pairs([("a/seeds.csv", set())], ["a/seeds.csv"]) == [(0, 0)]
    assert related_pairs([("a/seeds.csv", set())], ["a/verdicts.csv"]) == [(0, 0)]
    assert related_pairs([("a/other.csv", set())], ["a/verdicts.csv"]) == [(0, 0)]
    only_data = [("a/apart.csv", set()), ("results/data/digits.npz", set())]
    assert related_pairs(only_data, ["a/verdicts.csv", "a/other.csv"]) == []


def test_the_nearest_hide_farther_ones_and_the_ledger_may_name_more():
    figures = [("a/seeds.csv", set()), ("a/other.csv", set())]
    assert related_pairs(figures, ["a/seeds.csv", "a/other.csv"]) == [(0, 0), (1, 1)]
    assert related_pairs(figures, ["a/seeds.csv", "a/verdicts.csv", "a/other.csv"]) == [(0, 0), (0, 1), (1, 2)]
    assert related_pairs([("a/apart.csv", {"c-1"})], ["a/seeds.csv", "a/other.csv"]) == [(0, 1)]


def test_a_figure_that_bears_on_an_unknown_claim_is_refused():
    book = {"article": "a", "title": "A", "figures": [{"id": "f", "bears_on": ["x-09"]}], "claims": []}
    with pytest.raises(BadInput, match=r"figure f.*x-09"):
        catalogue([book], [], {"results/a/figures/f.svg": Described("alt", "", 1, 1)}, RULES)


def test_figures_of_the_ledgers_name_claims_that_are_there():
    books = ledgers().values()
    known = {found["id"] for book in books for found in book["claims"]}
    named = {name for book in books for figure in book["figures"] for name in figure.get("bears_on", [])}
    assert named
    assert named <= known


def test_places_are_whole_blocks_then_entries_then_the_top_level():
    config = {"seed": 7, "a": {"grid": {"n": 1, "m": 2}, "pair": {"n": 1, "x": 3}, "y": 4}, "b": {"n": 1, "m": 2}}
    assert places({"n": 1, "m": 2, "seed": 7}, config, "a") == ["a.grid", "seed"]
    assert places({"n": 1}, config, "a") == ["a.grid.n or a.pair.n"]
    assert places({"x": 3, "y": 4, "n": 9}, config, "a") == ["a.y", "a.pair.x"]
    assert places({"m": 2, "n": 1}, config, "nowhere") == ["a.grid"]
    assert places({"made": 5}, config, "a") == []
    later = {"a": {"one": {"n": 1, "z": 0}, "two": {"n": 1, "m": 2}}}
    assert places({"n": 1, "m": 2}, later, "a") == ["a.two"]


def test_arrays_become_tables_with_a_line_for_each_entry():
    array = np.arange(12.0).reshape(2, 3, 2)
    written = sheets("results/a/pictures.npz", {"p": array, "one": np.float64(3.5)})
    assert list(written) == ["results/a/pictures/one.csv", "results/a/pictures/p.csv"]
    back = pd.read_csv(io.BytesIO(written["results/a/pictures/p.csv"])).to_numpy()
    assert np.array_equal(back.reshape(array.shape), array)
    assert pd.read_csv(io.BytesIO(written["results/a/pictures/one.csv"])).to_numpy().tolist() == [[3.5]]


def test_edited_evidence_is_marked_in_the_table_that_the_verdict_took_it_from():
    table = pd.DataFrame({"form": ["printed", "edited"], "e": [1.0, 0.0]})
    edit = {"change": "c", "evidence": {"row": {"form": "edited"}}}
    place = {"file": "t", "row": {"form": "printed"}, "column": "e"}
    formula = claim(kind="identity", published="a = b", evidence=place, edit=edit)
    decided = verdict.decide(formula, {"t": table})
    (cut,) = evidence_tables(formula, decided, {"t": table})
    assert decided == "misprint"
    assert cut.rows[1].uses == ("with the edit",)


def test_failing_claims_that_matter_alike_keep_the_order_of_the_ledger_beyond_99():
    names = ["x-99", "x-100", "x-1000"]
    book = {"article": "x", "title": "X", "figures": [], "claims": [entry(name) for name in names]}
    rows = [{"id": name, "verdict": "refuted", "numbers": []} for name in names]
    assert [audited.claim.id for audited in failing_claims(catalogue([book], rows, {}, []))] == names


@pytest.mark.parametrize(
    ("recomputed", "shown"),
    [("78.8557", "78.86 %"), ("0.924583 ± 0.061", "0.925 ± 0.061 %"), ("1.23457e+06", "1,235,000 %"), ("4", "4 %")],
)
def test_a_long_number_is_shown_with_four_digits(recomputed, shown):
    limited = claim(kind="bound", relation="<", bound=1, evidence=PLACE, unit="%")
    assert wording.found(limited, recomputed, {}) == shown
