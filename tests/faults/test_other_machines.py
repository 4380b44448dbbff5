"""Machines that are not like the one of the developers: each report of a user is tried for real, counted and survived.

What takes a set-up of its own is long (make test-faults); what needs root, another Python or an old make is skipped
aloud where that is not at hand.
"""

import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from faults import machines
from recomputed.runs import cores

ROOT = Path(__file__).parents[2]
TOOLS = "sh bash env chmod test cat echo sed tr cp mv rm mkdir ls pwd dirname basename grep tail head uname cut sort"
CONTROLLER = Path("/sys/fs/cgroup/cpu")
SMALL = ("series",)  # the article that builds in a few seconds
OTHER_PYTHONS = ("3.12", "3.13", "3.14")


def skip(reason: str) -> None:
    """Skip, and say so among the warnings at the end."""
    warnings.warn(reason, stacklevel=2)
    pytest.skip(reason)


@pytest.fixture
def clone(tmp_path) -> Path:
    """A copy of what git tracks, without .git and without an environment, in a folder with a space in its name."""
    folder = tmp_path / "a tarball"
    if not shutil.which("git") or not (ROOT / ".git").exists():
        skip("no git clone here, so no tarball can be made of it")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in (name for name in names.split("\0") if name and (ROOT / name).is_file()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder


def made(folder: Path, *arguments: str, make: str = "make", **options) -> str:
    """Run make in `folder` to its end; give what it printed, and fail if it failed."""
    done = subprocess.run([make, *arguments], cwd=folder, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "results/series/dimension.csv").exists() or "help" in arguments
    return done.stdout + done.stderr


@pytest.mark.long
def test_a_tarball_builds_without_git_without_a_terminal_and_with_little_in_the_environment(clone, tmp_path, counted):
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in [*TOOLS.split(), "make", "gcc", "cc", "ld", "as"]:
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    (tools / "python3").symlink_to(Path(sys.executable).resolve())
    given = {"PATH": str(tools), "HOME": str(tmp_path)}  # as cron gives them, and no git among the programs
    given |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_", "HTTP"))}
    made(clone, *SMALL, env=given, stdin=subprocess.DEVNULL, start_new_session=True)
    counted("a tarball, no git, no terminal, an empty environment: set up and built")


@pytest.mark.long
@pytest.mark.parametrize("version", OTHER_PYTHONS)
def test_another_python_builds(clone, counted, version):
    kept = Path("~/.pyenv/versions").expanduser().glob(f"{version}.*/bin/python")
    python = next(map(str, kept), None) or shutil.which(f"python{version}")
    if python is None:
        skip(f"Python {version} is not on this machine")
    made(clone, *SMALL, f"PYTHON={python}")
    counted(f"Python {version}: set up and built")


@pytest.mark.long
def test_an_old_make_builds(clone, counted):
    old = os.environ.get("MAKE_3_81")
    if not old:
        skip("GNU make 3.81, as macOS has it, is not at hand: name it in MAKE_3_81")
    assert "3.81" in subprocess.run([old, "--version"], capture_output=True, text=True).stdout
    made(clone, *SMALL, make=old)
    assert "make audit" in made(clone, "help", make=old)
    counted("GNU make 3.81: set up and built")


def test_a_quota_of_the_kernel_is_obeyed(counted):
    group = CONTROLLER / f"article-figures-{os.getpid()}"
    try:
        group.mkdir()
        (group / "cpu.cfs_period_us").write_text("100000")
        (group / "cpu.cfs_quota_us").write_text("100000")
    except OSError as error:
        skip(f"no control group can be made here ({error.strerror}): the quota of a container is not tried")
    try:
        ask = f"echo $$ > '{group}/cgroup.procs' && exec '{sys.executable}' -m recomputed.runs.cores"
        found = subprocess.run(["sh", "-c", ask], capture_output=True, text=True)
        assert found.stdout.strip() == "1", found.stderr
    finally:
        group.rmdir()
    assert cores.usable() >= 1
    counted("a quota of one processor, set by the kernel: obeyed")


@pytest.mark.long
def test_a_pip_conf_and_a_uv_toml_that_install_elsewhere_change_nothing(clone, tmp_path, counted):
    elsewhere = tmp_path / "elsewhere"
    files = {"pip/pip.conf": f"[global]\ntarget = {elsewhere}\nprefix = {elsewhere}\nuser = true\ndry-run = true\n"}
    files["uv/uv.toml"] = f'[pip]\ntarget = "{elsewhere}"\nno-binary = [":all:"]\n'
    for name, text in files.items():
        (tmp_path / "config" / name).parent.mkdir(parents=True)
        (tmp_path / "config" / name).write_text(text)
    made(clone, *SMALL, env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert not elsewhere.exists()
    moved = clone.rename(tmp_path / "moved here")
    assert "Setting up .venv" in made(moved, *SMALL, env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "config")})
    counted("a pip.conf and a uv.toml with a target: set up and built; moved, set up again and built")


def test_every_file_with_tests_of_edges_is_tried():
    listed = {name.partition("::")[0] for tests in machines.kinds().values() for name in tests}
    found = {str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_edges_*.py")}
    assert found - listed == set()


def test_every_kind_of_report_has_tests_that_exist():
    for tests in machines.kinds().values():
        for name in tests:
            path, _, function = name.partition("::")
            text = (ROOT / path).read_text(encoding="utf-8")
            assert f"def {function}(" in text if function else "def test_" in text, name
