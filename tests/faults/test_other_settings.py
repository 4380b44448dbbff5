"""Results are not made again with settings, shards or data sets other than those in their manifest."""

import re
from pathlib import Path

import pytest

from recomputed.results import manifest_check, verify_results
from recomputed.workflow import data_sets, settings

CONFIG = (Path(__file__).parents[2] / "config.yaml").read_text(encoding="utf-8")
EMBEDDED = CONFIG.replace("source: auto", "source: embedded")


@pytest.fixture
def manifest(tmp_path, monkeypatch) -> dict:
    """The manifest of a run with the config.yaml in this folder, which asks for the embedded images."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MNIST_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "config.yaml").write_text(EMBEDDED)
    (tmp_path / "small.yaml").write_text("knn: {definition: {dimensions: [1]}}\n")
    found = settings.read([])
    return {
        "files": {"results/knn/neighbours/test-1-of-1.npz": "ab", "results/audit.csv": "cd"},
        "config": settings.for_results(found),
        "data": {"mnist": data_sets.identity(data_sets.obtain("mnist", found)["record"])},
    }


def refusal(manifest: dict, *arguments: str) -> str:
    """Give the one line that stops the check, or nothing."""
    try:
        manifest_check.check(verify_results.MANIFEST, manifest, list(arguments))
    except SystemExit as stopped:
        return str(stopped)
    return ""


def test_the_same_settings_go_on(manifest):
    assert refusal(manifest) == ""
    assert refusal(manifest, "--cores", "all", "--config", "scale=1", "shards=1") == ""
    assert refusal({"files": {}}, "--config", "scale=2") == ""  # without a manifest, by seals alone


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--config", "scale=2"], "scale: 1 in the manifest, 2 now"),
        (["--config", "scale=1", "shards=4", "--cores", "2"], "shards: 1 in the manifest, 4 now"),
        (
            ["--cores", "2", "--configfile", "small.yaml"],
            "knn.definition.dimensions: [1, 2, 7] in the manifest, [1] now",
        ),
        (["--config", "sizes=small"], "sizes: full in the manifest, small now"),
        (["--config", "articles=[knn]"], "articles: all in the manifest, ['knn'] now"),
        (["--config", 'mnist={"source": "auto"}'], "mnist.source: embedded in the manifest, auto now"),
    ],
)
def test_other_settings_stop_with_a_line_that_names_them(manifest, arguments, line):
    assert re.fullmatch(
        rf"results/MANIFEST.json: made with other settings: {re.escape(line)}; .*", refusal(manifest, *arguments)
    )


@pytest.mark.parametrize("pair", ["mnist=5", "scale=[1", "scael=2", "scale=nan"])
def test_bad_settings_are_one_line(manifest, pair):
    line = refusal(manifest, "--config", pair)
    assert line.endswith("correct it and run again")
    assert pair.partition("=")[0] in line


@pytest.mark.parametrize("key", ["data", "provisional", "images", "sha256"])
def test_other_data_stop(manifest, key):
    manifest["data"]["mnist"][key] = "other"
    assert f": mnist.{key}" in refusal(manifest)


def test_a_data_set_that_is_gone_stops(manifest):
    manifest["data"]["gone"] = {}
    assert "data set gone: used in the manifest, no such data set now; " in refusal(manifest)


def test_a_folder_of_mnist_that_is_not_there_stops(manifest, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", "nowhere")
    manifest["config"]["mnist"]["source"] = "full"
    assert re.match(r".*nowhere: no MNIST folder", refusal(manifest, "--config", 'mnist={"source": "full"}'))
