"""Hostile files: no pickle is loaded, no memory is taken for a declared size, no YAML tag runs, no shell is used."""

import gzip
import io
import json
import math
import random
import re
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from articles.lstm_backward.compute import checkpoints
from datasets.mnist import idx
from forked import Forked, forked
from recomputed.audit import ledger
from recomputed.errors import BadInput
from recomputed.results import store

CASES = 2000  # of each kind of file
MEMORY_BYTES = 3 << 30  # of address space: an interpreter with numpy takes under 2 GB of it
FILE = idx.IdxFile("labels-idx1-ubyte", (500,), "0" * 64)


def mutated(content: bytes, rng: random.Random) -> bytes:
    """Flip, cut, insert, repeat or overwrite, once to five times."""
    for _ in range(rng.randint(1, 5)):
        place, length = rng.randrange(len(content) + 1), rng.randrange(1, 9)
        wild = rng.choice([b"\xff" * length, b"\0" * length, rng.randbytes(length), b"\x80cposix\nsystem\n"])
        content = rng.choice(
            [
                content[:place] + wild + content[place + len(wild) :],
                content[:place] + wild + content[place:],
                content[:place] + content[place + length :],
                content[:place],
                content + content[:place],
            ]
        )
    return content


def refusal(read, path: Path) -> str:
    """Read `path`; give the one line that refuses it, or nothing."""
    try:
        read(path)
    except BadInput as error:
        return str(error)
    return ""


def test_idx_files_under_a_fuzzer(tmp_path, counted):
    rng, lines = random.Random(3), []
    good = struct.pack(">II", 2049, 500) + bytes(n % 10 for n in range(500))
    path = tmp_path / "labels"
    for n in range(CASES):
        plain = mutated(good, rng)
        path.write_bytes((plain, gzip.compress(plain), mutated(gzip.compress(good), rng))[n % 3])
        lines.append(refusal(lambda path: idx.read(path, FILE), path))
    counted(f"hostile IDX files: {CASES} tried, {len([*filter(None, lines)])} refused in one line")
    for line in lines:  # no file has the hash of zeros
        assert str(path) in line
        assert "\n" not in line


def test_npz_files_under_a_fuzzer(tmp_path, monkeypatch, counted):
    """What is not refused holds nothing that is not in the file: zip has a checksum of contents, none of names."""
    unpickled, whole = [], 0
    monkeypatch.setattr("pickle.load", lambda *_, **__: unpickled.append("load"))
    monkeypatch.setattr("pickle.loads", lambda *_, **__: unpickled.append("loads"))
    rng, path = random.Random(4), tmp_path / "arrays.npz"
    store.save({"images": np.arange(60, dtype=np.uint8).reshape(3, 4, 5), "data": np.array("MNIST")}, path)
    good = path.read_bytes()
    for _ in range(CASES):
        path.write_bytes(mutated(good, rng))
        line = refusal(store.load, path)
        assert "\n" not in line
        if not line:
            whole += 1
            assert sum(array.nbytes for array in store.load(path).values()) <= path.stat().st_size
    counted(f"hostile npz files: {CASES} tried, {CASES - whole} refused in one line, {whole} whole, no pickle read")
    assert whole < CASES // 2
    assert not unpickled


def npy(shape: tuple, content: bytes = b"", descr: str = "'|u1'") -> bytes:
    header = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + content


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


def overstated() -> bytes:
    """A zip whose member claims four gigabytes, in its own header as in the zip's, and has a hundred bytes."""
    claimed = (1 << 32) - 2
    content = npy((claimed - len(npy((claimed,))),), bytes(100))
    sizes = struct.pack("<II", len(content), len(content))
    return zipped({"a.npy": content}).replace(sizes, struct.pack("<II", claimed, claimed))


HUGE = 10**15
BOMBS = {
    "a shape of a petabyte": zipped({"a.npy": npy((HUGE,), bytes(100))}),
    "a shape whose product wraps": zipped({"a.npy": npy((1 << 33, 1 << 33), bytes(100))}),
    "a negative shape": zipped({"a.npy": npy((-1, -100), bytes(100))}),
    "four gigabytes of zeros, deflated": zipped({"a.npy": npy((1 << 32,), bytes(50 << 20))}, zipfile.ZIP_DEFLATED),
    "four gigabytes that are not there": overstated(),
    "an element of a petabyte": zipped({"a.npy": npy((1,), bytes(100), f"'|S{1 << 30}'")}),
    "no zip but an array of a petabyte": npy((HUGE,), bytes(100)),
    "a header of a megabyte": zipped({"a.npy": b"\x93NUMPY\x02\x00" + struct.pack("<I", 1 << 20) + b"(" * (1 << 20)}),
    "an unknown version": zipped({"a.npy": b"\x93NUMPY\x09\x00" + bytes(100)}),
    "objects": zipped({"a.npy": npy((1,), b"\x80\x04cposix\nsystem\n(S'touch sprung'\ntR.", "'|O'")}),
    "a pickle": b"\x80\x04cposix\nsystem\n(S'touch sprung'\ntR.",
}
# The peak while it loads, above what stood before, in a process that may not take more than MEMORY_BYTES.
IMPORTS = """
import resource, sys, numpy, json
from recomputed.results import npz_check, store
from recomputed.errors import BadInput
"""
LOAD = (
    IMPORTS
    + """
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    store.load(sys.argv[1]); said = "loaded"
except BadInput as error:
    said = str(error)
print(json.dumps([said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before]))
"""
)


