"""`make verify-results`: find files that were altered since results/MANIFEST.json was made, and make them again.

The arguments are passed on to Snakemake. Without a manifest (the job that writes it refuses altered files), the files
are compared with their seals (recomputed.results.seals). Outputs made on request always are, as no manifest lists them.
"""

import subprocess
import sys
from pathlib import Path

from recomputed.errors import BadInput
from recomputed.results import differences, manifest_check, seals
from recomputed.results.manifest import NOT_THE_SAME_TWICE, SHARD
from recomputed.results.store import load, sha256
from recomputed.runs import output
from recomputed.workflow import data_sets

MANIFEST = Path("results/MANIFEST.json")
SHARDS = Path("results/shards.json")
FOLDERS = ("results/captions", "results/site")  # each is one output of its rule
NOT_THERE = "not there, so there is nothing to compare with; run make"
# The record of a data set also says where it was found: only its other parts are in the manifest.
NOT_BY_SEALS = {MANIFEST.as_posix(), SHARDS.as_posix(), *map(data_sets.record_file, data_sets.schemas())}


def altered(manifest: dict) -> dict[str, str]:
    """Find the files of the working directory that differ from `manifest`: path -> what is wrong."""
    wrong = {path: trouble for path, digest in manifest["files"].items() if (trouble := _trouble(path, digest))}
    for name, known in manifest.get("data", {}).items():
        wrong |= _altered_record(data_sets.record_file(name), known)
    return wrong


def _trouble(path: str, digest: str) -> str:
    """Say what is wrong with the file at `path`; "" if it has that SHA-256."""
    try:
        found, size = sha256(path), Path(path).stat().st_size
    except OSError as error:
        return "missing" if isinstance(error, FileNotFoundError) else f"unreadable ({error.strerror})"
    if found == digest:
        return ""
    return f"altered: expected SHA-256 {digest[:16]}…, found {found[:16]}…" if size else "empty"


def _altered_record(path: str, known: dict) -> dict[str, str]:
    try:
        record = load(path)
    except BadInput as error:
        return {path: str(error)}
    return {} if known.items() <= record.items() else {path: "altered: other data than in the manifest"}


def main(arguments: list[str]) -> int:
    """Check the results and let Snakemake make altered files again; give 0 if in the end all are as they were made."""
    before = _manifest() if MANIFEST.exists() else _from_seals()
    wrong = altered(before)
    _repair_seals({path: digest for path, digest in before["files"].items() if path not in wrong})
    for path, trouble in wrong.items():
        print(f"{path}: {trouble}")
    if wrong:
        manifest_check.check(MANIFEST, before, arguments)
        if not _made_again(list(wrong), arguments):
            return 1
    now = _manifest()
    different = differences.unexcused(before["files"], now["files"], now["varies"])
    for path in different:
        print(f"{path}: made again, but different: code or libraries have changed since")
    still = altered(now)
    print(f"{len(now['files']) - len(still)} of {len(now['files'])} files are as they were made")
    return 1 if still or different else 0


def _made_again(paths: list[str], arguments: list[str]) -> bool:
    """Make `paths` again, then all that depends on them; give False if Snakemake fails.

    They are made alone first: if they come back unchanged, Snakemake keeps what was made from them.
    """
    print(f"{len(paths)} files are made again", flush=True)
    paths = sorted({_target(path) for path in paths})
    snakemake = [sys.executable, "-m", "snakemake"]
    commands = ([*snakemake, *paths, "--forcerun", *paths, *arguments], [*snakemake, *arguments])
    return all(subprocess.run(command).returncode == 0 for command in commands)


def _target(path: str) -> str:
    """Give the output of Snakemake that contains `path`: for a page, its whole folder."""
    return next((folder for folder in FOLDERS if Path(path).is_relative_to(folder)), path)


def _repair_seals(right: dict[str, str]) -> None:
    """Write again the damaged seals of good files (path -> SHA-256)."""
    known = seals.read_all()
    for path, digest in right.items():
        if known.get(path, digest) != digest:
            seals.seal(Path(path), digest)
            print(f"{path}: unchanged, but its seal was damaged; the seal is written again")


def _manifest() -> dict:
    """Read the manifest, and add to its files the shards, and from their seals the outputs made on request."""
    if not MANIFEST.exists():
        sys.exit(f"{MANIFEST}: {NOT_THERE}")
    manifest = _read(MANIFEST, ("files", "data"))
    on_request = {path: digest for path, digest in _there(seals.read_all()).items() if not SHARD.search(path)}
    return manifest | {"files": on_request | manifest["files"] | _read(SHARDS, ())}


def _read(path: Path, blocks: tuple[str, ...]) -> dict:
    """Read a document with those `blocks`; end the program with one line if it is damaged."""
    try:
        found = load(path)
        if all(isinstance(block, dict) for block in (found, *(found[name] for name in blocks))):
            return found
    except (BadInput, KeyError, TypeError):
        pass
    sys.exit(f"{path}: damaged, so there is nothing to compare with; delete it and run make")


def _from_seals() -> dict:
    """Read the seals in place of a manifest; end the program with one line if no file differs from its seal."""
    files = _there(seals.read_all())
    if not any(_trouble(path, digest) for path, digest in files.items()):
        sys.exit(f"{MANIFEST}: {NOT_THERE}")
    return {"files": files}


def _there(files: dict[str, str]) -> dict[str, str]:
    """Leave out files that are gone, as when their rule was removed, and files that differ in each run."""
    there = [path for path in map(Path, files) if path.exists() and path.name not in NOT_THE_SAME_TWICE]
    return {path: files[path] for path in map(Path.as_posix, there) if path not in NOT_BY_SEALS}


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
