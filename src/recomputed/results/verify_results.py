"""`make verify-results`: find what was altered on disk since results/MANIFEST.json was made, and have it made again.

The command line is handed on to Snakemake. Where there is no manifest, because the job that makes one refuses a file
that is not as it was, the files' seals have to tell (recomputed.results.seals); so they have of what was made on request.
"""

import subprocess
import sys
from pathlib import Path

from recomputed.errors import BadInput
from recomputed.results import differences, manifest_check, seals
from recomputed.results.manifest import NOT_THE_SAME_TWICE, SHARD
from recomputed.results.store import load, sha256
from recomputed.workflow import data_sets

MANIFEST = Path("results/MANIFEST.json")
SHARDS = Path("results/shards.json")
FOLDERS = ("results/captions", "results/site")  # each made as one
NOT_THERE = "not there, so there is nothing to check against; run make"
# The record of a data set says where it was found, too: only its other parts are in the manifest.
RECORDS = {name: data_sets.record_file(name) for name in data_sets.schemas()}
NOT_BY_SEALS = {MANIFEST.as_posix(), SHARDS.as_posix(), *RECORDS.values()}


def altered(manifest: dict) -> dict[str, str]:
    """Tell what is wrong with each file of the working directory that is not as `manifest` has it, by path."""
    wrong = {path: trouble for path, digest in manifest["files"].items() if (trouble := _trouble(path, digest))}
    for name, known in manifest.get("data", {}).items():
        wrong |= _altered_record(RECORDS[name], known)
    return wrong


def _trouble(path: str, digest: str) -> str:
    """Tell what is wrong with the file at `path`, and nothing if it has that SHA-256."""
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
    """Check the results and have Snakemake make again what is not as it was; 0 when all is in order in the end."""
    before = _manifest() if MANIFEST.exists() else _sealed()
    wrong = altered(before)
    _mend_seals({path: digest for path, digest in before["files"].items() if path not in wrong})
    for path, trouble in wrong.items():
        print(f"{path}: {trouble}")
    if wrong:
        manifest_check.check(MANIFEST, before, arguments)
        if not _made_again(list(wrong), arguments):
            return 1
    now = _manifest()
    otherwise = differences.unexcused(before["files"], now["files"], now["varies"])
    for path in otherwise:
        print(f"{path}: not as it was: code or libraries have changed since")
    still = altered(now)
    print(f"{len(now['files']) - len(still)} of {len(now['files'])} files are as they were made")
    return 1 if still or otherwise else 0


def _made_again(paths: list[str], arguments: list[str]) -> bool:
    """Make `paths` first and alone: where they come back as they were, what was made from small ones stands."""
    print(f"{len(paths)} to be made again", flush=True)
    paths = sorted({_target(path) for path in paths})
    snakemake = [sys.executable, "-m", "snakemake"]
    commands = ([*snakemake, *paths, "--forcerun", *paths, *arguments], [*snakemake, *arguments])
    return all(subprocess.run(command).returncode == 0 for command in commands)


def _target(path: str) -> str:
    """Give what Snakemake knows `path` by: for a page its whole folder."""
    return next((folder for folder in FOLDERS if Path(path).is_relative_to(folder)), path)


def _mend_seals(right: dict[str, str]) -> None:
    """Write again the seals of files that are as they were made, path -> SHA-256, where the seal says otherwise."""
    noted = seals.noted()
    for path, digest in right.items():
        if noted.get(path, digest) != digest:
            seals.seal(Path(path), digest)
            print(f"{path}: as it was made, only its seal was damaged: sealed again")


def _manifest() -> dict:
    """Read the manifest, among its files the shards and what was made on request, which seals alone tell of."""
    if not MANIFEST.exists():
        sys.exit(f"{MANIFEST}: {NOT_THERE}")
    manifest = _read(MANIFEST, ("files", "data"))
    on_request = {path: digest for path, digest in _there(seals.noted()).items() if not SHARD.search(path)}
    return manifest | {"files": on_request | manifest["files"] | _read(SHARDS, ())}


def _read(path: Path, blocks: tuple[str, ...]) -> dict:
    """Read a document with those `blocks`; end the program with one line where it is damaged."""
    try:
        found = load(path)
        if all(isinstance(block, dict) for block in (found, *(found[name] for name in blocks))):
            return found
    except (BadInput, KeyError, TypeError):
        pass
    sys.exit(f"{path}: damaged, so there is nothing to check against; delete it and run make")


def _sealed() -> dict:
    """Give what files the seals know, where one, as without a manifest nothing else tells, is not as it was."""
    files = _there(seals.noted())
    if not any(_trouble(path, digest) for path, digest in files.items()):
        sys.exit(f"{MANIFEST}: {NOT_THERE}")
    return {"files": files}


def _there(files: dict[str, str]) -> dict[str, str]:
    """Leave out what is gone, as with its rule, and what is not the same twice."""
    there = [path for path in map(Path, files) if path.exists() and path.name not in NOT_THE_SAME_TWICE]
    return {path: files[path] for path in map(Path.as_posix, there) if path not in NOT_BY_SEALS}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
