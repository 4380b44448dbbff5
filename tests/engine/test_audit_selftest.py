"""The self-test of the audit: every kind of perturbation is made and noticed, and a check that cannot fail is named."""

import entries
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recomputed.audit.claim import from_entry
from recomputed.audit.selftest import file_damage, perturb, run
from recomputed.audit.selftest.report import missed, report, unmoved
from recomputed.audit.selftest.should_flip import deciding_part, why_not
from recomputed.audit.verdict import decide
from recomputed.errors import BadInput
from recomputed.results import store

FILE = "results/x/t.csv"
TABLE = pd.DataFrame(
    {
        "dimension": [2, 3, 400],
        "share": [0.0199, 0.0297, 0.982],
        "noise": [0.0, 0.001, 0.02],
        "answer": ["yes", "no", "4"],
        "half": ["yes", "yes", "no"],
        "error": [1e-15, 0.5, 1e-12],
    }
)
LAST = {"row": {"dimension": 400}}
EASIER = {"condition": "c", "relation": ">", "bound": 0}
AT_EACH = {"over": "dimension"}
AT_EACH_PAIR = {"over": ["dimension", "answer"]}
AT_TWO = {"row": {"answer": ["yes", "no"], "dimension": [2, 3]}, "column": "half"}
AT_SOME = {"condition": "c", "published": "yes", "evidence": AT_TWO}


def entry(name, kind, published, row=None, column="share", **more) -> dict:
    place = {"file": FILE, "row": row or {}, "column": column} | more.pop("evidence", {})
    return entries.entry(name, kind, published, evidence=place, **more)


ENTRIES = [
    entry("x-01", "value", "0.0199", {"dimension": 2}),
    entry("x-02", "value", ["0.0199", "0.0297"], {"dimension": [2, 3]}),
    entry("x-03", "value", "0.0198", {"dimension": 2}),  # approximate
    entry("x-04", "value", "0.1.99", {"dimension": 2}, edit={"change": "dots", "published": "0.0199"}),
    entry("x-05", "about", "90", {"dimension": 400}),  # refuted
    entry("x-06", "fact", "yes", {"dimension": 2}, column="answer"),
    entry("x-07", "fact", "4", {"dimension": 400}, column="answer"),
    entry("x-08", "bound", "small", relation="<", bound=1),
    entry("x-09", "bound", "few", relation=">=", bound=0.5, conditional=EASIER),
    entry("x-10", "trend", "grows", direction="increasing", evidence={"x": "dimension"}),
    entry("x-11", "identity", "a = b", {"dimension": 2}, column="error"),
    entry("x-12", "identity", "a = b", {"dimension": 3}, column="error", edit={"change": "c", "evidence": LAST}),
    entry("x-13", "value", "0.98", {"dimension": 400}, evidence={"halfwidth": "noise"}),  # undecided
    entry("x-14", "bound", "small", relation="<", bound=0.97, row={"dimension": 400}, evidence={"halfwidth": "noise"}),
    entry("x-15", "bound", "small", relation="<", bound=0.5, evidence=AT_EACH),  # conditional
    entry("x-16", "value", "0.01–0.02", {"dimension": 2}),
    entry("x-17", "value", "< 0.02", {"dimension": 2}),
    entry("x-18", "fact", "4", column="answer", evidence=AT_EACH),  # conditional, over three answers
    entry("x-19", "fact", "maybe", column="answer", evidence=AT_EACH, conditional=AT_SOME),
    entry("x-20", "bound", "small", relation="<", bound=0.5, evidence=AT_EACH_PAIR),  # conditional
    entry("x-21", "bound", "small", relation="<", bound=0.01, evidence=AT_EACH_PAIR, edit={"change": "c", "bound": 1}),
    entry("x-22", "value", "0.0199", evidence=AT_EACH_PAIR),  # conditional
]  # fmt: skip


CLAIMS = [from_entry(found) for found in ENTRIES]


