"""Standard output and the output of errors that are closed, full, or without a reader: no traceback, a right status."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from recomputed.runs import output

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
SHORT, LONG = "print('a line')", "print('lines\\n' * 50_000)"
RUN = "from recomputed.runs import output\ndef main():\n    {act}\noutput.run(main)"
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


def run(act: str, redirect: str = "", program: str = RUN) -> subprocess.CompletedProcess:
    """Run a program whose main does `act`, by a shell that redirects its streams."""
    command = ["sh", "-c", f'exec "$@" {redirect}', "sh", sys.executable, "-c", program.format(act=act)]
    return subprocess.run(command, capture_output=True, text=True)


@needs_full
@pytest.mark.parametrize("act", [SHORT, LONG, "print('found'); import sys; sys.exit('a fault')"])
def test_a_full_standard_output_is_one_line(act):
    done = run(act, "> /dev/full")
    line = "standard output: not written: No space left on device; correct that and run again\n"
    assert (done.returncode, done.stderr) == (1, line)


@pytest.mark.parametrize("act", [SHORT, LONG, f"{SHORT}; return 1"])
def test_a_reader_who_has_gone_ends_a_command_without_a_line(act):
    end, start = os.pipe()
    os.close(end)
    command = [sys.executable, "-c", RUN.format(act=act)]
    done = subprocess.run(command, stdout=start, stderr=subprocess.PIPE, text=True)
    os.close(start)
    assert (done.returncode, done.stderr) == (output.READER_GONE, "")


@pytest.mark.parametrize("closed", [">&-", "<&-", "<&- >&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("act", "status"), [(LONG, 0), (f"{SHORT}; return 1", 1)])
def test_closed_streams_leave_the_status(closed, act, status):
    done = run(act, closed)
    assert (done.returncode, done.stderr) == (status, "")


def test_no_file_gets_the_number_of_a_closed_stream():
    act = "import sys; sys.exit(f'{open(__import__(\"os\").devnull).fileno() > 2}')"
    assert run(act, "<&- >&-").stderr == "True\n"


def test_an_error_of_another_file_is_not_taken_for_one_of_the_output():
    done = run("print('before'); raise OSError(28, 'No space left on device')")
    assert done.stdout == "before\n"
    assert done.stderr.splitlines()[-1] == "OSError: [Errno 28] No space left on device"


def test_an_interrupt_has_no_traceback():
    assert run("raise KeyboardInterrupt").returncode == output.INTERRUPTED
    assert run("raise KeyboardInterrupt").stderr == ""


def test_what_is_printed_stays_as_it_is():
    done = run("print('größe'); print('b', end=''); return 3")
    assert (done.returncode, done.stdout, done.stderr) == (3, "größe\nb", "")


NOTICE = """
import sys
from recomputed.runs import output
output.guard()
for _ in range(3):
    print('größe', file=sys.stderr)
{act}"""


@needs_full
@pytest.mark.parametrize("redirect", ["2> /dev/full", "2>&-", "> /dev/full 2>&1", ">&- 2>&-"])
def test_errors_that_cannot_be_shown_change_nothing(redirect):
    done = run("raise SystemExit(7)", redirect, NOTICE)
    assert (done.returncode, done.stdout) == (7, "")


def test_errors_are_shown():
    assert run("", "", NOTICE).stderr == "größe\n" * 3


def test_errors_go_nowhere_once_their_reader_has_gone():
    end, start = os.pipe()
    os.close(end)
    done = subprocess.run([sys.executable, "-c", NOTICE.format(act="raise SystemExit(7)")], stderr=start)
    os.close(start)
    assert done.returncode == 7


def test_the_first_code_of_the_project_in_a_plain_snakemake_guards_its_errors():
    """It is loaded before Snakemake prints anything."""
    program = "import sys, snakemake_logger_plugin_brief as _; {act}"
    act = "sys.exit(type(sys.stderr.buffer.raw).__name__)"
    assert run(act, program=program).stderr == "_Notices\n"


def test_every_program_of_the_project_ends_in_this_way():
    """But for the one that becomes another program."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py"))}
    programs = {path: text for path, text in texts.items() if '__name__ == "__main__"' in text}
    others = {path.stem for path, text in programs.items() if not re.search(r"^    output\.run\(", text, re.MULTILINE)}
    assert len(programs) > 15
    assert others == {"environment"}
