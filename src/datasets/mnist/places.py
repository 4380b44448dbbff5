"""Where MNIST is looked for: the user's folder, the user's cache, public mirrors. All files are verified."""

import io
import os
from pathlib import Path

import numpy as np

from datasets.mnist import idx, layouts
from datasets.mnist.download import TimeBudget, fetch
from recomputed.errors import BadInput
from recomputed.results.atomic import replacing
from recomputed.runs.progress import track

NAME_A_FOLDER = "run make with MNIST_DIR=<folder with the four IDX files> (or set mnist.dir in config.yaml)"
LAYOUTS = "gzipped or not, - or . in its name, in this folder or below, or mnist.npz of Keras, or a zip of the four"
ARCHIVES = (".npz", ".zip")
NAMES_SHOWN = 5

Arrays = dict[str, np.ndarray]


def cache_folder() -> Path:
    """Give the folder in the user's cache that keeps the downloads for every clone of the project."""
    import pooch

    return Path(pooch.os_cache("article-figures")) / "mnist"


def from_folder(name: str) -> Arrays:
    """Read the four files in the folder, the npz or the zip file `name`, in any layout of datasets.mnist.layouts.

    Raises BadInput for the first of the four that is missing or bad.
    """
    try:
        path = Path(name).expanduser()
        say(f"reading {path.resolve()}")
        files = [path] if path.suffix in ARCHIVES and path.is_file() else layouts.files_below(path)
    except (OSError, RuntimeError, ValueError) as error:  # the last two: ~nobody, and a zero byte in the name
        raise not_found("no MNIST folder", name, "a readable folder", getattr(error, "strerror", error)) from error
    arrays = {}
    for key, found in layouts.candidates(files).items():
        if not found:
            where, expected = path / idx.FILES[key].name, f"the file, {LAYOUTS}"
            raise not_found("a file is missing", where, expected, f"none of its names among {_names(files, path)}")
        arrays[key] = _first_good(found)
    return arrays


def _names(files: list[Path], top: Path) -> str:
    """List some of the `files` below `top`."""
    names = [str(file.relative_to(top)) if file != top else file.name for file in files]
    shown = ", ".join(names[:NAMES_SHOWN]) + (", …" if len(names) > NAMES_SHOWN else "")
    return f"{len(names)} files{f' ({shown})' if names else ''}"


def from_cache(folder: Path) -> tuple[Arrays, list[str]]:
    """Read the good files in the cache, and give one line for each bad one; a missing file is no problem."""
    say(f"looking into the cache {folder}")
    try:
        files = [folder / name for name in os.listdir(folder)]
    except OSError:
        files = []
    arrays, problems = {}, []
    for key, found in layouts.candidates(files).items():
        try:
            if found:
                arrays[key] = _first_good(found)
        except BadInput as error:
            problems.append(say(str(error)))
    return arrays, problems


def from_mirrors(arrays: Arrays, problems: list[str], mirrors: list[str], timeout_seconds: float) -> str:
    """Add to `arrays` the files that it lacks, verify them, keep them in the cache; give the mirror used last, or "".

    A mirror that fails once is not asked again. Nothing is raised: every failure is added to `problems`.
    """
    waiting, budget = list(mirrors), TimeBudget()
    missing = [key for key in idx.FILES if key not in arrays]
    for key in track(missing, "MNIST, files downloaded"):
        while waiting and key not in arrays and not budget.is_spent():
            try:
                arrays[key] = _from_mirror(waiting[0], idx.FILES[key], timeout_seconds, budget)
            except (OSError, BadInput) as error:
                problems.append(say(str(error)))
                waiting.pop(0)
    return waiting[0] if waiting else ""


def _from_mirror(mirror: str, file: idx.IdxFile, timeout_seconds: float, budget: TimeBudget) -> np.ndarray:
    url = f"{mirror.rstrip('/')}/{file.name}.gz"
    say(f"downloading {url}")
    try:
        packed = fetch(url, file.size + 65_536, timeout_seconds, budget)  # gzip may add some bytes, never as many
    except OSError as error:
        raise OSError(f"{url}: {error}") from error
    array = idx.verified(idx.unpack(io.BytesIO(packed), file.size, where=url), file, where=url)
    # Some servers send the file unpacked; the name says whether it is gzipped.
    name = f"{file.name}.gz" if packed.startswith(idx.GZIP) else file.name
    try:
        with replacing(cache_folder() / name) as temporary:
            temporary.write_bytes(packed)
    except OSError as error:
        say(f"not kept in the cache: {error}")
    return array


def _first_good(found: list[layouts.Candidate]) -> np.ndarray:
    """Read the first of the candidates that is good; raise BadInput for the first if none is."""
    problems = []
    for candidate in found:
        try:
            return candidate.read()
        except BadInput as error:
            problems.append(error)
    raise problems[0]


def say(line: str) -> str:
    """Print `line` into the job's log, where paths of this machine may stand, and give it back."""
    print(line, flush=True)
    return line


def not_found(what: str, where: object, expected: str, found: object) -> BadInput:
    """Make the error that MNIST is not where it should be, with the advice to name a folder."""
    return BadInput(what, where=where, expected=expected, found=found, do=NAME_A_FOLDER)
