"""The code, the rules and the workflow are lint clean; the one deliberate exception is named here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

# requirements.lock, with exact versions and hashes, is the environment of every rule.
DELIBERATE = {"Specify a conda environment or container for each rule."}


def run(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("snakefmt", "--check", "Snakefile", "workflow", "src/articles", "examples"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_clean(command):
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_snakemake_lint_finds_only_the_deliberate_exception():
    found = set(re.findall(r"^    \* (.*):$", run("snakemake", "--lint").stderr, flags=re.MULTILINE))
    assert found == DELIBERATE


def test_git_ignores_no_file_of_the_project():
    """An ignored module is lost in every clone, and nobody sees it where it was written."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git repository")
    places = ["src", "workflow", "tests", "profiles", "benchmarks", "docs"]
    command = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "--", *places]
    ignored = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert not [path for path in ignored if "__pycache__" not in path and ".egg-info" not in path]
