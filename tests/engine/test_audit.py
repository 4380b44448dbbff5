"""Every kind of claim, every verdict, and what happens when a ledger or its evidence is wrong."""

import re
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

import entries
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recomputed.audit import VERDICTS, agreement, checks, evidence, ledger, printed, range_words
from recomputed.audit.claim import RELATIONS, TOLERANCE, Claim, from_entry
from recomputed.audit.over import where_it_turns
from recomputed.audit.verdict import audit, judge
from recomputed.errors import BadInput

TABLE = pd.DataFrame(
    {
        "dimension": [2, 3, 400],
        "share": [0.0199, 0.0297, 0.982],
        "noise": [0.0, 0.001, 0.02],
        "form": ["printed", "edited", "printed"],
        "answer": ["yes", "no", "4"],
        "data": ["MNIST sample: provisional"] * 3,
    }
)
TABLES = {"results/t.csv": TABLE}


def on_table(kind="value", published="0.0199", row=None, column="share", **more) -> dict:
    place = {"file": "results/t.csv", "row": {"dimension": 2} if row is None else row, "column": column}
    place |= more.pop("evidence", {})
    return entries.entry(kind=kind, published=published, evidence=place, **more)


def claim(*arguments, **more) -> Claim:
    return from_entry(on_table(*arguments, **more))


def verdict(**entry) -> str:
    return judge(claim(**entry), TABLES)["verdict"]


@pytest.mark.parametrize(
    ("text", "half", "about_half"),
    [("0.95", 0.005, 0.005), ("90", 0.5, 5), ("90.0", 0.05, 0.05), ("-0.4230", 5e-5, 5e-5), ("3e2", 50, 50)],
)
def test_half_unit_of_printed_digits(text, half, about_half):
    assert printed.parse(text).half_unit == half
    assert printed.parse(text, about=True).half_unit == about_half


@pytest.mark.parametrize("text", ["-0.4.23", "", "nan", "inf", "many"])
def test_what_is_no_number_is_not_read_as_one(text):
    assert printed.parse(text) is None


@given(st.decimals(-1000, 1000, places=6), st.integers(0, 4))
def test_a_rounded_print_reads_as_rounded_and_a_truncated_one_as_truncated(number, decimals):
    unit = Decimal(1).scaleb(-decimals)
    rounded, cut = (number.quantize(unit, rounding=way) for way in (ROUND_HALF_EVEN, ROUND_DOWN))
    x = float(number)
    assert agreement.agreement(printed.parse(str(rounded)), x) in ("rounded", "rounded and truncated alike")
    assert agreement.agreement(printed.parse(str(cut)), x) in ("truncated", "rounded and truncated alike")
    if rounded != cut and abs(abs(number - cut) - unit / 2) > Decimal("1e-9"):
        assert agreement.agreement(printed.parse(str(rounded)), x) == "rounded"
        assert agreement.agreement(printed.parse(str(cut)), x) == "truncated"
    off = rounded + 2 * unit
    assert agreement.agreement(printed.parse(str(off)), x) == "neither rounded nor truncated"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"published": "0.0199"}, "within the printed precision: rounded and truncated alike"),
        ({"published": "0.02"}, "within the printed precision: rounded"),
        ({"published": "0.01"}, "0.01 printed, 0.0199 recomputed; holds within one whole unit of the last printed "
         "digit: truncated"),
        ({"published": ["0.0199", "0.029"], "row": {"dimension": [2, 3]}}, "rounded and truncated alike, 1 truncated"),
        ({"published": "0.983", "row": {"dimension": 400}}, "one whole unit of the last printed digit: neither"),
    ],
)  # fmt: skip
def test_the_row_says_whether_the_print_is_rounded_or_truncated(entry, words):
    assert words in judge(claim(**entry), TABLES)["reason"]


@given(st.decimals(-1000, 1000, places=3), st.integers(-499, 499))
def test_every_number_rounding_to_the_print_reproduces_it(number, shift):
    table = {"results/t.csv": pd.DataFrame({"share": [float(number) + shift * 1e-6]})}
    assert judge(claim(published=str(number), row={}), table)["verdict"] == "reproduced"


