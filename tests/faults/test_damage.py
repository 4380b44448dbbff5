"""Every file that is altered on disk after it was made is found by comparing with the manifest, and named."""

import json
import random
import shutil
from pathlib import Path

import pandas as pd
import pytest

from recomputed.errors import BadInput
from recomputed.results import manifest_check, store, verify_results
from recomputed.results.manifest import manifest
from recomputed.workflow import data_sets

CASES = 200
RECORD = {
    "data": "MNIST",
    "provisional": False,
    "images": {"train_images": 6},
    "sha256": {"train-images-idx3-ubyte": "ba89"},
    "where": "user cache",
}
PAGES = {"index.html": "<p>1</p>"}
DATA_RECORD = data_sets.record_file("mnist")
LEDGERS = {
    "knn": {
        "article": "knn",
        "figures": [],
        "claims": [{"id": "knn-01", "varies": "seconds"}],
        "measured_seconds": ["stopwatch.csv"],
    }
}
CONFIG = {"mnist": {"source": "full"}}


@pytest.fixture
def settled(monkeypatch):
    """As if settings and data sets were those of the manifest."""
    monkeypatch.setattr(manifest_check, "check", lambda path, manifest, arguments: None)


@pytest.fixture
def made(tmp_path, monkeypatch) -> list[str]:
    """A folder of results with its manifest; the paths of the files."""
    monkeypatch.chdir(tmp_path)
    rng = random.Random(1)
    names = ("sweep.csv", "k.npz", "figures/k.svg", "figures/k.png", "neighbours/test-1-of-2.npz")
    paths = [f"results/knn/{name}" for name in names]
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(rng.randbytes(rng.randrange(2, 5000)))
        older = Path("older", path)
        older.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, older)
        Path(path).write_bytes(rng.randbytes(rng.randrange(2, 5000)))
    store.save(RECORD, DATA_RECORD)
    documents = manifest(paths, {DATA_RECORD: RECORD}, LEDGERS, CONFIG)
    store.save(documents["manifest"], verify_results.MANIFEST)
    store.save(documents["shards"], verify_results.SHARDS)
    return paths


def flip_a_bit(content: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << rng.randrange(8)]) + content[place + 1 :]


OLDER = "an older one"  # put back in place of what was made later
ALTERATIONS = {
    "bit flipped": flip_a_bit,
    "truncated": lambda content, rng: content[: rng.randrange(1, len(content))],
    "emptied": lambda content, rng: b"",
    OLDER: None,
    "longer": lambda content, rng: content + b"\0",
    "removed": None,
}


def test_what_is_as_it_was_is_not_accused(made):
    assert verify_results.altered(verify_results._manifest()) == {}


def test_every_alteration_is_found_and_no_other_file_accused(made, counted):
    known, rng = verify_results._manifest(), random.Random(2)
    found = 0
    for case in range(CASES):
        kind = list(ALTERATIONS)[case % len(ALTERATIONS)]
        path = Path(rng.choice(made))
        content = path.read_bytes()
        if kind == "removed":
            path.unlink()
        elif kind == OLDER:
            shutil.copy2("older" / path, path)  # with its time, which is earlier
        else:
            path.write_bytes(ALTERATIONS[kind](content, rng))
        wrong = verify_results.altered(known)
        path.write_bytes(content)
        assert list(wrong) == [str(path)], kind
        assert "\n" not in wrong[str(path)]
        found += 1
    counted(f"altered files: {CASES} tried, {found} found and named")


def test_a_file_that_cannot_be_read_is_named(made):
    path = Path(made[0])
    path.unlink()
    path.mkdir()
    (path / "inside").touch()
    assert "unreadable" in verify_results.altered(verify_results._manifest())[made[0]]


@pytest.mark.parametrize("key", ["data", "provisional", "images", "sha256"])
def test_another_record_of_a_data_set_is_found_but_not_another_place(made, key):
    known = verify_results._manifest()
    store.save(RECORD | {"where": "mnist.dir or MNIST_DIR"}, DATA_RECORD)
    assert verify_results.altered(known) == {}
    store.save(RECORD | {key: "other"}, DATA_RECORD)
    assert list(verify_results.altered(known)) == [DATA_RECORD]
    Path(DATA_RECORD).write_text("{")
    assert list(verify_results.altered(known)) == [DATA_RECORD]


@pytest.mark.parametrize("text", [None, "", "{", "[]", "{}", '{"files": []}', '{"files": {"a": "b"}}'])
def test_without_a_good_manifest_one_line_says_what_to_do(made, text):
    if text is None:
        verify_results.MANIFEST.unlink()
    else:
        verify_results.MANIFEST.write_text(text)
    with pytest.raises(
        SystemExit, match=r"^results/MANIFEST.json: .*nothing to compare with; (delete it and )?run make"
    ) as end:
        verify_results.main([])
    assert "\n" not in str(end.value)


def test_what_is_altered_is_made_again_first_and_alone(made, settled, monkeypatch, capsys):
    """With a stand-in for Snakemake that makes the bytes of the manifest; the real one is in test_workflow.py."""
    contents, asked = {path: Path(path).read_bytes() for path in made}, []

    def snakemake(command):
        arguments = command[3:]
        asked.append(arguments)
        for path in arguments[: arguments.index("--forcerun")] if "--forcerun" in arguments else []:
            Path(path).write_bytes(contents[path])
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(verify_results.subprocess, "run", snakemake)
    for path in made[:2]:
        Path(path).write_bytes(b"")
    assert verify_results.main(["--cores", "2"]) == 0
    assert asked == [[*made[1::-1], "--forcerun", *made[1::-1], "--cores", "2"], ["--cores", "2"]]
    lines = capsys.readouterr().out
    assert all(f"{path}: empty" in lines for path in made[:2])
    assert "5 of 5 files are as they were made" in lines


