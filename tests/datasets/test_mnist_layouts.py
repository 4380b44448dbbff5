"""MNIST as people keep it: every layout is found, and what is another data set is called by its name."""

import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from datasets import mnist
from datasets.mnist import idx, layouts, other_sets, places
from idx_files import idx_bytes, one_line, zipped
from recomputed.errors import BadInput
from recomputed.workflow import data_sets


def npz(contents: dict[str, bytes], dtype=np.uint8, **rest) -> bytes:
    """The contents as Keras keeps them: compressed arrays x_train, y_train, x_test, y_test."""
    names = dict(zip(idx.FILES, ("x_train", "y_train", "x_test", "y_test"), strict=True))
    arrays = {}
    for key, file in idx.FILES.items():
        array = idx.parse(contents[file.name], len(file.shape), where=key)
        arrays[names[key]] = array.astype(dtype) if array.ndim == 1 else array
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays | rest)
    return stream.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


def renamed(tiny: dict[str, bytes], pattern: str) -> dict[str, bytes]:
    """Contents by file name: `pattern` with {} for the name, {dotted} for the name with a dot, gzipped for .gz."""
    names = {pattern.format(name, dotted=name.replace("-idx", ".idx")): name for name in tiny}
    return {place: zipped(tiny[name]) if ".gz" in place else tiny[name] for place, name in names.items()}


LAYOUTS = {
    "the root of torchvision": lambda tiny: renamed(tiny, "MNIST/raw/{}.gz") | renamed(tiny, "MNIST/raw/{}"),
    "its folder MNIST": lambda tiny: renamed(tiny, "raw/{}"),
    "saved twice by a browser": lambda tiny: renamed(tiny, "{} (1).gz"),
    "saved twice, number last": lambda tiny: renamed(tiny, "{}.gz (2)"),
    "saved twice, no space": lambda tiny: renamed(tiny, "{}(1).gz"),
    "a copy": lambda tiny: renamed(tiny, "{} copy"),
    "with a dot": lambda tiny: renamed(tiny, "{dotted}"),
    "unzipped into folders of the same name": lambda tiny: renamed(tiny, "{0}/{0}"),
    "unzipped into folders with .gz in their names": lambda tiny: {
        f"{name}.gz/{name}": content for name, content in tiny.items()
    },
    "in capitals": lambda tiny: {name.upper(): content for name, content in tiny.items()},
    "of Keras": lambda tiny: {"datasets/mnist.npz": npz(tiny)},
    "of Keras, wide labels": lambda tiny: {"mnist.npz": npz(tiny, dtype=np.int64)},
    "a zip of the four": lambda tiny: {"archive.zip": archive(renamed(tiny, "MNIST/{}"))},
    "a zip of the four, gzipped": lambda tiny: {"mnist.zip": archive(renamed(tiny, "{}.gz"))},
    "halves in two folders": lambda tiny: (
        {f"train/{name}": content for name, content in tiny.items() if name.startswith("train")}
        | {f"test/{name}": content for name, content in tiny.items() if not name.startswith("train")}
    ),
}


