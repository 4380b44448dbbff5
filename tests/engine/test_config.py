"""config.yaml keeps to its schema, and a mistake in it is one line that names the key."""

import copy
from pathlib import Path

import pytest
import yaml

from recomputed.workflow.config import check

ROOT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))


def blocks(node: dict, path=()):
    """Yield the path of every value that is no mapping."""
    for key, value in node.items():
        if isinstance(value, dict):
            yield from blocks(value, (*path, key))
        else:
            yield (*path, key)


def changed(path, value) -> dict:
    config = copy.deepcopy(CONFIG)
    node = config
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return config


def test_the_shipped_config_is_good():
    check(CONFIG)


@pytest.mark.parametrize("path", list(blocks(CONFIG)), ids=".".join)
@pytest.mark.parametrize("wrong", [None, -1e30, 1e30, {"a": 1}, float("nan"), [[]]], ids=str)
def test_a_wrong_value_is_one_line_naming_the_key(path, wrong):
    with pytest.raises(SystemExit) as caught:
        check(changed(path, wrong))
    assert str(caught.value).startswith(f"config.yaml: {'.'.join(path)}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", list(blocks(CONFIG)), ids=".".join)
def test_a_misspelt_key_is_told_with_its_neighbour(path):
    with pytest.raises(SystemExit, match=rf"{path[-1]}x.*did you mean"):
        check(changed((*path[:-1], f"{path[-1]}x"), 1))
