"""What a larger run will take, from logs of smaller ones."""

import json
import re
from pathlib import Path

import pytest

from recomputed.runs import progress
from recomputed.workflow import job_record, plan, predict

ROOT = Path(__file__).parents[2]
COUNTS = "one/counts"


def log(folder, name, cpu_seconds, work=None, written_mb=1.0, between=""):
    """Write the log of a job as a run does, but with what it took given."""
    path = folder / f"{name}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    used = {"wall_seconds": 1.0, "cpu_seconds": cpu_seconds, "peak_mb": 100, "written_mb": written_mb}
    asked = job_record.asked({"seed": 1}, {"_cores": 1} if work is None else {"_cores": 1, "work": work})
    path.write_text(f"{asked}\n{between}{job_record.USED}{json.dumps(used)}\n")


def job(name, rule="rule", **resources):
    return {"rule": rule, "log": [f"{predict.LOGS}/{name}.log"], "resources": resources}


def seconds(folder, name, **resources):
    return predict.predicted([job(name, **resources)], predict.measured(folder)).loc[0, "cpu_seconds"]


def test_two_shares_make_a_line(tmp_path):
    log(tmp_path, f"{COUNTS}-1-of-1", 12.0, work=1000)
    log(tmp_path, f"{COUNTS}-1-of-2", 7.0, work=500)
    assert seconds(tmp_path, COUNTS, work=10_000) == pytest.approx(2 + 0.01 * 10_000)
    assert seconds(tmp_path, f"{COUNTS}-2-of-3", work=3333) == pytest.approx(2 + 0.01 * 3333)


def test_one_share_makes_a_line_with_the_start(tmp_path):
    log(tmp_path, f"{COUNTS}-1-of-1", predict.START_SECONDS + 10, work=1000, written_mb=2.6)
    assert seconds(tmp_path, COUNTS, work=10_000) == pytest.approx(predict.START_SECONDS + 100)


@pytest.mark.parametrize(("resources", "megabytes"), [({}, 26.0), ({"fixed_output": 1}, 2.6)])
def test_an_output_grows_with_the_work_unless_the_rule_says_it_does_not(tmp_path, resources, megabytes):
    log(tmp_path, COUNTS, 10.0, work=1000, written_mb=2.6)
    found = predict.predicted([job(COUNTS, work=10_000, **resources)], predict.measured(tmp_path))
    assert found.loc[0, "written_mb"] == pytest.approx(megabytes)


def test_jobs_without_work_take_what_they_took(tmp_path):
    log(tmp_path, "one/table", 0.7)
    assert seconds(tmp_path, "one/table") == pytest.approx(0.7)


def test_work_that_was_never_measured_is_unknown(tmp_path):
    log(tmp_path, "one/table", 0.7)
    found = predict.predicted([job("one/table", work=3)], predict.measured(tmp_path))
    assert found.loc[0, "measured"] == 0
    assert found.loc[0, ["cpu_seconds", "written_mb", "peak_mb"]].isna().all()


def test_jobs_that_found_work_done_and_failures_predict_nothing(tmp_path, capsys):
    progress.found_done("net of seed 0 in 0.npz")
    log(tmp_path, COUNTS, predict.START_SECONDS + 20, work=10)
    log(tmp_path, f"{COUNTS}-1-of-2", 2.0, work=5, between=capsys.readouterr().out)
    (tmp_path / f"{COUNTS}-2-of-2.log").write_text('asked: {"work": 5}\nKeyError: 1\n')
    assert seconds(tmp_path, COUNTS, work=50) == pytest.approx(predict.START_SECONDS + 100)


def test_the_report_names_what_was_never_measured(tmp_path):
    log(tmp_path, "one/table", 3600)
    jobs = [job("one/table", "table"), job("one/other", "unknown_rule"), {"rule": "all", "log": [], "resources": {}}]
    text = predict.report(predict.predicted(jobs, predict.measured(tmp_path)), 1, 1)
    assert "2 jobs, 1.00 core-hours" in text
    assert text.splitlines()[-1].endswith("unknown_rule")


@pytest.mark.parametrize(
    "content", ["", "asked: {\n", "asked: {}\nused: {", 'asked: {}\nused: {"cpu_seconds": 1}\n', "asked: 3\nused: 4\n"]
)
def test_a_damaged_log_predicts_nothing(tmp_path, content):
    (tmp_path / "table.log").write_text(content)
    assert predict.measured(tmp_path) == {}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--config", "scale=1.5"], "config.yaml: scale: 1.5 is not of type 'integer'"),
        (["--config", "shards=abc"], "config.yaml: shards: 'abc' is not of type 'integer'"),
        (["--config", "scale=[1"], "--config scale=[1: no YAML"),
    ],
)
def test_bad_settings_are_one_line(monkeypatch, arguments, line):
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit, match=f"^{re.escape(line)}.*; correct it and run again$"):
        predict.main(arguments)


def test_what_config_yaml_says_of_scale_and_shards_counts(tmp_path, monkeypatch, capsys):
    log(tmp_path / predict.LOGS, "one/table", 3600)
    config = (ROOT / "config.yaml").read_text()
    (tmp_path / "config.yaml").write_text(re.sub("^scale: 1", "scale: 7", config, flags=re.MULTILINE))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plan, "jobs", lambda arguments: [job("one/table", "table")])
    predict.main(["--config", "shards=3"])
    assert capsys.readouterr().out.startswith("scale 7, shards 3: ")


def test_nothing_measured_is_one_line(tmp_path, monkeypatch):
    (tmp_path / "config.yaml").write_text((ROOT / "config.yaml").read_text())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=r"nothing measured: .*; run make first$"):
        predict.main([])