def put(top: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(content)
    return top


def assert_found(place: Path, tiny: dict[str, bytes]) -> None:
    arrays = places.from_folder(str(place))
    assert {idx.FILES[key].name: idx_bytes(array) for key, array in arrays.items()} == tiny
    assert {array.dtype for array in arrays.values()} == {np.dtype(np.uint8)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_found(tiny, tmp_path, layout):
    assert_found(put(tmp_path, LAYOUTS[layout](tiny)), tiny)


@pytest.mark.parametrize("layout", ["of Keras, wide labels", "a zip of the four"])
def test_an_archive_itself_may_be_named(tiny, tmp_path, layout):
    ((name, content),) = LAYOUTS[layout](tiny).items()
    put(tmp_path, {name: content})
    assert_found(tmp_path / name, tiny)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_data_set_under_the_same_names_is_passed_over(tiny, tmp_path, layout):
    other = {name: content[:-1] + bytes([content[-1] ^ 1]) for name, content in tiny.items()}
    put(tmp_path, {f"FashionMNIST/raw/{name}.gz": zipped(content) for name, content in other.items()})
    put(tmp_path, {"AMNIST.zip": archive(renamed(other, "{}.gz")), "a.npz": npz(other)})
    assert_found(put(tmp_path, LAYOUTS[layout](tiny)), tiny)


def test_the_nearest_file_is_reported_where_none_is_good(tiny, tmp_path):
    put(tmp_path, {f"Another/raw/{name}": b"" for name in tiny} | {f"MNIST/raw/{name}": b"" for name in tiny})
    with pytest.raises(BadInput) as error:
        places.from_folder(str(tmp_path))
    one_line(error, tmp_path / "MNIST/raw/train-images-idx3-ubyte", "get a fresh copy")


BAD_ARCHIVES = {
    "a text called zip": {"a.zip": b"text"},
    "a text called npz": {"mnist.npz": b"text"},
    "other arrays": {"mnist.npz": archive({"x.npy": b""})},
    "an empty folder": {},
    "tables": {"mnist_train.csv": b"label\n5\n", "mnist_test.csv": b"label\n7\n"},
    "emnist": {"emnist-mnist-train-images-idx3-ubyte.gz": b""},
}


@pytest.mark.parametrize("kind", BAD_ARCHIVES)
def test_what_is_there_is_listed_where_nothing_is_found(tmp_path, kind):
    with pytest.raises(BadInput) as error:
        places.from_folder(str(put(tmp_path, BAD_ARCHIVES[kind])))
    one_line(error, "a file is missing", "mnist.npz of Keras", "MNIST_DIR", f"among {len(BAD_ARCHIVES[kind])} files")
    assert all(name in str(error.value) for name in BAD_ARCHIVES[kind])


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY\x01\x00\x02\x00{}", b"\x80cposix\nsystem\n"])
def test_a_bad_array_is_one_line_and_no_pickle(tmp_path, monkeypatch, content):
    monkeypatch.setattr("pickle.load", lambda *_, **__: pytest.fail("a pickle was read"))
    members = {f"{name}.npy": content for name in ("x_train", "y_train", "x_test", "y_test")}
    with pytest.raises(BadInput) as error:
        places.from_folder(str(put(tmp_path, {"mnist.npz": archive(members)})))
    one_line(error, "damaged archive", "x_train.npy", "get a fresh copy of the archive")


def test_a_cut_zip_is_one_line(tiny, tmp_path):
    whole = archive(renamed(tiny, "{}"))
    put(tmp_path, {"a.zip": whole[:60] + bytes(20) + whole[80:]})
    with pytest.raises(BadInput) as error:
        places.from_folder(str(tmp_path))
    one_line(error, tmp_path / "a.zip", "get a fresh copy")


def test_the_search_ends(tmp_path, monkeypatch):
    deep = tmp_path.joinpath(*"abcdefgh")
    deep.mkdir(parents=True)
    (deep / "loop").symlink_to(tmp_path)
    put(tmp_path, {"a/b/near": b"", "a/b/c/d/e/f/far": b"", ".hidden/file": b""})
    assert [path.name for path in layouts.files_below(tmp_path)] == ["near"]
    monkeypatch.setattr(layouts, "MAX_ENTRIES", 3)
    assert layouts.files_below(tmp_path) == []


# Other data sets


def test_a_known_data_set_is_called_by_its_name(folder, monkeypatch):
    path = folder / "train-labels-idx1-ubyte.gz"
    path.write_bytes(zipped(idx_bytes(np.array([0, 1, 2, 3, 4, 4]))))
    with pytest.raises(BadInput) as error:
        places.from_folder(str(folder))
    one_line(error, path, "another data set of the same size, such as Fashion-MNIST", "folder with MNIST")
    digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    monkeypatch.setattr(other_sets, "PUBLISHED", {"Fashion-MNIST": (digest,)})
    with pytest.raises(BadInput) as error:
        places.from_folder(str(folder))
    one_line(error, path, "(Fashion-MNIST, or a damaged file)")


def test_the_size_tells_which_part_of_emnist_it_is(tmp_path):
    path = tmp_path / "train-labels-idx1-ubyte.gz"
    path.write_bytes(gzip.compress(idx_bytes(np.zeros(124_800))))
    with pytest.raises(BadInput) as error:
        idx.read(path, idx.FILES["train_labels"])
    one_line(error, path, "60,008 bytes unpacked", "more (EMNIST Letters)", "folder with MNIST")
    path.write_bytes(gzip.compress(idx_bytes(np.zeros(18_800))))
    with pytest.raises(BadInput) as error:
        idx.read(path, idx.FILES["train_labels"])
    one_line(error, path, "18,800 (EMNIST Balanced)")


def test_the_published_hashes_are_no_hashes_of_mnist(real_mnist_dir):
    digests = [digest for published in other_sets.PUBLISHED.values() for digest in published]
    assert len(set(digests)) == 8
    assert all(len(digest) == 32 for digest in digests)
    assert [other_sets.by_hash(path) for path in real_mnist_dir.glob("*.gz")] == [""] * 4


# What a run records


@pytest.mark.parametrize("spelling", ["/d", "/d/", "../d", "~/d"])
def test_the_place_of_the_folder_is_not_recorded_and_that_there_is_one_is(monkeypatch, spelling):
    block = {"source": "auto", "dir": spelling, "mirrors": [], "timeout_seconds": 1}
    params = data_sets.params("mnist", {"mnist": block})
    folder = params.pop("folder")
    assert params == {"source": "folder", "mirrors": [], "timeout_seconds": 1}
    assert folder(None, None) == mnist.arguments(block)["folder"]
    monkeypatch.delenv("MNIST_DIR", raising=False)
    assert data_sets.params("mnist", {"mnist": block | {"dir": ""}})["source"] == "auto"
    assert data_sets.params("mnist", {"mnist": block | {"source": "embedded"}})["source"] == "embedded"
