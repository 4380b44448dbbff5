"""The IDX format (big-endian header, then unsigned bytes) and the four files of MNIST."""

import gzip
import hashlib
import math
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from datasets.mnist import other_sets
from recomputed.errors import BadInput

UNSIGNED_BYTES = 0x0800
GZIP = b"\x1f\x8b"
WEB_PAGE = "a web page (HTML or XML)"
GET_ANOTHER = "get a fresh copy of this file"
TAKE_MNIST = "get a fresh copy of this file of MNIST itself, or name a folder with MNIST"


@dataclass(frozen=True)
class IdxFile:
    """One of the four files: its name, the shape of its array, the SHA-256 (hex) of its unpacked content."""

    name: str
    shape: tuple[int, ...]
    sha256: str

    @property
    def size(self) -> int:
        """Bytes of the unpacked content."""
        return 4 + 4 * len(self.shape) + math.prod(self.shape)

    @property
    def names(self) -> list[str]:
        """The names under which the file is published: with `-` or `.` before `idx`, gzipped or not."""
        dotted = self.name.replace("-idx", ".idx")
        return [f"{self.name}.gz", self.name, f"{dotted}.gz", dotted]


FILES = {
    "train_images": IdxFile(
        "train-images-idx3-ubyte",
        (60_000, 28, 28),
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    "train_labels": IdxFile(
        "train-labels-idx1-ubyte",
        (60_000,),
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    "test_images": IdxFile(
        "t10k-images-idx3-ubyte",
        (10_000, 28, 28),
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    "test_labels": IdxFile(
        "t10k-labels-idx1-ubyte",
        (10_000,),
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
}


def read(path: Path, file: IdxFile) -> np.ndarray:
    """Read and verify `file` at `path`; raise BadInput, with the path, if anything is wrong with it."""
    try:
        if not path.is_file():  # to read a pipe would wait for ever
            do = "put the file itself there"
            raise _bad("no regular file", path, f"{file.name}, gzipped or not", "something else", do)
        with open(path, "rb") as stream:
            return verified(unpack(stream, file.size, where=path), file, where=path)
    except OSError as error:
        do = "make it readable to yourself (chmod, chown)"
        raise _bad("unreadable file", path, "a readable file", error.strerror or error, do) from error


def unpack(stream: BinaryIO, size: int, *, where: object) -> bytes:
    """Read `stream`, unpacked if it is gzip, at most one byte more than `size` bytes of content.

    Raises BadInput for more than `size` bytes and for a broken or truncated gzip stream.
    """
    zipped = stream.read(2) == GZIP
    stream.seek(0)
    try:
        content = (gzip.GzipFile(fileobj=stream) if zipped else stream).read(size + 1)
    except EOFError as error:
        raise _bad("truncated file", where, f"gzip of {size:,} bytes", "a gzip stream that ends early") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise _bad("damaged file", where, f"gzip of {size:,} bytes", error) from error
    if len(content) > size:
        items = int.from_bytes(content[4:8], "big")
        found = WEB_PAGE if _is_web_page(content) else f"more {_in_brackets(other_sets.by_count(items))}"
        raise _bad("too long", where, f"{size:,} bytes{' unpacked' if zipped else ''}", found, TAKE_MNIST)
    return content


def verified(content: bytes, file: IdxFile, *, where: object) -> np.ndarray:
    """Parse the unpacked `content` of `file`; raise BadInput unless shape, labels and SHA-256 are the expected ones."""
    array = parse(content, len(file.shape), where=where)
    if array.shape != file.shape:
        found = f"{_by(array.shape)} {_in_brackets(other_sets.by_count(len(array)))}"
        raise _bad("wrong dimensions", where, _by(file.shape), found, TAKE_MNIST)
    if array.ndim == 1 and array.max(initial=0) > 9:
        raise _bad("wrong label", where, "labels 0 to 9", f"{array.max()} at place {int((array > 9).argmax())}")
    digest = hashlib.sha256(content).hexdigest()
    if digest != file.sha256:
        found = f"{digest[:16]}… ({other_sets.by_hash(where) or other_sets.OF_MNIST_SIZE}, or a damaged file)"
        raise _bad("changed content", where, f"SHA-256 {file.sha256[:16]}… unpacked", found, TAKE_MNIST)
    return array


def parse(content: bytes, dimensions: int, *, where: object) -> np.ndarray:
    """Turn unpacked IDX `content` into a read-only uint8 array of so many `dimensions`, without a look at its hash.

    Raises BadInput for a wrong magic number and for a length other than the header says.
    """
    magic = UNSIGNED_BYTES + dimensions
    header = 4 + 4 * dimensions
    if _is_web_page(content):
        raise _bad("no IDX file", where, f"magic number {magic}", WEB_PAGE)
    if len(content) < header:
        raise _bad("truncated file", where, f"a header of {header} bytes", f"{len(content)} bytes")
    found, *shape = (int(number) for number in np.frombuffer(content, ">u4", 1 + dimensions))
    if found != magic:
        raise _bad("no such IDX file", where, f"magic number {magic}", found)
    if len(content) != header + math.prod(shape):
        expected = f"{header + math.prod(shape):,} bytes for {_by(shape)}"
        raise _bad("wrong length", where, expected, f"{len(content):,}")
    return np.frombuffer(content, np.uint8, offset=header).reshape(shape)


def _is_web_page(content: bytes) -> bool:
    return content.lstrip().startswith(b"<")


def _in_brackets(name: str) -> str:
    return f"({name})" if name else ""


def _by(shape) -> str:
    return " × ".join(f"{length:,}" for length in shape)


def _bad(what: str, where: object, expected: object, found: object, do: str = GET_ANOTHER) -> BadInput:
    return BadInput(what, where=where, expected=expected, found=found, do=do)
