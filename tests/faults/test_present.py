"""Results are not made again from other settings, shards or images than their manifest was made from."""

import re
from pathlib import Path

import pytest
import yaml

from recomputed.results import verify_results
from recomputed.workflow import settings

MNIST = {"source": "embedded", "dir": "", "mirrors": [], "timeout_seconds": 1}
CONFIG = yaml.safe_load((Path(__file__).parents[2] / "config.yaml").read_text(encoding="utf-8")) | {"mnist": MNIST}


@pytest.fixture
def manifest(tmp_path, monkeypatch) -> dict:
    """What was made from config.yaml here, with its embedded images."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MNIST_DIR", raising=False)
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(CONFIG))
    (tmp_path / "small.yaml").write_text("knn: {definition: {dimensions: [1]}}\n")
    record = settings._mnist(CONFIG["mnist"])
    return {
        "files": {"results/knn/neighbours/test-1-of-1.npz": "ab", "results/audit.csv": "cd"},
        "config": {key: value for key, value in CONFIG.items() if key != "shards"} | {"mnist": {"source": "embedded"}},
        "mnist": {key: record[key] for key in ("data", "provisional", "images", "sha256")},
    }


def told(manifest: dict, *arguments: str) -> str:
    """Give the one line that stops, or nothing."""
    try:
        settings.check(verify_results.MANIFEST, manifest, list(arguments))
    except SystemExit as stopped:
        return str(stopped)
    return ""


def test_the_same_settings_go_on(manifest):
    assert told(manifest) == ""
    assert told(manifest, "--cores", "all", "--config", "scale=1", "shards=1") == ""
    assert told({"files": {}}, "--config", "scale=2") == ""  # by seals alone


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--config", "scale=2"], "scale: 1 then, 2 now"),
        (["--config", "scale=1", "shards=4", "--cores", "2"], "shards: 1 then, 4 now"),
        (["--cores", "2", "--configfile", "small.yaml"], "knn.definition.dimensions: [1, 2, 7] then, [1] now"),
        (["--config", 'mnist={"source": "auto"}'], "mnist.source: embedded then, auto now"),
    ],
)
def test_other_settings_stop_with_a_line_that_names_them(manifest, arguments, line):
    assert re.fullmatch(
        rf"results/MANIFEST.json: made with other settings: {re.escape(line)}; .*", told(manifest, *arguments)
    )


@pytest.mark.parametrize("pair", ["mnist=5", "scale=[1", "scael=2", "scale=nan"])
def test_bad_settings_are_one_line(manifest, pair):
    line = told(manifest, "--config", pair)
    assert line.endswith("mend it and run again")
    assert pair.partition("=")[0] in line


@pytest.mark.parametrize("key", ["data", "provisional", "images", "sha256"])
def test_other_images_stop(manifest, key):
    manifest["mnist"][key] = "other"
    assert f": mnist.{key}" in told(manifest)


def test_a_folder_of_mnist_that_is_not_there_stops(manifest, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", "nowhere")
    manifest["config"]["mnist"]["source"] = "full"
    assert told(manifest, "--config", 'mnist={"source": "full"}').startswith("nowhere: no MNIST folder")
