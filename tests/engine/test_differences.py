"""Two runs compared: what may differ is told with its reason, all else is wrong."""

import hashlib
import json
import math

import pytest

from recomputed.results import differences

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
        return differences.compared(*folders, manifests)

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
    assert compared({path: "1"}, {path: "2"}) == ({path: differences.SECONDS}, [])


def test_in_the_audit_only_statements_that_vary_may_differ(compared):
    path = "results/audit.json"
    texts = [json.dumps([ROWS[0], {**ROWS[1], "recomputed": seconds}]) for seconds in ("2.5 s", "2.6 s")]
    excused, wrong = compared(*({path: text} for text in texts))
    assert ("knn-01" in excused[path], wrong) == (True, [])
    worse = json.dumps([{**ROWS[0], "recomputed": "2"}, ROWS[1]])
    assert compared({path: texts[0]}, {path: worse}) == ({}, [path])


def test_the_statements_that_vary_come_from_the_ledgers():
    assert differences.varying() == ["stopwatch", "knn-01"]


def test_numbers_apart(tmp_path):
    for name, value, noise, word in (("a", 4.0, 0.0, "x"), ("b", 4.1, 1e-17, "y")):
        (tmp_path / name / "results" / "site").mkdir(parents=True)
        table = f"name,x,zero,noise\nq,-1,0,0\nq,{value},0,{noise}\n"
        (tmp_path / name / "t.csv").write_text(table)
        (tmp_path / name / "results" / "site" / "t.csv").write_text(table)
        (tmp_path / name / "words.csv").write_text(f"name\n{word}\n")
    paths = ["t.csv", "words.csv", "f.svg", "results/site/t.csv"]
    apart = differences.numbers_apart(tmp_path / "a", tmp_path / "b", paths)
    assert apart == {"t.csv": 1, "words.csv": pytest.approx(math.nan, nan_ok=True)}
    assert differences.numbers_apart(tmp_path / "a", tmp_path / "a", ["t.csv"]) == {"t.csv": 0}


@pytest.mark.parametrize(
    ("was", "now", "names"),
    [("1.0000", "1.0001", []), ("1.00", "1.01", ["a-01"]), ("1 ± 0.5", "1.4 ± 0.5", []), ("1", "one", ["a-01"])],
)
def test_statements_whose_value_is_beyond_what_any_machine_gives(tmp_path, was, now, names):
    for name, value in (("one", was), ("other", now)):
        entry = {"a-01": {"any": {"verdict": "reproduced", "recomputed": value}}}
        (tmp_path / name / "results").mkdir(parents=True)
        (tmp_path / name / "results" / "drift.json").write_text(json.dumps({"lock": {"claims": entry}}))
    assert differences.moved(tmp_path / "one", tmp_path / "other") == names
