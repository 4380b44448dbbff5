"""What a larger run will take, from logs of smaller ones."""

import json
import re
from pathlib import Path

import pytest

from recomputed.errors import BadInput
from recomputed.workflow import predict
from recomputed.workflow.shards import run_of

ROOT = Path(__file__).parents[2]
CONFIG = {
    "curse": {"angles": {"sweep": {"pairs": 10_000}}},
    "knn": {"neighbourhoods": {"leave_one_out": 60_000}},
    "lstm_backward": {"training": {"seeds": 50}},
}
ANGLES, TEST = "curse/angle_counts", "knn/neighbours_test"


def log(folder, name, asked, cpu_seconds, written_mb=1.0, between=""):
    path = folder / f"{name}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    used = {"cpu_seconds": cpu_seconds, "peak_mb": 100, "written_mb": written_mb}
    path.write_text(f"asked: {json.dumps(asked)}\n{between}used: {json.dumps(used)}\n")


def seconds(folder, name, shard="1-of-1"):
    return predict.predicted([("rule", name, shard)], predict.measured(folder), CONFIG).loc[0, "cpu_seconds"]


def test_two_shares_make_a_line(tmp_path):
    log(tmp_path, f"{ANGLES}-1-of-1", {"pairs": 1000}, 12.0)
    log(tmp_path, f"{ANGLES}-1-of-2", {"pairs": 1000}, 7.0)
    assert seconds(tmp_path, ANGLES) == pytest.approx(2 + 0.01 * 10_000)
    work = len(run_of(10_000, "2-of-3"))
    assert seconds(tmp_path, ANGLES, "2-of-3") == pytest.approx(2 + 0.01 * work)


def test_one_share_makes_a_line_with_the_start(tmp_path):
    log(tmp_path, f"{ANGLES}-1-of-1", {"pairs": 1000}, predict.START_SECONDS + 10, 2.6)
    assert seconds(tmp_path, ANGLES) == pytest.approx(predict.START_SECONDS + 100)
    found = predict.predicted([("rule", ANGLES, "1-of-1")], predict.measured(tmp_path), CONFIG)
    assert found.loc[0, "written_mb"] == pytest.approx(2.6)  # as many counts for any number of pairs


def test_a_whole_that_scale_leaves_is_shared_among_the_shards(tmp_path):
    log(tmp_path, f"{TEST}-1-of-1", {}, predict.START_SECONDS + 8)
    assert seconds(tmp_path, TEST, "3-of-4") == pytest.approx(predict.START_SECONDS + 2)


def test_other_jobs_take_what_they_took(tmp_path):
    log(tmp_path, "curse/shells", {}, 0.7)
    assert seconds(tmp_path, "curse/shells") == pytest.approx(0.7)


def test_nets_that_were_trained_already_and_failures_tell_nothing(tmp_path):
    name = "lstm_backward/training/adding/vanilla"
    log(tmp_path, name, {"seeds": 10}, predict.START_SECONDS + 20)
    log(tmp_path, f"{name}-1-of-2", {"seeds": 10}, 2.0, between="seed 0 was trained already: there\n")
    (tmp_path / f"{name}-2-of-2.log").write_text('asked: {"seeds": 10}\nKeyError: 1\n')
    assert seconds(tmp_path, name) == pytest.approx(predict.START_SECONDS + 100)


def test_the_report_names_what_was_never_measured(tmp_path):
    log(tmp_path, "curse/shells", {}, 3600)
    jobs = [("shells", "curse/shells", "1-of-1"), ("unknown_rule", "curse/other", "1-of-1")]
    told = predict.told(predict.predicted(jobs, predict.measured(tmp_path), CONFIG), 1, 1)
    assert "2 jobs, 1.00 core-hours" in told
    assert told.splitlines()[-1].endswith("unknown_rule")


def test_a_plan_has_every_shard_whatever_is_built_already(monkeypatch):
    monkeypatch.chdir(ROOT)
    logs = [log for _, *log in predict.planned(["--config", "scale=5000", "shards=7"])]
    for name in (ANGLES, TEST, "lstm_backward/training/adding/vanilla"):
        assert sorted(shard for log, shard in logs if log == name) == [f"{n}-of-7" for n in range(1, 8)]


def test_a_plan_that_cannot_be_made_is_one_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="no plan") as caught:
        predict.planned([])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["", "asked: {\n", "asked: {}\nused: {", 'asked: {}\nused: {"cpu_seconds": 1}\n'])
def test_a_damaged_log_tells_nothing(tmp_path, content):
    log(tmp_path, ANGLES, {}, 1.0)  # of what size is not told
    (tmp_path / "curse/shells.log").write_text(content)
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
    with pytest.raises(SystemExit, match=f"^{re.escape(line)}.*; mend it and run again$"):
        predict.main(arguments)


def test_what_config_yaml_says_of_scale_and_shards_counts(tmp_path, monkeypatch, capsys):
    log(tmp_path / "results/logs", "curse/shells", {}, 3600)
    config = (ROOT / "config.yaml").read_text()
    (tmp_path / "config.yaml").write_text(re.sub("^scale: 1", "scale: 7", config, flags=re.MULTILINE))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(predict, "planned", lambda arguments: [("shells", "curse/shells", "1-of-1")])
    predict.main(["--config", "shards=3"])
    assert capsys.readouterr().out.startswith("scale 7, shards 3: ")
