"""The environment variables of a run: settings that a caller made for other programs must not change a result.

The Snakefile calls `settle`; all jobs inherit what it leaves. `python -m recomputed.runs.environment MODULE ...` runs a
module in the same environment, and make starts all programs this way. Snakemake opens its cache before it reads the
Snakefile; a plain `snakemake` is given a folder for it by the logger plugin of the project.
"""

import os
import pwd
import shlex
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from recomputed.errors import BadInput, one_line
from recomputed.runs import output

# How variables of Python and of the libraries begin. Some change results (NUMBA_DISABLE_JIT, SCIPY_ARRAY_API), others
# end jobs (an MPLBACKEND or a threading layer that is not installed).
CLEARED = (
    *("PYTHON", "MPL", "MATPLOTLIB", "NUMBA_", "NPY_", "NUMPY_", "SCIPY_", "PANDAS_", "SKLEARN_", "MPMATH_"),
    *("JOBLIB_", "LOKY_", "OMP_", "GOMP_", "KMP_", "MKL_", "NUMEXPR_", "SOURCE_DATE_EPOCH"),
)
KEPT = (
    *("PYTHONPATH", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),  # `check` looks at the first
    *("NUMBA_CACHE_DIR", "NUMBA_CPU_NAME", "NUMBA_CPU_FEATURES"),  # for nodes with different processors
)
PINNED = {"MPLBACKEND": "agg", "MATPLOTLIBRC": os.devnull, "PYTHONUTF8": "1"}
CACHES = Path(".snakemake/cache")
PACKAGES = ("recomputed", "articles", "methods", "datasets")
PROFILE = "SNAKEMAKE_PROFILE"
TEMPORARY = ("TMPDIR", "TEMP", "TMP")  # in the order in which Python reads them
PLACES = ("/tmp", "/var/tmp")
LITTLE_BYTES = 1_000_000  # of temporary files in a small run
COMPILED, KERNELS = "NUMBA_CACHE_DIR", Path(__file__).parents[2] / "__pycache__"  # see recomputed.stats.compiled


def settle(project: str | Path) -> None:
    """Set the environment of this process and of all jobs; end the program with one line if `check` refuses it."""
    with one_line():
        check(os.environ, Path(project), sys.argv)
    now = settled(os.environ, Path.cwd())
    os.environ.clear()
    os.environ.update(now)


def settled(given: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Give the variables of a run in `folder`: those of the caller without CLEARED, then PINNED and cache folders."""
    kept = {name: value for name, value in given.items() if name in KEPT or not name.startswith(CLEARED)}
    for name in (PROFILE, *TEMPORARY):
        kept.pop(name, None)
    programs = sysconfig.get_path("scripts")
    path = [programs, *(one for one in given.get("PATH", os.defpath).split(os.pathsep) if one != programs)]
    # A folder of the project, because the home may be read-only, and its list of fonts may be of another matplotlib.
    places = {"PATH": os.pathsep.join(path), "MPLCONFIGDIR": str(folder / CACHES / "matplotlib")}
    places |= {"TMPDIR": temporary_folder(given, folder)}
    if not _can_be_written(KERNELS):  # where numba would choose a folder by itself, whose name tells no kernels apart
        places |= {COMPILED: given.get(COMPILED) or str(folder / CACHES)}
    return kept | PINNED | places | without_home(given, folder / CACHES)


def without_home(given: Mapping[str, str], caches: Path) -> dict[str, str]:
    """Give what libraries ask for and a user without a home or an entry in the list of users lacks."""
    lacking = {}
    if cache_home({name: value for name, value in given.items() if name == "HOME"}) is None:
        lacking["HOME"] = str(caches)
    if not _can_be_written(cache_home(given)):
        lacking["XDG_CACHE_HOME"] = str(caches)
    try:
        pwd.getpwuid(os.getuid())
    except KeyError:
        lacking["LOGNAME"] = given.get("LOGNAME") or f"uid-{os.getuid()}"
    return lacking


def temporary_folder(given: Mapping[str, str], folder: Path) -> str:
    """Give the first folder for temporary files that takes files and that a shell needs no quotes for.

    Python passes over one that is full or missing. The solver that Snakemake asks in which order to run jobs does not.
    """
    named = (given.get(name, "") for name in TEMPORARY)
    fit = (place for place in (*named, *PLACES) if os.path.isabs(place) and shlex.quote(place) == place)
    return next((place for place in fit if _takes_files(place)), str(folder))


def _takes_files(place: str) -> bool:
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(bytes(LITTLE_BYTES))
            file.flush()
    except OSError:
        return False
    return True


def cache_home(given: Mapping[str, str]) -> Path | None:
    """Give the folder of the user's caches; None for a user without a home."""
    if named := given.get("XDG_CACHE_HOME"):
        return Path(named)
    home = given.get("HOME") or os.path.expanduser("~")
    return Path(home, ".cache") if os.path.isabs(home) else None


def _can_be_written(folder: Path | None) -> bool:
    """Say whether `folder` can be written, or can be made if it does not exist yet."""
    if folder is None:
        return False
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)


def check(given: Mapping[str, str], project: Path, arguments: list[str]) -> None:
    """Raise BadInput for what has had its effect before the Snakefile is read: PYTHONPATH, a profile, another clone."""
    source = (project / "src").resolve()
    others = [path for path in given.get("PYTHONPATH", "").split(os.pathsep) if path and Path(path).resolve() != source]
    if others:
        do = "run `unset PYTHONPATH`, or use make, which ignores it"
        expected = "no folder, as its modules hide those of requirements.lock"
        raise BadInput("other modules", where="PYTHONPATH", expected=expected, found=os.pathsep.join(others), do=do)
    if given.get(PROFILE) and not any(argument.startswith("--profile") for argument in arguments):
        do = f"name it on the command line (snakemake --profile ...) or run `unset {PROFILE}`"
        raise BadInput("profile of the environment", where=PROFILE, expected="none", found=given[PROFILE], do=do)
    for name in PACKAGES:
        spec = find_spec(name)
        found = Path(spec.origin).resolve() if spec and spec.origin else None
        if found is None or found.parent.parent != source:
            do = "use make, or activate the environment of this folder: source .venv/bin/activate"
            raise BadInput("package of another folder", where=name, expected=source / name, found=found, do=do)


def main() -> None:
    """Replace this process by the module named first, with the arguments after it."""
    output.open_streams()
    os.execve(sys.executable, [sys.executable, "-m", *sys.argv[1:]], settled(os.environ, Path.cwd()))


if __name__ == "__main__":
    main()
