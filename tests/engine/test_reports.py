"""Errata, JUnit, SARIF and the exit status say what the audit says, in forms that others read."""

import json
import re
from xml.etree import ElementTree

import entries
import pandas as pd
import pytest

from recomputed.audit.claim import claims_of
from recomputed.audit.verdict import audit
from recomputed.coverage.table import read
from recomputed.errors import BadInput
from recomputed.reports import DOES_NOT_HOLD, HOLDS, OPEN, fail_on, order
from recomputed.reports.errata import errata
from recomputed.reports.junit import junit
from recomputed.reports.of_a_run import reports
from recomputed.reports.sarif import sarif

TABLES = {
    "results/t.csv": pd.DataFrame({"case": ["all", "some"], "x": [0.02, 0.9], "h": [0.0, 0.3], "word": ["no", "yes"]}),
}


def entry(number, published, **more) -> dict:
    place = {"file": "results/t.csv", "row": {"case": "all"}, "column": "x"} | more.pop("evidence", {})
    return entries.entry(f"post-{number:02}", published=published, evidence=place, **more)


CLAIMS = [
    entry(1, "0.02", title="the share is 0.02"),
    entry(2, "0.2", title="the share is <b>0.2</b>", why="A digit.",
          edit={"change": "0.2 -> 0.02", "published": "0.02"}),
    entry(3, "yes", kind="fact", title="it always holds", evidence={"column": "word"},
          conditional={"condition": "for some", "evidence": {"row": {"case": "some"}}}),
    entry(4, "0.5", title="the share is 0.5"),
    entry(5, "small", title="it is small", kind="bound", relation="<", bound=1,
          evidence={"row": {"case": "some"}, "halfwidth": "h"}),
    entry(6, "0.02", title="ours", origin="ours"),
]  # fmt: skip
LEDGER = {"article": "post", "title": "A post", "figures": [], "claims": CLAIMS}
PRINT = """section,place,unit,fingerprint,what,claims
1,1.1,sentence,000000000000,claims,post-03
1,1.2,sentence,000000000001,claims,post-01 post-02
2,1.1,sentence,000000000002,claims,post-05
2,1.2,sentence,000000000003,repeat,post-04
"""


@pytest.fixture
def rows():
    return audit({"post/ledger.yaml": LEDGER}, TABLES)["json"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / "print.csv").write_text(PRINT)
    (tmp_path / "post" / "ledger.yaml").write_text(json.dumps(LEDGER, indent=1))
    return tmp_path


def test_every_verdict_is_one_of_three_kinds(rows):
    assert {row["verdict"] for row in rows} == {"reproduced", "misprint", "conditional", "refuted", "undecided"}
    assert not set(HOLDS) & set(DOES_NOT_HOLD)
    assert not set(OPEN) & set(HOLDS + DOES_NOT_HOLD)


def test_claims_come_in_the_order_of_reading(folder):
    ordered = order.in_reading_order(claims_of(LEDGER), read(folder / "post" / "print.csv"))
    assert [claim.id[-2:] for claim in ordered] == ["03", "01", "02", "05", "04", "06"]


def test_errata_have_what_is_wrong_in_order_and_one_line_for_the_rest(rows, folder):
    text = errata(LEDGER, rows, "post/print.csv")
    assert re.findall(r"^## \d\. (.*)$", text, re.MULTILINE) == [
        "it always holds",
        r"the share is \<b\>0.2\</b\>",
        "the share is 0.5",
    ]
    assert "5 statements were recomputed; 3 of them do not hold" in text
    assert "**True only** for some." in text
    assert "**Should be.** 0.02 (0.2 -\\> 0.02)" in text
    assert "**Why.** A digit." in text
    assert "- undecided: it is small (post-05)" in text
    assert "ours" not in text.replace("of ours", "")


def test_errata_of_a_formula_are_latex_to_be_copied():
    claim = {
        "id": "post-01",
        "title": "t",
        "where": "w",
        "kind": "identity",
        "formula": r"a = b^2",
        "edit": {"formula": r"a = b^3"},
    }
    row = {"id": "post-01", "verdict": "misprint", "search": None, "second_route": None, "origin": "printed"}
    text = errata(LEDGER | {"claims": [claim]}, [row], "no such file")
    assert "**Printed.** `$a = b^2$`" in text
    assert "**Should be.** `$a = b^3$`" in text