@settings(deadline=None)
@given(st.decimals(-1000, 1000, places=3), st.integers(1002, 10**6), st.sampled_from([-1, 1]))
def test_every_number_a_unit_off_is_refuted(number, shift, sign):
    table = {"results/t.csv": pd.DataFrame({"share": [float(number) + sign * shift * 1e-6]})}
    assert judge(claim(published=str(number), row={}), table)["verdict"] == "refuted"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({}, "reproduced"),
        ({"published": "0.0198"}, "approximate"),  # within one unit
        ({"published": "0.0196"}, "refuted"),
        ({"published": "0.9", "row": {"dimension": 400}}, "approximate"),
        ({"published": "0.9", "row": {"dimension": 400}, "evidence": {"halfwidth": "noise"}}, "approximate"),
        ({"published": "0.97", "row": {"dimension": 400}, "evidence": {"halfwidth": "noise"}}, "undecided"),
        ({"published": ["0.0199", "0.0297"], "row": {"dimension": [2, 3]}}, "reproduced"),
        ({"published": ["0.0297", "0.0199"], "row": {"dimension": [2, 3]}}, "refuted"),
        ({"published": "0.0.199", "edit": {"change": "stray dot", "published": "0.0199"}}, "misprint"),
        ({"published": "0.5", "edit": {"change": "D", "evidence": {"row": {"dimension": 3}}}}, "refuted"),
        ({"published": "0.5", "conditional": {"condition": "c", "published": "0.02"}}, "conditional"),
        ({"kind": "about", "published": "1", "row": {"dimension": 400}}, "reproduced"),
        ({"kind": "bound", "relation": "<", "bound": 1, "row": {}}, "reproduced"),
        ({"kind": "bound", "relation": ">", "bound": 0.02, "row": {}}, "refuted"),
        ({"kind": "bound", "relation": "<", "bound": 1, "row": {}, "evidence": {"halfwidth": "noise"}}, "undecided"),
        ({"kind": "identity", "row": {}, "tolerance": 1}, "reproduced"),
        ({"kind": "identity", "row": {}}, "refuted"),
        ({"kind": "trend", "direction": "increasing", "row": {}, "evidence": {"x": "dimension"}}, "reproduced"),
        ({"kind": "trend", "direction": "decreasing", "row": {}, "evidence": {"x": "dimension"}}, "refuted"),
        ({"kind": "trend", "direction": "constant", "row": {}, "evidence": {"x": "dimension"}}, "refuted"),
        (
            {"kind": "trend", "direction": "constant", "row": {}, "tolerance": 1, "evidence": {"x": "dimension"}},
            "reproduced",
        ),
        ({"kind": "fact", "published": "yes", "column": "answer"}, "reproduced"),
        ({"kind": "fact", "published": "4.0", "column": "answer", "row": {"dimension": 400}}, "reproduced"),
        ({"kind": "fact", "published": "no", "column": "answer"}, "refuted"),
    ],
)
def test_verdicts(entry, expected):
    assert verdict(**entry) == expected


def test_a_number_that_cannot_be_read_and_has_no_edit_is_one_line():
    for text in ("0.0.199", "1e400", "some", "5-3"):
        with pytest.raises(BadInput, match="a printed number cannot be read") as refused:
            judge(claim(published=text), TABLES)
        assert "\n" not in str(refused.value)


RATES = pd.DataFrame(
    {"rate": [0.1, 0.2, 0.5, 1.0], "lead": [3.0, 2.0, 0.5, -1.0], "noise": [0.1, 0.1, 0.1, 0.1], "n": [100] * 4}
)


@pytest.mark.parametrize(
    ("bound", "verdict", "words"),
    [
        (-2, "reproduced", "over rate from 0.1 to 1: holds at every value; at rate 1: "),
        (4, "refuted", "fails at every value; at"),
        (1, "conditional", "over rate from 0.1 to 1: holds from 0.1 to 0.2, fails from 0.5 to 1"),
        (-1.05, "undecided", "holds from 0.1 to 0.5, is not decided at 1"),
        (1.95, "conditional", "holds at 0.1, is not decided at 0.2, fails from 0.5 to 1"),
    ],
)
def test_over_a_range_the_verdict_says_where_it_turns(bound, verdict, words):
    place = {"over": "rate", "halfwidth": "noise"}
    row = judge(
        claim("bound", row={}, column="lead", evidence=place, relation=">", bound=bound), {"results/t.csv": RATES}
    )
    assert row["verdict"] == verdict
    assert words in row["reason"]


