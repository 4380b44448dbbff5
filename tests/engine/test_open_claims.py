"""An open claim has a verdict of its own, counts as audited nowhere, and cannot have evidence as well."""

import json

import entries
import pandas as pd
import pytest
import yaml

from recomputed.audit import ledger, progress, shown
from recomputed.audit.formula_claims import formulas_of
from recomputed.audit.markdown import document
from recomputed.audit.run_summary import run_summary
from recomputed.audit.verdict import audit
from recomputed.errors import BadInput
from recomputed.reports.errata import errata
from recomputed.reports.junit import junit

TABLES = {"results/t.csv": pd.DataFrame({"x": [0.5]})}
CLAIMS = [
    entries.entry("x-01", published="0.5", evidence={"file": "results/t.csv", "column": "x"}),
    entries.entry("x-02", published="7", open=True),
    {"id": "x-03", "title": "t", "where": "w", "kind": "identity", "formula": "a = b", "open": True},
]
LEDGER = {"article": "x", "title": "X", "figures": [], "claims": CLAIMS}


@pytest.fixture
def rows():
    return audit({"x.yaml": LEDGER}, TABLES)["json"]


def test_only_claims_with_a_verdict_are_audited(rows):
    assert [row["verdict"] for row in rows] == ["reproduced", "open", "open"]
    assert progress(row["verdict"] for row in rows) == "1 of 3 audited"
    assert progress(["reproduced", "refuted"]) == ""
    assert "open" not in shown(iter(["reproduced"]))
    assert shown(iter(["reproduced", "open"]))[-1] == "open"


def test_no_values_are_asked_for_an_open_formula():
    assert formulas_of(LEDGER) == {}
    closed = LEDGER | {"claims": [{key: CLAIMS[2][key] for key in CLAIMS[2] if key != "open"}]}
    assert list(formulas_of(closed)) == ["x-03"]


def test_every_report_says_how_many_are_audited(rows, tmp_path):
    assert "1 of 3 audited; 0 of them do not hold" in errata(LEDGER, rows, "no such file")
    assert "- open: t (x-02)" in errata(LEDGER, rows, "no such file")
    assert 'tests="3" failures="0" errors="0" skipped="2"' in junit(rows)
    assert "Published claims: 1 of 3 audited." in document({"x.yaml": LEDGER}, rows, [], {})
    (tmp_path / "audit.json").write_text(json.dumps(rows))
    assert "Published claims: 1 of 3 audited, of which 1 reproduced, 2 open" in run_summary(tmp_path)


@pytest.mark.parametrize("more", [{"not_checkable": "why"}, {"evidence": {"file": "results/t.csv", "column": "x"}}])
def test_open_and_decided_at_once_is_one_line(tmp_path, more):
    path = tmp_path / "x.yaml"
    path.write_text(yaml.safe_dump(LEDGER | {"claims": [CLAIMS[1] | more]}))
    with pytest.raises(BadInput, match=r"x\.yaml:\d+: claims\.0 breaks the schema"):
        ledger.read_file(path)
