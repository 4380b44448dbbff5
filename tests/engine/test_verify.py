"""`make verify`: what it varies, where it finds articles and data sets, and what it leaves behind."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recomputed.runs import reproduce
from recomputed.runs.project_copy import PARTS, SMALL, copy_parts

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("texts", [("1", "1"), ("1", "2")], ids=["equal", "different"])
def test_the_evidence_of_a_difference_is_left_and_the_rest_removed(tmp_path, monkeypatch, capsys, texts):
    def run(folder, config, cores, shards, env):
        text = texts[shards > 1]
        (folder / "results").mkdir(parents=True)
        (folder / "results" / "a.csv").write_text(text)
        return {"files": {"results/a.csv": hashlib.sha256(text.encode()).hexdigest()}, "varies": []}

    monkeypatch.setattr(reproduce, "run", run)
    monkeypatch.setattr(reproduce.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["verify"])
    with pytest.raises(SystemExit) as end:
        reproduce.main()
    left = [*tmp_path.rglob("a.csv")]
    if texts[0] == texts[1]:
        assert (end.value.code, left) == (0, [])
    else:
        assert [path.read_text() for path in sorted(left, key=lambda path: path.read_text())] == ["1", "2"]
        assert str(left[0].parents[2]) in end.value.code
        assert "DIFFERS: results/a.csv" in capsys.readouterr().out


@pytest.mark.skipif(not shutil.which("faketime"), reason="no faketime here")
def test_the_clock_of_jobs_shows_another_year(tmp_path):
    quoted = "import shlex, sys\nsys.executable = shlex.quote(sys.executable)\n"  # as the project's Snakefile does
    (tmp_path / "Snakefile").write_text(quoted + 'rule:\n    output: "year"\n    script: "year.py"\n')
    (tmp_path / "year.py").write_text("import time\nopen(snakemake.output[0], 'w').write(time.strftime('%Y'))\n")
    snakemake = Path(sys.executable).with_name("snakemake")
    env = {**os.environ, **reproduce.later_jobs(tmp_path / "later.sh")}
    subprocess.run([snakemake, "--cores", "1", "--quiet"], cwd=tmp_path, env=env, check=True, timeout=60)
    assert (tmp_path / "year").read_text() == "2031"


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Give the settings for a run elsewhere that lay `changed` over config.yaml, in a folder that also has a home."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MNIST_DIR", raising=False)
    (tmp_path / "config.yaml").write_text((ROOT / "config.yaml").read_text())

    def found(changed: dict) -> dict:
        (tmp_path / "changed.yaml").write_text(json.dumps(changed))
        pairs = [pair.partition("=") for pair in reproduce._places("changed.yaml")]
        return {name: json.loads(value) for name, _, value in pairs}

    return found


@pytest.mark.parametrize("place", ["config", "environment"])
@pytest.mark.parametrize(("named", "absolute"), [("", ""), ("mnist", "{here}/mnist"), ("~/mnist", "{home}/mnist")])
def test_a_folder_of_a_data_set_is_the_same_from_another_place(tmp_path, monkeypatch, places, place, named, absolute):
    monkeypatch.setenv("MNIST_DIR", named if place == "environment" else "")
    found = places({"mnist": {"dir": named if place == "config" else ""}})
    assert found["mnist"] == {"dir": absolute.format(here=tmp_path, home=tmp_path / "home")}


def test_articles_elsewhere_are_the_same_from_another_place(tmp_path, places):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "ledger.yaml").touch()
    assert places({})["articles"] == "all"
    assert places({"articles": ["knn", "new"]})["articles"] == ["knn", str(tmp_path / "new")]


def test_a_copy_has_all_that_a_run_needs(tmp_path):
    copy_parts(ROOT, tmp_path, "__pycache__")
    assert {path.name for path in tmp_path.iterdir()} == {Path(part).parts[0] for part in PARTS}
    assert (tmp_path / SMALL).is_file()
    assert not [*tmp_path.rglob("__pycache__")]


@pytest.mark.parametrize(
    ("arguments", "word"), [(["--config", "nowhere.yaml"], "nowhere.yaml"), (["--blas", "Foo"], "Foo")]
)
def test_what_is_not_there_is_reported_before_anything_runs(monkeypatch, arguments, word):
    monkeypatch.setattr("sys.argv", ["verify", *arguments])
    monkeypatch.setattr(reproduce, "run", lambda *_: pytest.fail("begun"))
    with pytest.raises(SystemExit, match=f"^verify: .*{word}") as end:
        reproduce.main()
    assert "\n" not in str(end.value)
