"""Accepted verdicts and values: a changed one is reported; other data and other settings are not taken for a change."""

import json
from pathlib import Path

import pytest
from entries import entry, ledgers

from recomputed.audit import VERDICTS
from recomputed.audit import accepted as module
from recomputed.audit.accepted import drift, same
from recomputed.workflow.articles import ALL, find

CONFIG = {"seed": 1, "shards": 2, "digits": {"dir": ""}, "cubes": {"pairs": 10}, "axes": {"trials": 3}}
CUBES, AXES = "cubes/accepted.json", "axes/accepted.json"


def claim(name: str, **more) -> dict:
    return entry(name, evidence={"file": f"results/{name.split('-')[0]}/t.csv", "column": "x"}, **more)


def row(name: str, verdict="reproduced", recomputed="0.25", **more) -> dict:
    plain = {"kind": "value", "tolerance": "<= 1e-09", "data": "", "provisional": False}
    return {"id": name, "verdict": verdict, "recomputed": recomputed} | plain | more


LEDGERS = {
    "cubes/ledger.yaml": {"article": "cubes", "claims": [claim("cubes-01"), claim("cubes-02", varies="seconds")]},
    "axes/ledger.yaml": {"article": "axes", "claims": [claim("axes-01")]},
}
FULL, SAMPLE = {"data": "digits"}, {"data": "a sample of digits: provisional", "provisional": True}
ROWS = [row("cubes-01"), row("cubes-02"), row("axes-01", **FULL)]


def found(rows, accepted, config=CONFIG, ledgers=LEDGERS):
    return drift(ledgers, rows, [], config, accepted)


ACCEPTED = found(ROWS, {})["accepted"]


def test_every_article_has_its_own_accepted_file_and_what_was_accepted_is_no_change():
    assert {place: [*content["claims"]] for place, content in ACCEPTED.items()} == {
        CUBES: ["cubes-01", "cubes-02"],
        AXES: ["axes-01"],
    }
    assert found(ROWS, ACCEPTED) == {"changes": [], "notes": [], "accepted": ACCEPTED}


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        ([row("cubes-01", "refuted"), *ROWS[1:]], "cubes-01: was reproduced 0.25, is refuted 0.25"),
        ([row("cubes-01", recomputed="0.26"), *ROWS[1:]], "cubes-01: was reproduced 0.25, is reproduced 0.26"),
        ([row("cubes-01", recomputed="yes"), *ROWS[1:]], "cubes-01: was reproduced 0.25, is reproduced yes"),
        ([ROWS[0], row("cubes-02", "refuted"), ROWS[2]], "cubes-02: was reproduced, is refuted"),
        ([*ROWS[:2], row("axes-01", "misprint", **FULL)], "axes-01: was reproduced 0.25, is misprint 0.25"),
    ],
)
def test_a_change_is_reported_with_id_was_and_is(rows, change):
    assert found(rows, ACCEPTED)["changes"] == [change]


def test_a_claim_that_left_its_ledger_is_a_change():
    less = {**LEDGERS, "cubes/ledger.yaml": {"article": "cubes", "claims": [claim("cubes-02", varies="seconds")]}}
    assert found(ROWS[1:], ACCEPTED, ledgers=less)["changes"] == ["cubes-01: was reproduced 0.25, is gone"]


def test_an_article_without_an_accepted_file_is_not_compared():
    out = found(ROWS, {AXES: ACCEPTED[AXES]})
    assert (out["changes"], out["notes"]) == ([], [f"there is no {CUBES}: 2 claims not compared"])
    assert out["accepted"] == ACCEPTED


def test_a_new_claim_is_a_change():
    old = {**ACCEPTED, AXES: {"config": ACCEPTED[AXES]["config"], "claims": {}}}
    assert found(ROWS, old)["changes"] == ["axes-01: was not there, is reproduced 0.25"]


def test_of_a_claim_that_varies_from_run_to_run_only_the_verdict_is_accepted():
    assert found([ROWS[0], row("cubes-02", recomputed="9"), ROWS[2]], ACCEPTED)["changes"] == []


def test_the_sample_is_not_compared_with_the_full_set_and_both_are_kept():
    rows = [*ROWS[:2], row("axes-01", "refuted", **SAMPLE)]
    out = found(rows, ACCEPTED)
    assert out["changes"] == []
    assert out["notes"] == [f"{AXES} has no entry for this kind of data: 1 claims not compared"]
    both = out["accepted"]
    assert both[AXES]["claims"]["axes-01"].keys() == {"full", "sample"}
    assert found(ROWS, both)["changes"] == found(rows, both)["changes"] == []
    assert len(found([*ROWS[:2], row("axes-01", **SAMPLE)], both)["changes"]) == 1