def test_a_condition_decides_where_a_range_holds_nowhere():
    turns, condition = (found for found in CLAIMS if found.id in ("x-18", "x-19"))
    tables = {FILE: TABLE}
    assert [decide(found, tables) for found in (turns, condition)] == ["conditional", "conditional"]
    assert [deciding_part(found, "conditional", tables) for found in (turns, condition)] == ["", "conditional"]


def test_a_range_of_several_values_has_no_right_one():
    alike = TABLE.assign(answer="yes")
    for found in (found for found in CLAIMS if found.id in ("x-18", "x-19")):
        assert list(perturb.right_value(found, {FILE: TABLE})) == []
        (right,) = perturb.right_value(found, {FILE: alike})
        assert right.claim.printed == ("yes",)


@pytest.fixture
def saved(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store.save(TABLE, FILE)
    return {FILE: store.load(FILE)}


PERTURBED = [
    ("x-11", "a", "sign", "-a", 2.0, "no", "yes"),
    ("x-11", "a", "sign", "--a", 0.0, "yes", "no"),
    ("x-12", "a", "right value put in", "a = a", 0.0, "no", "yes"),
]


def selftest(tables, claims=ENTRIES, perturbed=PERTURBED):
    columns = ["claim", "printed", "perturbation", "edited", "edited_error", "same_value", "detected"]
    formulas = {"f": pd.DataFrame(perturbed, columns=columns)}
    return run.selftest({"x": {"claims": claims}}, tables, formulas, seed=1)


def test_every_perturbation_beyond_the_precision_is_noticed(saved):
    table = selftest(saved)
    assert missed(table).empty, missed(table).to_string()
    assert unmoved(table) == []
    assert {"published", "result", "error cell", "formula", "file"} == set(table.side)
    kinds = {"last digit", "sign", "factor 2", "word", "right value put in", "relation negated", "neighbouring row"}
    assert kinds <= set(table.perturbation)


def test_what_leaves_a_claim_true_is_not_counted_and_the_reason_named(saved):
    table = selftest(saved)
    noisy = table[(table.claim == "x-13") & (table.perturbation == "last digit")]
    assert set(noisy.counted) == {"within the stated precision"}  # 0.97 and 0.99 are both 0.982 ± 0.02
    reasons = table[table.counted != "yes"].groupby("kind").counted.agg(set)
    assert reasons["bound"] == {"bound still true"}
    assert reasons["identity"] >= {"same value", "error still within tolerance"}
    assert "not counted, bound still true: " in report(table)
    assert "not counted, same value: 1" in report(table)


def test_rates_are_reported_by_side_and_seals_apart(saved):
    lines = report(selftest(saved))
    for words in ("published values and results: ", "formulas: ", "damaged files: "):
        assert words in lines
    assert "by their seals only" in lines


def test_a_check_that_cannot_fail_is_named(saved, monkeypatch):
    monkeypatch.setattr(run, "decide", lambda claim, tables: "reproduced")
    monkeypatch.setattr(run, "decide_or_stop", lambda claim, tables: "reproduced")
    table = selftest(saved)
    assert "x-01" in unmoved(table)
    assert "no perturbation flips the verdict of x-01" in report(table)
    assert "missed: x-01, published, last digit: 0.0199 -> 0.0200" in report(table)


PLANTED = entry("x-20", "identity", "a = b", column="zero")
HOLDS = ("x-20", "a", "sign", "-a", 2.0, "no", "yes")


@pytest.mark.parametrize(("perturbed", "named"), [([], True), ([HOLDS], False)])
def test_an_error_that_is_planted_as_0_cannot_be_moved(tmp_path, monkeypatch, perturbed, named):
    """What overwrites the error moves the verdict of any formula, and so shows nothing."""
    monkeypatch.chdir(tmp_path)
    store.save(TABLE.assign(zero=0.0), FILE)
    table = selftest({FILE: store.load(FILE)}, [PLANTED], perturbed)
    assert (table[table.perturbation == "cell: error beyond tolerance"].detected == "yes").all()
    assert (unmoved(table) == ["x-20"]) is named
    assert ("no perturbation flips the verdict of x-20" in report(table)) is named


def test_a_formula_of_a_claim_that_is_in_no_ledger_is_refused(saved):
    with pytest.raises(BadInput, match=r"^f: formula of no claim: .*x-99"):
        selftest(saved, perturbed=[("x-99", *PERTURBED[0][1:])])


def test_damaged_files_are_seen_by_a_verdict_or_by_the_seal(saved, tmp_path):
    rows = pd.DataFrame(list(file_damage.files(CLAIMS[:2], saved, 3)), columns=run.COLUMNS)
    assert set(rows.perturbation) == {"byte flipped", "row dropped"}
    assert set(rows.detected) == {"yes"}
    (tmp_path / "results" / ".seals" / "x" / "t.csv.sha256").unlink()
    rows = pd.DataFrame(list(file_damage.files(CLAIMS[:2], saved, 3)), columns=run.COLUMNS)
    assert "no" in set(rows.detected)  # a row that the claim does not rest on: only the seal would know


MOVED = ("x-01", "value", "published", "sign", "", "yes", "yes", "a", "b")


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([MOVED], 0),
        ([("x-01", "value", "published", "sign", "", "yes", "no", "a", "a")], 1),
        ([("x-01", "value", "file", "row dropped", "", "yes", "yes", "a", "sealed")], 1),  # by nothing but a fault
        ([MOVED, ("x-01", "value", "formula", "sign", "", "same value", "no", "holds", "error 0")], 0),
        ([MOVED, ("x-01", "value", "formula", "sign", "", "yes", "no", "holds", "error 1e-11")], 1),
    ],
)
def test_the_exit_code_says_whether_anything_was_missed(saved, table, code, capsys):
    store.save(pd.DataFrame(table, columns=run.COLUMNS), run.SELFTEST)
    assert run.main() == code
    assert "noticed, of the perturbations" in capsys.readouterr().out


