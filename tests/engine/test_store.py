"""What is saved comes back, whole or not at all; figures are the same bytes every time and say what they show."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image

from recomputed.drawing import style
from recomputed.errors import BadInput
from recomputed.results import store
from recomputed.results.atomic import replacing
from recomputed.runs import progress

FIGURES = (".svg", ".pdf", ".png")
ALT = "A straight line rises from 0 to 1. Mean (half) \\ 50 %."
HASH = "0123456789abcdef"
VALUES = {
    ".csv": pd.DataFrame({"dimension": [2, 3], "share_percent": [0.1, np.nan], "data": ["a, b", 'c "d"']}),
    ".npz": {"images": np.arange(6, dtype=np.uint8).reshape(1, 2, 3), "data": np.array("MNIST, für uns")},
    ".json": {"data": "MNIST – 3", "counts": [1, 2], "none": None},
}


def drawn(alt: str = ALT) -> Figure:
    fig = style.with_data_hash(style.figure(), HASH)
    ax = fig.add_subplot()
    ax.plot([0, 1], [0, 1], label="line")
    ax.set(xlabel="x", ylabel="y", title="Line")
    ax.legend()
    return style.describe(fig, alt=alt, data="MNIST sample: provisional")


# Values


@pytest.mark.parametrize("suffix", VALUES)
def test_what_is_saved_comes_back(tmp_path, suffix):
    value, path = VALUES[suffix], tmp_path / "new" / f"value{suffix}"
    store.save(value, path)
    back = store.load(str(path))
    if isinstance(value, pd.DataFrame):
        pd.testing.assert_frame_equal(back, value)
    elif suffix == ".npz":
        assert back.keys() == value.keys()
        for name, array in value.items():
            assert back[name].dtype == array.dtype
            assert np.array_equal(back[name], array)
    else:
        assert back == value
    first = path.read_bytes()
    store.save(value, path)
    assert path.read_bytes() == first


@given(st.lists(st.floats(), min_size=1))
def test_csv_gives_floats_back_exactly(tmp_path_factory, numbers):
    path = tmp_path_factory.getbasetemp() / "floats.csv"
    store.save(pd.DataFrame({"x": numbers}), path)
    assert np.array_equal(store.load(path)["x"].to_numpy(float), numbers, equal_nan=True)


def test_yaml_is_read(tmp_path):
    path = tmp_path / "ledger.yaml"
    path.write_text("claims: [ä]\n", encoding="utf-8")
    assert store.load(path) == {"claims": ["ä"]}


# Failures


def half_written(_table, path: Path) -> None:
    path.write_text("half a ta")
    raise OSError("no space left")


@pytest.mark.parametrize("old", [None, "old\n1\n"], ids=["new file", "old file"])
def test_a_failed_write_leaves_everything_as_it_was(tmp_path, monkeypatch, old):
    path = tmp_path / "table.csv"
    if old:
        path.write_text(old)
    monkeypatch.setitem(store._WRITERS, ".csv", half_written)
    with pytest.raises(BadInput, match=r"table.csv: not written: .*no space"):
        store.save(VALUES[".csv"], path)
    assert [file.name for file in tmp_path.iterdir()] == (["table.csv"] if old else [])
    assert not old or path.read_text() == old


def test_an_interrupted_write_leaves_nothing(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setitem(store._WRITERS, ".csv", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.save(VALUES[".csv"], tmp_path / "table.csv")
    assert list(tmp_path.iterdir()) == []


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old")
    with replacing(path) as temporary:
        temporary.write_text("new")
        assert path.read_text() == "old"
        assert temporary.parent == path.parent
    assert path.read_text() == "new"


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_umask_is_respected(tmp_path, mask, mode):
    path = tmp_path / "document.json"
    before = os.umask(mask)
    try:
        store.save({}, path)
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == mode


def damaged(suffix: str, tmp_path: Path) -> bytes:
    path = tmp_path / f"whole{suffix}"
    store.save(VALUES[suffix], path)
    return path.read_bytes()[:-20]


@pytest.mark.parametrize("suffix", [".npz", ".json"])
def test_a_truncated_file_is_told_in_one_line(tmp_path, suffix):
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(damaged(suffix, tmp_path))
    refused(path, f"a valid {suffix} file")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("binary.csv", b"x\n\xff\xfe\x00\n"),
        ("ragged.csv", b"a\n1,2\n1,2,3\n"),
        ("tabs.yaml", b"a:\n\t- b\n"),
        ("object.yaml", b"!!python/object/apply:os.getcwd []\n"),
        ("page.npz", b"<html>"),
        ("latin.json", b'"\xe4"'),
    ],
)
def test_a_damaged_file_is_told_in_one_line(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    refused(path, f"a valid {path.suffix} file")


def test_a_missing_file_and_an_unknown_kind_are_told(tmp_path):
    refused(tmp_path / "none.csv", "No such file")
    refused(tmp_path / "table.xlsx", ".csv, .json, .npz, .yaml")
    with pytest.raises(BadInput):
        store.save({}, tmp_path / "table.xlsx")
    assert list(tmp_path.iterdir()) == []


def refused(path: Path, *parts: str) -> None:
    with pytest.raises(BadInput) as error:
        store.load(path)
    line = str(error.value)
    assert "\n" not in line
    assert line.startswith(f"{path}: ")
    for part in parts:
        assert part in line


class Trap:
    """Creates the file named by `path` when unpickled."""

    def __init__(self, path: Path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def test_npz_with_a_pickled_object_is_neither_read_nor_written(tmp_path):
    path, sprung = tmp_path / "trap.npz", tmp_path / "sprung"
    np.savez(path, ok=np.arange(3), trap=np.array([Trap(sprung)], dtype=object))
    refused(path, "pickle")
    assert not sprung.exists()
    path.unlink()
    with pytest.raises(ValueError, match="Object arrays"):
        store.save({"trap": np.array([Trap(sprung)], dtype=object)}, path)
    assert list(tmp_path.iterdir()) == []


def test_json_that_no_other_reader_would_take_is_not_written(tmp_path):
    with pytest.raises(ValueError, match="JSON"):
        store.save({"x": float("nan")}, tmp_path / "x.json")
    assert list(tmp_path.iterdir()) == []


def test_fingerprint_follows_contents_and_order(tmp_path):
    one, two = tmp_path / "1", tmp_path / "2"
    one.write_bytes(b"one")
    two.write_bytes(b"two")
    inner = [hashlib.sha256(text).digest() for text in (b"one", b"two")]
    assert store.fingerprint([one, two]) == hashlib.sha256(b"".join(inner)).hexdigest()
    assert store.fingerprint([two, one]) != store.fingerprint([one, two])
    assert store.fingerprint([]) == hashlib.sha256().hexdigest()


# Figures


def write_all(folder: Path) -> None:
    fig = drawn()
    for suffix in FIGURES:  # in this order from one figure, as a rule does
        store.save(fig, folder / f"figure{suffix}")


def test_a_figure_is_the_same_bytes_every_time(tmp_path):
    write_all(tmp_path / "1")
    write_all(tmp_path / "2")
    code = "import sys; from pathlib import Path; import test_store; test_store.write_all(Path(sys.argv[1]))"
    paths = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, tmp_path / "3"], env=environment, check=True)
    for suffix in FIGURES:
        assert len({(tmp_path / place / f"figure{suffix}").read_bytes() for place in "123"}) == 1


def test_svg_says_what_it_shows(tmp_path):
    path = tmp_path / "figure.svg"
    store.save(drawn("Größe < 1 & steigend"), path)
    dc = "{http://purl.org/dc/elements/1.1/}"
    root = ElementTree.parse(path).getroot()
    assert root.find(f".//{dc}title").text == "Größe < 1 & steigend"
    assert root.find(f".//{dc}source").text == f"sha256:{HASH}"
    assert root.find(f".//{dc}date") is None
    assert "prefers-color-scheme: dark" in "".join(root.itertext())


def test_png_says_what_it_shows(tmp_path):
    path = tmp_path / "figure.png"
    store.save(drawn("Größe – steigend"), path)
    with Image.open(path) as image:
        image.load()
        assert image.text["Description"] == "Größe – steigend"
        assert image.text["Source"] == f"sha256:{HASH}"
        assert not {"date", "creation time"} & {key.lower() for key in image.text}
    assert b"tIME" not in path.read_bytes()


@pytest.mark.parametrize("alt", [ALT, "Größe – steigend (halb)"])
def test_pdf_says_what_it_shows(tmp_path, alt):
    path = tmp_path / "figure.pdf"
    store.save(drawn(alt), path)
    content = path.read_bytes()
    assert pdf_text(content, b"Subject") == alt
    assert pdf_text(content, b"Keywords") == f"sha256:{HASH}"
    assert b"CreationDate" not in content
    assert b"ModDate" not in content


def pdf_text(content: bytes, key: bytes) -> str:
    literal = re.search(rb"/%s \(((?:\\.|[^\\)])*)\)" % key, content, re.DOTALL)[1]
    raw = re.sub(rb"\\(.)", rb"\1", literal, flags=re.DOTALL)
    return raw.decode("utf-16") if raw.startswith(b"\xfe\xff") else raw.decode("ascii")


@pytest.mark.parametrize("suffix", FIGURES)
def test_a_figure_without_alt_text_is_refused(tmp_path, suffix):
    fig = style.figure()
    fig.add_subplot().plot([0, 1])
    with pytest.raises(ValueError, match="alt text"):
        store.save(fig, tmp_path / f"figure{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_a_figure_prints_the_data_it_rests_on():
    assert drawn().get_supxlabel() == "Data: MNIST sample: provisional"


# Progress


class Terminal(io.StringIO):
    def __init__(self, tty: bool):
        super().__init__()
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize("tty", [True, False])
def test_progress_is_for_a_terminal_only(monkeypatch, tty):
    terminal = Terminal(tty)
    monkeypatch.setattr(sys, "__stderr__", terminal)
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", -1.0)
    assert list(progress.track("ab", "letters")) == ["a", "b"]
    assert terminal.getvalue() == ("  letters: 0 of 2\n  letters: 1 of 2\n" if tty else "")


def test_progress_is_silent_while_it_is_quick(monkeypatch):
    terminal = Terminal(True)
    monkeypatch.setattr(sys, "__stderr__", terminal)
    assert list(progress.track([], "nothing")) == []
    assert list(progress.track(range(100), "numbers")) == list(range(100))
    assert terminal.getvalue() == ""


def test_json_is_readable_by_people(tmp_path):
    path = tmp_path / "document.json"
    store.save({"größe": 1}, path)
    assert json.loads(path.read_text(encoding="utf-8")) == {"größe": 1}
    assert path.read_text(encoding="utf-8") == '{\n  "größe": 1\n}\n'
