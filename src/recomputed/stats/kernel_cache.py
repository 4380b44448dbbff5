"""Files of numba's cache that are checked, and shared by copies of the project that choose the same cache folder.

Each file ends with a hash: a damaged one is compiled anew, where numba (0.68) would run it. Numba names the files of a
module by the absolute path of its folder, so that every copy would compile all kernels again; here they are named by
the path within src. The cache folder itself is named by the content of all kernels (see compiled).
"""

import hashlib
import io
from contextlib import contextmanager
from pathlib import Path

from numba.core import caching

DIGEST_BYTES = 32
SRC = Path(__file__).parents[2]


class CheckedFiles(caching.IndexDataCacheFile):
    """Numba's index and data files, each with the SHA-256 of its content at its end, which numba does not read.

    A data file is named by its signature. Numba counts instead, so that two processes that compile two signatures of
    one kernel at the same moment take the same name, and the index can pair a signature with the code of the other.
    """

    def save(self, key: tuple, data: object) -> None:
        """Save the machine code of one signature, then its entry in the index."""
        name = self._data_name(int(hashlib.sha256(repr(key).encode()).hexdigest()[:12], 16))
        self._save_data(name, data)
        self._save_index({**self._load_index(), key: name})

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


class MovableFolder(caching.UserProvidedCacheLocator):
    """The folder of a module in the cache, the same for every copy of the project; outside src as numba has it."""

    @classmethod
    def get_suitable_cache_subpath(cls, py_file: str) -> str:
        folder = Path(py_file).resolve().parent
        if folder.is_relative_to(SRC.resolve()):
            return "-".join(folder.relative_to(SRC.resolve()).parts)
        return super().get_suitable_cache_subpath(py_file)


def is_whole(path: str) -> bool:
    """Say whether the file ends with the SHA-256 of what comes before."""
    try:
        content = Path(path).read_bytes()
    except OSError:
        return False
    return content[-DIGEST_BYTES:] == hashlib.sha256(content[:-DIGEST_BYTES]).digest()


def check_files() -> None:
    """Let numba write and read its cache through CheckedFiles in MovableFolder; call it before the first kernel."""
    caching.IndexDataCacheFile = CheckedFiles
    caching.CacheImpl._locator_classes = [MovableFolder, *caching.CacheImpl._locator_classes]
