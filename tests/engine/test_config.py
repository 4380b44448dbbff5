"""The settings of a run and of each article keep to their schemas; a mistake is one line with file and key."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snakemake.utils import update_config

from recomputed.workflow import articles, config, data_sets, schema_check, settings, strict_yaml

ROOT = Path(__file__).parents[2]
MAIN = strict_yaml.parse((ROOT / "config.yaml").read_text(encoding="utf-8"))
ARTICLES = articles.find("all")
OWN = {article.name: strict_yaml.parse(article.settings.read_text(encoding="utf-8")) for article in ARTICLES}
NAMES = [*data_sets.schemas(), *OWN]
WRONG = [None, -1e30, 1e30, {"a": 1}, float("nan"), [[]]]


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)


def leaves(node: dict, path: tuple = ()) -> Iterator[tuple]:
    """Yield the path of every value that is no mapping."""
    for key, value in node.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key)


def changed(block: dict, path: tuple, value: Any) -> dict:
    """Copy `block`, with `value` at `path`."""
    block = copy.deepcopy(block)
    node = block
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return block


def refusal(check, *arguments) -> str:
    """Give the line with which `check` ends the program; "" where it accepts the arguments."""
    try:
        check(*arguments)
    except SystemExit as end:
        return str(end)
    return ""


def check_main(block: dict) -> None:
    """Check config.yaml as a run does: the run's own keys, and the block of each data set."""
    config.check_run(block, NAMES)
    for name, schema in data_sets.schemas().items():
        config.check_block(name, block.get(name), schema)


def check_own(article: articles.Article, block: dict) -> None:
    """Check the settings of `article` with nothing laid over them."""
    config.check_article(article, block, [(schema_check.relative(article.settings), (), block)])


def cases() -> Iterator:
    """Yield name, check and settings of config.yaml and of each article."""
    yield pytest.param("config.yaml", check_main, MAIN, id="config.yaml")
    for article in ARTICLES:
        where = f"src/articles/{article.name}/config.yaml"
        yield pytest.param(
            where, lambda block, article=article: check_own(article, block), OWN[article.name], id=article.name
        )


every_block = pytest.mark.parametrize(("where", "check", "block"), list(cases()))


@every_block
def test_the_shipped_settings_are_good(where, check, block):
    assert refusal(check, block) == ""


@every_block
def test_a_wrong_value_is_one_line_with_file_and_key(where, check, block):
    paths = list(leaves(block))
    assert paths
    for path in paths:
        key = ".".join(map(str, path))
        for value in WRONG:
            line = refusal(check, changed(block, path, value))
            assert line.startswith(f"{where}: {key}"), f"{key}: {value}: {line or 'accepted'}"
            assert "\n" not in line, f"{key}: {value}: {line}"


@every_block
def test_a_misspelt_key_is_answered_with_its_neighbour(where, check, block):
    for path in leaves(block):
        *above, key = map(str, path)
        line = refusal(check, changed(block, (*path[:-1], f"{key}x"), 1))
        assert line.startswith(f"{where}: {'.'.join(above) or 'top level'}: "), f"{key}x: {line or 'accepted'}"
        assert f"'{key}x'" in line, line
        assert f"did you mean {key}?" in line, line


@every_block
def test_a_missing_key_is_named(where, check, block):
    for path in leaves(block):
        shorter = changed(block, path, None)
        node = shorter
        for key in path[:-1]:
            node = node[key]
        del node[path[-1]]
        line = refusal(check, shorter)
        if line:  # some keys may be missing
            assert line.startswith(f"{where}: "), line
            assert f"'{path[-1]}'" in line, f"{path}: {line}"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_what_config_yaml_lays_over_an_article_is_refused_there(article):
    """Every value and a misspelt key of every block, as a user writes them under the article's name."""
    for path in leaves(OWN[article.name]):
        if path[0] in config.FOR_THE_ENGINE:
            continue
        key = ".".join(map(str, path))
        for name, found in ((key, [[]]), (f"{key}x", 1)):
            given = nested((*path[:-1], f"{path[-1]}x" if name != key else path[-1]), found)
            line = refusal(settings.complete, {**copy.deepcopy(MAIN), "articles": [article.name], article.name: given})
            assert line.startswith(f"config.yaml: {article.name}"), f"{name}: {line or 'accepted'}"
            assert str(path[-1]) in line, line
            assert "\n" not in line


