"""Shells, terminals, limits and places that nobody listed: a small run under each gives the usual bytes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from project_copies import SNAKEMAKE, Project
from recomputed.runs import run_lock
from recomputed.runs.project_copy import SMALL

ROOT = Path(__file__).parents[2]
TARGETS = ("results/series/dimension.csv", "results/curse/figures/dball-volume-formula.svg")
# What a shell does before it becomes Snakemake.
SHELLS = {
    "umask 077": "umask 077",
    "umask 000": "umask 000",
    "64 open files": "ulimit -n 64",
    "8 GB of addresses": "ulimit -v 8000000",
    "no standard input": "exec <&-",
    "no standard output": "exec >&-",
    "no standard error": "exec 2>&-",
    "no stream at all": "exec <&- >&- 2>&-",
    "a full standard output": "exec > /dev/full",
    "a full output of errors": "exec 2> /dev/full",
    "a full terminal": "exec > /dev/full 2>&1",
}
TOO_LITTLE = {
    "ulimit -f 0": "No usable temporary directory",
    "ulimit -f 8": "File too large",
    "ulimit -v 300000": "can't start new thread",
}
VARIABLES = {
    "locale C": {"LC_ALL": "C", "LANG": "C"},
    "locale POSIX, no UTF-8 mode": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "a locale that is not installed": {"LC_ALL": "tr_TR.ISO-8859-9", "LANGUAGE": "tr"},
    "a terminal of 20 columns": {"COLUMNS": "20", "LINES": "3", "TERM": "dumb"},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "a time zone of quarters": {"TZ": "Asia/Kathmandu"},
    "no time zone": {"TZ": "no/such zone"},
    "no temporary folder": {"TMPDIR": "/no/such/folder"},
    "a relative temporary folder": {"TMPDIR": "relative", "TEMP": "relative", "TMP": "relative"},
    "a temporary folder with a space": {"TMPDIR": "{folder}/with 'space"},
    "a home with a space": {"HOME": "{folder}/with 'space", "XDG_CACHE_HOME": ""},
}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """A copy of the project that has run once; its bytes are what every other run must give."""
    project = Project(tmp_path_factory.mktemp("odd") / "project")
    printed = project.run(*TARGETS)
    assert project.returncode == 0, printed
    return project


def run(project: Project, before: str = ":", **env: str) -> subprocess.CompletedProcess:
    """Remove the results and make them again, by a shell that first does `before`."""
    shutil.rmtree(project.results, ignore_errors=True)
    shell = ["sh", "-c", f'{before}; exec "$@"', "sh", SNAKEMAKE, "--cores", "2", *TARGETS]
    given = {"PYTHONPATH": str(project.folder / "src"), "XDG_CACHE_HOME": str(project.folder / "cache")} | env
    command = [*shell, "--configfile", SMALL, "mnist.yaml"]
    given = {name: value for name, value in (os.environ | given).items() if value}
    return subprocess.run(command, cwd=project.folder, env=given, capture_output=True, text=True)


def content(project: Project) -> dict[str, bytes]:
    return {name: (project.folder / name).read_bytes() for name in TARGETS}


@pytest.fixture(scope="module")
def expected(project) -> dict[str, bytes]:
    """The bytes of the ordinary run."""
    return content(project)


@pytest.mark.long
@pytest.mark.parametrize("kind", SHELLS)
def test_a_shell_with_other_limits_and_streams_changes_nothing(project, expected, kind, counted):
    done = run(project, SHELLS[kind])
    assert done.returncode == 0, done.stdout + done.stderr
    assert content(project) == expected
    counted(f"{kind}: survived")


@pytest.mark.long
@pytest.mark.parametrize("limit", TOO_LITTLE)
def test_limits_with_which_nothing_runs_are_one_line(project, expected, limit, counted):
    done = run(project, limit)
    others = ("profile", "snakemake.log", "] series_", "] curse_")  # jobs that begin
    lines = [line for line in done.stderr.splitlines() if not any(words in line for words in others)]
    assert done.returncode
    assert len(lines) == 1, done.stderr
    assert TOO_LITTLE[limit] in lines[0]
    assert "; correct that and run again" in lines[0]
    assert not [*project.results.rglob(run_lock.HALF_WRITTEN)]
    counted(f"{limit}: one line")


@pytest.mark.long
@pytest.mark.parametrize("language", ["tr_TR", "de_DE"])
def test_other_languages_change_nothing(project, expected, tmp_path, language, counted):
    """Turkish has two kinds of i, and German a decimal comma."""
    locale = tmp_path / f"{language}.UTF-8"
    if not shutil.which("localedef") or subprocess.run(["localedef", "-i", language, "-f", "UTF-8", locale]).returncode:
        pytest.skip("no locale can be made here")
    done = run(project, LOCPATH=str(tmp_path), LC_ALL=locale.name, LANG=locale.name)
    assert done.returncode == 0, done.stderr
    assert content(project) == expected
    counted(f"the language {language}: survived")


@pytest.mark.long
@pytest.mark.parametrize("how", ["make", "plain snakemake"])
def test_a_run_whose_reader_has_gone_goes_on(project, expected, how, counted):
    """As `make 2>&1 | head -1` does once head has its line."""
    shutil.rmtree(project.results, ignore_errors=True)
    end, start = os.pipe()
    os.close(end)
    module = ["recomputed.runs.environment", "snakemake"] if how == "make" else ["snakemake"]
    command = [sys.executable, "-m", *module, "--cores", "2", *TARGETS, "--configfile", SMALL, "mnist.yaml"]
    env = {**os.environ, "PYTHONPATH": str(project.folder / "src")}
    done = subprocess.run(command, cwd=project.folder, env=env, stdout=start, stderr=start)
    os.close(start)
    assert done.returncode == 0
    assert content(project) == expected
    counted(f"a reader who has gone, {how}: survived")


@pytest.mark.long
@pytest.mark.parametrize("kind", VARIABLES)
def test_variables_of_an_odd_user_change_nothing(project, expected, tmp_path, kind, counted):
    (tmp_path / "with 'space").mkdir()
    done = run(project, **{name: value.replace("{folder}", str(tmp_path)) for name, value in VARIABLES[kind].items()})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert content(project) == expected
    counted(f"{kind}: survived")


@pytest.mark.long
def test_a_very_long_path_changes_nothing(tmp_path, counted):
    deep = Project(tmp_path.joinpath(*["a" * 60] * 5, "project"))
    printed = deep.run(*TARGETS)
    assert deep.returncode == 0, printed
    counted(f"a path of {len(str(deep.folder))} characters: survived")


@pytest.mark.long
def test_results_on_another_file_system(project, expected, counted):
    if not os.access("/dev/shm", os.W_OK) or os.stat("/dev/shm").st_dev == os.stat(project.folder).st_dev:
        pytest.skip("no second file system here")
    elsewhere = Path("/dev/shm") / f"article-figures-{os.getpid()}"
    elsewhere.mkdir()
    shutil.rmtree(project.results, ignore_errors=True)
    project.results.symlink_to(elsewhere)
    try:
        printed = project.run(*TARGETS)
        assert project.returncode == 0, printed
        assert content(project) == expected
    finally:
        project.results.unlink()
        shutil.rmtree(elsewhere)
    project.run(*TARGETS)
    counted("results on another file system: survived")


def test_a_clone_has_the_line_ends_of_the_repository(tmp_path):
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("no git clone here")
    quiet = {"capture_output": True, "check": True}
    crlf = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    subprocess.run(["git", *crlf, "clone", "--no-hardlinks", "--depth=1", ROOT.as_uri(), tmp_path / "clone"], **quiet)
    for name in ("Makefile", "workflow/scripts/set_up.sh", "requirements.lock", "Snakefile"):
        assert b"\r" not in (tmp_path / "clone" / name).read_bytes(), name


def test_no_two_files_differ_in_capitals_only():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.splitlines()
    names = names or [str(path) for path in (ROOT / "src").rglob("*")]
    assert len(names) == len({name.casefold() for name in names})


def test_make_works_from_another_folder(tmp_path):
    command = ["make", "-C", ROOT, "--no-print-directory", "help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "make audit" in done.stdout
