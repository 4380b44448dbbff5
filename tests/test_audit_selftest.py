"""The audit's own test: every kind of perturbation is made, what must be noticed is, and a blind check is named."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import store
from articles.audit import perturb, selftest, tamper
from articles.audit.verdict import decide

FILE = "results/x/t.csv"
TABLE = pd.DataFrame(
    {
        "dimension": [2, 3, 400],
        "share": [0.0199, 0.0297, 0.982],
        "noise": [0.0, 0.001, 0.02],
        "answer": ["yes", "no", "4"],
        "error": [1e-15, 0.5, 1e-12],
    }
)
LAST = {"row": {"dimension": 400}}


def claim(name, kind, published, row=None, column="share", **more):
    place = {"file": FILE, "row": {} if row is None else row, "column": column} | more.pop("evidence", {})
    return {"id": name, "kind": kind, "published": published, "evidence": place} | more


CLAIMS = [
    claim("x-01", "value", "0.0199", {"dimension": 2}),
    claim("x-02", "value", ["0.0199", "0.0297"], {"dimension": [2, 3]}),
    claim("x-03", "value", "0.0198", {"dimension": 2}),  # approximate
    claim("x-04", "value", "0.1.99", {"dimension": 2}, edit={"change": "dots", "published": "0.0199"}),
    claim("x-05", "about", "90", {"dimension": 400}),  # refuted
    claim("x-06", "fact", "yes", {"dimension": 2}, column="answer"),
    claim("x-07", "fact", "4", {"dimension": 400}, column="answer"),
    claim("x-08", "bound", "small", relation="<", bound=1),
    claim("x-09", "bound", "few", relation=">=", bound=0.5, loosened={"condition": "c", "relation": ">", "bound": 0}),
    claim("x-10", "trend", "grows", direction="increasing", evidence={"x": "dimension"}),
    claim("x-11", "identity", "a = b", {"dimension": 2}, column="error"),
    claim("x-12", "identity", "a = b", {"dimension": 3}, column="error", edit={"change": "c", "evidence": LAST}),
    claim("x-13", "value", "0.98", {"dimension": 400}, evidence={"halfwidth": "noise"}),
]  # fmt: skip


@pytest.fixture
def saved(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store.save(TABLE, FILE)
    return {FILE: store.load(FILE)}


def run(tables, claims=CLAIMS):
    formulas = pd.DataFrame(
        [("x-11", "a", "sign", "-a", 2.0, "yes")],
        columns=["claim", "printed", "perturbation", "edited", "edited_error", "detected"],
    )
    return selftest.selftest({"x": {"claims": claims}}, tables, {"f": formulas}, seed=1)


def test_every_perturbation_beyond_the_precision_is_noticed(saved):
    table = run(saved)
    missed = table[(table.counted == "yes") & (table.detected == "no")]
    assert missed.empty, missed.to_string()
    assert selftest.unmoved(table) == []
    assert {"published", "result", "formula", "file"} == set(table.side)
    kinds = {"last digit", "sign", "factor 2", "word", "right value put in", "relation negated", "neighbouring row"}
    assert kinds <= set(table.perturbation)


def test_what_lies_within_the_precision_is_not_counted(saved):
    table = run(saved)
    noisy = table[(table.claim == "x-13") & (table.perturbation == "last digit")]
    assert set(noisy.counted) == {"no"}  # 0.97 and 0.99 are both 0.982 ± 0.02
    assert "more lie within the stated precision" in selftest.tell(table)


def test_a_check_that_cannot_fail_is_named(saved, monkeypatch):
    monkeypatch.setattr(selftest, "decide", lambda claim, tables: "reproduced")
    table = run(saved)
    assert "x-01" in selftest.unmoved(table)
    told = selftest.tell(table)
    assert "cannot be moved: x-01" in told
    assert "missed: x-01, published, last digit: 0.0199 -> 0.0200" in told


def test_damaged_files_are_seen_by_a_verdict_or_by_the_seal(saved, tmp_path):
    rows = pd.DataFrame(list(tamper.files(CLAIMS[:2], saved, 3)), columns=selftest.COLUMNS)
    assert set(rows.perturbation) == {"byte flipped", "row dropped"}
    assert set(rows.detected) == {"yes"}
    (tmp_path / "results" / ".seals" / "x" / "t.csv.sha256").unlink()
    rows = pd.DataFrame(list(tamper.files(CLAIMS[:2], saved, 3)), columns=selftest.COLUMNS)
    assert "no" in set(rows.detected)  # a row that the claim does not rest on: only the seal would know


EQUAL = ("x-01", "formula", "sign", "", "yes", "no", "a", "a")


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([("x-01", "published", "sign", "", "yes", "yes", "a", "b")], 0),
        ([("x-01", "published", "sign", "", "yes", "no", "a", "a")], 1),
        ([("x-01", "file", "row dropped", "", "yes", "yes", "a", "sealed")], 1),  # moved by nothing but a fault
        ([("x-01", "published", "sign", "", "yes", "yes", "a", "b"), EQUAL], 0),
    ],
)
def test_the_exit_code_says_whether_anything_was_missed(saved, table, code, capsys):
    store.save(pd.DataFrame(table, columns=selftest.COLUMNS), selftest.SELFTEST)
    assert selftest.main() == code
    assert "perturbations beyond the stated precision noticed" in capsys.readouterr().out


@settings(deadline=None, max_examples=50)
@given(st.decimals("0.01", 999, places=2), st.integers(-40, 40))
def test_the_self_test_and_the_engine_agree_on_what_is_beyond_the_precision(number, shift):
    """Each has its own arithmetic: a change that one of them counts moves the verdict of the other."""
    tables = {FILE: pd.DataFrame({"share": [float(number) + shift * 1e-4]})}
    entry = claim("x-01", "value", str(number))
    before = decide(entry, tables)
    assert before == "reproduced"
    for change in perturb.of_claim(entry, "", tables):
        moved = decide(change.claim, change.tables) != before
        assert moved == perturb.counts(entry, "", change), change.detail
