"""make before there is an environment: names of folders, an old Python, and variables of the caller."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# It refuses to make an environment, after what make and set_up.sh check, and prints the variables that reach it.
PYTHON = """#!/bin/sh
case "$*" in "-m venv"*) env; exit 1 ;; esac
exec "{python}" "$@"
"""


def set_up(folder: Path, **env: str) -> tuple[str, list[str]]:
    """Run `make .venv/ready` in `folder`; give what it printed, and the lines of make's own error messages."""
    (folder / "workflow/scripts").mkdir(parents=True)
    for name in (
        "Makefile",
        "pyproject.toml",
        "requirements.lock",
        "requirements-uv.lock",
        "workflow/scripts/set_up.sh",
    ):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    python = folder.parent / "python"
    python.write_text(PYTHON.format(python=sys.executable))
    python.chmod(0o755)
    command = ["make", env.pop("python", f"PYTHON={python}"), ".venv/ready"]
    done = subprocess.run(command, cwd=folder, env=os.environ | env, capture_output=True, text=True, errors="replace")
    assert done.returncode
    return done.stdout, [line for line in done.stderr.splitlines() if "***" not in line]


@pytest.mark.parametrize("name", ["a:b", 'a"q', "a$(touch sprung)b", "a`touch sprung`b", "a\\b", "a\nb", "a\tb"])
def test_a_folder_whose_name_cannot_work_is_refused_in_one_line(tmp_path, name):
    printed, lines = set_up(tmp_path / name)
    assert printed == ""
    assert len(lines) == 1, lines
    assert "no Python environment can be here" in lines[0]
    assert not list(tmp_path.rglob("sprung"))


def test_a_folder_name_that_is_not_utf8_is_refused(tmp_path):
    _, lines = set_up(tmp_path / os.fsdecode(b"gr\xf6\xdfe"))
    assert lines == ["make: the path of this folder is not UTF-8; rename the folder and run make again"]


@pytest.mark.parametrize("name", ["with space", "it's", "a{b}c", "a;b&c", "a#b%c", "größe", "*[~]"])
def test_other_folder_names_are_taken(tmp_path, name):
    printed, lines = set_up(tmp_path / name)
    assert printed.startswith("Setting up .venv"), lines


@pytest.mark.parametrize(
    ("minors", "chosen"),
    [
        ({"python3": 12, "python3.13": 13}, "python3"),
        ({"python3": 14, "python3.13": 13, "python3.11": 11}, "python3.13"),  # a package has no wheel for 3.14
        ({"python3": 9, "python3.14": 14}, "python3.14"),
        ({"python3": 10}, ""),
    ],
)
def test_a_python_that_is_known_to_work_is_preferred(tmp_path, minors, chosen):
    for name, minor in minors.items():
        version = f"import sys; sys.version_info = (3, {minor}, 0)"
        (tmp_path / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{version}; $(echo "$2" | cut -c 13-)"\n')
        (tmp_path / name).chmod(0o755)
    for name in {"python3", "python3.11", "python3.12", "python3.13", "python3.14"} - minors.keys():
        (tmp_path / name).write_text("#!/bin/sh\nexit 127\n")
        (tmp_path / name).chmod(0o755)
    command = ["make", "--no-print-directory", "--eval", "show: ; @echo '$(PYTHON)'", "show"]
    env = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    assert subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True).stdout == f"{chosen}\n"


@pytest.mark.parametrize("found", ["3.8", "2.7"])
def test_an_old_python_is_refused_with_its_version(tmp_path, found):
    old = tmp_path / "old python"
    old.write_text(f"#!/bin/sh\necho {found} >&2; exit 1\n")
    old.chmod(0o755)
    printed, lines = set_up(tmp_path / "here", python=f"PYTHON={old}")
    assert lines == [
        f"make: PYTHON={old}: expected Python 3.11 or newer, found {found}; install one, or name it: "
        "make PYTHON=/path/to/python3"
    ]
    assert printed == ""


def test_a_callers_variables_do_not_reach_the_installation(tmp_path):
    given = {"PYTHONPATH": "/opt/other", "PYTHONOPTIMIZE": "2", "SNAKEMAKE_PROFILE": "slurm", "CORES": "7"}
    printed, lines = set_up(tmp_path / "here", **given)
    reached = dict(line.split("=", 1) for line in printed.splitlines() if "=" in line)
    assert given.keys() & reached.keys() == {"CORES"}
    assert [line for line in lines if "CORES of the environment is ignored; to set it: make CORES=..." in line]
