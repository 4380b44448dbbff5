"""List what a run made and from what (results/MANIFEST.json), without times and paths: equal runs, equal manifests.

The files of single shards are listed apart (results/shards.json): results do not depend on the number of shards.
"""

import platform
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from recomputed.results import seals
from recomputed.results.store import sha256
from recomputed.workflow import data_sets

NOT_THE_SAME_TWICE = {"run-times.js"}  # read by the pages
LIBRARIES = ("matplotlib", "mlxtend", "numba", "numpy", "pandas", "scikit-learn", "scipy", "snakemake")
SHARD = re.compile(r"\d+-of-\d+")  # in the name of a file of one shard


def manifest(paths: list[str], records: dict[str, dict], ledgers: dict[str, dict], config: dict) -> dict:
    """Give the `manifest`, and the SHA-256 of the files of single `shards` among `paths`.

    The manifest has the SHA-256 of every other file, the data sets, the settings, the versions of the libraries, and
    under `varies` the names of what depends on measured seconds. It says which data sets were used (`records`: path ->
    record), not where they were found: the same data from a folder or a mirror give the same results. Raises BadInput
    for a file that has changed since it was made, so that no manifest lists a hash that no job has written.
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
    """Name what differs from run to run: tables of measured seconds, figures drawn from them, claims judged by them."""
    names = []
    for ledger in ledgers.values():
        tables = ledger.get("measured_seconds", [])
        names += [f"{ledger['article']}/{table.removesuffix('.csv')}" for table in tables]
        names += [entry["id"] for entry in ledger["figures"] if {*tables} & {*map(str, entry.get("data", {}).values())}]
        names += [claim["id"] for claim in ledger["claims"] if "varies" in claim]
    return names


def versions() -> dict[str, str]:
    """Give the versions of Python and of the libraries that compute the numbers and draw the figures."""
    return {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}


def _files(paths: list[str]) -> Iterator[str]:
    """Yield `paths`, and for a folder its files, but not Snakemake's own records, whose names begin with a dot."""
    for path in map(Path, paths):
        inside = path.rglob("*") if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and not file.name.startswith(".") and file.name not in NOT_THE_SAME_TWICE:
                yield file.as_posix()
