"""Snakemake logger plugin `--logger plan`: the jobs of a dry run as data, for recomputed.workflow.plan.

Prints one line of JSON per job to standard output, and each error as one line to standard error. Snakemake finds it by
the package's name.
"""

import json
import logging
import sys

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent


class LogHandler(LogHandlerBase):
    """Print the jobs that Snakemake announces; see the module."""

    writes_to_stream, writes_to_file = True, False
    has_filter, has_formatter, needs_rulegraph = True, True, False

    def emit(self, record: logging.LogRecord) -> None:
        """Print a job or an error; everything else that Snakemake says is left out."""
        if getattr(record, "event", None) == LogEvent.JOB_INFO:
            print(json.dumps(_job(record), default=str), flush=True)
        elif record.levelno >= logging.ERROR:
            print(" ".join(record.getMessage().split()), file=sys.stderr, flush=True)


def _job(record: logging.LogRecord) -> dict:
    return {
        "rule": record.rule_name,
        "wildcards": dict(record.wildcards or {}),
        "output": list(record.output),
        "log": list(record.log),
        "threads": record.threads,
        "resources": dict(record.resources.items()),
    }
