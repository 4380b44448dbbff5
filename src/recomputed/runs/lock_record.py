"""What the holder of a folder's lock writes into it: process, host, since when, mark of its jobs; {} at a good end."""

import json
import os
import socket
import time
from typing import TextIO

import psutil

UNREADABLE = {"pid": "unknown"}  # of a run that was killed while it wrote
CLOCK_SECONDS = 5  # two readings of when a process began are this far apart at most


def own(mark: str) -> dict:
    """Give the record of this process, whose jobs carry `mark`."""
    return {
        "pid": os.getpid(),
        "began": psutil.Process().create_time(),
        "host": socket.gethostname(),
        "since": time.strftime("%Y-%m-%d %H:%M:%S"),
        "mark": mark,
    }


def read(file: TextIO) -> dict:
    """Read what the last holder wrote."""
    file.seek(0)
    text = file.read()
    try:
        return dict(json.loads(text)) if text else {}
    except (TypeError, ValueError):
        return UNREADABLE


def write(file: TextIO, record: dict) -> None:
    """Write `record` in place of what stands there."""
    file.truncate(0)
    file.write(json.dumps(record) if record else "")
    file.flush()


def is_elsewhere(record: dict) -> bool:
    """Say whether another host wrote `record`."""
    return record.get("host") not in (None, socket.gethostname())


def is_beyond_sight(record: dict) -> bool:
    """Say whether only a person can know if the run that wrote `record` is over."""
    return is_elsewhere(record) or record == UNREADABLE


def may_live(record: dict) -> bool:
    """Say whether the run that wrote `record` may be going on; a number of a process is given out again and again."""
    if not record or is_elsewhere(record):
        return bool(record)
    try:
        began = psutil.Process(record["pid"]).create_time()
        return abs(began - record["began"]) < CLOCK_SECONDS
    except psutil.NoSuchProcess:
        return False
    except (KeyError, TypeError, ValueError):
        return True


def told(record: dict) -> str:
    """Put `record` into words."""
    where = f" on {record['host']}" if is_elsewhere(record) else ""
    return f"process {record.get('pid', 'unknown')}{where}, since {record.get('since', 'a moment ago')}"