def nested(path: tuple, value: Any) -> Any:
    return {path[0]: nested(path[1:], value)} if path else value


def test_what_an_article_s_own_settings_lack_is_said_of_them_whatever_lies_over_them():
    article = next(article for article in ARTICLES if article.name == "series")
    given = {"dimension": {"tables": 5}, "order": OWN["series"]["order"]}
    layers = [(schema_check.relative(article.settings), (), {}), (schema_check.MAIN, (article.name,), given)]
    line = refusal(config.check_article, article, given, layers)
    assert line.startswith("src/articles/series/config.yaml: dimension: 'most_columns' is a required property")


@pytest.mark.parametrize("block", ["no mapping", 3, ["a"]], ids=str)
def test_a_block_of_an_article_is_a_mapping(block):
    line = refusal(settings.complete, {**MAIN, "series": block})
    assert line == f"config.yaml: series: {block!r} is no mapping of settings; correct it and run again"


@pytest.mark.parametrize(
    ("key", "hint"), [("sede", "did you mean seed?"), ("curze", "did you mean curse?"), ("zzz", "is no setting;")]
)
def test_an_unknown_key_of_config_yaml_is_refused(key, hint):
    line = refusal(settings.complete, {**copy.deepcopy(MAIN), key: 1})
    assert line.startswith(f"config.yaml: top level: '{key}' is no setting")
    assert hint in line


def test_a_block_for_an_article_that_is_not_in_the_run_is_allowed():
    """A user who builds one article need not take the others' settings out of config.yaml; those are not checked."""
    laid = {**copy.deepcopy(MAIN), "articles": ["series"], "curse": {"shells": {"epsilon": 0.02}}}
    assert [article.name for article in settings.complete(laid)] == ["series"]
    assert laid["curse"] == {"shells": {"epsilon": 0.02}}


def test_settings_of_an_article_in_the_run_are_laid_over_its_own():
    laid = {**copy.deepcopy(MAIN), "articles": ["series"], "series": {"dimension": {"tables": 7}}}
    settings.complete(laid)
    assert laid["series"] == {**OWN["series"], "dimension": {**OWN["series"]["dimension"], "tables": 7}}


def test_small_sizes_lie_between_an_article_s_own_and_the_user_s():
    small = next(article.small for article in ARTICLES if article.name == "series")
    own = {"dimension": {"most_columns": 9}}
    laid = {**copy.deepcopy(MAIN), "sizes": "small", "articles": ["series"], "series": own}
    settings.complete(laid)
    sizes = strict_yaml.parse(small.read_text())["dimension"]
    assert sizes.keys() < OWN["series"]["dimension"].keys()
    assert laid["series"]["dimension"] == {**OWN["series"]["dimension"], **sizes, "most_columns": 9}


def test_every_article_s_small_sizes_are_good_and_smaller():
    laid = {**copy.deepcopy(MAIN), "sizes": "small"}
    assert [article.name for article in settings.complete(laid)] == list(OWN)
    assert all(laid[name] != OWN[name] for name in OWN)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("seed: 1\nseed: 2\n", "line 2: no YAML: the key seed stands twice"),
        ("a:\n\t- b\n", "line 2: no YAML"),
        ("- seed\n", "no settings but ['seed']"),
    ],
    ids=["twice", "tab", "list"],
)
def test_a_file_that_is_no_mapping_is_one_line(tmp_path, line, expected):
    path = tmp_path / "own.yaml"
    path.write_text(line)
    found = refusal(schema_check.read, path)
    assert found.startswith(f"{path}: {expected}")
    assert "\n" not in found


BLOCKS = st.dictionaries(
    st.sampled_from("abc"),
    st.recursive(
        st.integers() | st.lists(st.integers()),
        lambda inner: st.dictionaries(st.sampled_from("abc"), inner),
        max_leaves=6,
    ),
)


@given(BLOCKS, BLOCKS)
def test_settings_are_laid_over_others_as_snakemake_does(below, above):
    ours, theirs = copy.deepcopy(below), copy.deepcopy(below)
    settings.lay_over(ours, copy.deepcopy(above))
    update_config(theirs, copy.deepcopy(above))
    assert ours == theirs
