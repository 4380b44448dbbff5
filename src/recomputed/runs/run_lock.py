"""One run at a time in a folder, by a lock of the operating system, which takes it back from a run that is killed.

Snakemake's own lock is a file that a killed run leaves behind, for a person to remove; profiles/ turn it off. Where the
file system has no locks, the record in the file (recomputed.runs.lock_record) has to tell whether its run is over.
"""

import atexit
import errno
import fcntl
import os
import shutil
import sys
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn, TextIO
from uuid import uuid4

from recomputed.runs import lock_record, orphans

LOCK = Path(".snakemake/run.lock")
RESULTS = Path("results")
HALF_WRITTEN = ".writing-*"  # as recomputed.results.atomic names them
PROBE_BYTES = 65_536  # logs and Snakemake's notes need some room
ASKED_TIMES, WAIT_SECONDS = 10, 0.1  # a moment's patience for those who only look who holds the lock

_held: TextIO | None = None


def take() -> None:
    """Hold the working directory until this process ends; end the program with one line if another run holds it.

    What a killed run left is cleared away first: jobs that outlived it, and files that were half written.
    """
    global _held
    _held = _locked_file()
    killed, mark = lock_record.read(_held), uuid4().hex
    if killed:
        ended, told = orphans.end(killed.get("mark", "")), lock_record.told(killed)
        print(f"resuming after a run that was killed ({told}); {ended} of its jobs ended", file=sys.stderr)
    sweep()
    lock_record.write(_held, lock_record.own(mark))
    os.environ[orphans.MARK] = mark
    atexit.register(_release, os.getpid(), mark)


def check_writable() -> None:
    """End the program with one line where the working directory or its results cannot be written."""
    for folder in (Path(), LOCK.parent, RESULTS, RESULTS / "logs"):
        if os.path.lexists(folder) and not folder.is_dir():
            _refuse(folder, "not a folder")
        try:
            if folder.is_dir():
                with TemporaryFile(dir=folder) as file:
                    file.write(bytes(PROBE_BYTES))
                    file.flush()
        except OSError as error:
            _refuse(folder, error.strerror)
    for folder, _, _ in os.walk(RESULTS):
        if not os.access(folder, os.W_OK | os.X_OK):
            _refuse(Path(folder), os.strerror(errno.EACCES))


def _refuse(path: Path, why: str) -> NoReturn:
    sys.exit(f"{path.absolute()}: cannot be written: {why}; mend that and run again")


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
    """Remove what killed jobs were writing, under temporary names, in results/."""
    for path in [*RESULTS.rglob(HALF_WRITTEN)]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _locked_file() -> TextIO:
    LOCK.parent.mkdir(exist_ok=True)
    for _ in range(ASKED_TIMES):
        try:
            file = open(LOCK, "a+", encoding="utf-8")  # noqa: SIM115 (open as long as the process lives)
        except OSError as error:
            _refuse(LOCK, error.strerror)
        if _try_lock(file, fcntl.LOCK_EX) and _is_still_there(file):
            return file
        time.sleep(WAIT_SECONDS)
        record = lock_record.read(file)
        file.close()
    do = "wait for its end, or stop it, and run again"
    if lock_record.is_beyond_sight(record):
        do += f"; if it is over, delete {LOCK}"
    sys.exit(f"{Path.cwd()}: another run holds this folder: {lock_record.told(record)}; {do}")


def _try_lock(file: TextIO, kind: int) -> bool:
    """Lock `file`; False where another run holds it, or may: not all file systems lock for all hosts, or at all."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        _warn(f"{LOCK}: no locks here ({error.strerror}): take care that only one run uses this folder")
        return not lock_record.may_live(lock_record.read(file))
    return not lock_record.is_elsewhere(lock_record.read(file))


@cache
def _warn(line: str) -> None:
    print(line, file=sys.stderr)


def _is_still_there(file: TextIO) -> bool:
    """Say whether the locked file is the one under the name, and not one that was removed meanwhile."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), LOCK.stat())
    except FileNotFoundError:
        return False


def _release(pid: int, mark: str) -> None:
    """Empty the record and sweep, unless this is a fork of the holder or the folder has become another run's."""
    if os.getpid() == pid and _is_still_there(_held) and lock_record.read(_held).get("mark") == mark:
        sweep()
        lock_record.write(_held, {})
