"""Run the workflow twice with everything varied that should not matter, and compare the results (`make verify`).

The first run has one core, one shard and a folder of its own; the second two cores, three shards and OTHERWISE. With
--blas another run multiplies with the kernels of another processor: its bytes may differ, and the report says by how
much. Ends with 1 where anything differs that has no reason to: a file, or with other kernels a statement's verdict, or
its value beyond the digits that any machine gives.
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

from recomputed.results.differences import compared, moved, numbers_apart
from recomputed.runs.project_copy import SMALL, copy_parts
from recomputed.workflow import data_sets, settings

OTHERWISE = {
    "TZ": "Pacific/Chatham",  # 12:45 or 13:45 ahead
    "LC_ALL": "C",
    "LANG": "de_DE.UTF-8",
    "PYTHONHASHSEED": "4242",
    "COLUMNS": "40",
    "NUMBA_CACHE_DIR": os.devnull + "/cache",  # cannot be written
}
# Every shell of a job starts again under faketime. Not so the driver: its timers never fire under libfaketime 0.9.10,
# which fakes what Python reads of the monotonic clock and not what it waits on.
LATER = """[ "$FAKETIME" ] || exec faketime '2031-03-04 05:06:07' bash -c "$BASH_EXECUTION_STRING"\n"""
UMASK = 0o077


def run(folder: Path, config: str, cores: int, shards: int, env: dict[str, str]) -> dict:
    """Copy the project to `folder`, build everything there, and give the manifest; end the program if that fails."""
    copy_parts(Path(), folder, "__pycache__")
    laid_over = ["--config", f"shards={shards}", *_data_places(config)]
    snakemake = [Path(sys.executable).with_name("snakemake"), "--cores", str(cores), *laid_over]
    # The cache of MNIST stays in its place, wherever HOME is.
    cache = {"XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")}
    env = {**os.environ, **cache, "PYTHONPATH": str(folder / "src"), **env}
    configs = ["--configfile", Path(config).resolve()] if config else []
    done = subprocess.run([*snakemake, *configs], cwd=folder, env=env, umask=UMASK if shards > 1 else -1)
    if done.returncode:
        sys.exit(f"verify: the run in {folder} failed, and is left there; its logs are in results/logs")
    return json.loads((folder / "results" / "MANIFEST.json").read_text(encoding="utf-8"))


def later_jobs(script: Path) -> dict[str, str]:
    """Give the environment in which the jobs' clocks tell another year; empty where faketime is not installed."""
    if not shutil.which("faketime"):
        return {}
    script.write_text(LATER, encoding="utf-8")
    return {"BASH_ENV": str(script)}


def check_kernels(name: str) -> None:
    """End the program with one line where OpenBLAS has no kernels of that `name`; it would take others in silence."""
    program = "import numpy, threadpoolctl; print(threadpoolctl.threadpool_info()[0].get('architecture'))"
    env = {**os.environ, "OPENBLAS_CORETYPE": name}
    found = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True).stdout.strip()
    if found != name:
        sys.exit(
            f"verify: BLAS={name}: OpenBLAS takes the kernels of {found} instead; name others, as Nehalem or Haswell"
        )


def _data_places(config: str) -> list[str]:
    """Give the settings with which a run in another folder finds the data sets that a run here would."""
    found = settings.read(["--configfile", config] if config else [])
    return [f"{name}={json.dumps(place)}" for name, place in data_sets.settings_to_find(found).items()]


def with_kernels(blas: str, config: str, one: Path, other: Path, manifest: dict) -> list[str]:
    """Run with the kernels `blas`, tell how far its tables are from those of the run in `one`; name what moved."""
    theirs = run(other, config, 1, 1, {"OPENBLAS_CORETYPE": blas})
    _, apart = compared(one, other, [manifest, theirs])
    print(f"with the kernels of {blas} {len(apart)} files differ; tables, in units of their largest number:")
    for path, much in numbers_apart(one, other, apart).items():
        print(f"  {path}: {'in its words' if math.isnan(much) else f'{much:.1e}'}")
    statements = moved(one, other)
    print(f"statements whose verdict or value is another: {', '.join(statements) or 'none'}")
    return statements


def main() -> None:
    """Run, compare and tell; see the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default=SMALL, help="laid over config.yaml; empty for the full run")
    parser.add_argument("--blas", default="", help="OPENBLAS_CORETYPE of one run more, such as Nehalem or Haswell")
    asked = parser.parse_args()
    if asked.config and not Path(asked.config).is_file():
        sys.exit(f"verify: {asked.config}: no such file; name one to lay over config.yaml, or CONFIG= for none")
    if asked.blas:
        check_kernels(asked.blas)
    folder = Path(tempfile.mkdtemp(prefix="verify-"))
    print(f"verify: running in {folder}", flush=True)
    one, other, third = (folder / name for name in ("one", "another place", "third"))
    home = {name: str(other / "home" / name) for name in ("HOME", "MPLCONFIGDIR")}
    (other / "home" / "HOME").mkdir(parents=True)
    manifests = [run(one, asked.config, 1, 1, {})]
    manifests.append(run(other, asked.config, 2, 3, OTHERWISE | home | later_jobs(folder / "later.sh")))
    excused, wrong = compared(one, other, manifests)
    for path, reason in excused.items():
        print(f"differs, and may: {path}: {reason}")
    for path in wrong:
        print(f"DIFFERS: {path}")
    print(f"{len(manifests[0]['files']) - len(excused) - len(wrong)} files identical, {len(wrong)} wrongly different")
    if asked.blas:
        wrong += with_kernels(asked.blas, asked.config, one, third, manifests[0])
    if wrong:
        sys.exit(f"verify: the runs are left in {folder}")
    shutil.rmtree(folder)
    sys.exit(0)


if __name__ == "__main__":
    main()