def test_only_the_verdicts_of_an_article_with_other_settings_are_compared():
    other = [row(r["id"], recomputed="0.3", data=r["data"]) for r in ROWS]
    out = found(other, ACCEPTED, CONFIG | {"cubes": {"pairs": 11}})
    assert out["notes"] == [f"{CUBES} was accepted with other settings: only the verdicts are compared"]
    assert [line.split(":")[0] for line in out["changes"]] == ["axes-01"]
    out = found(other, ACCEPTED, CONFIG | {"seed": 2})
    assert (out["changes"], len(out["notes"])) == ([], 2)
    for no_result in ({"digits": {"dir": "elsewhere"}}, {"shards": 9}, {"articles": ["cubes"]}):
        assert found(ROWS, ACCEPTED, CONFIG | no_result)["notes"] == []


def test_a_verdict_that_changes_with_other_settings_is_reported():
    worse = [row("cubes-01", "refuted"), *ROWS[1:]]
    out = found(worse, ACCEPTED, CONFIG | {"cubes": {"pairs": 11}})
    assert out["changes"] == ["cubes-01: was reproduced, is refuted, with other settings"]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (FULL, {}, "depended on the full data set, depends on no data set"),
        (SAMPLE, {}, "depended on a sample of the data set, depends on no data set"),
        ({}, FULL, "depended on no data set, depends on the full data set"),
    ],
)
@pytest.mark.parametrize("config", [CONFIG, CONFIG | {"axes": {"trials": 4}}])
def test_a_claim_that_begins_or_ceases_to_depend_on_data_is_a_change(before, after, change, config):
    old = found([*ROWS[:2], row("axes-01", **before)], {})["accepted"]
    assert found([*ROWS[:2], row("axes-01", **after)], old, config)["changes"] == [f"axes-01: {change}"]


def test_of_a_formula_that_holds_the_tolerance_is_accepted_as_its_error_is_rounding():
    rows = [row("cubes-01", kind="identity", recomputed="relative error 2.2e-16"), *ROWS[1:]]
    entries = found(rows, {})["accepted"][CUBES]["claims"]
    assert entries["cubes-01"]["any"]["recomputed"] == "<= 1e-09"


@pytest.mark.parametrize(
    ("was", "now", "equal"),
    [
        ("0.25", "0.25", True),
        ("148.3412 30.6187", "148.3413 30.6187", True),  # the last digit shown
        ("148.3412", "148.6", False),
        ("1 2", "1 2 3", False),
        ("12.3 ± 0.5", "12.6 ± 0.4", True),
        ("12.3 ± 0.5", "12.9 ± 0.5", False),
        ("1e-17", "0", True),
        ("0.5 → 0.1", "0.5 → 0.2", False),
        ("touches", "circumscribes", False),
    ],
)
def test_values_are_compared_to_the_digits_that_any_machine_gives(was, now, equal):
    entries = [{"verdict": "reproduced", "recomputed": text} for text in (was, now)]
    assert same(*entries) is equal


def test_the_command_ends_with_1_on_a_change_and_accept_saves_every_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for folder in ("results", "cubes", "axes"):
        (tmp_path / folder).mkdir()
    changed = found([row("cubes-01", "refuted"), *ROWS[1:]], ACCEPTED)
    module.DRIFT.write_text(json.dumps(changed))
    assert module.main([]) == 1
    printed = capsys.readouterr().out
    assert "changed: cubes-01: was reproduced 0.25, is refuted 0.25" in printed
    assert "make audit-accept" in printed
    assert module.main(["--accept"]) == 0
    assert "3 claims accepted, 1 of them changed" in capsys.readouterr().out
    assert {place: json.loads(Path(place).read_text()) for place in (CUBES, AXES)} == changed["accepted"]
    module.DRIFT.write_text(json.dumps(found(ROWS, ACCEPTED)))
    assert module.main([]) == 0


def test_the_accepted_files_have_every_claim_of_their_ledgers_and_no_other():
    books = ledgers()
    for article in find(ALL):
        claims = json.loads(article.accepted.read_text(encoding="utf-8"))["claims"]
        assert list(claims) == [claim["id"] for claim in books[article.name]["claims"]]
        assert all(kinds for kinds in claims.values())
        assert {found["verdict"] for kinds in claims.values() for found in kinds.values()} <= set(VERDICTS)
