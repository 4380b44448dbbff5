"""The layouts in which people keep MNIST: loose files in any folder, `mnist.npz` of Keras, a zip of the four files.

A layout gives candidates; the SHA-256 of what is in them decides (datasets.mnist.idx), so a folder may also hold files
of other data sets under the same names, as the root folder of torchvision does.
"""

import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np

from datasets.mnist import idx
from datasets.mnist.keras_npz import MEMBERS, read_member
from recomputed.errors import BadInput

MAX_DEPTH, MAX_ENTRIES = 4, 20_000  # of the search below the named folder, which may be a whole home
# As published (`-` or `.` before idx), and as browsers and unpackers leave it: " (1)" before or after .gz, "copy".
NAME = re.compile(
    r"(train|t10k)[-_.](images|labels)[-_.]idx[13][-_.]ubyte(\.gz|\.download|[-_ ]*copy| *\(\d+\))*", re.IGNORECASE
)
NOT_READABLE = (OSError, BadZipFile, zlib.error, EOFError, ValueError, RuntimeError)  # a zip with a password: the last


@dataclass(frozen=True)
class Candidate:
    """One place that may hold a file of MNIST: its name for messages, and how to read and verify it."""

    where: str
    read: Callable[[], np.ndarray]


def files_below(top: Path) -> list[Path]:
    """List the files in `top` and in the folders below it, the nearest first; raise OSError if `top` is no folder."""
    found, waiting, entries = [], [(top, 0)], 0
    while waiting and entries < MAX_ENTRIES:
        folder, depth = waiting.pop(0)
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            if depth == 0:
                raise
            continue
        entries += 1 + len(names)
        for path in (folder / name for name in names):
            if not path.is_dir():
                found.append(path)
            elif depth < MAX_DEPTH and not path.name.startswith("."):
                waiting.append((path, depth + 1))
    return found


def candidates(files: Iterable[Path]) -> dict[str, list[Candidate]]:
    """Give the candidates among `files` for each of the four files: loose ones, then those in npz and zip files."""
    found: dict[str, list[Candidate]] = {key: [] for key in idx.FILES}
    files = sorted(files, key=_rank)
    for make in (_loose, _in_npz, _in_zip):
        for path in files:
            for key, candidate in make(path):
                found[key].append(candidate)
    return found


def _rank(path: Path) -> tuple:
    """Order files: the nearest first, then those in a folder called MNIST, then the usual names."""
    names = [name for file in idx.FILES.values() for name in file.names]
    usual = names.index(path.name) if path.name in names else len(names)
    return len(path.parts), "mnist" not in map(str.lower, path.parts[:-1]), usual, str(path)


def _key(name: str) -> str | None:
    match = NAME.fullmatch(name)
    return match and f"{'train' if match[1].lower() == 'train' else 'test'}_{match[2].lower()}"


def _loose(path: Path) -> Iterator[tuple[str, Candidate]]:
    key = _key(path.name)
    if key:
        yield key, Candidate(str(path), partial(idx.read, path, idx.FILES[key]))


def _in_npz(path: Path) -> Iterator[tuple[str, Candidate]]:
    names = _members(path) if path.suffix == ".npz" else []
    for key, member in MEMBERS.items():
        if member in names:
            yield key, _in_archive(path, member, read_member, key)


def _in_zip(path: Path) -> Iterator[tuple[str, Candidate]]:
    for member in _members(path) if path.suffix == ".zip" else []:
        key = _key(member.rpartition("/")[2])
        if key:
            yield key, _in_archive(path, member, _read_file, key)


def _members(path: Path) -> list[str]:
    try:
        with ZipFile(path) as archive:
            return archive.namelist()
    except NOT_READABLE:
        return []


def _in_archive(path: Path, member: str, read: Callable, key: str) -> Candidate:
    where = f"{path}: {member}"

    def content() -> np.ndarray:
        try:
            with ZipFile(path) as archive:
                return read(archive, member, idx.FILES[key], where)
        except BadInput:
            raise
        except NOT_READABLE as error:
            do = "get a fresh copy of the archive, without a password"
            raise BadInput("damaged archive", where=where, expected="a whole one", found=error, do=do) from error

    return Candidate(where, content)


def _read_file(archive: ZipFile, member: str, file: idx.IdxFile, where: str) -> np.ndarray:
    with archive.open(member) as stream:
        return idx.verified(idx.unpack(stream, file.size, where=where), file, where=where)
