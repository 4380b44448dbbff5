"""Two runs at once in one folder, and what a killed one leaves: the lock alone, without Snakemake."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from recomputed.results import atomic
from recomputed.runs import lock_record, orphans, run_lock

HOLD = "from recomputed.runs import run_lock; run_lock.take(); print('held', flush=True); input()"
WITH_A_JOB = HOLD.replace("print", "import subprocess as s; j = s.Popen(['sleep', '60']); print(j.pid); print")
# Adds one to a number in a file in two steps, which two holders at once would garble.
COUNT = """
from pathlib import Path
import time
from recomputed.runs import run_lock
run_lock.LOCK_ATTEMPTS = 1000
run_lock.WAIT_SECONDS = 0.01
run_lock.take()
n = int(Path("n").read_text()); time.sleep(0.02); Path("n").write_text(str(n + 1))
"""


class Run(subprocess.Popen):
    """A process in `folder` that holds the lock until `end` is called."""

    def __init__(self, folder: Path, code: str = HOLD, **rest):
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        super().__init__([sys.executable, "-c", code], cwd=folder, text=True, **pipes, **rest)

    def lines_until_held(self) -> list[str]:
        lines = []
        for line in self.stdout:
            if line == "held\n":
                return lines
            lines.append(line.strip())
        pytest.fail(f"not held: {self.stderr.read()}")

    def end(self) -> str:
        return self.communicate("\n", timeout=60)[1]


def record(folder: Path) -> str:
    return (folder / run_lock.LOCK).read_text()


def test_the_second_run_is_refused_with_a_line_that_says_who_holds_the_folder(tmp_path):
    first = Run(tmp_path)
    first.lines_until_held()
    since = json.loads(record(tmp_path))["since"]
    second = Run(tmp_path)
    line = second.end()
    assert second.returncode == 1
    assert line.count("\n") == 1
    assert f"{tmp_path}: another run holds this folder: process {first.pid}, since {since}; " in line
    assert first.end() == ""
    assert first.returncode == 0
    third = Run(tmp_path)
    third.lines_until_held()
    assert third.end() == ""  # nothing to resume


def test_a_stale_lock_is_recognised_and_jobs_that_outlived_their_run_are_ended(tmp_path):
    killed = Run(tmp_path, WITH_A_JOB)
    job = int(killed.lines_until_held()[0])
    stranger = subprocess.Popen(["sleep", "60"], env={**os.environ, orphans.MARK: "another run"})
    half = half_written(tmp_path)
    killed.kill()
    killed.wait()
    assert is_running(job)
    next_run = Run(tmp_path)
    next_run.lines_until_held()
    assert f"resuming after a run that was killed (process {killed.pid}, since" in next_run.end()
    assert not is_running(job)
    assert stranger.poll() is None
    assert not half.exists()
    stranger.kill()
    stranger.wait()


# As a file system without locks, or with locks that another host does not see.
NO_LOCKS = """
import errno, fcntl
def flock(file, kind):
    raise OSError(errno.{error}, "none here")