TWO = {"over": ["rate", "near_deg"]}


def pairs(fails):
    """A table with a lead of 1, and of -1 at the pairs of rate and angle for which `fails`."""
    both = [(rate, angle) for rate in (0.1, 0.2, 0.5) for angle in (5, 10, 20)]
    rows = [(rate, angle, -1.0 if fails(rate, angle) else 1.0) for rate, angle in both]
    return {"results/t.csv": pd.DataFrame(rows, columns=["rate", "near_deg", "lead"]).sample(frac=1, random_state=1)}


@pytest.mark.parametrize(
    ("fails", "verdict", "words"),
    [
        (
            lambda r, a: False,
            "reproduced",
            "near (°) from 5 to 20: holds at every pair of them; at rate 0.5, near 20: ",
        ),
        (lambda r, a: True, "refuted", "fails at every pair of them"),
        (
            lambda r, a: r > 0.3,
            "conditional",
            ": at every value of near: holds at rate 0.1 to 0.2, fails at rate 0.5; at",
        ),
        (
            lambda r, a: a > 15,
            "conditional",
            ": at every value of rate: holds at near 5 to 10, fails at near 20; at rate",
        ),
        (
            lambda r, a: r > 0.3 and a > 15,
            "conditional",
            "rate 0.1 to 0.2: holds at every value of near; rate 0.5: holds at near 5 to 10, fails at near 20; at rate",
        ),
    ],
)
def test_over_two_ranges_every_pair_is_checked(fails, verdict, words):
    row = judge(claim("bound", row={}, column="lead", evidence=TWO, relation=">", bound=0), pairs(fails))
    assert row["verdict"] == verdict
    assert row["reason"].startswith("over rate from 0.1 to 0.5 and near (°) from 5 to 20: ")
    assert words in row["reason"]


def test_a_range_has_the_name_that_the_ledger_gives_it():
    entry = claim("bound", row={}, column="lead", evidence=TWO, relation=">", bound=0)
    entry = replace(entry, ranges={"near_deg": "limit of near (°)"})
    row = judge(entry, pairs(lambda rate, angle: angle > 15))
    assert "and limit of near (°) from 5 to 20: at every value of rate: holds at limit of near 5 to 10" in row["reason"]
    assert where_it_turns(row).endswith(", fails at limit of near 20")


def test_an_edit_that_holds_in_a_part_of_the_range_is_named_and_gives_no_misprint():
    table = pd.DataFrame({"rate": [1, 2, 1, 2], "word": ["a", "a", "b", "b"], "x": [-1.0, -1.0, 1.0, -1.0]})
    edit = {"change": "a -> b", "evidence": {"row": {"word": "b"}}}
    place = {"over": "rate"}
    entry = claim("bound", row={"word": "a"}, column="x", evidence=place, relation=">", bound=0, edit=edit)
    row = judge(entry, {"results/t.csv": table})
    assert row["verdict"] == "refuted"
    assert "holds with the edit a -> b in part (holds at 1, fails at 2)" in row["reason"]


@pytest.mark.parametrize("over", ["rate", ["rate", "n"], ["n", "rate"]])
def test_a_range_of_one_value_is_refused(over):
    table = {"results/t.csv": RATES.assign(n=range(4), rate=0.1)}
    entry = claim("bound", row={}, column="lead", evidence={"over": over}, relation=">", bound=0)
    with pytest.raises(
        BadInput, match=r"claim x-01: a range of one value.*values or more of rate in.*found 0\.1"
    ) as no:
        judge(entry, table)
    assert "\n" not in str(no.value)


def test_values_of_ranges_are_written_as_readers_write_them():
    def words(values, fails):
        return range_words.where(("size (rows)",), {(x,): "fails" if x in fails else "holds" for x in values})

    assert words([1000, 2000, 1_000_000], [1_000_000]) == "holds from 1000 to 2000, fails at 1,000,000"
    assert words(["a", "b", "c"], ["b"]) == "holds at a and c, fails at b"
    found = range_words.spans(("kind", "share (%)"), [("a", 1.5), ("b", 2.5)])
    assert found == "kind (a and b) and share (%) from 1.5 to 2.5"
    assert list(map(range_words.named, ("near_deg", "per_day", "percent"))) == ["near (°)", "per day", "percent"]
    uneven = {(1, 5): "holds", (2, 3): "fails", (2, 5): "fails"}
    assert range_words.where(("a", "b"), uneven) == "a 1: holds at every value of b; a 2: fails at every value of b"


