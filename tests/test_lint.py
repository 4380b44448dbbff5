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
        ("snakefmt", "--check", "Snakefile", "workflow"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_clean(command):
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_snakemake_lint_finds_only_the_deliberate_exception():
    found = set(re.findall(r"^    \* (.*):$", run("snakemake", "--lint").stderr, flags=re.MULTILINE))
    assert found == DELIBERATE