def test_junit_is_xml_with_a_case_for_each_claim(rows):
    root = ElementTree.fromstring(junit(rows))
    assert [root.get(name) for name in ("tests", "failures", "skipped")] == ["5", "3", "1"]
    cases = {case.get("name")[:7]: case for case in root.iter("testcase")}
    assert cases["post-04"].find("failure").get("type") == "refuted"
    assert cases["post-05"].find("skipped") is not None
    assert len(cases["post-01"]) == 0
    hostile = [rows[0] | {"title": "\x00\x1b<&>\"'", "reason": "]]>"}]
    assert ElementTree.fromstring(junit(hostile)).find(".//testcase").get("name") == "post-01: <&>\"'"


def test_sarif_points_at_the_line_of_the_text_or_of_the_ledger(rows, folder):
    found = sarif(rows, {"post/ledger.yaml": LEDGER}, {"post": "post/print.csv"}, {})
    results = {result["partialFingerprints"]["claim/v1"]: result for result in found["runs"][0]["results"]}
    place = results["post-02"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "post/ledger.yaml"
    lines = (folder / "post" / "ledger.yaml").read_text().splitlines()
    assert '"post-02"' in "".join(lines[place["region"]["startLine"] - 1 :][:2])
    assert [results[f"post-0{n}"]["level"] for n in (1, 2, 3, 4, 5)] == ["none", "error", "error", "error", "none"]
    (folder / "post" / "text.md").write_text("1. One\n\nIt always holds. The share is 0.02.\n\n2. Two\n\nSmall.\n")
    found = sarif(rows, {"post/ledger.yaml": LEDGER}, {"post": "post/print.csv"}, {"post": "post/text.md"})
    lines = {
        r["partialFingerprints"]["claim/v1"]: r["locations"][0]["physicalLocation"] for r in found["runs"][0]["results"]
    }
    assert lines["post-03"]["artifactLocation"]["uri"] == "post/text.md"
    assert lines["post-03"]["region"]["startLine"] == 3
    assert lines["post-05"]["region"]["startLine"] == 7
    assert lines["post-04"]["artifactLocation"]["uri"] == "post/ledger.yaml"  # it has no place of its own


def test_the_exit_status_follows_the_verdicts_that_are_named(rows):
    assert [row["id"] for row in fail_on.failing(rows, ["refuted", "misprint"])] == ["post-02", "post-04"]
    assert fail_on.failing(rows, ["approximate"]) == []
    with pytest.raises(BadInput, match=r"unknown verdict.*wrong"):
        fail_on.failing(rows, ["wrong"])


def test_one_job_makes_all_of_them(rows, folder):
    made = reports(rows, {"post/ledger.yaml": LEDGER}, {"post": "post/print.csv"}, {})
    assert set(made) == {"junit", "sarif", "errata_of_post"}


def test_errata_of_a_claim_that_turns_within_a_range_say_where(folder):
    table = pd.DataFrame({"case": ["all"] * 3, "x": [0.1, 0.2, 0.3], "size": [5, 10, 20]})
    bound = entry(7, "small", kind="bound", relation="<", bound=0.25, evidence={"over": "size"})
    ledger = LEDGER | {"claims": [bound]}
    rows = audit({"post/ledger.yaml": ledger}, {"results/t.csv": table})["json"]
    assert rows[0]["verdict"] == "conditional"
    assert "holds from 5 to 10, fails at 20" in errata(ledger, rows, "post/print.csv")


def test_sarif_places_are_uris_and_levels_are_those_of_the_standard(rows, folder):
    (folder / "post").rename(folder / "a post")
    found = sarif(rows, {"a post/ledger.yaml": LEDGER}, {}, {})["runs"][0]["results"]
    assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in found} == {"a%20post/ledger.yaml"}
    assert all((r["level"] == "none") is (r["kind"] != "fail") for r in found)
