"""What a run made and from what (results/MANIFEST.json): no time and no path of the machine, equal for equal runs.

Pieces of sharded work, whose number is no part of a result, stand in a file of their own (results/shards.json).
"""

import platform
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from recomputed.results import seals
from recomputed.results.store import sha256
from recomputed.workflow import data_sets

NOT_THE_SAME_TWICE = {"run-times.js"}  # beside the pages
LIBRARIES = ("matplotlib", "mlxtend", "numba", "numpy", "pandas", "scikit-learn", "scipy", "snakemake")
SHARD = re.compile(r"\d+-of-\d+")  # in the name of a piece


def manifest(paths: list[str], records: dict[str, dict], ledgers: dict[str, dict], config: dict) -> dict:
    """Give the `manifest`, and the SHA-256 of the `shards` among `paths`.

    The manifest has the SHA-256 of every other file, the data sets, the settings, the versions that computed them, and
    under `varies` the names of what holds measured seconds. Of each data set (`records`: path -> record) it
    has what it is, not where it was found: the same data from a folder or a mirror make the same results.
    Raises BadInput for a file that is no longer what was made: the manifest vouches for its hash.
    """
    hashes = {path: sha256(path) for path in sorted(_files(paths))}
    for path, digest in hashes.items():
        seals.check(Path(path), digest)
    shards = {path: digest for path, digest in hashes.items() if SHARD.search(path)}
    document = {
        "files": {path: digest for path, digest in hashes.items() if path not in shards},
        "data": {Path(path).stem: data_sets.identity(record) for path, record in records.items()},
        "config": config,
        "varies": _varies(ledgers),
        "versions": versions(),
    }
    return {"manifest": document, "shards": shards}


def _varies(ledgers: dict[str, dict]) -> list[str]:
    """Name what differs from run to run: tables of measured seconds, figures drawn from them, claims that rest on them."""
    names = []
    for ledger in ledgers.values():
        tables = ledger.get("measured_seconds", [])
        names += [f"{ledger['article']}/{table.removesuffix('.csv')}" for table in tables]
        names += [entry["id"] for entry in ledger["figures"] if {*tables} & {*map(str, entry.get("data", {}).values())}]
        names += [claim["id"] for claim in ledger["claims"] if "varies" in claim]
    return names


def versions() -> dict[str, str]:
    """Give the versions of Python and of the libraries that numbers and figures rest on."""
    return {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}


def _files(paths: list[str]) -> Iterator[str]:
    """Yield `paths`, and for a folder its files; Snakemake's own notes begin with a dot."""
    for path in map(Path, paths):
        inside = path.rglob("*") if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and not file.name.startswith(".") and file.name not in NOT_THE_SAME_TWICE:
                yield file.as_posix()
