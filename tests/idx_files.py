"""Small files in the IDX format, and the form of a refusal, for the tests of MNIST."""

import gzip
import struct

import numpy as np
import pytest


def idx_bytes(array: np.ndarray, magic: int | None = None) -> bytes:
    header = struct.pack(f">{1 + array.ndim}I", magic or 0x0800 + array.ndim, *array.shape)
    return header + array.astype(np.uint8).tobytes()


def zipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def one_line(error: pytest.ExceptionInfo, *parts: object) -> None:
    line = str(error.value)
    assert "\n" not in line
    for part in (*parts, "expected", "found"):
        assert str(part) in line
