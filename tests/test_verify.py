"""Two runs compared: what may differ is told with its reason, all else is wrong."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from articles import verify

ROWS = [{"id": "curse-01", "recomputed": "1"}, {"id": "knn-01", "recomputed": "2.5 s"}]


@pytest.fixture
def compared(tmp_path):
    """Compare two runs with these files, path -> text."""

    def compare(*runs, **rest):
        manifests, folders = [], []
        for name, files in zip("ab", runs, strict=True):
            folders.append(tmp_path / name)
            for path, text in files.items():
                (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name / path).write_text(text)
            hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}
            manifests.append({"files": hashes, **rest.get(name, {})})
        return verify.compared(*folders, manifests)

    return compare


def test_equal_runs(compared):
    assert compared({"results/a.csv": "1"}, {"results/a.csv": "1"}) == ({}, [])


@pytest.mark.parametrize("path", ["results/a.csv", "results/curse/figures/a.svg", "results/site/index.html"])
def test_a_difference_without_a_reason(compared, path):
    assert compared({path: "1"}, {path: "2"}) == ({}, [path])


def test_a_file_of_one_run_alone(compared):
    assert compared({"results/a.csv": "1"}, {}) == ({}, ["results/a.csv"])


def test_the_rest_of_the_manifest_counts(compared):
    assert compared({}, {}, a={"config": {"seed": 1}}, b={"config": {"seed": 2}}) == ({}, ["config"])


def test_seconds_may_differ(compared):
    path = "results/knn/stopwatch.csv"
    assert compared({path: "1"}, {path: "2"}) == ({path: verify.SECONDS}, [])


def test_in_the_audit_only_statements_that_vary_may_differ(compared):
    path = "results/audit.json"
    texts = [json.dumps([ROWS[0], {**ROWS[1], "recomputed": seconds}]) for seconds in ("2.5 s", "2.6 s")]
    excused, wrong = compared(*({path: text} for text in texts))
    assert ("knn-01" in excused[path], wrong) == (True, [])
    worse = json.dumps([{**ROWS[0], "recomputed": "2"}, ROWS[1]])
    assert compared({path: texts[0]}, {path: worse}) == ({}, [path])


def test_the_statements_that_vary_come_from_the_ledgers():
    assert verify.varying() == ["stopwatch", "knn-01"]


@pytest.mark.parametrize("texts", [("1", "1"), ("1", "2")], ids=["equal", "different"])
def test_the_evidence_of_a_difference_is_left_and_the_rest_removed(tmp_path, monkeypatch, capsys, texts):
    def run(folder, config, cores, shards, env):
        text = texts[shards > 1]
        (folder / "results").mkdir(parents=True)
        (folder / "results" / "a.csv").write_text(text)
        return {"files": {"results/a.csv": hashlib.sha256(text.encode()).hexdigest()}}

    monkeypatch.setattr(verify, "run", run)
    monkeypatch.setattr(verify.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["verify"])
    with pytest.raises(SystemExit) as end:
        verify.main()
    left = [*tmp_path.rglob("a.csv")]
    if texts[0] == texts[1]:
        assert (end.value.code, left) == (0, [])
    else:
        assert [path.read_text() for path in sorted(left, key=lambda path: path.read_text())] == ["1", "2"]
        assert str(left[0].parents[2]) in end.value.code
        assert "DIFFERS: results/a.csv" in capsys.readouterr().out


@pytest.mark.skipif(not shutil.which("faketime"), reason="no faketime here")
def test_the_clock_of_jobs_tells_another_year(tmp_path):
    (tmp_path / "Snakefile").write_text('rule:\n    output: "year"\n    script: "year.py"\n')
    (tmp_path / "year.py").write_text("import time\nopen(snakemake.output[0], 'w').write(time.strftime('%Y'))\n")
    snakemake = Path(sys.executable).with_name("snakemake")
    env = {**os.environ, **verify.later_jobs(tmp_path / "later.sh")}
    subprocess.run([snakemake, "--cores", "1", "--quiet"], cwd=tmp_path, env=env, check=True, timeout=60)
    assert (tmp_path / "year").read_text() == "2031"


@pytest.mark.parametrize("place", ["config", "environment"])
@pytest.mark.parametrize(("named", "absolute"), [("", ""), ("mnist", "{here}/mnist"), ("~/mnist", "{home}/mnist")])
def test_a_folder_of_mnist_is_the_same_from_another_place(tmp_path, monkeypatch, place, named, absolute):
    home = tmp_path / "home"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("MNIST_DIR", named if place == "environment" else "")
    (tmp_path / "config.yaml").write_text(json.dumps({"mnist": {"dir": named if place == "config" else ""}}))
    assert verify.mnist_folder() == absolute.format(here=tmp_path, home=home)


def test_numbers_apart(tmp_path):
    for name, value in (("a", 4.0), ("b", 4.1)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "t.csv").write_text(f"name,x\nq,-1\nq,{value}\n")
    apart = verify.numbers_apart(tmp_path / "a", tmp_path / "b", ["t.csv", "f.svg"])
    assert apart == {"t.csv": pytest.approx(0.1 / 4)}
