"""Whatever is altered on disk after it was made is found against the manifest, and named."""

import json
import random
from pathlib import Path

import pytest

from articles import results_check, store
from articles.manifest import manifest

CASES = 200
RECORD = {
    "data": "MNIST",
    "provisional": False,
    "images": {"train_images": 6},
    "sha256": {"train-images-idx3-ubyte": "ba89"},
    "where": "user cache",
}


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
    store.save(RECORD, results_check.MNIST_RECORD)
    documents = manifest(paths, RECORD, {"mnist": {"source": "full"}})
    store.save(documents["manifest"], results_check.MANIFEST)
    store.save(documents["shards"], results_check.SHARDS)
    return paths


def flip_a_bit(content: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << rng.randrange(8)]) + content[place + 1 :]


ALTERATIONS = {
    "bit flipped": flip_a_bit,
    "truncated": lambda content, rng: content[: rng.randrange(1, len(content))],
    "emptied": lambda content, rng: b"",
    "an older one": lambda content, rng: content[::-1] + b"\n",
    "longer": lambda content, rng: content + b"\0",
    "removed": None,
}


def test_what_is_as_it_was_is_not_accused(made):
    assert results_check.altered(results_check._manifest()) == {}


def test_every_alteration_is_found_and_no_other_file_accused(made, counted):
    known, rng = results_check._manifest(), random.Random(2)
    found = 0
    for case in range(CASES):
        kind = list(ALTERATIONS)[case % len(ALTERATIONS)]
        path = Path(rng.choice(made))
        content = path.read_bytes()
        if ALTERATIONS[kind] is None:
            path.unlink()
        else:
            path.write_bytes(ALTERATIONS[kind](content, rng))
        wrong = results_check.altered(known)
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
    assert "unreadable" in results_check.altered(results_check._manifest())[made[0]]


@pytest.mark.parametrize("key", ["data", "provisional", "images", "sha256"])
def test_another_record_of_mnist_is_found_but_not_another_place(made, key):
    known = results_check._manifest()
    store.save(RECORD | {"where": "mnist.dir or MNIST_DIR"}, results_check.MNIST_RECORD)
    assert results_check.altered(known) == {}
    store.save(RECORD | {key: "other"}, results_check.MNIST_RECORD)
    assert list(results_check.altered(known)) == [results_check.MNIST_RECORD]
    Path(results_check.MNIST_RECORD).write_text("{")
    assert list(results_check.altered(known)) == [results_check.MNIST_RECORD]


@pytest.mark.parametrize("text", [None, "", "{", "[]", "{}", '{"files": []}', '{"files": {"a": "b"}}'])
def test_without_a_good_manifest_one_line_says_what_to_do(made, text):
    if text is None:
        results_check.MANIFEST.unlink()
    else:
        results_check.MANIFEST.write_text(text)
    with pytest.raises(SystemExit, match=r"^results/MANIFEST.json: .*nothing to check against; run make") as told:
        results_check.main([])
    assert "\n" not in str(told.value)


def test_what_is_altered_is_made_again_first_and_alone(made, monkeypatch, capsys):
    """With a stand-in for Snakemake that makes the bytes of the manifest; the real one is in test_workflow.py."""
    contents, asked = {path: Path(path).read_bytes() for path in made}, []

    def snakemake(command):
        arguments = command[3:]
        asked.append(arguments)
        for path in arguments[: arguments.index("--forcerun")] if "--forcerun" in arguments else []:
            Path(path).write_bytes(contents[path])
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(results_check.subprocess, "run", snakemake)
    for path in made[:2]:
        Path(path).write_bytes(b"")
    assert results_check.main(["--cores", "2"]) == 0
    assert asked == [[*made[1::-1], "--forcerun", *made[1::-1], "--cores", "2"], ["--cores", "2"]]
    told = capsys.readouterr().out
    assert all(f"{path}: empty" in told for path in made[:2])
    assert "5 of 5 files are as results/MANIFEST.json has them" in told


def test_a_rebuild_that_fails_is_no_success(made, monkeypatch):
    monkeypatch.setattr(results_check.subprocess, "run", lambda command: type("Done", (), {"returncode": 1}))
    Path(made[0]).unlink()
    assert results_check.main([]) == 1


def test_a_file_that_comes_back_otherwise_is_told(made, monkeypatch, capsys):
    def snakemake(command):
        Path(made[0]).write_text("new")
        document = json.loads(results_check.MANIFEST.read_text())
        document["files"][made[0]] = store.sha256(made[0])
        store.save(document, results_check.MANIFEST)
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(results_check.subprocess, "run", snakemake)
    Path(made[0]).unlink()
    assert results_check.main([]) == 0
    assert f"{made[0]}: not as it was" in capsys.readouterr().out
