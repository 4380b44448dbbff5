"""The record in the lock file of a folder: process, host, start and job mark of the run; {} once it has ended well."""

import json
import os
import socket
import time
from pathlib import Path
from typing import TextIO

import psutil

UNREADABLE = {"pid": "unknown"}  # the run was killed while it wrote its record
CLOCK_SECONDS = 5  # largest difference between two readings of the start time of one process
BOOT = Path("/proc/sys/kernel/random/boot_id")


def own(mark: str) -> dict:
    """Give the record of this process; `mark` is in the environment of its jobs."""
    return {
        "pid": os.getpid(),
        "began": _began(psutil.Process()),
        "boot": _boot(),
        "host": socket.gethostname(),
        "since": time.strftime("%Y-%m-%d %H:%M:%S"),
        "mark": mark,
    }


def read(file: TextIO) -> dict:
    """Read the record of the last run; UNREADABLE where it is damaged."""
    file.seek(0)
    text = file.read()
    try:
        return dict(json.loads(text)) if text else {}
    except (TypeError, ValueError):
        return UNREADABLE


def write(file: TextIO, record: dict) -> None:
    """Replace the record in `file` with `record`."""
    file.truncate(0)
    file.write(json.dumps(record) if record else "")
    file.flush()


def is_elsewhere(record: dict) -> bool:
    """Say whether another host wrote `record`."""
    return record.get("host") not in (None, socket.gethostname())


def cannot_verify_holder(record: dict) -> bool:
    """Say whether this program has no way to find out if the run that wrote `record` is over."""
    return is_elsewhere(record) or record == UNREADABLE


def how_to_verify(record: dict) -> str:
    """Name the command that shows a person whether the run that wrote `record` still goes on."""
    if not is_elsewhere(record):
        return "pgrep -af snakemake shows whether it still runs"
    return f"ps -p {record.get('pid', 'unknown')}, typed on {record['host']}, shows whether it still runs"


def may_live(record: dict) -> bool:
    """Say whether the run that wrote `record` may still go on; another process may have got its number since."""
    if not record or is_elsewhere(record):
        return bool(record)
    try:
        process = psutil.Process(record["pid"])
        return record["boot"] == _boot() and abs(_began(process) - record["began"]) < CLOCK_SECONDS
    except psutil.NoSuchProcess:
        return False
    except (KeyError, TypeError, ValueError):
        return True


def describe(record: dict) -> str:
    """Describe the run that wrote `record`, in words for a message."""
    where = f" on {record['host']}" if is_elsewhere(record) else ""
    return f"process {record.get('pid', 'unknown')}{where}, since {record.get('since', 'a moment ago')}"


def _began(process: psutil.Process) -> float:
    """Give when `process` began, in seconds since the system did: the clock may have been set since."""
    return process.create_time() - psutil.boot_time()


def _boot() -> str:
    """Name this start of the system; "" where it has no name."""
    try:
        return BOOT.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
