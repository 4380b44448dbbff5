"""From data to the last file: `make` against a plain script, and `make` with nothing to do against `snakemake -n`.

A copy of the project, with the environment that is here, is built from nothing, kernels compiled anew; then it has
nothing to do; then the plain script of benchmarks/plain.py does its part of the numbers, which is all it is for: make
also draws, audits and writes the rest. Run: make bench-everything, a quarter of an hour on two cores and more.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

import plain
import rooms
from articles.store import save
from side_by_side import COLUMNS, peer, seconds, told

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
ROUNDS = 5


def main() -> None:
    """Build, do nothing, compare; write rooms/everything.csv."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=rooms.FOLDER)
    parser.add_argument("--target", default="all", help="of make")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="article-figures-") as folder:
        copy = copied(Path(folder) / "copy")
        make, question = ["make", f"BIN={BIN}", options.target], [BIN / "snakemake", "-n", options.target]
        built = seconds(lambda: ran(make, copy))
        print(f"make, from nothing: {built:.1f} s", flush=True)
        idle, asked = np.array(
            [[seconds(lambda: ran(make, copy)), seconds(lambda: ran(question, copy))] for _ in range(ROUNDS)]
        ).T
    parts = plain.run()
    whole, left_out = sum(spent * times for spent, times in parts.values()), "" if peer("torch") else ", nets left out"
    name = "make, from data to the last file" if options.target == "all" else f"make {options.target}"
    rows = [
        row(name, f"plain script, its part of the numbers{left_out}", 2, [built], [whole]),
        row("make with nothing to do", "snakemake -n on the same graph", 0.8, idle, asked),
    ]
    for one in rows:
        print(told(one, quick=False))
    save(pd.DataFrame(rows, columns=COLUMNS), options.to / "rooms" / "everything.csv")


def copied(folder: Path) -> Path:
    """Copy what git tracks, and mark its environment, the one here, as ready."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in files.split("\0")[:-1]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "ready").write_text(f"{folder}\n", encoding="utf-8")
    return folder


def ran(command: list, folder: Path) -> None:
    """Run a command in `folder` with the environment here and the package there; raise SystemExit if it fails."""
    paths = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(folder / "src")}
    done = subprocess.run(command, cwd=folder, env=os.environ | paths, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stderr[-2000:]}")


def row(work: str, name: str, goal: float, ours, peers) -> dict:
    """Make a row of the table from seconds measured in turn."""
    low, ratio, high = np.quantile(np.asarray(peers) / np.asarray(ours), [0.1, 0.5, 0.9])
    place = {"work": work, "peer": name, "quantity": "seconds", "goal": goal, "ratio": ratio, "low": low, "high": high}
    found = {"ours": np.median(ours), "peers": np.median(peers), "rounds": len(ours)}
    return place | found | {"apart": float("nan"), "within": float("nan")}


if __name__ == "__main__":
    main()
