"""Run the workflow twice, with everything changed that should not matter, and compare the results (`make verify`).

The first run has one core and one shard; the second has two cores, three shards, another folder and OTHERWISE. With
--blas, a third run multiplies matrices with the kernels of another processor: its bytes may differ, and the report says
by how much. The program ends with 1 if any file differs without a reason, or, with other kernels, if a verdict differs,
or a value differs in the digits that every machine gives.
"""

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from recomputed.results.differences import changed_claims, compared, largest_differences
from recomputed.runs import output
from recomputed.runs.environment import CACHES, cache_home
from recomputed.runs.project_copy import SMALL, copy_parts
from recomputed.workflow import articles, data_sets, settings

OTHERWISE = {
    "TZ": "Pacific/Chatham",  # 12:45 or 13:45 ahead
    "LC_ALL": "C",
    "LANG": "de_DE.UTF-8",
    "PYTHONHASHSEED": "4242",
    "COLUMNS": "40",
    "NUMBA_CACHE_DIR": os.devnull + "/cache",  # a folder that cannot be made
    # The rest is cleared or pinned by recomputed.runs.environment.
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # set by every notebook
    "NUMBA_DISABLE_JIT": "1",
    "NUMBA_THREADING_LAYER": "tbb",  # not installed
    "OMP_THREAD_LIMIT": "1",
    "PANDAS_COPY_ON_WRITE": "warn",
    "PYTHONOPTIMIZE": "2",
    "SCIPY_ARRAY_API": "1",
    "SOURCE_DATE_EPOCH": "1",
}
# A user's settings of matplotlib: a page cropped to its content, a grid, another font.
MATPLOTLIBRC = "savefig.bbox: tight\naxes.grid: True\nfont.family: serif\nlines.antialiased: False\n"
# Every shell of a job restarts itself under faketime. The driver does not: its timers never fire under libfaketime
# 0.9.10, which fakes the monotonic clock where Python reads it, but not where Python waits for it.
LATER = """[ "$FAKETIME" ] || exec faketime '2031-03-04 05:06:07' bash -c "$BASH_EXECUTION_STRING"\n"""
UMASK = 0o077


def run(folder: Path, config: str, cores: int, shards: int, env: dict[str, str]) -> dict:
    """Copy the project to `folder`, build everything there, and give the manifest; end the program if that fails.

    config: a file of settings laid over config.yaml, or "" for none. env: laid over the environment.
    """
    copy_parts(Path(), folder, "__pycache__")
    snakemake = [sys.executable, "-m", "recomputed.runs.environment", "snakemake", "--cores", str(cores)]
    configs = ["--configfile", Path(config).resolve()] if config else []
    # The cache of data sets stays in its place when HOME changes.
    cache = {"XDG_CACHE_HOME": str(cache_home(os.environ) or folder / CACHES)}
    env = {**os.environ, **cache, "PYTHONPATH": str(folder / "src"), **env}
    command = [*snakemake, "--config", f"shards={shards}", *_places(config), *configs]
    done = subprocess.run(command, cwd=folder, env=env, umask=UMASK if shards > 1 else -1)
    if done.returncode:
        sys.exit(f"verify: the run in {folder} failed; the folder is kept, with its logs in results/logs")
    return json.loads((folder / "results" / "MANIFEST.json").read_text(encoding="utf-8"))


def later_jobs(script: Path) -> dict[str, str]:
    """Give the environment in which the clocks of jobs show another year; empty if faketime is not installed."""
    if not shutil.which("faketime"):
        return {}
    script.write_text(LATER, encoding="utf-8")
    return {"BASH_ENV": str(script)}


def check_kernels(name: str) -> None:
    """End the program with one line if OpenBLAS has no kernels called `name`: it would use others without a warning."""
    program = "import numpy, threadpoolctl; print(threadpoolctl.threadpool_info()[0].get('architecture'))"
    env = {**os.environ, "OPENBLAS_CORETYPE": name}
    found = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True).stdout.strip()
    if found != name:
        sys.exit(f"verify: BLAS={name}: OpenBLAS uses the kernels of {found} instead; name others, such as Haswell")


def _places(config: str) -> list[str]:
    """Give the settings with which a run in another folder finds the same articles and data sets as a run here."""
    found = settings.read(["--configfile", config] if config else [])
    places = {"articles": articles.from_anywhere(found["articles"]), **data_sets.settings_to_find(found)}
    return [f"{name}={json.dumps(place)}" for name, place in places.items()]


def with_kernels(blas: str, config: str, one: Path, other: Path, manifest: dict) -> list[str]:
    """Run with the kernels `blas`, report how far its tables differ from those in `one`; list the changed claims."""
    theirs = run(other, config, 1, 1, {"OPENBLAS_CORETYPE": blas})
    _, differing = compared(one, other, [manifest, theirs])
    print(f"with the kernels of {blas} {len(differing)} files differ; largest differences in tables, relative to the")
    print("largest number of the column:")
    for path, difference in largest_differences(one, other, differing).items():
        print(f"  {path}: {'in its words' if math.isnan(difference) else f'{difference:.1e}'}")
    claims = changed_claims(one, other)
    print(f"claims with another verdict or value: {', '.join(claims) or 'none'}")
    return claims


def main() -> None:
    """Run twice, compare, report; see the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default=SMALL, help="settings laid over config.yaml; empty for the full run")
    parser.add_argument("--blas", default="", help="OPENBLAS_CORETYPE of a third run, such as Nehalem or Haswell")
    asked = parser.parse_args()
    if asked.config and not Path(asked.config).is_file():
        sys.exit(f"verify: {asked.config}: no such file; name a file of settings, or use CONFIG= for the full run")
    if asked.blas:
        check_kernels(asked.blas)
    folder = Path(tempfile.mkdtemp(prefix="verify-"))
    print(f"verify: running in {folder}", flush=True)
    one, other, third = (folder / name for name in ("one", "another place", "third"))
    later = later_jobs(folder / "later.sh")
    manifests = [run(one, asked.config, 1, 1, {}), run(other, asked.config, 2, 3, otherwise(other / "home") | later)]
    wrong = report(one, other, manifests)
    if asked.blas:
        wrong += with_kernels(asked.blas, asked.config, one, third, manifests[0])
    if wrong:
        sys.exit(f"verify: the runs are kept in {folder}")
    shutil.rmtree(folder)
    sys.exit(0)


def otherwise(home: Path) -> dict[str, str]:
    """Give OTHERWISE with a new home, and in it settings of matplotlib that change every figure."""
    home.mkdir(parents=True)
    (home / "matplotlibrc").write_text(MATPLOTLIBRC, encoding="utf-8")
    return OTHERWISE | {"HOME": str(home), "MATPLOTLIBRC": str(home / "matplotlibrc"), "MPLCONFIGDIR": str(home)}


def report(one: Path, other: Path, manifests: list[dict]) -> list[str]:
    """Print what differs between the runs in `one` and `other`; list what differs without a reason."""
    excused, wrong = compared(one, other, manifests)
    for path, reason in excused.items():
        print(f"differs, and may: {path}: {reason}")
    for path in wrong:
        print(f"DIFFERS: {path}")
    same = len(manifests[0]["files"]) - len(excused) - len(wrong)
    print(f"{same} files identical, {len(wrong)} differ without a reason")
    return wrong


if __name__ == "__main__":
    output.run(main)
