"""The articles of a run: those in src/articles, and folders elsewhere; a mistake in naming them is one line."""

import json
import sys
from importlib import import_module
from pathlib import Path

import pytest

from recomputed.errors import BadInput
from recomputed.workflow import articles, settings, sources

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / "config.yaml").read_text(encoding="utf-8")


def folder(parent: Path, name: str, **files: str) -> Path:
    """Make a folder of an article with these files, their names with _ for the dot."""
    made = parent / name
    made.mkdir(parents=True)
    for file, text in ({"ledger_yaml": f"article: {name}\n"} | files).items():
        (made / file.replace("_", ".")).write_text(text)
    return made


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Read the settings of a run of these articles, in a folder with the config.yaml of the project."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text(CONFIG)
    return lambda *names, **more: settings.read(
        ["--config", f"articles={json.dumps(names)}", *(f"{key}={json.dumps(value)}" for key, value in more.items())]
    )


def refused(run, *names, **more) -> str:
    with pytest.raises(SystemExit) as end:
        run(*names, **more)
    line = str(end.value)
    assert "\n" not in line
    return line


def test_the_rules_of_every_run_are_no_names_of_articles(tmp_path):
    assert {"all", "site", "audit", "drift", "manifest"} <= {*articles.reserved()}
    (tmp_path / "audit").mkdir()
    (tmp_path / "audit" / "ledger.yaml").write_text("article: audit")
    with pytest.raises(BadInput, match="no name for an article"):
        articles.find([str(tmp_path / "audit")])


def test_all_are_the_folders_in_src_articles():
    found = articles.find("all")
    assert [article.name for article in found] == articles.at_home()
    assert all(article.ledger.is_file() for article in found)
    assert articles.find(["knn"]) == articles.find([str(articles.HOME / "knn")])


@pytest.mark.parametrize("wanted", [[], "knn", "", ["knn", ""], [3], {"knn": 1}, None, 5, [["knn"]]])
def test_what_is_no_list_of_names_is_told_what_to_write(wanted):
    with pytest.raises(BadInput, match=r"^config.yaml: articles: no articles: expected all, or a list .*\[\w+\], "):
        articles.find(wanted)


def test_one_name_alone_is_told_as_the_list_it_should_be(run, tmp_path):
    (tmp_path / "config.yaml").write_text(CONFIG.replace("articles: all", "articles: knn"))
    with pytest.raises(SystemExit, match=r"^config.yaml: articles: .* such as \[knn\], found 'knn'"):
        settings.read([])


def test_without_the_setting_one_line_says_that_it_is_required(tmp_path, run):
    (tmp_path / "config.yaml").write_text(CONFIG.replace("articles: all", ""))
    with pytest.raises(SystemExit, match=r"^config.yaml: top level: 'articles' is a required property"):
        settings.read([])


