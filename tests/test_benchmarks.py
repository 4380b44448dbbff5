"""The benchmarks compare like with like: same answers, or no ratio. No time is judged here."""

import json
import math
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import bench
import distances
import everything
import growth
import memory
import pictures
import plain_nets
import publish
import rooms
import side_by_side
import where
import words
from recomputed.workflow import settings

FOLDER = Path(__file__).parents[1] / "benchmarks"


def contest(theirs, **changes) -> side_by_side.Contest:
    given = {"work": "w", "peer": "p", "goal": 1.0, "ours": lambda: 1.0, "theirs": theirs, "within": 0.5, "rounds": 2}
    return side_by_side.Contest(**given | {"apart": lambda a, b: abs(a - b)} | changes)


def test_every_room_gives_the_answers_of_its_peers(tmp_path):
    done = subprocess.run(
        [sys.executable, FOLDER / "bench.py", "--quick", "--to", tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    table = pd.read_csv(tmp_path / "bench.csv")
    assert (table["apart"] <= table["within"])[table["rounds"] > 0].all()
    assert (table["rounds"] > 0).sum() >= 14
    assert {row.split(":")[0] for row in table["work"]} >= {"angles", "bias–variance", "KNN of real numbers"}
    if (table["rounds"] == 0).any():
        assert "NOT MEASURED" in done.stdout
    machine = json.loads((tmp_path / "machine.json").read_text(encoding="utf-8"))
    assert machine["threads"] >= 1
    assert machine["mnist"]["images"]["train_images"] >= 5000


@pytest.mark.parametrize("other", [2.0, float("nan")])
def test_another_answer_ends_a_benchmark(other):
    with pytest.raises(SystemExit, match="p gives another answer"):
        side_by_side.compare(contest(lambda: other), quick=True)


@pytest.mark.parametrize("column", ["mean_r", "inner_percent", "outer_percent", "surface_percent"])
def test_shells_are_compared_in_every_column(column):
    ours, others = distances.fused(20_000, 50), distances.with_numpy(20_000, 50)
    assert distances.apart(ours, others) <= 3
    others[column] = others[column] + [0, 0, 0, 5 * ours[f"{column}_halfwidth"].iloc[3]]
    assert distances.apart(ours, others) > 3


def test_a_peer_that_is_not_installed_is_reported():
    row = side_by_side.compare(contest(None), quick=False)
    assert math.isnan(row["ratio"])
    assert "NOT MEASURED" in words.describe(row, quick=False)


def test_a_ratio_is_the_peers_over_ours_and_a_missed_goal_is_said():
    measures = iter([2.0, 3.0, 4.0, 6.0])  # ours, peer's, ours, peer's, once both have answered

    def measure(call, times=None):
        return next(measures) if times else call()

    row = side_by_side.compare(contest(lambda: 1.0, measure=measure, scale=4), quick=False)
    assert row["ratio"] == pytest.approx(6.0)
    assert "MISSED" not in words.describe(row, quick=False)
    assert "**" not in words.markdown(pd.DataFrame([row, row | {"goal": math.nan}]))
    assert "MISSED" in words.describe(row | {"goal": 6.1}, quick=False)
    assert "**6**" in words.markdown(pd.DataFrame([row | {"goal": 6.1}]))


def test_a_long_call_stands_beside_the_median_of_short_ones_before_and_after():
    order, figures = [], iter([9.0, 9.0, 1.0, 2.0, 3.0, 4.0, 10.0, 5.0, 6.0, 7.0, 8.0])
    # the peer warms up twice, then is measured four times on either side

    def measure(call):
        call()
        return next(figures)

    def called(name):
        order.append(name)
        return 1.0

    row = side_by_side.compare(
        contest(lambda: called("ours"), ours=lambda: called("long"), measure=measure, rounds=0), quick=False
    )
    assert order == ["ours"] * 6 + ["long"] + ["ours"] * 4
    assert row["ratio"] == pytest.approx(np.median([1, 2, 3, 4, 5, 6, 7, 8]) / 10)
    assert row["rounds"] == 8


def test_what_the_system_does_not_report_is_described_and_drawn_as_not_measured(monkeypatch, tmp_path):
    monkeypatch.setattr(memory, "PROCESS", tmp_path)
    assert math.isnan(memory.added_bytes(lambda: None))
    row = side_by_side.compare(contest(lambda: 1.0, measure=memory.peak_bytes, rounds=0), quick=False)
    assert "not measured" in words.describe(row, quick=False)
    assert "MISSED" not in words.describe(row, quick=False)
    assert "not measured" in words.markdown(pd.DataFrame([row]))
    pictures.ratios(pd.DataFrame([row]))
    known = {"kernel": "k", "size": "s", "seconds": 1.0, "in_time": 1, "in_memory": 1, "time": 1.0, "memory": math.nan}
    fig = pictures.growth(pd.DataFrame([{**known, "number": n, "megabytes": math.nan} for n in (1, 10)]))
    assert "not measured" in [text.get_text() for ax in fig.axes for text in ax.texts]


def test_how_many_processors_a_call_kept_busy():
    call = side_by_side.Clocked(lambda: side_by_side.time.sleep(0.05))
    call.took.append((1.0, 100.0))  # the first of several, which compiles, does not count
    call()
    assert call.busy < 0.5


def test_a_first_call_that_compiles_does_not_pass_for_a_long_one():
    calls = []

    def call():
        calls.append(1)
        side_by_side.time.sleep(0.3 if len(calls) == 1 else 0.001)
        return 1.0

    side_by_side.compare(contest(lambda: 1.0, ours=call, rounds=1), quick=False)
    assert len(calls) > 20


def test_a_folder_without_tables_is_no_error(tmp_path):
    assert bench._joined(tmp_path, "") is None
    bench._report(tmp_path, None)


@pytest.mark.parametrize(("said", "folder"), [(["--quick"], "results/bench/quick"), ([], "results/bench")])
def test_quick_tables_lie_apart(monkeypatch, said, folder):
    monkeypatch.setattr(sys, "argv", ["bench.py", *said])
    parser = rooms.argparse.ArgumentParser()
    rooms.add_options(parser)
    assert rooms.read(parser).to == Path(folder)


def test_where_the_time_went_is_read_from_the_logs(tmp_path):
    logs = tmp_path / "logs" / "pca"
    logs.mkdir(parents=True)
    for name, seconds in (("short", 1.0), ("long", 3.0)):
        used = {"wall_seconds": 9.0, "cpu_seconds": seconds, "peak_mb": 100, "written_mb": 0.1}
        (logs / f"{name}.log").write_text(f"asked: {{}}\nused: {json.dumps(used)}\n", encoding="utf-8")
    (logs / "failed.log").write_text("asked: {}\nValueError\n", encoding="utf-8")
    found = where.table(tmp_path)
    assert found["job"].tolist() == ["pca/long", "pca/short"]
    assert found["share_percent"].tolist() == [75, 25]
    assert "all 2 jobs: 4 s of a processor" in where.describe(found)
    assert where.table(tmp_path / "nowhere").empty


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="no Linux: memory is not measured")
def test_memory_that_was_freed_before_is_counted_again():
    def call(size=20_000_000):
        return [np.ones(10_000) for _ in range(size // 80_000)]  # small enough for the allocator to keep

    freed = call()
    behind = np.ones(10_000)  # what still lies behind it keeps it from going back by itself
    del freed
    assert memory.added_bytes(call) == pytest.approx(20e6, rel=0.2)
    assert behind.all()


@pytest.mark.parametrize(("fixed", "power"), [(0.0, 1.0), (5.0, 2.0), (0.3, 3.0)])
def test_the_exponent_is_found_under_a_fixed_cost(fixed, power):
    numbers = [1, 3, 10, 30, 100, 300, 1000]
    assert growth.fitted(numbers, [fixed + 1e-3 * n**power for n in numbers]) == pytest.approx(power, abs=0.02)


def test_what_does_not_grow_has_no_exponent():
    assert math.isnan(growth.fitted([1, 10, 100, 1000], [3.0, 3.1, 2.9, 3.0]))
    assert math.isnan(growth.fitted([1, 10, 100, 1000], [0.0, 0.01, 0.2, 0.9], least=1.0))
    assert growth.fitted([1, 10, 100, 1000], [0.0, 0.01, 2.0, 20.0], least=1.0) == pytest.approx(1)


def test_every_net_of_the_article_is_counted_by_its_kind(monkeypatch):
    counted = {}

    def an_update(kind, settings):
        counted[kind, settings["steps"]] = counted.get((kind, settings["steps"]), 0) + 1
        return {"RNN": 1.0, "LSTM": 100.0, plain_nets.BY_HAND: 10_000.0}[kind]

    monkeypatch.setattr(plain_nets, "seconds_of_update", an_update)
    settings = {"hidden": 4, "updates": 2, "batch": 8}
    tasks = {"all cells": settings | {"steps": 7}, "simple RNNs and LSTM": settings | {"steps": 5}}
    training = {"seeds": 3, "variants": ["no input gate", "no peepholes"], "compared": ["all cells"], "tasks": tasks}
    of_all, of_few = 2 * 1 + 100 + 2 * 10_000, 2 * 1 + 10_000  # two simple RNNs, the second one wide
    assert plain_nets.seconds_of_training({"training": training}) == 2 * 3 * (of_all + of_few)
    kinds = [("RNN", 7), ("LSTM", 7), (plain_nets.BY_HAND, 7), ("RNN", 5), (plain_nets.BY_HAND, 5)]
    assert counted == dict.fromkeys(kinds, 1)


@pytest.mark.parametrize("kind", ["RNN", "LSTM", plain_nets.BY_HAND])
def test_the_plain_nets_train(kind):
    torch = pytest.importorskip("torch")
    make = plain_nets.by_hand if kind == plain_nets.BY_HAND else plain_nets.of_library
    assert make(kind, 2, 5)[1](torch.rand(4, 3, 2)).shape == (3, 5)
    settings = {"task": "adding", "steps": 4, "hidden": 5, "batch": 3}
    assert plain_nets.seconds_of_update(kind, settings) > 0


def test_what_is_extrapolated_is_named_and_left_out_of_the_first_row():
    few, whole = everything.against_plain((10.0, 20.0), ["curse"], "all", {"angle_sweep": 30.0, "nets": 70.0})
    assert (few["ratio"], whole["ratio"]) == (3, 5)
    assert "70 % of it, the nets, extrapolated" in whole["peer"]
    unknown = everything.against_plain((10.0, 20.0), ["curse"], "all", {"angle_sweep": 30.0, "nets": math.nan})
    assert unknown[0]["ratio"] == 3
    assert "not measured" in words.describe(unknown[1], quick=False)


@pytest.mark.parametrize("quick", [False, True])
def test_a_copy_is_complete_and_small_if_asked(tmp_path, monkeypatch, quick):
    copy = everything.copied(tmp_path / "copy", quick)
    assert (copy / "Snakefile").exists()
    monkeypatch.chdir(copy)
    found = settings.read([])
    assert (found["curse"]["shells"]["distances"]["pairs"] == 5000) == quick
    assert found["curse"]["shells"]["epsilon"] == 0.01


@pytest.mark.parametrize("room", rooms.ROOMS)
def test_growth_is_looked_at_over_three_decades(room, monkeypatch):
    module = rooms.import_module(room)
    for one in module.growths():
        assert one.numbers[-1] / one.numbers[0] >= 1000, one


def test_a_row_measured_beside_a_busy_program_is_marked():
    load = side_by_side.Load()
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        time.sleep(1.5)
        found = load.others_busy()  # before it ends: what a child has taken counts as our own once it is over
    finally:
        busy.kill()
        busy.wait()
    assert found > 0.3
    row = {"work": "w", "peer": "p", "quantity": "seconds", "threads": 2, "goal": 1.0, "ratio": 2.0, "low": 2.0}
    row |= {"high": 2.0, "ours": 1.0, "peers": 2.0, "ours_busy": 1.0, "peers_busy": 1.0, "rounds": 3}
    for others, mark in ((0.0, ""), (0.6, " †")):
        text = words.markdown(pd.DataFrame([row | {"others_busy": others}]))
        assert f"| 2 (2 to 2){mark} |" in text
        assert ("Measured under load" in text) is bool(mark)
    assert "MEASURED UNDER LOAD: others kept 0.6" in words.describe(row | {"others_busy": 0.6}, quick=False)


def test_an_earlier_commit_that_is_not_there_is_not_measured(tmp_path, capsys):
    assert math.isnan(everything.of_rival(tmp_path, "no-such-commit"))
    assert "not in this clone" in capsys.readouterr().out


def test_the_readme_takes_the_table_and_the_machine_of_the_last_run():
    machine = {"threads": 2, "cores": 4, "processor": "P", "commit": "0123456789", "packages": {"numpy": "2.0"}}
    machine["libraries"] = [{"name": "openblas", "version": "1.2", "kernels": "Zen", "threads": 2}]
    row = {"work": "w", "peer": "p", "quantity": "seconds", "threads": 2, "goal": 1.0, "ratio": 3.0, "low": 2.0}
    row |= {"high": 4.0, "rounds": 5, "ours_busy": 1.0, "peers_busy": 1.0, "others_busy": 0.0}
    table, text = pd.DataFrame([row]), publish.README.read_text("utf-8")
    new = publish.published(text, table, machine)
    assert new.startswith(text.partition(publish.BEGIN)[0])
    assert new.endswith(f"\n{words.markdown(table)}{publish.END}{text.split(publish.END)[1]}")
    assert "2 threads on 4 cores (P), commit 01234567: numpy 2.0; openblas 1.2 (Zen)" in new


def test_a_fit_without_a_slope_is_said_in_words():
    flat = growth.fitted([1, 10, 100, 1000], [1.0, 1.0, 1.1, 1.0])
    assert growth.in_words(flat) == "without a growth that could be fitted"
    assert growth.in_words(growth.fitted([1, 10, 100, 1000], [1.0, 10.0, 100.0, 1000.0])) == "as n^1.00"
