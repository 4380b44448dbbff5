"""Snakemake logger plugin `--logger brief`: a line a job or a failure, the whole story in results/logs/snakemake.log.

Snakemake finds it by the package's name. Its own quiet modes hide job names and errors alike, in its log file too.
"""

import logging
import shutil
import sys
from pathlib import Path
from textwrap import shorten

from snakemake.logging import DefaultFormatter
from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

from recomputed.runs import run_lock

FULL_LOG = Path("results/logs/snakemake.log")
REASON_WIDTH = 150  # of why a dry run would run a job; the longest name hundreds of files
ALWAYS_SHOWN = ("Nothing to be done", "Unlock")
LITTLE_BYTES = 65_536  # of free space, below which a job cannot even say what is wrong
NO_REASON = ("asked: ", "used: ")  # with which a job's log begins and ends
TOLD_BY_THE_JOB = ("CalledProcessError", "At least one job did not", "Exiting because a job")


class LogHandler(LogHandlerBase):
    """Tells what is being built and how far along; see the module."""

    writes_to_stream, writes_to_file = True, False
    has_filter, has_formatter, needs_rulegraph = True, True, False

    def __post_init__(self) -> None:
        self.started, self.total = 0, 0
        self.early: list[logging.LogRecord] = []  # told before it is known whether anything will run
        self.full_log: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record` to the full log, and its short form, if it has one, to the terminal."""
        self._keep(record)
        line = self._short(record)
        if line:
            print(line, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Close the full log with the handler."""
        if self.full_log:
            self.full_log.close()
        super().close()

    def _keep(self, record: logging.LogRecord) -> None:
        """Write to the full log once a run begins or fails to; questions (--summary, --lint, -n) leave the last one."""
        begins = run_lock.is_mine() or record.levelno >= logging.ERROR
        if self.full_log is None and begins and not self.common_settings.dryrun and not run_lock.is_others():
            self.full_log = _full_log()
        self.early.append(record)
        if self.full_log:
            for waiting in self.early:
                self.full_log.emit(waiting)
            self.early.clear()

    def _short(self, record: logging.LogRecord) -> str:
        event, message = getattr(record, "event", None), record.getMessage() if record.msg else ""
        if event == LogEvent.RUN_INFO:
            self.total = record.stats["total"]
        elif event == LogEvent.JOB_INFO:
            return self._job(record)
        elif event == LogEvent.JOB_ERROR:
            return f"{record.rule_name}: {_last_line(record.log)}"
        elif record.levelno >= logging.WARNING or message.startswith(ALWAYS_SHOWN):
            return "" if any(words in message for words in TOLD_BY_THE_JOB) else message
        return ""

    def _job(self, record: logging.LogRecord) -> str:
        self.started += 1
        if not record.output:
            return ""
        wildcards = "".join(f" {name}={value}" for name, value in (record.wildcards or {}).items())
        reason = f": {shorten(record.reason, REASON_WIDTH)}" if self.common_settings.dryrun else ""
        return f"[{self.started:>{len(str(self.total))}}/{self.total}] {record.rule_name}{wildcards}{reason}"


def _full_log() -> logging.Handler:
    FULL_LOG.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(FULL_LOG, mode="w", encoding="utf-8")
    handler.setFormatter(DefaultFormatter(quiet=set()))
    return handler


def _last_line(logs: list[str]) -> str:
    """Give what a failed job wrote last, where its log says why, and otherwise where to look."""
    for path in map(Path, logs):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
        told = [line for line in lines if line.strip() and not line.startswith(NO_REASON)]
        if told:
            return told[-1]
    if shutil.disk_usage(FULL_LOG.parent).free < LITTLE_BYTES:
        return "No space left in results/; make room and run make again"
    return f"failed without a word, as a job does that is killed or out of memory; all there is lies in {FULL_LOG}"
