"""Run the workflow twice with everything varied that should not matter, and compare the results (`make verify`).

The first run has one core, one shard and a folder of its own; the second two cores, three shards and OTHERWISE. With
--blas another run multiplies with the kernels of another processor: its bytes may differ, and the report says by how
much. Ends with 1 where anything differs that has no reason to.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pandas as pd

from articles.audit import ledger
from articles.project import SMALL, copy_parts
from articles.store import load

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
SECONDS = "measured seconds"
TEXTS = (".csv", ".md", ".html", ".json")
STOPWATCH = "stopwatch"  # in the names of files that hold measured seconds, and of what they lead to


def run(folder: Path, config: str, cores: int, shards: int, env: dict[str, str]) -> dict:
    """Copy the project to `folder`, build everything there, and give the manifest; end the program if that fails."""
    copy_parts(Path(), folder, "__pycache__")
    settings = ["--config", f"shards={shards}", f"mnist={json.dumps({'dir': mnist_folder()})}"]
    snakemake = [Path(sys.executable).with_name("snakemake"), "--cores", str(cores), *settings]
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


def mnist_folder() -> str:
    """Give the absolute path of the folder of MNIST that is named here, "" if none is: runs go on elsewhere."""
    named = load("config.yaml")["mnist"]["dir"] or os.environ.get("MNIST_DIR", "")
    return str(Path(named).expanduser().resolve()) if named else ""


def compared(one: Path, other: Path, manifests: list[dict]) -> tuple[dict[str, str], list[str]]:
    """Compare two runs by their manifests: path -> reason of what may differ and does, and what must not and does."""
    first, second = (manifest["files"] for manifest in manifests)
    excused, wrong = {}, [key for key in manifests[0] if key != "files" and manifests[0][key] != manifests[1][key]]
    for path in sorted({*first, *second}):
        if first.get(path) == second.get(path):
            continue
        reason = _reason(path, one / path, other / path)
        if reason:
            excused[path] = reason
        else:
            wrong.append(path)
    return excused, wrong


def unexcused(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """List the paths with another SHA-256 in `now` than in `before`, the files of one folder, without a reason for it.

    A reason is measured seconds that were measured again, and, since they were, to tell of them.
    """
    changed = [path for path in sorted({*before} & {*now}) if before[path] != now[path]]
    measured = [path for path in changed if any(name in path for name in varying())]
    return [path for path in changed if path not in measured and not (measured and _tells_of_varying(Path(path)))]


def _tells_of_varying(file: Path) -> bool:
    text = file.read_text(encoding="utf-8") if file.suffix in TEXTS else ""
    return any(name in text for name in varying())


def _reason(path: str, one: Path, other: Path) -> str:
    if any(name in path for name in varying()):
        return SECONDS
    if not (one.is_file() and other.is_file()):
        return ""
    rows = [_without_varying(file) for file in (one, other)]
    return f"{SECONDS}, in what it tells of {', '.join(varying())}" if rows[0] == rows[1] else ""


@cache
def varying() -> list[str]:
    """Name what differs from run to run: the stopwatch, and the statements whose ledgers say so of them."""
    claims = [claim for article in ledger.articles() for claim in ledger.read(article)["claims"]]
    return [STOPWATCH, *(claim["id"] for claim in claims if "varies" in claim)]


def _without_varying(path: Path) -> object:
    """Give the rows of a table or document of statements without those that vary; of a page, its other lines."""
    if path.suffix == ".json":
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [row for row in rows if row.get("id") not in varying()] if isinstance(rows, list) else rows
    if path.suffix not in TEXTS:
        return path.read_bytes()
    return [
        line for line in path.read_text(encoding="utf-8").splitlines() if not any(name in line for name in varying())
    ]


def numbers_apart(one: Path, other: Path, paths: list[str]) -> dict[str, float]:
    """Give, for each CSV of `paths`, the largest difference of two numbers over the largest number of their column."""
    apart = {}
    for path in (path for path in paths if path.endswith(".csv")):
        tables = [pd.read_csv(folder / path).select_dtypes("number") for folder in (one, other)]
        difference = (tables[0] - tables[1]).abs().max() / tables[0].abs().max().clip(lower=1e-300)
        apart[path] = float(difference.max())
    return apart


def main() -> None:
    """Run, compare and tell; see the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default=SMALL, help="laid over config.yaml; empty for the full run")
    parser.add_argument("--blas", default="", help="OPENBLAS_CORETYPE of one run more, such as Haswell or Prescott")
    asked = parser.parse_args()
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
        theirs = run(third, asked.config, 1, 1, {"OPENBLAS_CORETYPE": asked.blas})
        _, apart = compared(one, third, [manifests[0], theirs])
        print(f"with the kernels of {asked.blas} {len(apart)} files differ; tables, in units of their largest number:")
        for path, much in numbers_apart(one, third, apart).items():
            print(f"  {path}: {much:.1e}")
    if wrong:
        sys.exit(f"verify: the runs are left in {folder}")
    shutil.rmtree(folder)
    sys.exit(0)


if __name__ == "__main__":
    main()
