"""Sizes that `scale` multiplies, and ranges cut into shards: nothing twice, nothing left out."""

import copy
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from recomputed.errors import BadInput
from recomputed.workflow.shards import LIMITS, run_of, scaled

CONFIG = yaml.safe_load((Path(__file__).parents[2] / "config.yaml").read_text(encoding="utf-8"))


def value(config, path):
    for key in path:
        config = config[key]
    return config


@given(st.integers(0, 10**10), st.integers(1, 200), st.sampled_from([1, 7, 256]))
def test_runs_are_disjoint_in_order_and_the_whole(total, shards, multiple):
    runs = [run_of(total, f"{n}-of-{shards}", multiple) for n in range(1, shards + 1)]
    assert (runs[0].start, runs[-1].stop) == (0, total)
    assert all(one.stop == other.start for one, other in pairwise(runs))
    assert all(run.start % multiple == 0 for run in runs if run)
    assert max(map(len, runs)) - min(map(len, runs[:-1] or runs)) <= multiple


@pytest.mark.parametrize("shard", ["0-of-3", "4-of-3", "1-of-0", "2", "", "-1-of-3"])
def test_no_such_shard(shard):
    with pytest.raises(BadInput, match="no such shard"):
        run_of(10, shard)


def test_scale_1_changes_nothing():
    assert scaled(CONFIG) == CONFIG


def test_scale_multiplies_up_to_the_limits_and_leaves_the_config():
    before = copy.deepcopy(CONFIG)
    for path, limit in LIMITS.items():
        assert value(scaled({**CONFIG, "scale": 2}), path) == 2 * value(CONFIG, path)
        assert value(scaled({**CONFIG, "scale": 5000}), path) == limit
    assert before == CONFIG


def test_what_is_beyond_its_limit_already_stays():
    config = copy.deepcopy(CONFIG)
    config["lstm_backward"]["training"]["seeds"] = 60
    assert scaled({**config, "scale": 3})["lstm_backward"]["training"]["seeds"] == 60
