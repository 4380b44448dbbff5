"""The first and the last line of a job's log: what is written is what is read."""

import time

import pytest

from recomputed.runs import progress
from recomputed.workflow import job_record


def record(path, params, resources, capsys, do=lambda: None):
    """Write a log as a job does and read it."""
    output = path / "output"
    output.write_bytes(b"x" * 2_500_000)
    print(job_record.asked(params, resources))
    do()
    print(job_record.used([str(output)], time.monotonic() - 7))
    log = path / "job.log"
    log.write_text(capsys.readouterr().out)
    return job_record.read(log)


def test_what_a_job_was_asked_for_and_took(tmp_path, capsys):
    params = {"seed": 1, "shard": "2-of-7", "sizes": [1, 2], "tasks": {"adding": 3}}
    found = record(tmp_path, params, {"_cores": 2, "mem_mb": 1000}, capsys, lambda: print("a line"))
    assert found["asked"] == {"seed": 1, "shard": "2-of-7"}
    assert found["lines"] == ["a line"]
    assert found["wall_seconds"] == pytest.approx(7, abs=1)
    assert found["written_mb"] == 2.5
    assert found["cpu_seconds"] > 0
    assert found["peak_mb"] > 10
    assert (found["work"], found["found_done"]) == (None, False)


def test_work_and_what_was_found_done(tmp_path, capsys):
    found = record(tmp_path, {"seed": 1}, {"work": 10**10}, capsys, lambda: progress.found_done("net 0"))
    assert (found["work"], found["found_done"]) == (10**10, True)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "used: {}",
        "asked: {\nused: {}",
        'asked: {}\nused: {"cpu_seconds": 1}',
        "asked: 3\nused: 4",
        'asked: {"work": "many"}\nused: {"wall_seconds": 1, "cpu_seconds": 1, "peak_mb": 1, "written_mb": 1}',
        "asked: {}\nKeyError: 1",
    ],
)
def test_a_log_that_is_damaged_or_has_no_end_is_none(tmp_path, content):
    (tmp_path / "job.log").write_text(content)
    assert job_record.read(tmp_path / "job.log") is None
    assert job_record.read(tmp_path / "no.log") is None
