"""Mistakes in config.yaml, generated: each is one line with the key and what it should be, and nothing is built."""

import copy
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from recomputed.workflow import articles, config
from test_workflow import Project

ROOT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
CASES = 300
THROUGH_SNAKEMAKE = 3
SHELL = ["$(touch sprung)", "`touch sprung`", "; touch sprung", "x\ntouch sprung", "{sprung}", "../../sprung"]


def leaves(node, path=()):
    """Yield the path and the value of everything that is no mapping and no list."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def mappings(node, path=()):
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list):
            yield from mappings(value, (*path, key))
    if isinstance(node, dict):
        yield path


def at(config, path):
    for key in path:
        config = config[key]
    return config


def misspelt(key: str, rng: random.Random) -> str:
    place = rng.randrange(len(key))
    return rng.choice([key[:place] + key[place + 1 :], key[:place] + key[place] * 2 + key[place + 1 :], f"{key}s"])


LEAVES, MAPPINGS = list(leaves(CONFIG)), list(mappings(CONFIG))
NUMBER_MISTAKES = {
    "path": "/home/user/mnist",
    "word": "many",
    "number in quotes": "1000",
    "nothing": None,
    "yes": True,
    "list": [1],
    "mapping": {"a": 1},
    "nan": float("nan"),
    "infinity": float("inf"),
}
TEXT_MISTAKES = {"number": 3, "nothing": None, "yes": True, "list": ["a"], "nan": float("nan")}
WHOLE_MISTAKES = {"negative": -1, "huge": 10**18, "fraction": 0.5}


def mistake(rng: random.Random) -> tuple[str, dict, str, str]:
    """Give a kind of mistake, a config with it, the key that has to be named, and a word that has to be told."""
    config = copy.deepcopy(CONFIG)
    kind = rng.choice(["value", "value", "value", "unknown", "misspelt", "missing"])
    if kind == "value":
        path, value = rng.choice(LEAVES)
        mistakes = TEXT_MISTAKES if isinstance(value, str) else NUMBER_MISTAKES
        kind = rng.choice(list(mistakes if type(value) is not int or path[-1] in FREE else mistakes | WHOLE_MISTAKES))
        at(config, path[:-1])[path[-1]] = (mistakes | WHOLE_MISTAKES)[kind]
        return kind, config, ".".join(map(str, path)), ""
    path = rng.choice(MAPPINGS)
    node = at(config, path)
    key = rng.choice(list(node))
    if kind == "missing":
        del node[key]
        return kind, config, ".".join(map(str, path)) or "top level", f"'{key}' is a required property"
    wrong = misspelt(key, rng) if kind == "misspelt" else "zzzz"
    node[wrong] = node.pop(key) if kind == "misspelt" else 1
    return kind, config, ".".join(map(str, path)) or "top level", wrong


FREE = {0, 1}  # places in lists: what is no whole number by nature may have been written as one


def told(config: dict) -> str:
    with pytest.raises(SystemExit) as error:
        check(config)
    return str(error.value)


def test_generated_mistakes_are_one_line_each(counted):
    rng, kinds = random.Random(5), set()
    for _ in range(CASES):
        kind, config, key, word = mistake(rng)
        line = told(config)
        kinds.add(kind)
        assert line.startswith(f"config.yaml: {key}"), (kind, key, line)
        assert "\n" not in line
        assert len(line) < 700
        assert word in line, (kind, key, line)
        if kind == "misspelt":
            assert "did you mean" in line or "required property" in line, line
    counted(f"mistakes in config.yaml: {CASES} tried, of {len(kinds)} kinds, all told in one line with the key")


def test_through_snakemake_nothing_is_built(tmp_path, counted):
    rng, project = random.Random(6), Project(tmp_path, source="embedded")
    for _ in range(THROUGH_SNAKEMAKE):
        _, config, key, _ = mistake(rng)
        (tmp_path / "config.yaml").write_text(yaml.safe_dump(config))
        lines = [line for line in project.run("series").splitlines() if "profile" not in line]
        assert project.returncode != 0
        assert len(lines) == 1, lines
        assert lines[0].startswith(f"config.yaml: {key}")
        assert not project.results.exists()
    counted(f"mistakes in config.yaml through Snakemake: {THROUGH_SNAKEMAKE} tried, nothing built")


BROKEN = {
    "no YAML": "seed: [1\n",
    "a tab": "seed: 1\nmnist:\n\tsource: auto\n",
    "a list": "- seed\n",
    "empty": "",
    "a word": "seed\n",
    "a tag": "seed: !!python/object/apply:os.system [touch sprung]\n",
    "bytes": b"\xff\xfe\x00seed",
    "a day that is none": "seed: 2020-13-45\n",
    "a time that is none": "seed: !!timestamp x\n",
    "a number of 5,000 digits": f"seed: {'1' * 5000}\n",
    "a NUL": "seed: 1\0\n",
    "a key twice": "seed: 1\nseed: 2\n",
    "lists in lists": f"seed: {'[' * 100_000}",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_no_config_is_one_line(tmp_path, kind):
    content = BROKEN[kind]
    (tmp_path / "config.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    code = "from recomputed.workflow.config import check_file; check_file('config.yaml')"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("config.yaml:")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "sprung").exists()


LIMITS = {  # by type: each group of keys has to have one
    "integer": [("minimum",), ("maximum",)],
    "number": [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")],
    "array": [("maxItems",)],
}
LARGEST = 10**12


def test_every_number_and_every_list_has_its_limits():
    """No typo asks for a petabyte: a slip of the zero key meets a maximum."""

    def without_limit(node, path=()):
        if isinstance(node, dict):
            limits = [[node[key] for key in keys if key in node] for keys in LIMITS.get(str(node.get("type")), [])]
            if not all(found and abs(found[0]) <= LARGEST for found in limits):
                yield ".".join(path)
            for key, value in node.items():
                yield from without_limit(value, (*path, key))

    schema = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))
    assert list(without_limit(schema)) == []
    del schema["properties"]["knn"]["properties"]["stopwatch"]["properties"]["samples"]["maxItems"]
    assert list(without_limit(schema)) == ["properties.knn.properties.stopwatch.properties.samples"]


@pytest.mark.parametrize("value", [3.0, True, "3"])
@pytest.mark.parametrize("key", ["scale", "shards", "seed"])
def test_a_whole_number_is_written_as_one(key, value):
    line = told(CONFIG | {key: value})
    assert line.startswith(f"config.yaml: {key}: {value!r} is not of type 'integer'")


def test_a_misspelt_rule_is_told_with_its_neighbour():
    rules = [
        "mnist",
        *CONFIG["robustness"]["left_out"],
        *CONFIG["robustness"]["preprocessed"],
        *CONFIG["robustness"]["pooled"],
        *CONFIG["robustness"]["own_scale"],
        "knn_accuracy",
    ]
    check_rules(CONFIG, rules)
    config = copy.deepcopy(CONFIG)
    config["robustness"]["left_out"][1] = "knn_acuracy"
    with pytest.raises(SystemExit) as error:
        check_rules(config, rules)
    line = str(error.value)
    assert line.startswith("config.yaml: robustness.left_out.1: 'knn_acuracy' is no rule; did you mean knn_accuracy?")


@pytest.mark.parametrize("text", SHELL)
def test_no_shell_reads_a_setting(tmp_path, monkeypatch, text):
    """Through Snakemake with one text, and every text as far as the function that reads it."""
    from datasets.mnist import find

    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="no MNIST folder"):
        find.obtain("full", text, [], 0.1)
    assert [path.name for path in tmp_path.iterdir()] == []


def test_no_shell_of_snakemake_reads_a_setting(tmp_path):
    project = Project(tmp_path, source="auto", dir=SHELL[0])
    told = project.run("results/data/mnist.npz")
    assert project.returncode != 0
    assert re.search(r"^mnist: .*no MNIST folder", told, flags=re.MULTILINE), told
    assert not list(tmp_path.rglob("sprung"))
