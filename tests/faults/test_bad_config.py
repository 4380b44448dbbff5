"""Mistakes in settings, generated: each is one line with the file, the key and what it should be; nothing is built."""

import copy
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from forked import Forked, forked
from project_copies import Project
from recomputed.workflow import articles, config, data_sets, settings

ROOT = Path(__file__).parents[2]
RUN = "config.yaml"
FILES = {RUN: yaml.safe_load((ROOT / RUN).read_text(encoding="utf-8"))}  # file of settings -> its content
for article in articles.find("all"):  # each with another name, as a copy elsewhere
    own = yaml.safe_load(article.settings.read_text(encoding="utf-8"))
    FILES[f"my_{article.name}/config.yaml"] = {key: value for key, value in own.items() if key != "grows"}
CASES = 300
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


# Settings whose numbers are not whole by nature, though some are written so, as many in lists are.
REAL = {"divisor", "gap_sd", "margin_percent", "near_deg", "penalty", "percent", "threshold"}


def mistake(rng: random.Random, file: str) -> tuple[str, dict, str, str]:
    """Make a mistake in `file`: its kind, the content with it, the key and the word that the line has to name."""
    content = copy.deepcopy(FILES[file])
    kind = rng.choice(["value", "value", "value", "unknown", "misspelt", "missing"])
    if kind == "value":
        path, value = rng.choice(list(leaves(content)))
        mistakes = TEXT_MISTAKES if isinstance(value, str) else NUMBER_MISTAKES
        whole = type(value) is int and isinstance(path[-1], str) and path[-1] not in REAL
        kind = rng.choice(list(mistakes | WHOLE_MISTAKES if whole else mistakes))
        at(content, path[:-1])[path[-1]] = (mistakes | WHOLE_MISTAKES)[kind]
        return kind, content, ".".join(map(str, path)), ""
    optional = file != RUN and kind == "missing"  # then what an article says about robustness may be missing
    path = rng.choice([path for path in mappings(content) if not (optional and path[:1] == ("robustness",))])
    node = at(content, path)
    key = rng.choice([key for key in node if not (optional and (*path, key) == ("robustness",))])
    if kind == "missing":
        del node[key]
        return kind, content, ".".join(map(str, path)) or "top level", f"'{key}' is a required property"
    wrong = misspelt(key, rng) if kind == "misspelt" else "zzzz"
    node[wrong] = node.pop(key) if kind == "misspelt" else 1
    return kind, content, ".".join(map(str, path)) or "top level", wrong


@pytest.fixture
def refusal(tmp_path, monkeypatch):
    """Read the settings of a run with this content of a file; give the one line that refuses them."""
    monkeypatch.chdir(tmp_path)
    for article in articles.find("all"):
        folder = tmp_path / f"my_{article.name}"
        folder.mkdir()
        (folder / "ledger.yaml").touch()
        shutil.copy(article.schema, folder)

    def refused(content: dict, file: str = RUN) -> str:
        run = content if file == RUN else FILES[RUN] | {"articles": [str(Path(file).parent)]}
        for name, written in ((RUN, run), (file, content)):
            (tmp_path / name).write_text(yaml.safe_dump(written))
        with pytest.raises(SystemExit) as end:
            settings.read([])
        line = str(end.value)
        assert "\n" not in line
        return line

    return refused


