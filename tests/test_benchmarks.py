"""The benchmarks compare like with like: same answers, or no ratio. No time is judged here."""

import math
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import growth
import side_by_side

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
    assert (table["rounds"] > 0).sum() >= 12
    assert {row.split(":")[0] for row in table["work"]} >= {"angles", "bias–variance"}
    if (table["rounds"] == 0).any():
        assert "NOT MEASURED" in done.stdout
    assert (tmp_path / "machine.json").exists()


@pytest.mark.parametrize("other", [2.0, float("nan")])
def test_another_answer_ends_a_benchmark(other):
    with pytest.raises(SystemExit, match="p gives another answer"):
        side_by_side.compare(contest(lambda: other), quick=True)


def test_a_peer_that_is_not_there_is_said_loudly():
    row = side_by_side.compare(contest(None), quick=False)
    assert math.isnan(row["ratio"])
    assert "NOT MEASURED" in side_by_side.told(row, quick=False)


def test_a_ratio_is_the_peers_over_ours_and_a_missed_goal_is_said():
    measures = iter([2.0, 3.0, 4.0, 6.0])  # ours, peer's, ours, peer's, once both have answered

    def measure(call, times=None):
        return next(measures) if times else call()

    row = side_by_side.compare(contest(lambda: 1.0, measure=measure, scale=4), quick=False)
    assert row["ratio"] == pytest.approx(6.0)
    assert "MISSED" not in side_by_side.told(row, quick=False)
    assert "MISSED" in side_by_side.told(row | {"goal": 6.1}, quick=False)


@pytest.mark.parametrize(("fixed", "power"), [(0.0, 1.0), (5.0, 2.0), (0.3, 3.0)])
def test_the_exponent_is_found_under_a_fixed_cost(fixed, power):
    numbers = [1, 3, 10, 30, 100, 300, 1000]
    assert growth.fitted(numbers, [fixed + 1e-3 * n**power for n in numbers]) == pytest.approx(power, abs=0.02)


def test_what_does_not_grow_has_no_exponent():
    assert math.isnan(growth.fitted([1, 10, 100, 1000], [3.0, 3.1, 2.9, 3.0]))
    assert math.isnan(growth.fitted([1, 10, 100, 1000], [0.0, 0.01, 0.2, 0.9], least=1.0))
    assert growth.fitted([1, 10, 100, 1000], [0.0, 0.01, 2.0, 20.0], least=1.0) == pytest.approx(1)