@settings(deadline=None, max_examples=50)
@given(st.decimals("0.01", 999, places=2), st.integers(-40, 40))
def test_the_self_test_and_the_audit_agree_on_what_should_flip_a_verdict(number, shift):
    """Each has its own arithmetic: a change that one of them counts moves the verdict of the other."""
    tables = {FILE: pd.DataFrame({"share": [float(number) + shift * 1e-4]})}
    claim = from_entry(entry("x-01", "value", str(number)))
    before = decide(claim, tables)
    assert before == "reproduced"
    for change in perturb.of_claim(claim, "", tables):
        flipped = decide(change.claim, change.tables) != before
        reason = why_not(claim, tables, change.claim, change.tables, "")
        assert flipped == (not reason), change.detail


def test_claims_that_nothing_flips_are_named_in_the_order_of_the_table():
    rows = [(name, "identity", "file", "row dropped", "", "yes", "yes", "a", "b") for name in ("x-99", "x-100")]
    table = pd.DataFrame(rows, columns=run.COLUMNS)
    assert unmoved(table) == ["x-99", "x-100"]


def test_a_claim_that_stays_conditional_because_its_range_turns_is_not_counted():
    """The changed cells are in the range of the claim and under its condition as well."""
    table = pd.DataFrame({"form": ["all", "all", "some", "some"], "near": [1, 2, 1, 2], "x": [0.0, 0.0, 9.0, 9.0]})
    entry = {"id": "x-01", "title": "", "where": "", "kind": "bound", "published": "near", "relation": ">", "bound": 5}
    entry |= {"evidence": {"file": "t", "row": {"form": "all"}, "column": "x", "over": "near"}}
    entry |= {"conditional": {"condition": "if some", "evidence": {"row": {"form": "some"}}}}
    claim, part = from_entry(entry), "conditional"
    turned = table.assign(x=[0.0, 9.0, 9.0, 0.0])
    assert why_not(claim, {"t": table}, claim, {"t": turned}, part) == "conditional by its range"
    failing = table.assign(x=[0.0, 0.0, 9.0, 0.0])
    assert why_not(claim, {"t": table}, claim, {"t": failing}, part) == ""
