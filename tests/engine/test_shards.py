"""Sizes that `scale` multiplies, and ranges cut into shards: nothing twice, nothing left out."""

import copy
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recomputed.errors import BadInput
from recomputed.workflow import settings
from recomputed.workflow.shards import run_of, scaled

ROOT = Path(__file__).parents[2]
SETTINGS = {
    "scale": 3,
    "one": {"nets": {"seeds": 10, "width": 4}, "grows": {"nets.seeds": 50}},
    "other": {"pairs": 1000, "images": 2000, "grows": {"pairs": 1_000_000, "images": 5000}},
    "third": {"pairs": 1000},
}


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


def test_scale_multiplies_up_to_the_limits_and_leaves_the_settings():
    before = copy.deepcopy(SETTINGS)
    larger = scaled(SETTINGS)
    assert larger["one"]["nets"] == {"seeds": 30, "width": 4}
    assert (larger["other"]["pairs"], larger["other"]["images"]) == (3000, 5000)
    assert larger["third"] == SETTINGS["third"]
    assert before == SETTINGS


def test_scale_1_changes_nothing():
    assert scaled({**SETTINGS, "scale": 1}) == {**SETTINGS, "scale": 1}


def test_what_is_beyond_its_limit_already_stays():
    one = {"nets": {"seeds": 60}, "grows": {"nets.seeds": 50}}
    assert scaled({"scale": 3, "one": one})["one"]["nets"]["seeds"] == 60


def test_every_size_that_an_article_lets_grow_does_so(monkeypatch):
    monkeypatch.chdir(ROOT)
    now = settings.read(["--config", "scale=1"])
    larger, grown = scaled({**now, "scale": 5000}), 0
    for name, block in now.items():
        for place, limit in block.get("grows", {}).items() if isinstance(block, dict) else ():
            before, after = (size_at(found[name], place) for found in (now, larger))
            assert before < after == min(limit, 5000 * before)
            grown += 1
    assert grown >= 3


def size_at(block, place):
    for key in place.split("."):
        block = block[key]
    return block


@pytest.mark.parametrize(
    "place",
    [
        "angles.sweep.pears",
        "angles.pairs",
        "angles.sweep.pairs.more",
        "shells.epsilon",
        "angles.sweep",
    ],
)
def test_what_grows_and_is_no_size_is_one_line(monkeypatch, place):
    monkeypatch.chdir(ROOT)
    line = f"config.yaml: curse.grows: '{place}' is not the name of a size, a whole number"
    with pytest.raises(SystemExit, match=f"^{re.escape(line)}.*; correct it and run again$"):
        settings.read(["--config", f"curse={{grows: {{{place}: 7}}}}"])


def test_a_mistake_in_the_article_itself_names_its_file(tmp_path, monkeypatch):
    article = tmp_path / "own"
    article.mkdir()
    (article / "ledger.yaml").touch()
    (article / "schema.yaml").write_text("properties: {pairs: {type: integer}}")
    (article / "config.yaml").write_text("pairs: 7\ngrows: {pears: 9}\n")
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit, match=r"own/config\.yaml: grows: 'pears' is not the name of a size"):
        settings.read(["--config", f"articles=[{article}]"])
