"""One run at a time in a folder, by a lock of the operating system, which takes it back from a run that is killed.

Snakemake's own lock is a file that a killed run leaves behind, for a person to remove; profiles/ turn it off.
"""

import atexit
import fcntl
import json
import os
import shutil
import socket
import sys
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO
from uuid import uuid4

LOCK = Path(".snakemake/run.lock")
RESULTS = Path("results")
HALF_WRITTEN = ".writing-*"  # as articles.atomic names them
MARK = "ARTICLE_FIGURES_RUN"  # in the environment of every job, so that jobs that outlive their run are known
PROBE_BYTES = 65_536  # logs and Snakemake's notes need some room
ASKED_TIMES, WAIT_SECONDS = 10, 0.1  # a moment's patience for those who only look who holds the lock

_held: TextIO | None = None


def take() -> None:
    """Hold the working directory until this process ends; end the program with one line if another run holds it.

    What a killed run left is cleared away first: jobs that outlived it, and files that were half written.
    """
    global _held
    _held = _locked_file()
    killed = _record(_held)
    if killed:
        ended = _end_jobs(killed)
        print(f"resuming after a run that was killed ({_told(killed)}); {ended} of its jobs ended", file=sys.stderr)
    sweep()
    os.environ[MARK] = uuid4().hex
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    _write(_held, {"pid": os.getpid(), "host": socket.gethostname(), "since": since, "mark": os.environ[MARK]})
    atexit.register(_release, os.getpid())


def check_writable() -> None:
    """End the program with one line where the working directory or its results cannot be written."""
    for folder in (Path(), RESULTS, RESULTS / "logs"):
        try:
            if folder.is_dir():
                with NamedTemporaryFile(dir=folder, prefix=HALF_WRITTEN[:-1]) as file:
                    file.write(bytes(PROBE_BYTES))
                    file.flush()
        except OSError as error:
            sys.exit(f"{folder.absolute()}: cannot be written: {error.strerror}; mend that and run again")


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
        file = open(LOCK, "a+", encoding="utf-8")  # noqa: SIM115 (open as long as the process lives)
        if _try_lock(file, fcntl.LOCK_EX) and _is_still_there(file):
            return file
        time.sleep(WAIT_SECONDS)
        told = _told(_record(file))
        file.close()
    sys.exit(f"{Path.cwd()}: another run holds this folder: {told}; wait for its end, or stop it, and run again")


def _try_lock(file: TextIO, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:  # some network file systems have no locks
        print(
            f"{LOCK}: no locks here ({error.strerror}): take care that only one run uses this folder", file=sys.stderr
        )
    return True


def _is_still_there(file: TextIO) -> bool:
    """Say whether the locked file is the one under the name, and not one that was removed meanwhile."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), LOCK.stat())
    except FileNotFoundError:
        return False


def _record(file: TextIO) -> dict:
    """Read what the holder wrote; {} where it ended well."""
    file.seek(0)
    text = file.read()
    try:
        return dict(json.loads(text)) if text else {}
    except (TypeError, ValueError):  # killed while it wrote
        return {"pid": "unknown"}


def _write(file: TextIO, record: dict) -> None:
    file.truncate(0)
    file.write(json.dumps(record) if record else "")
    file.flush()


def _told(record: dict) -> str:
    where = "" if record.get("host") in (None, socket.gethostname()) else f" on {record['host']}"
    return f"process {record.get('pid', 'unknown')}{where}, since {record.get('since', 'a moment ago')}"


def _end_jobs(killed: dict) -> int:
    """End the jobs that outlived the `killed` run on this machine; they would write beside those that replace them."""
    import psutil

    ended = []
    for process in psutil.process_iter():
        try:
            if killed.get("mark") and process.environ().get(MARK) == killed["mark"]:
                process.kill()
                ended.append(process)
        except (psutil.Error, OSError):  # ended by itself, or another user's
            continue
    psutil.wait_procs(ended, timeout=10)
    return len(ended)


def _release(pid: int) -> None:
    if os.getpid() == pid and _held is not None:
        sweep()
        _write(_held, {})
