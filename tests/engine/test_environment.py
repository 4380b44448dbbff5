"""The environment variables of a run: what the caller's shell sets for other programs is cleared, pinned or refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from recomputed.errors import BadInput
from recomputed.runs import cores, environment, reproduce

ROOT = Path(__file__).parents[2]
HOSTILE = reproduce.OTHERWISE | {"PYTHONWARNINGS": "error", "PYTHONPATH": str(ROOT / "src"), "MPLBACKEND": "Qt4Agg"}


def test_nothing_of_python_and_the_libraries_passes_but_what_is_kept(tmp_path):
    now = environment.settled(HOSTILE | {"HOME": str(tmp_path), "SNAKEMAKE_PROFILE": "slurm", "TZ": "UTC"}, tmp_path)
    assert now["TZ"] == "UTC"
    assert now["NUMBA_CACHE_DIR"] == HOSTILE["NUMBA_CACHE_DIR"]
    assert environment.PINNED.items() <= now.items()
    assert now["MPLCONFIGDIR"].startswith(str(tmp_path))
    assert "XDG_CACHE_HOME" not in now
    cleared = {*HOSTILE, "SNAKEMAKE_PROFILE"} - {*now}
    assert cleared == {
        *("NUMBA_DISABLE_JIT", "NUMBA_THREADING_LAYER", "OMP_THREAD_LIMIT", "PANDAS_COPY_ON_WRITE", "PYTHONOPTIMIZE"),
        *("PYTHONWARNINGS", "SCIPY_ARRAY_API", "SOURCE_DATE_EPOCH", "SNAKEMAKE_PROFILE"),
    }


def test_it_does_nothing_the_second_time(tmp_path):
    once = environment.settled(HOSTILE, tmp_path)
    assert environment.settled(once, tmp_path) == once


@pytest.mark.parametrize("name", environment.TEMPORARY)
def test_temporary_files_go_to_a_folder_that_takes_them(tmp_path, name):
    good, spaced = tmp_path / "good", tmp_path / "with space"
    good.mkdir()
    spaced.mkdir()
    for place in (str(spaced), "relative", "", "/no/such/folder", "/proc", "/dev/null"):
        now = environment.settled({name: place}, tmp_path)
        assert now["TMPDIR"] in environment.PLACES
        assert now.keys() & {*environment.TEMPORARY} == {"TMPDIR"}
    assert environment.settled({name: str(good)}, tmp_path)["TMPDIR"] == str(good)


def test_without_any_folder_for_temporary_files_the_project_takes_them(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "PLACES", ())
    assert environment.settled({"TMPDIR": "/no/such/folder"}, tmp_path)["TMPDIR"] == str(tmp_path)


def test_kernels_are_compiled_in_the_project_where_src_may_not_be_written(tmp_path, monkeypatch):
    given = {"HOME": str(tmp_path)}
    assert "NUMBA_CACHE_DIR" not in environment.settled(given, tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: not Path(path).is_relative_to(ROOT))
    assert environment.settled(given, tmp_path)["NUMBA_CACHE_DIR"] == str(tmp_path / environment.CACHES)
    assert environment.settled(given | {"NUMBA_CACHE_DIR": "/mine"}, tmp_path)["NUMBA_CACHE_DIR"] == "/mine"


@pytest.mark.parametrize("home", [None, "", "relative", "/proc", "/dev/null"])
def test_without_a_home_that_can_be_written_caches_are_in_the_project(tmp_path, monkeypatch, home):
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # as for a user without an entry in the list of users
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).is_relative_to(tmp_path))
    now = environment.settled({} if home is None else {"HOME": home}, tmp_path)
    assert now["XDG_CACHE_HOME"] == str(tmp_path / environment.CACHES)
    assert Path(now.get("HOME", home)).is_absolute()


def test_a_cache_that_the_user_named_is_kept(tmp_path):
    assert "XDG_CACHE_HOME" in environment.settled({"HOME": "/proc", "XDG_CACHE_HOME": str(tmp_path / "new")}, tmp_path)
    assert environment.settled({"XDG_CACHE_HOME": str(tmp_path / "new")}, ROOT)["XDG_CACHE_HOME"] == str(
        tmp_path / "new"
    )


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            {"PYTHONPATH": f"{ROOT / 'src'}:/opt/site-packages"},
            "PYTHONPATH: .* found /opt/site-packages; .*unset PYTHONPATH",
        ),
        ({"SNAKEMAKE_PROFILE": "slurm"}, "SNAKEMAKE_PROFILE: .* found slurm; .*--profile"),
    ],
)
def test_what_acted_before_the_snakefile_is_refused_by_name(given, line):
    with pytest.raises(BadInput, match=line):
        environment.check(given, ROOT, ["snakemake"])


def test_a_profile_that_is_named_on_the_command_line_is_no_mistake():
    environment.check({"SNAKEMAKE_PROFILE": "slurm"}, ROOT, ["snakemake", "--profile=profiles/slurm"])


def test_the_packages_of_another_clone_are_refused(tmp_path):
    with pytest.raises(BadInput, match=r"recomputed: package of another folder: .* source .venv/bin/activate"):
        environment.check({}, tmp_path, ["snakemake"])


def test_through_snakemake_it_is_one_line(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "__init__.py").touch()
    env = {**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT / 'src'}"}
    command = [sys.executable, "-m", "snakemake", "--dry-run", "--cores", "1"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if "profile" not in line]
    assert done.returncode != 0
    assert len(lines) == 1, lines
    assert lines[0].startswith("PYTHONPATH: other modules")


def test_a_module_starts_in_the_settled_environment():
    code = ["timeit", "-n1", "-r1", "import os; assert __debug__ and os.environ['MPLBACKEND'] == 'agg'; print('SEEN')"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "MPLBACKEND": "Qt4Agg", "PYTHONOPTIMIZE": "2"}
    command = [sys.executable, "-m", "recomputed.runs.environment", *code]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert "SEEN" in done.stdout, done.stderr


def test_no_settings_of_a_user_change_a_figure(tmp_path):
    """Also where a drawing is called without Snakemake."""
    (tmp_path / "matplotlibrc").write_text(reproduce.MATPLOTLIBRC + "text.usetex: True\n")
    code = (
        "from recomputed.drawing import style; import matplotlib; print(sorted(map(str, matplotlib.rcParams.items())))"
    )
    env = {**os.environ, "MPLBACKEND": "agg", "PYTHONPATH": str(ROOT / "src")}
    texts = [
        subprocess.run([sys.executable, "-c", code], env=env | given, capture_output=True, text=True, check=True).stdout
        for given in ({"MATPLOTLIBRC": os.devnull}, {"MATPLOTLIBRC": str(tmp_path / "matplotlibrc")})
    ]
    assert "usetex" in texts[0]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("files", "quotas"),
    [
        ({}, []),
        ({"cpu.max": "max 100000\n"}, []),
        ({"cpu.max": "150000 100000\n"}, [1.5]),
        ({"a/b/cpu.max": "200000 100000\n", "a/cpu.max": "50000 100000\n"}, [2.0, 0.5]),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, []),
        ({"cpu/cpu.cfs_quota_us": "300000\n", "cpu/cpu.cfs_period_us": "100000\n"}, [3.0]),
        ({"cpu/x/cpu.cfs_quota_us": "50000\n", "cpu/x/cpu.cfs_period_us": "100000\n"}, [0.5]),
    ],
)
def test_a_quota_of_processors_is_read(tmp_path, files, quotas):
    for name, text in files.items():
        (tmp_path / "groups" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "groups" / name).write_text(text)
    (tmp_path / "own").write_text("4:cpu:/x\n0::/a/b\n")
    assert cores.quotas(tmp_path / "groups", tmp_path / "own") == quotas
    allowed = cores.usable(tmp_path / "none", tmp_path / "none")
    assert cores.usable(tmp_path / "groups", tmp_path / "own") == max(1, min([allowed, *map(int, quotas)]))
