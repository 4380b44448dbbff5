"""`make verify-results`: find what was altered on disk since results/MANIFEST.json was made, and have it made again.

The command line is handed on to Snakemake.
"""

import subprocess
import sys
from pathlib import Path

from articles.errors import BadInput
from articles.store import load, sha256

MANIFEST = Path("results/MANIFEST.json")
SHARDS = Path("results/shards.json")
FOLDERS = ("results/captions", "results/site")  # each made as one
MNIST_RECORD = "results/data/mnist.json"  # says where MNIST was found, too: only its other parts are in the manifest


def altered(manifest: dict) -> dict[str, str]:
    """Tell what is wrong with each file of the working directory that is not as `manifest` has it, by path."""
    wrong = {path: trouble for path, digest in manifest["files"].items() if (trouble := _trouble(path, digest))}
    return wrong | _altered_record(manifest["mnist"])


def _trouble(path: str, digest: str) -> str:
    """Tell what is wrong with the file at `path`, and nothing if it has that SHA-256."""
    try:
        found, size = sha256(path), Path(path).stat().st_size
    except OSError as error:
        return "missing" if isinstance(error, FileNotFoundError) else f"unreadable ({error.strerror})"
    if found == digest:
        return ""
    return f"altered: expected SHA-256 {digest[:16]}…, found {found[:16]}…" if size else "empty"


def _altered_record(known: dict) -> dict[str, str]:
    try:
        record = load(MNIST_RECORD)
    except BadInput as error:
        return {MNIST_RECORD: str(error)}
    return {} if known.items() <= record.items() else {MNIST_RECORD: "altered: other data than in the manifest"}


def main(arguments: list[str]) -> int:
    """Check the results and have Snakemake make again what is not as it was; 0 when all is in order in the end."""
    before = _manifest()
    wrong = altered(before)
    for path, trouble in wrong.items():
        print(f"{path}: {trouble}")
    if wrong and not _made_again(list(wrong), arguments):
        return 1
    now = _manifest()
    for path in wrong:
        if now["files"].get(path) != before["files"].get(path):
            print(f"{path}: not as it was: code, config or data have changed since, or it holds measured times")
    still = altered(now)
    print(f"{len(now['files']) - len(still)} of {len(now['files'])} files are as {MANIFEST} has them")
    return 1 if still else 0


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


def _manifest() -> dict:
    """Read the manifest, the shards among its files."""
    if not MANIFEST.exists():
        sys.exit(f"{MANIFEST}: not there, so there is nothing to check against; run make")
    try:
        manifest = load(MANIFEST)
        if isinstance(manifest["mnist"], dict):
            return manifest | {"files": manifest["files"] | load(SHARDS)}
    except (BadInput, KeyError, TypeError):
        pass
    sys.exit(f"{MANIFEST}: damaged, so there is nothing to check against; run make clean and make")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