def test_over_a_range_a_list_selects_a_row_for_each_value():
    table = pd.DataFrame({"d": [2, 2, 3, 3], "part": ["a", "b", "a", "b"], "x": [1.0, 2.0, 1.0, 2.0]})
    place = {"over": "d", "row": {"part": ["a", "b"]}}
    ranged = claim(published=["1.0", "2.0"], row={}, column="x", evidence=place)
    assert judge(ranged, {"results/t.csv": table})["verdict"] == "reproduced"
    with pytest.raises(BadInput, match="expected one row, found 4 rows"):
        judge(ranged, {"results/t.csv": pd.concat([table, table])})


def test_a_range_checks_the_cells_of_each_value_together():
    table = pd.DataFrame({"d": [2, 2, 3, 3], "x": [1.0, 2.0, 1.0, 2.1]})
    ranged = claim(published=["1.0", "2.0"], row={}, column="x", evidence={"over": "d"})
    row = judge(ranged, {"results/t.csv": table})
    assert row["verdict"] == "conditional"
    assert "holds at 2, fails at 3" in row["reason"]


@pytest.mark.parametrize(
    ("cell", "halfwidth", "samples", "expected"),
    [
        (0.9, 0.2, 1000, "some 4,000 samples"),
        (0.99, 0.1, 100, "some 10,000 samples"),
        (1.0, 0.1, 10, "lies on the limit"),
    ],
)
def test_an_undecided_claim_says_how_many_samples_would_decide(cell, halfwidth, samples, expected):
    table = pd.DataFrame({"x": [cell, 0.1], "h": [halfwidth, 0.1], "n": [samples, 5]})
    place = {"halfwidth": "h", "samples": "n"}
    row = judge(claim("bound", row={}, column="x", evidence=place, relation="<", bound=1), {"results/t.csv": table})
    assert row["verdict"] == "undecided"
    assert expected in row["reason"]
    assert row["search"] is None  # nothing is wrong, so no edit is looked for


@pytest.mark.parametrize(
    ("cell", "halfwidth", "expected"),
    [
        (0.019, 0.0005, "reproduced"),
        (0.019, 0.002, "undecided"),
        (0.021, 0.002, "undecided"),
        (0.021, 0.0005, "refuted"),
    ],
)
def test_a_printed_limit_is_undecided_where_the_interval_reaches_across_it(cell, halfwidth, expected):
    table = pd.DataFrame({"x": [cell], "h": [halfwidth]})
    row = judge(claim(published="< 0.02", row={}, column="x", evidence={"halfwidth": "h"}), {"results/t.csv": table})
    assert row["verdict"] == expected


@given(st.floats(-2, 2), st.floats(0.01, 1), st.integers(10, 10**6))
def test_the_sample_size_named_would_decide(x, halfwidth, samples):
    table = pd.DataFrame({"x": [x], "h": [halfwidth], "n": [samples]})
    limited = claim("bound", row={}, column="x", evidence={"halfwidth": "h", "samples": "n"}, relation="<", bound=0)
    outcome = checks.bound(limited, evidence.select(limited, {"results/t.csv": table}))
    assert bool(outcome.undecided) is (x - halfwidth < 0 <= x + halfwidth)
    if found := re.search(r"some ([\d,]+) samples", outcome.undecided):
        needed = int(found[1].replace(",", ""))
        assert halfwidth * (samples / needed) ** 0.5 <= abs(x) * (1 + 1e-9)


def test_a_trend_whose_ends_overlap_is_undecided():
    table = pd.DataFrame({"x": [1, 2], "y": [1.0, 1.1], "hw": [0.1, 0.1]})
    rising = claim("trend", direction="increasing", row={}, column="y", evidence={"x": "x", "halfwidth": "hw"})
    assert judge(rising, {"results/t.csv": table})["verdict"] == "undecided"
    falling = claim("trend", direction="decreasing", row={}, column="y", evidence={"x": "x", "halfwidth": "hw"})
    assert judge(falling, {"results/t.csv": table.assign(y=[1.0, 1.3])})["verdict"] == "refuted"


