"""Every kind of claim, every verdict, and what happens when a ledger or its evidence is wrong."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.audit import VERDICTS, ledger, printed
from articles.audit.verdict import audit, judge
from articles.errors import BadInput

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


def claim(kind="value", published="0.0199", row=None, column="share", **more):
    place = {"file": "results/t.csv", "row": {"dimension": 2} if row is None else row, "column": column}
    place |= more.pop("evidence", {})
    return {"id": "x-01", "title": "t", "where": "w", "kind": kind, "published": published, "evidence": place} | more


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


@given(st.decimals(-1000, 1000, places=3), st.integers(-499, 499))
def test_every_number_rounding_to_the_print_reproduces_it(number, shift):
    table = {"results/t.csv": pd.DataFrame({"share": [float(number) + shift * 1e-6]})}
    assert judge(claim(published=str(number), row={}), table)["verdict"] == "reproduced"


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
        ({"published": "0.97", "row": {"dimension": 400}, "evidence": {"halfwidth": "noise"}}, "reproduced"),
        ({"published": ["0.0199", "0.0297"], "row": {"dimension": [2, 3]}}, "reproduced"),
        ({"published": ["0.0297", "0.0199"], "row": {"dimension": [2, 3]}}, "refuted"),
        ({"published": "0.0.199", "edit": {"change": "stray dot", "published": "0.0199"}}, "misprint"),
        ({"published": "0.5", "edit": {"change": "D", "evidence": {"row": {"dimension": 3}}}}, "refuted"),
        ({"published": "0.5", "loosened": {"condition": "c", "published": "0.02"}}, "approximate"),
        ({"kind": "about", "published": "1", "row": {"dimension": 400}}, "reproduced"),
        ({"kind": "bound", "relation": "<", "bound": 1, "row": {}}, "reproduced"),
        ({"kind": "bound", "relation": ">", "bound": 0.02, "row": {}}, "refuted"),
        ({"kind": "bound", "relation": "<", "bound": 1, "row": {}, "evidence": {"halfwidth": "noise"}}, "refuted"),
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


def test_a_step_against_the_trend_refutes_it_unless_noise_explains_it():
    table = pd.DataFrame({"x": [1, 2, 3], "y": [1.0, 0.9, 2.0], "hw": [0.06, 0.06, 0.06]})
    entry = claim("trend", direction="increasing", row={}, column="y", evidence={"x": "x"})
    assert judge(entry, {"results/t.csv": table})["verdict"] == "refuted"
    entry["evidence"]["halfwidth"] = "hw"
    assert judge(entry, {"results/t.csv": table})["verdict"] == "reproduced"


def test_rows_carry_data_reason_and_condition():
    row = judge(claim(published="0.5", loosened={"condition": "when loose", "published": "0.02"}), TABLES)
    assert row["provisional"] is True
    assert "when loose" in row["reason"]
    assert "0.5 printed, 0.020 recomputed" in row["reason"]
    assert row["evidence"] == "results/t.csv [dimension = 2] share"


def test_audit_gives_table_and_records_alike_and_knows_only_the_named_verdicts():
    entries = [claim(), {**claim(), "id": "x-02", "not_checkable": "why"}]
    del entries[1]["evidence"]
    out = audit({"a": {"article": "a", "claims": entries}}, TABLES)
    assert out["csv"].to_dict("records") == out["json"]
    assert list(out["csv"]["verdict"]) == ["reproduced", "not checkable"]
    assert set(out["csv"]["verdict"]) <= set(VERDICTS)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"row": {"dimension": 7}}, "0 rows"),
        ({"row": {"form": ["printed"]}}, "2 rows"),
        ({"column": "shore"}, "no such column"),
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
    with pytest.raises(BadInput, match=rf"^x\.yaml:{line}: ") as caught:
        ledger.read_file(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"title: \x07", b"title: \xff"])
def test_what_is_no_ledger_at_all_is_one_line(tmp_path, content):
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"^x\.yaml:1: ") as caught:
        ledger.read_file(path)
    assert "\n" not in str(caught.value)


def test_a_good_ledger_is_read(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(GOOD)
    assert ledger.read_file(path)["claims"][0]["published"] == "1"