fcntl.flock = flock
"""


@pytest.mark.parametrize("error", ["ENOSYS", "ENOLCK"])
def test_without_locks_a_living_run_keeps_its_jobs_and_files(tmp_path, error):
    code = NO_LOCKS.format(error=error)
    first = Run(tmp_path, code + WITH_A_JOB)
    job = int(first.lines_until_held()[0])
    half = half_written(tmp_path)
    second = Run(tmp_path, code + HOLD)
    warned, line = second.end().splitlines()
    assert second.returncode == 1
    assert "this file system has no locks" in warned
    assert f"another run holds this folder: process {first.pid}, since " in line
    assert json.loads(record(tmp_path))["pid"] == first.pid
    assert half.exists()
    assert is_running(job)
    first.kill()
    first.wait()
    third = Run(tmp_path, code + HOLD)
    third.lines_until_held()
    assert f"resuming after a run that was killed (process {first.pid}" in third.end()
    assert not half.exists()
    assert not is_running(job)


@pytest.mark.parametrize("locks", ["", NO_LOCKS.format(error="ENOSYS")], ids=["locks", "no locks"])
def test_a_record_of_another_host_is_refused_in_one_line_and_left(tmp_path, locks):
    half, lock = half_written(tmp_path), tmp_path / run_lock.LOCK
    lock.parent.mkdir()
    lock.write_text(json.dumps({"pid": 1, "began": 0, "host": "elsewhere", "since": "noon", "mark": "m"}))
    before, run = lock.read_text(), Run(tmp_path, locks + HOLD)
    lines = [line for line in run.end().splitlines() if "this file system has no locks" not in line]
    assert run.returncode == 1
    assert len(lines) == 1
    assert "process 1 on elsewhere, since noon; " in lines[0]
    shown = "ps -p 1, typed on elsewhere, shows whether it still runs"
    assert lines[0].endswith(f"; {shown}; if it does not, delete {run_lock.LOCK}")
    assert half.exists()
    assert lock.read_text() == before


def test_a_number_of_a_process_that_was_given_out_again_holds_nothing():
    own = lock_record.own("m")
    assert lock_record.may_live(own)
    assert not lock_record.may_live(own | {"began": own["began"] - 3600})
    assert not lock_record.may_live(own | {"boot": "another"})
    assert lock_record.may_live({"pid": own["pid"]})
    assert lock_record.may_live(lock_record.UNREADABLE)
    assert not lock_record.may_live({})


def test_records_that_a_hard_linked_copy_shares_are_separated(tmp_path, monkeypatch):
    records = tmp_path / "one" / run_lock.RECORDS
    records.mkdir(parents=True)
    (records / "shared").write_text("{}")
    copy = tmp_path / "other" / run_lock.RECORDS
    copy.mkdir(parents=True)
    (copy / "shared").hardlink_to(records / "shared")
    monkeypatch.chdir(tmp_path / "other")
    run_lock.separate()
    (copy / "shared").write_text("changed")
    assert (records / "shared").read_text() == "{}"
    assert [path.name for path in copy.iterdir()] == ["shared"]


def test_a_clock_that_is_set_back_does_not_release_a_lock(monkeypatch):
    own, process = lock_record.own("m"), psutil.Process
    boot = psutil.boot_time()
    monkeypatch.setattr(psutil, "boot_time", lambda: boot - 86_400)  # as the system computes it from the clock
    monkeypatch.setattr(process, "create_time", lambda self, real=process.create_time: real(self) - 86_400)
    assert lock_record.may_live(own)


def test_a_run_that_carries_the_mark_of_the_killed_one_does_not_end_itself(tmp_path):
    """As one that was started from a job of it."""
    killed = Run(tmp_path)
    killed.lines_until_held()
    mark = json.loads(record(tmp_path))["mark"]
    killed.kill()
    killed.wait()
    run = Run(tmp_path, env={**os.environ, orphans.MARK: mark})
    run.lines_until_held()
    assert "0 of its jobs ended" in run.end()


def test_a_run_that_lost_the_folder_leaves_it_alone_at_the_end(tmp_path):
    first = Run(tmp_path)
    first.lines_until_held()
    (tmp_path / run_lock.LOCK).unlink()
    second = Run(tmp_path)
    second.lines_until_held()
    half = half_written(tmp_path)
    first.end()
    assert half.exists()
    assert json.loads(record(tmp_path))["pid"] == second.pid
    second.end()
    assert not half.exists()


def test_a_run_that_ended_in_another_folder_is_recorded_as_finished(tmp_path):
    """As after `snakemake --directory`, which goes back before the program ends."""
    run = Run(tmp_path, HOLD + "; import os; os.chdir('/')")
    run.lines_until_held()
    half = half_written(tmp_path)
    assert record(tmp_path)
    run.end()
    assert record(tmp_path) == ""
    assert not half.exists()


def half_written(folder: Path) -> Path:
    path = folder / "results" / "curse" / ".writing-x.csv"
    path.parent.mkdir(parents=True)
    path.touch()
    return path


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.is_file() and "State:\tZ" not in status.read_text()


def test_one_at_a_time_however_many_come_at_once(tmp_path, counted):
    (tmp_path / "n").write_text("0")
    runs = [Run(tmp_path, COUNT) for _ in range(8)]
    lines = [run.end() for run in runs]
    assert [run.returncode for run in runs] == [0] * 8, lines
    assert (tmp_path / "n").read_text() == "8"
    counted("runs at once in one folder: 8 tried, 8 had it to themselves")


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"pid": 1', '{"mark": ""}', "\0" * 20])
def test_a_lock_file_that_no_run_holds_is_taken_whatever_it_contains(tmp_path, text):
    (tmp_path / run_lock.LOCK).parent.mkdir()
    (tmp_path / run_lock.LOCK).write_text(text)
    run = Run(tmp_path)
    run.lines_until_held()
    assert "Traceback" not in run.end()
    assert record(tmp_path) == ""


def test_a_lock_file_that_was_removed_is_not_mistaken_for_the_one_under_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run_lock.LOCK.parent.mkdir()
    with open(run_lock.LOCK, "w") as file:
        assert run_lock._is_still_there(file)
        run_lock.LOCK.unlink()
        assert not run_lock._is_still_there(file)
        run_lock.LOCK.touch()
        assert not run_lock._is_still_there(file)


def test_asking_takes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert not run_lock.is_others()
    first = Run(tmp_path)
    first.lines_until_held()
    assert run_lock.is_others()
    first.end()
    assert not run_lock.is_others()
    assert not run_lock.is_mine()


def test_what_is_swept_is_what_a_killed_job_was_writing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table, pages = run_lock.RESULTS / "table.csv", run_lock.RESULTS / "site"
    with atomic.replacing(table) as file, atomic.replacing_folder(pages) as folder:
        halves = file, folder
        (folder / "page.html").touch()
    run_lock.sweep()
    assert table.exists()
    assert (pages / "page.html").exists()
    halves[0].touch()
    halves[1].mkdir()
    (halves[1] / "page.html").touch()
    run_lock.sweep()
    assert sorted(run_lock.RESULTS.iterdir()) == [pages, table]


# Stand-ins: squeue lists the jobs that are files, scancel removes them; tests/cluster has the real ones.
SQUEUE = """#!/bin/sh
cd {jobs} && cat *
"""
SCANCEL = """#!/bin/sh
[ "$1" = --full ] || {{ cd {jobs} && rm "$@"; }}
"""


@pytest.fixture
def queue(tmp_path, monkeypatch) -> Path:
    """A folder of jobs that SLURM has: one of a rule here, one of another folder, one of the user's own."""
    jobs, programs = tmp_path / "jobs", tmp_path / "bin"
    jobs.mkdir()
    programs.mkdir()
    for name, text in (("squeue", SQUEUE), ("scancel", SCANCEL)):
        (programs / name).write_text(text.format(jobs=jobs))
        (programs / name).chmod(0o755)
    for number, (folder, comment) in enumerate([(tmp_path, "rule_a_wildcards_x|y"), ("/", "rule_a"), (tmp_path, "")]):
        (jobs / str(number)).write_text(f"{number}|{folder}|{comment}\n")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    return jobs


