"""Load and save results by file suffix, atomically; a reader never sees half a file and never unpickles."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from articles.atomic import replacing
from articles.errors import BadInput

FIGURE_SUFFIXES = {".svg", ".pdf", ".png"}


def load(path: str | Path) -> Any:
    """Read a table (csv -> DataFrame), arrays (npz -> dict) or a document (json, yaml).

    Raises BadInput for a missing, unreadable or unknown kind of file.
    """
    path = Path(path)
    reader = _by_suffix(_READERS, path)
    try:
        return reader(path)
    except Exception as error:  # each library raises its own kinds for a damaged file
        raise BadInput(
            "unreadable result",
            where=path,
            expected=f"a valid {path.suffix} file",
            found=f"{type(error).__name__}: {error}",
            do="delete it and run make again",
        ) from error


def save(value: Any, path: str | Path, data_hash: str = "") -> None:
    """Write a DataFrame, dict of arrays, document or Figure to `path` under a temporary name, then rename it.

    `data_hash` goes into figures only (see articles.style.write).
    """
    path = Path(path)
    with replacing(path) as temporary:
        if path.suffix in FIGURE_SUFFIXES:
            from articles import style

            style.write(value, temporary, data_hash)
        else:
            _by_suffix(_WRITERS, path)(value, temporary)


def fingerprint(paths: Iterable[str | Path]) -> str:
    """Give the SHA-256 (hex) of the SHA-256s of `paths`, in order."""
    return hashlib.sha256(b"".join(bytes.fromhex(sha256(path)) for path in paths)).hexdigest()


def sha256(path: str | Path) -> str:
    """Give the SHA-256 (hex) of the contents of `path`."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _by_suffix(table: dict[str, Callable], path: Path) -> Callable:
    if path.suffix not in table:
        raise BadInput(
            "unknown kind of file",
            where=path,
            expected=f"one of {', '.join(sorted(table))}",
            found=path.suffix or "no suffix",
            do="choose a known suffix",
        )
    return table[path.suffix]


def _read_csv(path: Path):
    import pandas

    return pandas.read_csv(path, keep_default_na=False, na_values=["nan"])


def _read_npz(path: Path) -> dict:
    import numpy

    with numpy.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _read_yaml(path: Path):
    import yaml

    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _write_npz(arrays: dict, path: Path) -> None:
    import numpy

    numpy.savez(path, allow_pickle=False, **arrays)


def _write_json(document, path: Path) -> None:
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


_READERS: dict[str, Callable] = {
    ".csv": _read_csv,
    ".npz": _read_npz,
    ".json": lambda path: json.loads(path.read_text(encoding="utf-8")),
    ".yaml": _read_yaml,
}
_WRITERS: dict[str, Callable] = {
    ".csv": lambda table, path: table.to_csv(path, index=False, na_rep="nan", lineterminator="\n"),
    ".npz": _write_npz,
    ".json": _write_json,
}
