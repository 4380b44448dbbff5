"""Compare the sizes that the headers of an .npz file declare with its real size, before memory is allocated."""

import math
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from numpy.lib import format as npy

HEADER_READERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


def check(path: Path) -> None:
    """Raise ValueError or BadZipFile unless `path` is a zip of plain arrays that take no more bytes than the file.

    This project compresses no arrays. Only headers are read: they may declare any shape. An array of objects is
    refused, because it is stored as a pickle.
    """
    with ZipFile(path) as members:
        if sum(member.file_size for member in members.infolist()) > path.stat().st_size:
            raise ValueError("it declares more content than the file has bytes")
        for member in members.infolist():
            check_member(members, member)


def check_member(members: ZipFile, member: ZipInfo) -> None:
    """Raise ValueError unless `member` is a plain array of the size that its header declares."""
    with members.open(member) as stream:
        version = npy.read_magic(stream)
        if version not in HEADER_READERS:
            raise ValueError(f"{member.filename} is an array file of unknown version {version}")
        shape, _, dtype = HEADER_READERS[version](stream)
        if dtype.hasobject:
            raise ValueError(f"{member.filename} holds a pickle")
        declared = stream.tell() + math.prod(shape) * dtype.itemsize
    if declared != member.file_size or min(shape, default=0) < 0:
        raise ValueError(f"{member.filename} declares {declared:,} bytes and has {member.file_size:,}")
