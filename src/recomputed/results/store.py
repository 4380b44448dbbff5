"""Load and save results by file suffix; no reader ever sees half a file, and nothing is unpickled."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from recomputed.errors import BadInput
from recomputed.results import seals
from recomputed.results.atomic import replacing, replacing_folder

FIGURE_SUFFIXES = {".svg", ".pdf", ".png"}


def load(path: str | Path) -> Any:
    """Read a table (csv -> DataFrame), arrays (npz -> dict) or a document (json, yaml).

    Raises BadInput for a file that is missing, unreadable or of an unknown kind, and for a result that has changed
    since it was saved.
    """
    path = Path(path)
    reader = _by_suffix(_READERS, path)
    try:
        if path.is_file():
            seals.check(path, sha256(path))
        return reader(path)
    except BadInput:
        raise
    except Exception as error:  # each library raises its own kinds for a damaged file
        raise BadInput(
            "unreadable result",
            where=path,
            expected=f"a valid {path.suffix} file",
            found=f"{type(error).__name__}: {error}",
            do="delete it and run make again",
        ) from error


def save(value: Any, path: str | Path) -> None:
    """Write a DataFrame, dict of arrays, document, text or Figure to `path`, whole or not at all, and its seal.

    A path without suffix is a folder; `value` then maps paths inside it to text or bytes. Raises BadInput for an
    unknown kind of file, for a value that this kind of file cannot hold, and where the file cannot be written.
    """
    path = Path(path)
    try:
        if not path.suffix:
            return _save_folder(value, path)
        with replacing(path) as temporary:
            if path.suffix in FIGURE_SUFFIXES:
                from recomputed.drawing import style

                style.write(value, temporary)
            else:
                _written(_by_suffix(_WRITERS, path), value, path, temporary)
            seals.seal(path, sha256(temporary))
    except OSError as error:
        raise BadInput(
            "not written",
            where=path,
            expected="a writable place with enough free space",
            found=error.strerror or error,
            do="correct that and run make again",
        ) from error


def fingerprint(paths: Iterable[str | Path]) -> str:
    """Give the SHA-256 (hex) of the SHA-256s of `paths`, in order."""
    return hashlib.sha256(b"".join(bytes.fromhex(sha256(path)) for path in paths)).hexdigest()


def sha256(path: str | Path) -> str:
    """Give the SHA-256 (hex) of the contents of `path`."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _written(writer: Callable, value: Any, path: Path, temporary: Path) -> None:
    try:
        writer(value, temporary)
    except (AttributeError, TypeError, ValueError) as error:
        raise BadInput(
            "value that this kind of file cannot hold",
            where=path,
            expected=_KINDS[path.suffix],
            found=f"{type(value).__name__}: {error}",
            do="correct the function that makes it",
        ) from error


def _save_folder(files: dict[str, str | bytes], path: Path) -> None:
    with replacing_folder(path) as temporary:
        seals.forget(path)
        for place, content in files.items():
            file = temporary / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
            seals.seal(path / place, sha256(file))


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


def read_csv(path):
    """Read a table from a path or a stream of bytes; only "nan" is a missing number, and words stay words."""
    import pandas

    return pandas.read_csv(path, keep_default_na=False, na_values=["nan"])


def _read_npz(path: Path) -> dict:
    import numpy

    from recomputed.results.npz_check import check

    check(path)
    with numpy.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _read_yaml(path: Path):
    from recomputed.workflow import strict_yaml

    return strict_yaml.parse(path.read_text(encoding="utf-8"))


def _write_npz(arrays: dict, path: Path) -> None:
    import numpy

    numpy.savez(path, allow_pickle=False, **arrays)


def _write_json(document, path: Path) -> None:
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


_READERS: dict[str, Callable] = {
    ".csv": read_csv,
    ".npz": _read_npz,
    ".json": lambda path: json.loads(path.read_text(encoding="utf-8")),
    ".yaml": _read_yaml,
}
_KINDS = {
    ".csv": "a DataFrame",
    ".npz": "a dict of arrays of numbers, bool or text",
    ".json": "a document of JSON, without nan",
    ".md": "text",
    ".sarif": "a document of JSON, without nan",
    ".xml": "text",
}
_WRITERS: dict[str, Callable] = {
    ".csv": lambda table, path: table.to_csv(path, index=False, na_rep="nan", lineterminator="\n"),
    ".npz": _write_npz,
    ".json": _write_json,
    ".md": lambda text, path: path.write_text(text, encoding="utf-8"),
    ".sarif": _write_json,
    ".xml": lambda text, path: path.write_text(text, encoding="utf-8"),
}