def test_nothing_is_made_again_with_settings_that_are_not_there(made, monkeypatch):
    monkeypatch.setattr(verify_results.subprocess, "run", lambda command: pytest.fail("begun"))
    Path(made[0]).unlink()
    with pytest.raises(SystemExit, match=r"config\.yaml: no such file"):
        verify_results.main([])


def test_a_rebuild_that_fails_is_no_success(made, settled, monkeypatch):
    monkeypatch.setattr(verify_results.subprocess, "run", lambda command: type("Done", (), {"returncode": 1}))
    Path(made[0]).unlink()
    assert verify_results.main([]) == 1


@pytest.mark.parametrize(("name", "code"), [("knn/sweep.csv", 1), ("knn/stopwatch.csv", 0)])
def test_a_file_that_comes_back_different_is_named_except_for_measured_seconds(
    made, settled, monkeypatch, capsys, name, code
):
    """The audit reports seconds, too, and may differ with them, but not without them."""
    file, audit = f"results/{name}", "results/audit.csv"

    def write(words: str) -> None:
        for path, text in ((file, words), (audit, f"id,recomputed\nknn-01,{words}\n")):
            Path(path).write_text(text)
            document["files"][path] = store.sha256(path)
        store.save(document, verify_results.MANIFEST)

    def snakemake(command):
        write("2.6 s")
        return type("Done", (), {"returncode": 0})

    document = json.loads(verify_results.MANIFEST.read_text())
    write("2.5 s")
    monkeypatch.setattr(verify_results.subprocess, "run", snakemake)
    Path(file).unlink()
    assert verify_results.main([]) == code
    lines = capsys.readouterr().out
    assert [f"{path}: made again, but different" in lines for path in (file, audit)] == [bool(code)] * 2


def test_without_a_manifest_altered_files_are_found_by_their_seals(tmp_path, settled, monkeypatch, capsys):
    """No manifest is made of an altered file: it would list a hash that no job has written."""
    monkeypatch.chdir(tmp_path)
    table, good = "results/series/dimension.csv", pd.DataFrame({"n": [1, 2]})
    store.save(RECORD, DATA_RECORD)
    store.save(good, table)
    store.save(PAGES, "results/site")
    paths, given = [table, "results/site"], ({DATA_RECORD: RECORD}, LEDGERS, CONFIG)
    assert len(manifest(paths, *given)["manifest"]["files"]) == 2
    altered = ["results/site/index.html", table]
    for path in altered:
        Path(path).write_bytes(flip_a_bit(Path(path).read_bytes(), random.Random(1)))
        with pytest.raises(BadInput, match=f"^({'|'.join(altered)}): changed since it was made"):
            manifest([path], *given)

    def snakemake(command):
        store.save(good, table)
        store.save(PAGES, "results/site")
        documents = manifest(paths, *given)
        store.save(documents["manifest"], verify_results.MANIFEST)
        store.save(documents["shards"], verify_results.SHARDS)
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(verify_results.subprocess, "run", snakemake)
    assert verify_results.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sorted(line.split(": ")[0] for line in lines if "altered" in line) == sorted(altered)
    assert lines[-1] == "2 of 2 files are as they were made"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"ab" * 32 + b"\n"])
def test_a_damaged_seal_of_a_good_file_is_made_again(made, content):
    """A job that reads the file would send its user here."""
    table = pd.DataFrame({"n": [1, 2]})
    store.save(table, "results/knn/table.csv")
    document = json.loads(verify_results.MANIFEST.read_text())
    document["files"]["results/knn/table.csv"] = store.sha256("results/knn/table.csv")
    store.save(document, verify_results.MANIFEST)
    Path("results/.seals/knn/table.csv.sha256").write_bytes(content)
    with pytest.raises(BadInput, match="run make verify-results"):
        store.load("results/knn/table.csv")
    assert verify_results.main([]) == 0
    pd.testing.assert_frame_equal(store.load("results/knn/table.csv"), table)


def test_what_was_made_on_request_is_checked_too(made, settled, monkeypatch):
    store.save([1], "results/knn/on_request.json")
    Path("results/knn/on_request.json").write_text("[2]")

    def snakemake(command):
        if "results/knn/on_request.json" in command:
            store.save([1], "results/knn/on_request.json")
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(verify_results.subprocess, "run", snakemake)
    assert verify_results.main([]) == 0
    assert store.load("results/knn/on_request.json") == [1]


def test_pieces_of_another_number_of_shards_are_no_part_of_the_manifest(made):
    store.save([1], "results/knn/neighbours/test-1-of-9.json")
    Path("results/knn/neighbours/test-1-of-9.json").write_text("[2]")
    assert verify_results.altered(verify_results._manifest()) == {}


def test_the_damaged_one_of_two_documents_is_named(made):
    verify_results.SHARDS.write_text("{")
    with pytest.raises(SystemExit, match=r"^results/shards\.json: damaged"):
        verify_results.main([])
