"""The arrays of MNIST in `mnist.npz`, as Keras downloads it: the same numbers without the headers of the IDX format."""

import io
import struct
from zipfile import ZipFile

import numpy as np

from datasets.mnist import idx
from recomputed.results import npz_check

MEMBERS = {
    "train_images": "x_train.npy",
    "train_labels": "y_train.npy",
    "test_images": "x_test.npy",
    "test_labels": "y_test.npy",
}
MAX_ITEM_BYTES = 8  # labels may be 64-bit integers
HEADER_BYTES = 4096


def read_member(archive: ZipFile, member: str, file: idx.IdxFile, where: str) -> np.ndarray:
    """Read the array `member` and verify it as the content of `file`; raise ValueError or BadInput if it is another.

    Sizes that a header declares are compared before memory is taken, and no pickle is loaded.
    """
    declared = archive.getinfo(member).file_size
    if declared > MAX_ITEM_BYTES * file.size + HEADER_BYTES:
        raise ValueError(f"{declared:,} bytes declared where at most {MAX_ITEM_BYTES * file.size:,} are expected")
    npz_check.check_member(archive, archive.getinfo(member))
    array = np.lib.format.read_array(io.BytesIO(archive.read(member)), allow_pickle=False).astype(np.uint8)
    header = struct.pack(f">{1 + array.ndim}I", idx.UNSIGNED_BYTES + array.ndim, *array.shape)
    return idx.verified(header + array.tobytes(), file, where=where)
