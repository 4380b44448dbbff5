"""A hash in each file of numba's cache: a file that was damaged is compiled anew, where numba (0.68) would run it."""

import hashlib
import io
from contextlib import contextmanager
from pathlib import Path

from numba.core import caching

DIGEST_BYTES = 32


class CheckedFiles(caching.IndexDataCacheFile):
    """Numba's index and data files, each with the SHA-256 of its content at its end, which numba does not read."""

    def _load_index(self) -> dict:
        return super()._load_index() if is_whole(self._index_path) else {}

    def _load_data(self, name: str) -> object:
        if not is_whole(self._data_path(name)):
            raise OSError(f"{name}: damaged")  # numba compiles again
        return super()._load_data(name)

    @contextmanager
    def _open_for_write(self, filepath: str):
        with super()._open_for_write(filepath) as file:
            content = io.BytesIO()
            yield content
            file.write(content.getvalue() + hashlib.sha256(content.getvalue()).digest())


def is_whole(path: str) -> bool:
    """Say whether the file ends with the SHA-256 of what comes before."""
    try:
        content = Path(path).read_bytes()
    except OSError:
        return False
    return content[-DIGEST_BYTES:] == hashlib.sha256(content[:-DIGEST_BYTES]).digest()


def check_files() -> None:
    """Let numba write and read its cache through CheckedFiles; call it before the first kernel."""
    caching.IndexDataCacheFile = CheckedFiles