@pytest.fixture(scope="module")
def loading() -> Iterator[Forked]:
    with forked(IMPORTS) as server:
        yield server


@pytest.mark.parametrize("kind", BOMBS)
def test_sizes_are_checked_before_memory_is_taken(tmp_path, loading, kind):
    path = tmp_path / "bomb.npz"
    path.write_bytes(BOMBS[kind])
    done = loading.run(tmp_path, LOAD, path, MEMORY_BYTES)
    assert done.returncode == 0, done.stderr
    line, peak_kib = json.loads(done.stdout)
    assert line.startswith(f"{path}: unreadable result: expected a valid .npz file, found ")
    assert "\n" not in line
    assert "MemoryError" not in line
    assert peak_kib < 20_000
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("kind", BOMBS)
def test_a_checkpoint_that_declares_too_much_is_no_trained_net(tmp_path, monkeypatch, kind):
    path = tmp_path / "0.npz"
    checkpoints.save(path, "stamp", {"W": np.eye(2)})
    assert np.array_equal(checkpoints.load(path, "stamp")["W"], np.eye(2))
    path.write_bytes(BOMBS[kind])
    monkeypatch.setattr(np, "load", lambda *_, **__: pytest.fail("memory taken"))
    assert checkpoints.load(path, "stamp") is None


def test_a_checkpoint_with_a_flipped_bit_is_no_trained_net(tmp_path, counted):
    """Or still the same one: a zip has bits that say nothing."""
    path, net = tmp_path / "0.npz", {"W": np.arange(6.0).reshape(2, 3), "update": np.arange(3)}
    checkpoints.save(path, "stamp", net)
    whole, same = path.read_bytes(), 0
    for place in range(len(whole)):
        bit = 1 << place % 8
        path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        found = checkpoints.load(path, "stamp")
        if found is not None:
            same += 1
            assert found.keys() == net.keys()
            assert all(found[name].tobytes() == net[name].tobytes() for name in net)
    counted(f"bits of a checkpoint flipped: {len(whole)}, {len(whole) - same} times no trained net, else the same one")


def test_what_was_written_is_good(tmp_path):
    """The check refuses nothing that this project writes: every kind of array, empty ones and single ones."""
    arrays = {"empty": np.empty((0, 28, 28), np.uint8), "one": np.array(1.5), "text": np.array("MNIST, für uns")}
    arrays |= {"fortran": np.asfortranarray(np.eye(3)), "flags": np.array([True]), "names": np.array(["a", "bcd"])}
    store.save(arrays, tmp_path / "a.npz")
    back = store.load(tmp_path / "a.npz")
    assert all(np.array_equal(back[name], array) for name, array in arrays.items())


TAGS = [
    "!!python/object/apply:os.system [touch sprung]",
    "!!python/object/new:os.system [touch sprung]",
    "!!python/name:os.system",
    "!!python/module:os",
    "!!python/object:pathlib.Path {}",
]


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_in_a_ledger_runs_nothing_and_is_one_line_with_its_place(tmp_path, monkeypatch, tag):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "evil.yaml"
    path.write_text(f"figures: []\nclaims:\n  - {tag}\n")
    with pytest.raises(BadInput, match=r"^[^ ]*/evil\.yaml:3: not YAML: ") as error:
        ledger.read_file(path)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "sprung").exists()
    with pytest.raises(BadInput):
        store.load(path)


def test_no_rule_has_a_shell_and_no_code_starts_one():
    """Settings reach functions by name; nothing builds a command line out of them."""
    root = Path(__file__).parents[2]
    rules = [root / "Snakefile", *(root / "workflow").rglob("*.smk"), *(root / "src" / "articles").rglob("*.smk")]
    assert len(rules) > 30
    for path in rules:
        assert not re.search(r"^\s*(shell|run):|shell\(", path.read_text(encoding="utf-8"), re.MULTILINE), path
    for path in (root / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name == "formula.py":  # formulas that stand in its neighbours' code, with every builtin taken away
            text = text.replace('eval(code, {"__builtins__": {}', "")
        for word in (
            "os.system",
            "os.popen",
            "shell=True",
            "eval(",
            "exec(",
            "yaml.load(",
            "pickle.load",
            "Loader=yaml.L",
        ):
            assert word not in text, f"{path}: {word}"
        assert "allow_pickle=True" not in text, path


def test_a_limit_of_memory_is_a_limit():
    """RLIMIT_AS, which the tests above use, does stop a process on this system."""
    code = f"import numpy; numpy.empty({2 * MEMORY_BYTES}, numpy.uint8)"
    limit = (MEMORY_BYTES, MEMORY_BYTES)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, limit),
    )
    assert "MemoryError" in done.stderr
    assert math.isfinite(done.returncode)