def test_a_fact_that_its_table_could_not_decide_is_undecided():
    table = pd.DataFrame({"answer": ["undecided"], "needed": [4000]})
    asked = claim("fact", "yes", row={}, column="answer", evidence={"samples": "needed"})
    row = judge(asked, {"results/t.csv": table})
    assert (row["verdict"], row["reason"]) == ("undecided", "not decided by this run; some 4,000 samples would decide")


def test_an_undecided_claim_that_holds_under_its_condition_stays_undecided():
    table = pd.DataFrame({"when": ["before", "after"], "x": [0.1, 2.0], "h": [0.5, 0.5]})
    both = claim("bound", row={"when": "before"}, column="x", evidence={"halfwidth": "h"}, relation=">", bound=0,
                 conditional={"condition": "after training", "evidence": {"row": {"when": "after"}}})  # fmt: skip
    row = judge(both, {"results/t.csv": table})
    assert row["verdict"] == "undecided"
    assert "holds after training" in row["reason"]


def test_what_is_not_in_the_article_is_a_finding_of_ours():
    ledger_ = {"article": "x", "claims": [on_table(id="x-01"), on_table(id="x-02", origin="ours")]}
    published, findings = (audit({"l": ledger_}, TABLES, ours=ours)["json"] for ours in (False, True))
    assert [row["id"] for row in published] == ["x-01"]
    assert [row["id"] for row in findings] == ["x-02"]
    assert [row["id"] for row in audit({"l": ledger_ | {"ours": True}}, TABLES, ours=True)["json"]] == ["x-01", "x-02"]


def test_a_step_against_the_trend_refutes_it_unless_noise_explains_it():
    table = pd.DataFrame({"x": [1, 2, 3], "y": [1.0, 0.9, 2.0], "hw": [0.06, 0.06, 0.06]})
    for place, expected in (({"x": "x"}, "refuted"), ({"x": "x", "halfwidth": "hw"}, "reproduced")):
        rising = claim("trend", direction="increasing", row={}, column="y", evidence=place)
        assert judge(rising, {"results/t.csv": table})["verdict"] == expected


def test_rows_have_data_reason_and_condition():
    row = judge(claim(published="0.5", conditional={"condition": "when loose", "published": "0.02"}), TABLES)
    assert row["provisional"] is True
    assert "when loose" in row["reason"]
    assert "0.5 printed, 0.020 recomputed" in row["reason"]
    assert row["evidence"] == "results/t.csv [dimension = 2] share"


def test_audit_gives_table_and_records_alike_and_knows_only_the_named_verdicts():
    claims = [on_table(), entries.entry("x-02", not_checkable="why")]
    out = audit({"a.yaml": {"article": "a", "claims": claims}}, TABLES)
    nested = ("numbers", "search", "second_route")
    assert out["csv"].to_dict("records") == [
        {key: value for key, value in row.items() if key not in nested} for row in out["json"]
    ]
    assert all(key in row for row in out["json"] for key in nested)
    assert list(out["csv"]["verdict"]) == ["reproduced", "not checkable"]
    assert set(out["csv"]["verdict"]) <= set(VERDICTS)


def test_each_number_is_recorded_with_what_its_digits_allow():
    place = {"evidence": {"halfwidth": "noise"}, "row": {"dimension": [2, 400]}}
    first, second = judge(claim(published=["0.02", "0.9"], **place), TABLES)["numbers"]
    assert first == {
        "published": "0.02",
        "recomputed": 0.0199,
        "value": 0.02,
        "low": 0.015,
        "high": 0.025,
        "halfwidth": 0.0,
        "agrees": "rounded",
    }
    assert (second["low"], second["high"], second["halfwidth"]) == (pytest.approx(0.85), pytest.approx(0.95), 0.02)
    edit = {"change": "dots", "published": "0.0199"}
    assert judge(claim(published="0.0.199", edit=edit), TABLES)["numbers"] == []
    (exact,) = judge(claim("fact", "4", row={"dimension": 400}, column="answer"), TABLES)["numbers"]
    assert exact["low"] == exact["high"] == exact["recomputed"] == 4
    assert judge(claim("bound", relation="<", bound=1, row={}), TABLES)["numbers"] == []


