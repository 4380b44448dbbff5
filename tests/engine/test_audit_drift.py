"""The lock: a changed verdict or value is told, other data and another config are not taken for a change."""

import json
from pathlib import Path

import pytest

from recomputed.audit import VERDICTS, ledger
from recomputed.audit import accepted as module
from recomputed.audit.accepted import drift, same

CONFIG = {"seed": 1, "mnist": {"dir": ""}, "curse": {"pairs": 10}, "pca": {"trials": 3}}


def claim(name: str, **more) -> dict:
    return {"id": name, "evidence": {"file": f"results/{name.split('-')[0]}/t.csv"}} | more


def row(name: str, verdict="reproduced", recomputed="0.25", **more) -> dict:
    plain = {"kind": "value", "tolerance": "<= 1e-09", "data": "", "provisional": False}
    return {"id": name, "verdict": verdict, "recomputed": recomputed} | plain | more


LEDGERS = {
    "curse.yaml": {"claims": [claim("curse-01"), claim("curse-02", varies="seconds")]},
    "pca.yaml": {"claims": [claim("pca-01")]},
}
FULL, SAMPLE = {"data": "MNIST"}, {"data": "MNIST sample: provisional", "provisional": True}
ROWS = [row("curse-01"), row("curse-02"), row("pca-01", **FULL)]


def found(rows, lock, config=CONFIG, ledgers=LEDGERS):
    return drift(ledgers, rows, [], config, {"audit.lock.json": lock} if lock else {})


ACCEPTED = found(ROWS, None)["lock"]


def test_what_was_accepted_is_no_change():
    out = found(ROWS, ACCEPTED)
    assert (out["changes"], out["notes"]) == ([], [])
    assert out["lock"] == ACCEPTED


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        ([row("curse-01", "refuted"), *ROWS[1:]], "curse-01: was reproduced 0.25, is refuted 0.25"),
        ([row("curse-01", recomputed="0.26"), *ROWS[1:]], "curse-01: was reproduced 0.25, is reproduced 0.26"),
        ([row("curse-01", recomputed="yes"), *ROWS[1:]], "curse-01: was reproduced 0.25, is reproduced yes"),
        ([ROWS[0], row("curse-02", "refuted"), ROWS[2]], "curse-02: was reproduced, is refuted"),
        ([*ROWS[:2], row("pca-01", "misprint", **FULL)], "pca-01: was reproduced 0.25, is misprint 0.25"),
        (ROWS[1:], "curse-01: was reproduced 0.25, is gone"),
    ],
)
def test_a_change_is_told_with_id_was_and_is(rows, change):
    ledgers = {
        "x": {"claims": [c for part in LEDGERS.values() for c in part["claims"] if c["id"] in {r["id"] for r in rows}]}
    }
    assert found(rows, ACCEPTED, ledgers=ledgers)["changes"] == [change]


def test_without_a_lock_there_is_nothing_to_compare_with():
    out = found(ROWS, None)
    assert out["changes"] == []
    assert "no audit.lock.json" in out["notes"][0]


def test_a_new_statement_is_a_change():
    lock = {"config": ACCEPTED["config"], "claims": {k: v for k, v in ACCEPTED["claims"].items() if k != "pca-01"}}
    assert found(ROWS, lock)["changes"] == ["pca-01: was not there, is reproduced 0.25"]


def test_what_varies_from_run_to_run_is_held_by_its_verdict_alone():
    assert found([ROWS[0], row("curse-02", recomputed="9"), ROWS[2]], ACCEPTED)["changes"] == []


def test_the_sample_is_not_compared_with_the_full_set_and_both_are_kept():
    rows = [*ROWS[:2], row("pca-01", "refuted", **SAMPLE)]
    out = found(rows, ACCEPTED)
    assert out["changes"] == []
    assert "1 statements not compared" in out["notes"][0]
    assert out["lock"]["claims"]["pca-01"].keys() == {"full", "sample"}
    both = out["lock"]
    assert found(ROWS, both)["changes"] == found(rows, both)["changes"] == []
    assert len(found([*ROWS[:2], row("pca-01", **SAMPLE)], both)["changes"]) == 1


def test_another_config_is_said_and_its_values_are_not_compared():
    other = [row(r["id"], recomputed="0.3", data=r["data"]) for r in ROWS]
    out = found(other, ACCEPTED, CONFIG | {"curse": {"pairs": 11}})
    assert out["notes"] == ["config differs from the lock's (curse): 2 compared by their verdicts alone"]
    assert [line.split(":")[0] for line in out["changes"]] == ["pca-01"]
    out = found(other, ACCEPTED, CONFIG | {"seed": 2})
    assert (out["changes"], len(out["notes"])) == ([], 1)
    assert found(ROWS, ACCEPTED, CONFIG | {"mnist": {"dir": "elsewhere"}})["notes"] == []


def test_a_verdict_that_changes_under_another_config_is_told():
    worse = [row("curse-01", "refuted"), *ROWS[1:]]
    out = found(worse, ACCEPTED, CONFIG | {"curse": {"pairs": 11}})
    assert out["changes"] == ["curse-01: was reproduced, is refuted, under another config"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (FULL, {}, "rested on the full MNIST, rests on no data"),
        (SAMPLE, {}, "rested on the sample of MNIST, rests on no data"),
        ({}, FULL, "rested on no data, rests on the full MNIST"),
    ],
)
@pytest.mark.parametrize("config", [CONFIG, CONFIG | {"pca": {"trials": 4}}])
def test_a_statement_that_loses_its_data_or_comes_to_rest_on_some_is_a_change(before, after, told, config):
    lock = found([*ROWS[:2], row("pca-01", **before)], None)["lock"]
    assert found([*ROWS[:2], row("pca-01", **after)], lock, config)["changes"] == [f"pca-01: {told}"]


def test_a_formula_that_holds_is_held_by_its_tolerance_as_its_error_is_rounding():
    rows = [row("curse-01", kind="identity", recomputed="relative error 2.2e-16"), *ROWS[1:]]
    lock = found(rows, None)["lock"]
    assert lock["claims"]["curse-01"]["any"]["recomputed"] == "<= 1e-09"


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


def test_the_command_ends_with_1_on_a_change_and_accept_writes_the_lock(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "results").mkdir()
    changed = found([row("curse-01", "refuted"), *ROWS[1:]], ACCEPTED)
    module.DRIFT.write_text(json.dumps(changed))
    assert module.main([]) == 1
    told = capsys.readouterr().out
    assert "changed: curse-01: was reproduced 0.25, is refuted 0.25" in told
    assert "make audit-accept" in told
    assert module.main(["--accept"]) == 0
    assert json.loads(module.LOCK.read_text()) == changed["lock"]
    module.DRIFT.write_text(json.dumps(found(ROWS, ACCEPTED)))
    assert module.main([]) == 0


def test_the_committed_lock_has_every_statement_of_the_ledgers_and_no_other():
    lock = json.loads((Path(__file__).parents[2] / module.LOCK).read_text(encoding="utf-8"))
    claims = {claim["id"]: claim for article in ledger.articles() for claim in ledger.read(article)["claims"]}
    assert lock["claims"].keys() == claims.keys()
    assert all(entry["verdict"] in VERDICTS for kinds in lock["claims"].values() for entry in kinds.values())
