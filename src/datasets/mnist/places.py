"""Where MNIST may lie: a folder that the user names, the user's cache, public mirrors. Whatever is read is verified."""

import io
import os
from pathlib import Path

import numpy as np

from datasets.mnist import idx
from datasets.mnist.download import Patience, fetch
from recomputed.errors import BadInput
from recomputed.results.atomic import replacing
from recomputed.runs.progress import track

NAME_A_FOLDER = "run make with MNIST_DIR=<folder with the four IDX files> (or set mnist.dir in config.yaml)"

Arrays = dict[str, np.ndarray]


def cache_folder() -> Path:
    """Name the folder in the user's cache where downloads are kept for every clone of the project."""
    import pooch

    return Path(pooch.os_cache("article-figures")) / "mnist"


def from_folder(name: str) -> Arrays:
    """Read the four files in the folder `name`; raise BadInput for the first that is missing or bad."""
    try:
        folder = Path(name).expanduser()
        say(f"reading the folder {folder.resolve()}")
        there = os.listdir(folder)
    except (OSError, RuntimeError, ValueError) as error:  # the last two for ~nobody, and for a byte of zero
        raise bad("no MNIST folder", name, "a readable folder", getattr(error, "strerror", error)) from error
    arrays = {}
    for key, file in idx.FILES.items():
        paths = [folder / name for name in file.names if name in there]
        if not paths:
            found = f"none of its names among {len(there)} files"
            raise bad("a file is missing", folder / file.name, "the file, gzipped or not, - or . in its name", found)
        arrays[key] = _first_good(paths, file)
    return arrays


def from_cache(folder: Path) -> tuple[Arrays, list[str]]:
    """Read what is good in the cache, and tell in one line each what is bad; what is missing is no trouble."""
    say(f"looking into the cache {folder}")
    try:
        there = os.listdir(folder)
    except OSError:
        there = []
    arrays, troubles = {}, []
    for key, file in idx.FILES.items():
        paths = [folder / name for name in file.names if name in there]
        try:
            if paths:
                arrays[key] = _first_good(paths, file)
        except BadInput as error:
            troubles.append(say(str(error)))
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
                troubles.append(say(str(error)))
                waiting.pop(0)
    return waiting[0] if waiting else ""


def _from_mirror(mirror: str, file: idx.IdxFile, timeout_seconds: float, patience: Patience) -> np.ndarray:
    url = f"{mirror.rstrip('/')}/{file.name}.gz"
    say(f"downloading {url}")
    try:
        packed = fetch(url, file.size + 65_536, timeout_seconds, patience)  # deflate may add a little, never that much
    except OSError as error:
        raise OSError(f"{url}: {error}") from error
    array = idx.verified(idx.unpack(io.BytesIO(packed), file.size, where=url), file, where=url)
    # A server may unpack on the way; the name says what the bytes are.
    name = f"{file.name}.gz" if packed.startswith(idx.GZIP) else file.name
    try:
        with replacing(cache_folder() / name) as temporary:
            temporary.write_bytes(packed)
    except OSError as error:
        say(f"not kept in the cache: {error}")
    return array


def _first_good(paths: list[Path], file: idx.IdxFile) -> np.ndarray:
    """Read the first of the `paths` that is good; raise BadInput for the first if none is."""
    problems = []
    for path in paths:
        try:
            return idx.read(path, file)
        except BadInput as error:
            problems.append(error)
    raise problems[0]


def say(line: str) -> str:
    """Print `line` and give it back; paths of the machine go into the job's log, and not into results."""
    print(line, flush=True)
    return line


def bad(what: str, where: object, expected: str, found: object) -> BadInput:
    """Tell that MNIST is not where it should be, and that a folder can be named."""
    return BadInput(what, where=where, expected=expected, found=found, do=NAME_A_FOLDER)