def test_generated_mistakes_are_one_line_each(refusal, counted):
    rng, kinds = random.Random(5), set()
    for _ in range(CASES):
        file = rng.choice(list(FILES))
        kind, content, key, word = mistake(rng, file)
        line = refusal(content, file)
        kinds.add(kind)
        assert line.startswith(f"{file}: {key}"), (kind, key, line)
        assert len(line) < 700
        assert word in line, (kind, key, line)
        if kind == "misspelt":
            assert "did you mean" in line or "required property" in line, line
    counted(f"mistakes in settings: {CASES} tried, of {len(kinds)} kinds, each refused in one line with file and key")


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (RUN, "seed: 20260101", "seed: many", "config.yaml: seed: 'many' is not of type 'integer'"),
        (RUN, "articles: all", "articles: knn", "config.yaml: articles: no articles: expected all, or a list"),
        ("src/articles/series/config.yaml", "tables:", "tabels:", "src/articles/series/config.yaml: dimension: "),
    ],
)
def test_through_snakemake_nothing_is_built(tmp_path, file, old, new, line):
    project = Project(tmp_path, source="embedded")
    text = (tmp_path / file).read_text()
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new))
    lines = [one for one in project.run("series").splitlines() if "profile" not in one]
    assert project.returncode != 0
    assert len(lines) == 1, lines
    assert lines[0].startswith(line)
    assert not project.results.exists()


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


@pytest.fixture(scope="module")
def reading() -> Iterator[Forked]:
    with forked("from recomputed.workflow.schema_check import read") as server:
        yield server


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_no_config_is_one_line(tmp_path, reading, kind):
    content = BROKEN[kind]
    (tmp_path / "config.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    code = "from recomputed.workflow.schema_check import read; read('config.yaml')"
    done = reading.run(tmp_path, code)
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
    """No typo asks for a petabyte: a number with a zero too many is above a maximum."""

    def without_limit(node, path=()):
        if isinstance(node, dict):
            limits = [[node[key] for key in keys if key in node] for keys in LIMITS.get(str(node.get("type")), [])]
            if not all(found and abs(found[0]) <= LARGEST for found in limits):
                yield ".".join(path)
            for key, value in node.items():
                yield from without_limit(value, (*path, key))

    for path in (config.SCHEMA, *data_sets.schemas().values(), *articles.HOME.glob("*/schema.yaml")):
        assert list(without_limit(yaml.safe_load(path.read_text(encoding="utf-8")))) == [], path
    schema = yaml.safe_load((articles.HOME / "knn" / "schema.yaml").read_text(encoding="utf-8"))
    del schema["properties"]["stopwatch"]["properties"]["samples"]["maxItems"]
    assert list(without_limit(schema)) == ["properties.stopwatch.properties.samples"]


@pytest.mark.parametrize("value", [3.0, True, "3"])
@pytest.mark.parametrize("key", ["scale", "shards", "seed"])
def test_a_whole_number_is_written_as_one(refusal, key, value):
    line = refusal(FILES[RUN] | {key: value})
    assert line.startswith(f"config.yaml: {key}: {value!r} is not of type 'integer'")


def test_a_misspelt_rule_is_named_with_the_nearest_one(monkeypatch):
    monkeypatch.chdir(ROOT)
    found, run = articles.find("all"), settings.read([])
    blocks = [run[article.name].get("robustness", {}) for article in found]
    rules = [name for block in blocks for names in block.values() for name in names]
    config.check_rules(run, found, rules)
    names = run["knn"]["robustness"]["left_out"]
    names[names.index("knn_accuracy")] = "knn_acuracy"
    with pytest.raises(SystemExit) as end:
        config.check_rules(run, found, rules)
    place = "src/articles/knn/config.yaml: robustness.left_out.0"
    assert str(end.value).startswith(f"{place}: 'knn_acuracy' is no rule; did you mean knn_accuracy?")


@pytest.mark.parametrize("text", SHELL)
def test_no_shell_reads_a_setting(tmp_path, monkeypatch, text):
    """Each text goes to the function that reads it; the next test takes one of them through Snakemake."""
    from datasets.mnist import find

    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="no MNIST folder"):
        find.obtain("full", text, [], 0.1)
    assert [path.name for path in tmp_path.iterdir()] == []


def test_no_shell_of_snakemake_reads_a_setting(tmp_path):
    project = Project(tmp_path, source="auto", dir=SHELL[0])
    lines = project.run("results/data/mnist.npz")
    assert project.returncode != 0
    assert re.search(r"^mnist: .*no MNIST folder", lines, flags=re.MULTILINE), lines
    assert not list(tmp_path.rglob("sprung"))