@pytest.mark.parametrize(("limit", "interval_decides"), [(1.2, True), (0.9, True), (0.4, False), (3, None)])
def test_the_reason_says_where_only_the_interval_reaches_across_the_bound(limit, interval_decides):
    table = pd.DataFrame({"x": [0.5, 1.0], "h": [0.1, 0.5]})
    limited = claim("bound", row={}, column="x", evidence={"halfwidth": "h"}, relation="<", bound=limit)
    outcome = checks.bound(limited, evidence.select(limited, {"results/t.csv": table}))
    assert outcome.holds is (interval_decides is None)
    assert ("reaches across the bound" in outcome.reason) is bool(interval_decides)
    assert outcome.reason.startswith("the least favourable of 2 values is 1 ± 0.5")


def test_a_constant_trend_gives_the_least_and_the_most():
    table = pd.DataFrame({"n": [1, 2, 3], "x": [6.3, 6.2, 19.1]})
    constant = claim("trend", row={}, column="x", evidence={"x": "n"}, direction="constant")
    outcome = checks.trend(constant, evidence.select(constant, {"results/t.csv": table}))
    assert outcome.recomputed == "6.2 (least) to 19.1 (most)"
    assert outcome.reason == "6.2 (least) to 19.1 (most) over 3 points, a spread of 12.9"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"row": {"dimension": 7}}, "0 rows (nearest: dimension = 3)"),
        ({"row": {"dimension": 400.5, "form": "edited"}}, "0 rows (nearest: dimension = 400)"),
        ({"row": {"form": "editet"}}, "0 rows (nearest: form = edited)"),
        ({"row": {"dimension": 2, "form": "edited"}}, "0 rows;"),
        ({"row": {"form": ["printed"]}}, "2 rows"),
        ({"column": "shore"}, "(nearest: share)"),
        ({"evidence": {"file": "results/u.csv"}}, "no such table"),
        ({"published": ["1", "2"]}, "2 printed, 1 cells"),
        ({"column": "form"}, "could not convert"),
        ({"row": {"dimension": [2, 3], "form": ["printed"]}}, "shorter"),
        ({"evidence": {"halfwidth": "form"}}, "could not convert"),
    ],
)
def test_evidence_that_does_not_fit_is_one_line_naming_the_claim(entry, words):
    with pytest.raises(BadInput, match="x-01") as caught:
        verdict(**entry)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("column: share", "column: share, row: {dimension: 7}", "0 rows"),
        ("column: share", "column: share, row: {form: [printed]}", "2 rows"),
        ("results/t.csv", "results/u.csv", "no such table"),
        ("column: share", "column: shore", "no such column"),
    ],
)
def test_evidence_that_does_not_fit_is_reported_with_file_and_line(tmp_path, old, new, words):
    path = tmp_path / "x.yaml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(BadInput, match=rf"^\S+/x\.yaml:5: claim x-01: .*{words}") as caught:
        audit({str(path): ledger.read_file(path)}, TABLES)
    assert "\n" not in str(caught.value)


