"""Allow one run at a time in a folder, with a lock of the operating system, which releases it when a run is killed.

The profiles turn off Snakemake's own lock: it is a file that stays after a killed run, until a person removes it. On a
file system without locks, the record in the lock file (recomputed.runs.lock_record) decides whether its run is over.
"""

import atexit
import contextlib
import fcntl
import os
import shutil
import sys
import time
from functools import cache
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from recomputed.results.atomic import replacing
from recomputed.runs import lock_record, orphans, writable

LOCK = writable.SNAKEMAKE / "run.lock"
RESULTS = writable.RESULTS
RECORDS = writable.SNAKEMAKE / "metadata"
HALF_WRITTEN = ".writing-*"  # temporary names given by recomputed.results.atomic
LOCK_ATTEMPTS, WAIT_SECONDS = 10, 0.1  # is_others() of another process takes the lock for a moment

_held: TextIO | None = None


def take() -> None:
    """Lock the working directory until this process ends; end the program with one line if another run holds the lock.

    What a killed run left is removed first: its jobs that still run, and half-written files.
    """
    global _held
    _held = _locked_file()
    killed, mark = lock_record.read(_held), uuid4().hex
    if killed:
        ended = orphans.end(killed.get("mark", ""))
        run = lock_record.describe(killed)
        print(f"resuming after a run that was killed ({run}); {ended} of its jobs ended", file=sys.stderr)
    sweep()
    separate()
    lock_record.write(_held, lock_record.own(mark))
    os.environ[orphans.MARK] = mark
    atexit.register(_release, os.getpid(), mark, Path.cwd())


def is_mine() -> bool:
    """Say whether this process holds the lock."""
    return _held is not None


def is_others() -> bool:
    """Say whether another process holds the lock."""
    if is_mine() or not LOCK.is_file():
        return False
    with open(LOCK, encoding="utf-8") as file:
        return not _try_lock(file, fcntl.LOCK_SH)


def sweep() -> None:
    """Remove the temporary files and folders in results/ that killed jobs were writing."""
    for path in [*RESULTS.rglob(HALF_WRITTEN)]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def separate() -> None:
    """Give this folder files of its own in place of Snakemake's records that it shares with a copy (`cp -al`).

    Snakemake writes them in place, so that the other folder would take its results for those of this code.
    """
    for path in [*RECORDS.rglob("*")]:
        if path.is_file() and path.stat().st_nlink > 1:
            with replacing(path) as own:
                shutil.copyfile(path, own)


def _locked_file() -> TextIO:
    LOCK.parent.mkdir(exist_ok=True)
    for _ in range(LOCK_ATTEMPTS):
        try:
            file = open(LOCK, "a+", encoding="utf-8")  # noqa: SIM115 (open as long as the process lives)
        except OSError as error:
            writable.refuse(LOCK, error.strerror)
        if _try_lock(file, fcntl.LOCK_EX) and _is_still_there(file):
            return file
        time.sleep(WAIT_SECONDS)
        record = lock_record.read(file)
        file.close()
    do = "wait for its end, or stop it, and run again"
    if lock_record.cannot_verify_holder(record):
        do += f"; {lock_record.how_to_verify(record)}; if it does not, delete {LOCK}"
    sys.exit(f"{Path.cwd()}: another run holds this folder: {lock_record.describe(record)}; {do}")


def _try_lock(file: TextIO, kind: int) -> bool:
    """Lock `file`; give False if another run holds the lock, or may hold it on another host or without locks."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        _warn(f"{LOCK}: this file system has no locks ({error.strerror}); make sure that only one run uses this folder")
        return not lock_record.may_live(lock_record.read(file))
    return not lock_record.is_elsewhere(lock_record.read(file))


@cache
def _warn(line: str) -> None:
    print(line, file=sys.stderr)


def _is_still_there(file: TextIO) -> bool:
    """Say whether the locked file still is the one at LOCK; another process may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), LOCK.stat())
    except FileNotFoundError:
        return False


def _release(pid: int, mark: str, folder: Path) -> None:
    """Empty the record and sweep, unless this process is a fork of the holder or another run has locked the `folder`.

    Snakemake has left the folder by then, if --directory named it.
    """
    with contextlib.suppress(FileNotFoundError), contextlib.chdir(folder):
        if os.getpid() == pid and _is_still_there(_held) and lock_record.read(_held).get("mark") == mark:
            sweep()
            lock_record.write(_held, {})
