"""Two runs compared: a difference is reported with its reason, or it is wrong."""

import hashlib
import json
import math

import pytest

from recomputed.audit import ledger
from recomputed.results import differences, manifest
from recomputed.workflow import articles

VARIES = ["knn/stopwatch", "knn-stopwatch", "knn-01", "lstm_backward-72"]
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
            manifests.append({"files": hashes, "varies": VARIES, **rest.get(name, {})})
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


@pytest.mark.parametrize("path", ["results/knn/stopwatch.csv", "results/knn/figures/knn-stopwatch.svg"])
def test_seconds_may_differ(compared, path):
    assert compared({path: "1"}, {path: "2"}) == ({path: differences.SECONDS}, [])


@pytest.mark.parametrize("path", ["results/knn/stopwatch_law.csv", "results/pca/figures/my-knn-stopwatch.svg"])
def test_a_longer_name_is_another_name(compared, path):
    assert compared({path: "1"}, {path: "2"}) == ({}, [path])


def test_a_longer_id_is_another_claim(compared):
    texts = [f"knn-01 {word}\nknn-010 {word}\n" for word in ("fast", "slow")]
    assert compared(*({"results/audit.md": text} for text in texts))[1] == ["results/audit.md"]


def test_a_document_that_is_no_list_of_claims_may_not_differ(compared):
    for texts in (("[1]", "[2]"), ('{"id": "knn-01", "n": 1}', '{"id": "knn-01", "n": 2}')):
        assert compared(*({"results/a.json": text} for text in texts)) == ({}, ["results/a.json"])


def test_in_the_audit_only_claims_that_vary_may_differ(compared):
    path = "results/audit.json"
    texts = [json.dumps([ROWS[0], {**ROWS[1], "recomputed": seconds}]) for seconds in ("2.5 s", "2.6 s")]
    excused, wrong = compared(*({path: text} for text in texts))
    assert ("knn-01" in excused[path], wrong) == (True, [])
    worse = json.dumps([{**ROWS[0], "recomputed": "2"}, ROWS[1]])
    assert compared({path: texts[0]}, {path: worse}) == ({}, [path])


def test_what_varies_comes_from_the_ledgers():
    found = manifest._varies(ledger.read_all(articles.find("all")))
    assert found == ["knn/stopwatch", "knn/stopwatch_ratios", "knn-stopwatch", "knn-01", "lstm_backward-72"]


def test_the_largest_differences_of_tables(tmp_path):
    for name, value, noise, word in (("a", 4.0, 0.0, "x"), ("b", 4.1, 1e-17, "y")):
        (tmp_path / name / "results" / "site").mkdir(parents=True)
        table = f"name,x,zero,noise\nq,-1,0,0\nq,{value},0,{noise}\n"
        (tmp_path / name / "t.csv").write_text(table)
        (tmp_path / name / "results" / "site" / "t.csv").write_text(table)
        (tmp_path / name / "words.csv").write_text(f"name\n{word}\n")
    paths = ["t.csv", "words.csv", "f.svg", "results/site/t.csv"]
    apart = differences.largest_differences(tmp_path / "a", tmp_path / "b", paths)
    assert apart == {"t.csv": 1, "words.csv": pytest.approx(math.nan, nan_ok=True)}
    assert differences.largest_differences(tmp_path / "a", tmp_path / "a", ["t.csv"]) == {"t.csv": 0}


@pytest.mark.parametrize(
    ("was", "now", "names"),
    [("1.0000", "1.0001", []), ("1.00", "1.01", ["a-01"]), ("1 ± 0.5", "1.4 ± 0.5", []), ("1", "one", ["a-01"])],
)
def test_claims_whose_value_differs_in_the_digits_that_every_machine_gives(tmp_path, was, now, names):
    for name, value in (("one", was), ("other", now)):
        entry = {"a-01": {"any": {"verdict": "reproduced", "recomputed": value}}}
        (tmp_path / name / "results").mkdir(parents=True)
        (tmp_path / name / "results" / "drift.json").write_text(json.dumps({"accepted": {"a": {"claims": entry}}}))
    assert differences.changed_claims(tmp_path / "one", tmp_path / "other") == names