GOOD = """\
article: x
title: X
figures: []
claims:
  - id: x-01
    title: t
    where: section 1
    kind: value
    published: "1"
    evidence: {file: results/t.csv, column: share}
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind: value", "kind: guess", 8),
        ('"1"', "1", 9),  # an unquoted number has lost its digits
        ("    evidence: {file: results/t.csv, column: share}\n", "", 5),
        ("title: X", "titel: X", 1),
        ("kind: value", "kind: bound", 5),
        ("figures: []", "figures: [", 5),
        ("  - id: x-01\n    title: t", "  - {id: x-01, title: u, where: w, kind: fact, published: a, "
         "not_checkable: b}\n  - id: x-01\n    title: t", 6),
    ],
)  # fmt: skip
def test_a_bad_ledger_is_one_line_with_file_and_line(tmp_path, old, new, line):
    path = tmp_path / "x.yaml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(BadInput, match=rf"^\S+/x\.yaml:{line}: ") as caught:
        ledger.read_file(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"title: \x07", b"title: \xff"])
def test_what_is_no_ledger_at_all_is_one_line(tmp_path, content):
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"^\S+/x\.yaml:1: ") as caught:
        ledger.read_file(path)
    assert "\n" not in str(caught.value)


def test_a_good_ledger_is_read(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(GOOD)
    assert ledger.read_file(path)["claims"][0]["published"] == "1"


@pytest.mark.parametrize("kind", ["value", "about", "bound", "identity", "trend"])
def test_an_empty_cell_is_one_line_naming_the_claim(kind):
    """A word among numbers makes a column of objects, in which a missing one is None."""
    tables = {"results/t.csv": TABLE.assign(share=[None, 0.03, "many"])}
    more = {"relation": "<", "bound": 1, "direction": "increasing", "evidence": {"x": "dimension"}}
    with pytest.raises(BadInput, match=r"claim x-01: evidence does not fit: .*empty cell") as caught:
        judge(claim(kind, ["1", "2", "3"], row={}, **more), tables)
    assert "\n" not in str(caught.value)


def test_an_empty_cell_is_no_fact_and_an_empty_half_width_no_interval():
    assert judge(claim(kind="fact"), {"results/t.csv": TABLE.assign(share=None)})["verdict"] == "refuted"
    tables = {"results/t.csv": TABLE.assign(noise=pd.Series([None, 0.1, "wide"], dtype=object))}
    with pytest.raises(BadInput, match=r"claim x-01: half width in results/t.csv: .*empty cell"):
        judge(claim(evidence={"halfwidth": "noise"}), tables)


def test_a_claim_knows_its_texts_its_tolerance_and_the_sign_of_its_relation():
    assert (claim(published="1").printed, claim(published=["1", "2"]).printed) == (("1",), ("1", "2"))
    assert (claim("identity").tolerance, claim("identity", tolerance=0.1).tolerance) == (TOLERANCE, 0.1)
    assert claim("trend", direction="constant").tolerance == 0
    signs = {relation: claim("bound", relation=relation, bound=1).sign for relation in RELATIONS}
    assert signs == {"<": 1, "<=": 1, ">": -1, ">=": -1}


def test_a_part_of_a_claim_changes_its_fields_and_the_evidence_key_by_key():
    edit = {"change": "c", "published": "2", "evidence": {"column": "noise", "row": {"form": "edited"}}}
    whole = claim(edit=edit)
    edited = whole.overlaid("edit")
    assert edited.printed == ("2",)
    assert edited.evidence == replace(whole.evidence, column="noise", row={"dimension": 2, "form": "edited"})
    assert whole.overlaid("") == whole
    assert whole.changed("edit", printed=("3",)).overlaid("edit").printed == ("3",)
    assert whole.changed("edit", printed=("3",)).printed == whole.changed("", bound=1).printed == whole.printed


def test_the_files_of_a_claim_are_those_of_all_its_parts_and_a_ledger_has_routes_and_searches_too():
    parts = {"conditional": {"condition": "c", "evidence": {"file": "results/l.csv"}}, "edit": {"change": "c"}}
    route = {"route": "mpmath", "evidence": {"file": "results/r.csv", "column": "x"}}
    first = on_table(**parts, second_route=route, search="results/s.csv")
    assert from_entry(first).files == {"results/t.csv", "results/l.csv"}
    found = ledger.evidence_files({"claims": [first, entries.entry("x-02", not_checkable="why")]})
    assert found == [f"results/{name}.csv" for name in "lrst"]


def test_ids_go_beyond_99_and_keep_the_order_of_the_ledger(tmp_path):
    def text(*names):
        head, claims = GOOD.split("claims:\n")
        return f"{head}claims:\n" + "".join(claims.replace("x-01", name) for name in names)

    path = tmp_path / "x.yaml"
    path.write_text(text("x-99", "x-100", "x-1000"))
    rows = audit({str(path): ledger.read_file(path)}, {"results/t.csv": TABLE[:1]})["csv"]
    assert list(rows["id"]) == ["x-99", "x-100", "x-1000"]
    for bad in ("x-1", "x-10000"):
        path = tmp_path / f"{bad}.yaml"
        path.write_text(text(bad))
        with pytest.raises(BadInput, match="breaks the schema"):
            ledger.read_file(path)
