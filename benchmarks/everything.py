"""Time the whole build: `make` against a plain script, and `make` with nothing to do against `snakemake -n`.

A copy of the project is built from nothing, with its kernels compiled again, in an environment that is made before the
clock starts: first the articles without recurrent nets, then the rest; the sum is the whole. Then `make` is timed with
nothing to do. Then the plain script of benchmarks/plain.py computes its part of the numbers; make also draws, audits
and writes pages. The script's nets are extrapolated from a few updates each; the row without nets is measured in full.
At last an earlier commit of this project is built from nothing in the same way.
Run: make bench-everything, about half an hour on two cores; one minute with --quick, at the small sizes of the tests.
"""

import argparse
import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from numba import get_num_threads
from snakemake.utils import update_config

import plain
import rooms
from recomputed.results.store import save
from recomputed.runs.project_copy import SMALL
from side_by_side import COLUMNS, ratio, seconds
from words import describe

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5  # with nothing to do
RIVAL = "a670fa5"  # the state before articles became folders, a build of which is timed as well
WITHOUT_NETS = ["curse", "pca", "knn", "bias_variance"]  # the plain script computes its part of these in full


def main() -> None:
    """Build, do nothing, compare; write rooms/everything.csv."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    rooms.add_options(parser)
    parser.add_argument("--rival", default=RIVAL, help="the earlier commit to build as well")
    options = rooms.read(parser)
    with tempfile.TemporaryDirectory(prefix="article-figures-") as folder:
        copy = copied(Path(folder) / "copy", options.quick)
        few, whole = (["series"], "series") if options.quick else (WITHOUT_NETS, "all")
        set_up(copy)
        built = build(copy, few, whole)
        idle, asked = nothing_to_do(copy, whole, 1 if options.quick else ROUNDS)
        spent = plain.run(["--configfile", SMALL] if options.quick else [])
        before = float("nan") if options.quick else of_rival(Path(folder) / "rival", options.rival)
    rival = row(f"make {whole}, from nothing", f"make of {options.rival}", 1.8, built[1], before)
    rows = [
        *against_plain(built, few, whole, spent),
        rival,
        row("make with nothing to do", "snakemake -n", 0.8, idle, asked),
    ]
    for one in rows:
        print(f"{one['work']} | {one['peer']}: ran" if options.quick else describe(one, quick=False))
    save(pd.DataFrame(rows, columns=COLUMNS), options.to / "rooms" / "everything.csv")


def build(copy: Path, few: list[str], whole: str) -> tuple[float, float]:
    """Build `few` articles, then the whole; give the seconds of the first, and of both together."""
    first = seconds(lambda: ran(["make", *few], copy))
    print(f"{' '.join(few)}, from nothing: {first:.1f} s", flush=True)
    rest = seconds(lambda: ran(["make", whole], copy))
    print(f"make {whole}, from there: {rest:.1f} s", flush=True)
    return first, first + rest


def of_rival(folder: Path, commit: str) -> float:
    """Give the seconds of a build from nothing of an earlier commit; nan where git does not have it."""
    done = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True)
    if done.returncode:
        print(f"{commit}: not in this clone, so not measured", flush=True)
        return float("nan")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    set_up(folder)
    spent = seconds(lambda: ran(["make", "all"], folder))
    print(f"make of {commit}, from nothing: {spent:.1f} s", flush=True)
    return spent


def nothing_to_do(copy: Path, whole: str, rounds: int) -> np.ndarray:
    """Time make and a question to Snakemake in turn: (2, rounds)."""
    question = [".venv/bin/snakemake", "-n", whole]
    return np.array(
        [[seconds(lambda: ran(["make", whole], copy)), seconds(lambda: ran(question, copy))] for _ in range(rounds)]
    ).T


def against_plain(built: tuple[float, float], few: list[str], whole: str, spent: dict[str, float]) -> list[dict]:
    """Give the rows without nets, measured, and with them, mostly extrapolated; no ratio of nets without PyTorch."""
    nets, measured = spent["nets"], sum(taken for part, taken in spent.items() if part != "nets")
    percent = 100 * nets / (measured + nets)
    share = f"{percent:.0f} % of it, the nets, extrapolated" if nets >= 0 else "its nets need PyTorch"
    return [
        row(f"make {' '.join(few)}, from nothing", "plain script, its part of it", float("nan"), built[0], measured),
        row(f"make {whole}, from nothing", f"plain script, its part of it; {share}", 2, built[1], measured + nets),
    ]


def copied(folder: Path, quick: bool) -> Path:
    """Copy what git tracks; `quick`: at the tests' small sizes."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in (name for name in files.split("\0") if name and (ROOT / name).exists()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    if quick:
        config, small = (yaml.safe_load((folder / name).read_text("utf-8")) for name in ("config.yaml", SMALL))
        update_config(config, small)
        (folder / "config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return folder


def set_up(folder: Path) -> None:
    """Make the environment of a copy, as its first `make` would."""
    ran(["make", ".venv/ready"], folder)


def ran(command: list, folder: Path) -> None:
    """Run a command in `folder`, with MNIST where it is known here; raise SystemExit if it fails."""
    known = os.environ.get("MNIST_DIR")
    mnist = {"MNIST_DIR": str(Path(known).expanduser().absolute())} if known else {}
    done = subprocess.run(command, cwd=folder, env=os.environ | mnist, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stderr[-2000:]}")


def row(work: str, name: str, goal: float, ours, peers) -> dict:
    """Make a row of the table from seconds, of one run or of several in turn."""
    place = {"work": work, "peer": name, "quantity": "seconds", "threads": get_num_threads(), "goal": goal}
    return place | ratio(np.atleast_1d(ours), np.atleast_1d(peers))


if __name__ == "__main__":
    main()