def test_jobs_that_a_killed_run_left_with_slurm_are_cancelled_and_no_others(tmp_path, queue):
    killed = Run(tmp_path)
    killed.lines_until_held()
    killed.kill()
    killed.wait()
    run = Run(tmp_path)
    run.lines_until_held()
    assert "1 of its jobs ended" in run.end()
    assert sorted(path.name for path in queue.iterdir()) == ["1", "2"]


def test_a_slurm_that_does_not_answer_is_reported(tmp_path, queue, monkeypatch, capsys):
    (tmp_path / "bin" / "squeue").write_text("#!/bin/sh\necho slurm_load_jobs error: no controller >&2; exit 1\n")
    assert orphans.end("") == 0
    line = capsys.readouterr().err
    assert line.startswith("cannot ask SLURM for jobs of the killed run; they go on if there are any: squeue: ")
    assert line.endswith("slurm_load_jobs error: no controller\n")


ROOT = Path(__file__).parents[2]
# A stand-in for Python that takes a second to make .venv and records when; it passes all else to the real one.
SLOW_PYTHON = """#!/bin/sh
case "$*" in
    "-m venv"*)
        echo begin >> times; sleep 1; mkdir -p .venv/bin; ln -s /bin/true .venv/bin/python; echo end >> times ;;
    *) exec "{python}" "$@" ;;
esac
"""


@pytest.fixture
def makefile(tmp_path) -> Path:
    """A folder with the project's Makefile and what it needs to set up the environment."""
    set_up = "workflow/scripts/set_up.sh"
    (tmp_path / set_up).parent.mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-uv.lock", set_up):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


def test_of_two_that_set_up_at_once_one_waits_and_finds_it_done(makefile):
    python = makefile / "python"
    python.write_text(SLOW_PYTHON.format(python=sys.executable))
    python.chmod(0o755)
    command = ["make", f"PYTHON={python}", ".venv/ready"]
    runs = [subprocess.Popen(command, cwd=makefile, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait(timeout=60) for run in runs] == [0, 0]
    assert (makefile / "times").read_text() == "begin\nend\n"
    assert (makefile / ".venv/ready").read_text() == f"{makefile}\n"


def test_a_lock_file_of_the_future_is_set_up_from_once(makefile):
    python = makefile / "python"
    python.write_text(SLOW_PYTHON.format(python=sys.executable))
    python.chmod(0o755)
    os.utime(makefile / "requirements.lock", (2e9, 2e9))
    for _ in range(2):
        subprocess.run(["make", f"PYTHON={python}", ".venv/ready"], cwd=makefile, check=True, capture_output=True)
    assert (makefile / "times").read_text() == "begin\nend\n"
    (makefile / "requirements.lock").write_text("another")
    os.utime(makefile / ".venv/ready", (1e9, 1e9))
    subprocess.run(["make", f"PYTHON={python}", ".venv/ready"], cwd=makefile, check=True, capture_output=True)
    assert (makefile / "times").read_text() == "begin\nend\n" * 2


def test_a_folder_is_not_cleaned_under_a_run(makefile):
    (makefile / ".venv/bin").mkdir(parents=True)
    (makefile / ".venv/ready").touch()
    python = makefile / ".venv/bin/python"
    paths = shlex.quote(os.pathsep.join(sys.path))
    python.write_text(f'#!/bin/sh\nPYTHONPATH={paths} exec "{sys.executable}" "$@"\n')  # make passes no PYTHONPATH on
    python.chmod(0o755)
    (makefile / "results").mkdir()
    first = Run(makefile)
    first.lines_until_held()
    done = subprocess.run(["make", "clean"], cwd=makefile, capture_output=True, text=True)
    assert done.returncode
    assert "another run holds this folder" in done.stderr
    assert (makefile / "results").is_dir()
    first.end()
    subprocess.run(["make", "clean"], cwd=makefile, check=True)
    assert not (makefile / "results").exists()
