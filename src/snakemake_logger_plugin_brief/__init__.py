"""Snakemake logger plugin `--logger brief`: one line per job or failure; all messages in results/logs/snakemake.log.

Snakemake finds it by the name of the package. Its own quiet modes hide the names of jobs and the errors, even in its
log file.
"""

import contextlib
import logging
import os
import shutil
import sys
from pathlib import Path
from textwrap import shorten

from snakemake.logging import DefaultFormatter
from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

from recomputed.runs import environment, output, run_lock
from recomputed.workflow import job_record
from snakemake_logger_plugin_brief.errors import shortened

FULL_LOG = Path("results/logs/snakemake.log")
REASON_WIDTH = 150  # longest reason of a job that a dry run shows, in characters; some list hundreds of files
ALWAYS_SHOWN = ("Nothing to be done", "Unlock")
LITTLE_BYTES = 65_536  # with less free space, a job cannot even write what is wrong
NO_REASON = (job_record.ASKED, job_record.USED)  # beginnings of the first and the last line of a job's log
# Errors of which another line says more: that of the job, or that of recomputed.runs.writable.
REPORTED_ELSEWHERE = ("CalledProcessError", "At least one job did not", "Exiting because a job", "Failed to setup log")

output.guard()  # the first code of the project that a plain `snakemake` runs, before it prints anything
logging.raiseExceptions = False  # no traceback for each line of Snakemake's own log, where the disk is full


class LogHandler(LogHandlerBase):
    """Shows which jobs begin and fail, and how many there are; see the module."""

    writes_to_stream, writes_to_file = True, False
    has_filter, has_formatter, needs_rulegraph = True, True, False

    def __post_init__(self) -> None:
        # A plain `snakemake` opens its cache before it reads the Snakefile.
        os.environ.update(environment.without_home(os.environ, Path(environment.CACHES).absolute()))
        self.started, self.total = 0, 0
        self.early: list[logging.LogRecord] = []  # received before it is known whether anything will run
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
            with contextlib.suppress(OSError):  # a full disk, which has been reported
                self.full_log.close()
        super().close()

    def _keep(self, record: logging.LogRecord) -> None:
        """Write to the full log once a run begins, or fails to; --summary, --lint and -n keep the last log."""
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
            return "" if any(words in message for words in REPORTED_ELSEWHERE) else self._error(record, message)
        return ""

    def _error(self, record: logging.LogRecord, message: str) -> str:
        return message if self.common_settings.verbose else shortened(message, getattr(record, "exception", ""))

    def _job(self, record: logging.LogRecord) -> str:
        self.started += 1
        if not record.output:
            return ""
        wildcards = "".join(f" {name}={value}" for name, value in (record.wildcards or {}).items())
        reason = f": {shorten(record.reason, REASON_WIDTH)}" if self.common_settings.dryrun else ""
        return f"[{self.started:>{len(str(self.total))}}/{self.total}] {record.rule_name}{wildcards}{reason}"


class _FullLog(logging.FileHandler):
    """The file with all messages; if it cannot be written, one line says so, in place of a traceback per message."""

    is_reported = False

    def handleError(self, record: logging.LogRecord) -> None:
        """Report the first failure to write."""
        if not self.is_reported:
            print(f"{FULL_LOG}: not written: {sys.exc_info()[1]}", file=sys.stderr, flush=True)
        self.is_reported = True


def _full_log() -> logging.Handler:
    try:
        FULL_LOG.parent.mkdir(parents=True, exist_ok=True)
        FULL_LOG.unlink(missing_ok=True)  # the last one may belong to another user, who lets nobody write it
        handler = _FullLog(FULL_LOG, mode="w", encoding="utf-8")
    except OSError:  # recomputed.runs.writable says why
        return logging.NullHandler()
    handler.setFormatter(DefaultFormatter(quiet=set()))
    return handler


def _last_line(logs: list[str]) -> str:
    """Give the last line that a failed job wrote, which says why it failed; without one, say where to look."""
    for path in map(Path, logs):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
        written = [line for line in lines if line.strip() and not line.startswith(NO_REASON)]
        if written:
            return written[-1]
    if shutil.disk_usage(FULL_LOG.parent).free < LITTLE_BYTES:
        return "No space left in results/; make room and run make again"
    return f"ended without a message in its log; what the system said is above, and all of it in {FULL_LOG}"
