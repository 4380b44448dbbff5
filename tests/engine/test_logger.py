"""Snakemake's own errors as the terminal shows them: one line, with what is wrong and what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from recomputed.runs import lock_record
from snakemake_logger_plugin_brief import errors

ROOT = Path(__file__).parents[2]
# Handed to Snakemake by mistake, and a piece of the one line that comes back.
MISTAKES = {
    "a file that is not there": (
        ["--configfile", "nowhere.yaml"],
        "No such file or directory: 'nowhere.yaml'; c",
    ),
    "a folder for a file": (["--configfile", "tests"], "Is a directory: 'tests'; correct"),
    "a setting without =": (["--config", "seed"], "name=value pairs. (Unparsable value: 'seed'); correct"),
    "a name too short": (["--config", "x=1"], "must start with a valid identifier"),
    "a folder without config.yaml": (["--directory", "docs"], "/docs/config.yaml: no such file; run again in the pro"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_on_the_command_line_is_one_line(mistake):
    arguments, piece = MISTAKES[mistake]
    command = [Path(sys.executable).with_name("snakemake"), "--dry-run", *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True)
    lines = [line for line in done.stderr.splitlines() if "profile" not in line]
    assert done.returncode == 1
    assert len(lines) == 1, done.stderr
    assert piece in lines[0]
    assert done.stdout == ""


def test_an_error_keeps_its_words_and_loses_the_places_in_snakemakes_code():
    message = 'WorkflowError in file "x.smk", line 3:\nno such thing\n  File "/lib/snakemake/dag.py", line 7, in update'
    assert errors.shortened(message, "WorkflowError") == 'WorkflowError in file "x.smk", line 3:\nno such thing'


@pytest.mark.parametrize("text", [b"\xff\xfe\x00{", b'{"rule": 3}', b"[1]"])
def test_a_damaged_record_of_snakemake_is_named(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    errors.RECORDS.mkdir(parents=True)
    for name, content in (("good", b'{"rule": "a"}'), ("half", b'{"ru'), ("bad", text)):
        (errors.RECORDS / name).write_bytes(content)
    assert errors.damaged_records() == [errors.RECORDS / "bad"]
    line = errors.shortened("Traceback (most recent call last):\n\n  File x\n\nSome: words", "ValidationError")
    assert line == ".snakemake/metadata/bad: damaged, no record of Snakemake; delete .snakemake/metadata and run again"
    (errors.RECORDS / "bad").unlink()
    line = errors.shortened("Traceback (most recent call last):\n\n  File x\n\nSome: words", "ValidationError")
    assert line.startswith("Snakemake ended with Some: words; ")


def test_the_command_that_shows_whether_a_run_lives_is_for_the_host_of_its_lock():
    own = lock_record.own("m")
    assert "ps -p" not in lock_record.how_to_verify(own)
    other = own | {"host": "node7", "pid": 12}
    assert lock_record.how_to_verify(other).startswith("ps -p 12, typed on node7, shows")
