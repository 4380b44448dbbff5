"""Whether this user may write what a run has to write: a file of another user, say after `sudo make`, ends it early."""

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

SNAKEMAKE, RESULTS = Path(".snakemake"), Path("results")
PROBE_BYTES = 65_536  # free space that logs and Snakemake's own records need


def check() -> None:
    """End the program with one line where a folder or a file that a run writes cannot be written.

    Every file in results/ and .snakemake/ counts: Snakemake refuses to replace a file that its user may not write. The
    project's own folder counts if they have to be made in it.
    """
    here = () if SNAKEMAKE.is_dir() and RESULTS.is_dir() else (Path(),)
    for folder in (*here, SNAKEMAKE, RESULTS, RESULTS / "logs"):
        if os.path.lexists(folder) and not folder.is_dir():
            refuse(folder, _instead_of_a_folder(folder))
        try:
            if folder.is_dir():
                with TemporaryFile(dir=folder) as file:
                    file.write(bytes(PROBE_BYTES))
                    file.flush()
        except OSError as error:
            refuse(folder, error.strerror)
    for path in _forbidden():
        refuse(path, os.strerror(errno.EACCES))


def refuse(path: Path, reason: str) -> NoReturn:
    """End the program with one line that says why `path` cannot be written, and what to do."""
    sys.exit(f"{path.absolute()}: cannot be written: {reason}; {_advice(path)} and run again")


def _forbidden() -> Iterator[Path]:
    """Yield the folders and files of a run that this user may not write; a link counts as what it leads to."""
    for top in (SNAKEMAKE, RESULTS):
        for folder, _, files in os.walk(top):
            if not os.access(folder, os.R_OK | os.W_OK | os.X_OK) and os.path.exists(folder):
                yield Path(folder)
            for file in files:
                path = os.path.join(folder, file)
                # Jobs of this run may remove files meanwhile, so what is gone is asked last.
                if not os.access(path, os.R_OK | os.W_OK) and os.path.exists(path):
                    yield Path(path)


def _instead_of_a_folder(path: Path) -> str:
    if path.is_symlink():
        return f"a link to {os.readlink(path)}, which is no folder"
    return "not a folder"


def _advice(path: Path) -> str:
    """Say what to do: take over the files of another user, else correct what the reason says."""
    try:
        owner, user = path.stat().st_uid, os.geteuid()
    except OSError:
        return "correct that"
    if owner == user or user == 0:
        return "correct that"
    top = next((top for top in (SNAKEMAKE, RESULTS) if path.is_relative_to(top)), path)
    return f"it belongs to user {owner}, and you are user {user}: type sudo chown -R {user} '{top.absolute()}'"