def test_a_path_that_is_not_there_and_a_folder_without_a_ledger(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "nowhere: no article: " in (line := refused(run, "nowhere"))
    assert line.endswith("found no folder of this name; correct the name or the path")
    assert "found a folder without one; " in refused(run, "empty")
    assert "found a folder without one; " in refused(run, str(tmp_path / "empty"))


@pytest.mark.parametrize("name", ["Upper", "2nd", "a b", "ä", "_x", "all", "logs", "data"])
def test_a_name_that_cannot_be_one(run, tmp_path, name):
    assert ": no name for an article: " in refused(run, str(folder(tmp_path, name)))


@pytest.mark.parametrize("name", ["seed", "mnist", "robustness"])
def test_the_name_of_a_setting_is_not_one_of_an_article(run, tmp_path, name):
    assert f"config.yaml: articles: '{name}' is the name of a setting" in refused(run, str(folder(tmp_path, name)))


def test_two_articles_with_one_name(run, tmp_path):
    one, other = folder(tmp_path / "a", "new"), folder(tmp_path / "b", "new")
    assert f"two articles with one name: expected a folder name for each, found {one} and {other}; " in refused(
        run, str(one), str(other)
    )
    assert "an article that is named twice" in refused(run, "a/new", str(one))
    assert "an article that is named twice" in refused(run, "knn", str(articles.HOME / "knn"))
    twin = folder(tmp_path, "knn")
    assert f"found {articles.HOME / 'knn'} and {twin}; " in refused(run, str(twin))


def test_an_article_without_settings_schema_and_rules(run, tmp_path):
    found = run(str(folder(tmp_path, "my-own")))
    assert found["my_own"] == {}
    assert "in no schema; describe it in my-own/schema.yaml" in (line := refused(run, "my-own", my_own={"size": 1}))
    assert line.startswith("config.yaml: my_own: 'size'")


def test_settings_without_a_schema_are_refused_and_those_of_the_engine_are_not(run, tmp_path):
    made = folder(tmp_path, "new", config_yaml="robustness: {left_out: []}\n")
    assert run(str(made))["new"] == {"robustness": {"left_out": []}}
    (made / "config.yaml").write_text("size: 1\n")
    assert refused(run, "new").startswith("new/config.yaml: top level: 'size' is in no schema; ")


@pytest.mark.parametrize("schema", ["- a\n", "a: [\n", "properties: {size: {type: whole}}\n", "properties: 3\n"])
def test_a_schema_that_is_none(run, tmp_path, schema):
    folder(tmp_path, "new", config_yaml="size: 1\n", schema_yaml=schema)
    assert refused(run, "new").startswith("new/schema.yaml: ")


def test_a_mistake_is_told_where_it_was_made(run, tmp_path):
    schema = "properties: {size: {type: integer}, other: {type: integer}}\n"
    made = folder(tmp_path, "new", config_yaml="size: 1\n", schema_yaml=schema, small_yaml="other: 2\n")
    assert run("new", sizes="small")["new"] == {"size": 1, "other": 2}
    assert run("new", new={"size": 3})["new"] == {"size": 3}
    assert refused(run, "new", new={"size": "many"}).startswith("config.yaml: new.size: 'many' is not of type")
    (made / "config.yaml").write_text("size: many\n")
    assert refused(run, "new").startswith("new/config.yaml: size: 'many' is not of type")
    (made / "config.yaml").write_text("size: 1\n")
    (made / "small.yaml").write_text("size: few\n")
    assert refused(run, "new", sizes="small").startswith("new/small.yaml: size: 'few' is not of type")
    assert refused(run, "new", new=3) == "config.yaml: new: 3 is no mapping of settings; correct it and run again"


def test_a_setting_that_is_unknown_or_missing_is_told_with_the_file_of_the_article(run, tmp_path):
    schema = "additionalProperties: false\nproperties: {size: {type: integer}}\nrequired: [size]\n"
    made = folder(tmp_path, "new", config_yaml="size: 1\n", schema_yaml=schema, small_yaml="new: {size: 1}\n")
    assert refused(run, "new", sizes="small").startswith("new/small.yaml: top level: Additional properties")
    (made / "config.yaml").write_text("{}\n")
    assert refused(run, "new").startswith("new/config.yaml: top level: 'size' is a required property")


def test_a_schema_without_properties_allows_no_settings(run, tmp_path):
    folder(tmp_path, "new", schema_yaml="additionalProperties: false\n")
    assert run("new")["new"] == {}
    assert refused(run, "new", new={"size": 1}).startswith("config.yaml: new: Additional properties are not allowed")


def test_from_another_folder_the_same_articles_are_found(run, tmp_path):
    made = folder(tmp_path, "new")
    assert articles.from_anywhere("all") == "all"
    assert articles.from_anywhere(["knn", "new", str(articles.HOME / "pca")]) == ["knn", str(made), "pca"]


def test_two_runs_in_one_process_do_not_mix_up_folders_of_one_name(run, tmp_path):
    made = [folder(tmp_path / place, "new", compute_py=f"PLACE = '{place}'\n") for place in "ab"]
    for one in (*made, made[0]):
        run(str(one))
        assert one.parent.name == import_module("articles.new.compute").PLACE
        assert sources.file_of("articles.new.compute") == one / "compute.py"
    kept = sys.modules["articles.new.compute"]
    run(str(made[0]))
    assert sys.modules["articles.new.compute"] is kept
