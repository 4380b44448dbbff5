"""When the results that are there were made: from the logs of the jobs."""

from datetime import UTC, datetime
from pathlib import Path

from recomputed.workflow import job_record


def run_period(folder: str) -> tuple[datetime, datetime] | None:
    """Give when the first job began and when the last one ended (UTC, whole seconds); None without a finished job.

    Jobs of several runs count if their results are still there: a run makes only what is missing.
    """
    ends = [(path.stat().st_mtime, took) for path in Path(folder).rglob("*.log") if (took := job_record.read(path))]
    if not ends:
        return None
    started = min(end - took["wall_seconds"] for end, took in ends)
    return _moment(started), _moment(max(end for end, _ in ends))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
