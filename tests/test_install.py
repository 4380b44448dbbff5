"""What pip and uv are given of the caller's settings when make installs packages: where from, and nothing else."""

import base64
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "workflow/scripts/install.py"
UV = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
spec = importlib.util.spec_from_file_location("install", SCRIPT)
install = importlib.util.module_from_spec(spec)
spec.loader.exec_module(install)
# Each of them makes pip install elsewhere, otherwise, nothing, or not at all.
HOSTILE_PIP = {
    **{"target": "{folder}/elsewhere", "prefix": "{folder}/prefix", "root": "{folder}/root", "user": "true"},
    **{"no-binary": ":all:", "only-binary": ":none:", "require-virtualenv": "true", "dry-run": "true", "quiet": "3"},
    **{"constraint": "{folder}/no-such-file", "no-deps": "true", "isolated": "true", "report": "{folder}/report"},
    **{"log": "{folder}/no/such/folder/log", "ignore-installed": "true", "python": "/no/such/python", "pre": "true"},
}
HOSTILE_UV = """
target = "{folder}/elsewhere"
exclude-newer = "2001-01-01T00:00:00Z"
no-binary = true
[pip]
target = "{folder}/elsewhere"
prefix = "{folder}/prefix"
system = true
no-binary = [":all:"]
"""


def home(folder: Path, pip: str = "", uv: str = "") -> dict[str, str]:
    """Give the variables of a user whose files of settings, in `folder`, are `pip` and `uv`; the machine has none."""
    for name, text in {"pip/pip.conf": pip, "uv/uv.toml": uv}.items():
        (folder / "config" / name).parent.mkdir(parents=True)
        (folder / "config" / name).write_text(text.replace("{folder}", str(folder)), encoding="utf-8")
    names = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_CONFIG_DIRS": str(folder / "none")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "SSL_"))}
    return kept | names | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def conf(**settings: str) -> str:
    """Write a pip.conf."""
    return "\n".join(["[global]", *(f"{name.replace('_', '-')} = {value}" for name, value in settings.items())])


def of_installers(env: dict[str, str]) -> dict[str, str]:
    """Give the variables of pip and uv in the environment that install.py makes of `env`."""
    return {name: value for name, value in install.environment(env).items() if name.startswith(("PIP_", "UV_"))}


@pytest.fixture(scope="session")
def of_the_machine(tmp_path_factory) -> dict[str, str]:
    """What a user without settings gets: what the pip.conf of the machine says."""
    return of_installers(home(tmp_path_factory.mktemp("nobody")))


def test_pip_and_uv_read_no_file_when_they_install(of_the_machine):
    assert of_the_machine.items() >= {"PIP_CONFIG_FILE": os.devnull, "UV_NO_CONFIG": "1"}.items()


@pytest.mark.parametrize("where", ["pip.conf", "variable"])
def test_a_setting_of_pip_that_installs_otherwise_is_dropped_and_those_of_where_from_stay(
    tmp_path, of_the_machine, where
):
    if where == "pip.conf":
        env = home(tmp_path, conf(**HOSTILE_PIP, retries="7") + "\n[install]\ntimeout = 9\n[uninstall]\nyes = true\n")
    else:
        env = home(tmp_path) | {f"PIP_{name.upper().replace('-', '_')}": value for name, value in HOSTILE_PIP.items()}
        env |= {"PIP_RETRIES": "7", "PIP_TIMEOUT": "9"}
    kept = {"PIP_RETRIES": "7", "UV_HTTP_RETRIES": "7", "PIP_TIMEOUT": "9", "UV_HTTP_TIMEOUT": "9"}
    assert of_installers(env) == of_the_machine | kept


def test_every_setting_of_where_from_is_kept_and_given_to_uv(tmp_path):
    several = "\n  https://a/simple\n  https://b/simple"
    written = {
        "index-url": "https://u:p@mirror/simple",
        "extra-index-url": several,
        "trusted-host": "a b",
        "proxy": "http://p:1",
    }
    written |= {
        "cert": "/my certs/ca.pem",
        "client-cert": "/c",
        "timeout": "3",
        "retries": "4",
        "find-links": "/w\n  /v",
    }
    found = install.environment(home(tmp_path, conf(**written, no_index="true")))
    pip = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in written.items()}
    pip |= {
        "PIP_EXTRA_INDEX_URL": "https://a/simple https://b/simple",
        "PIP_FIND_LINKS": "/w /v",
        "PIP_NO_INDEX": "true",
    }
    uv = {"UV_DEFAULT_INDEX": "https://u:p@mirror/simple", "UV_INDEX": "https://a/simple https://b/simple"}
    uv |= {"UV_FIND_LINKS": "/w,/v", "UV_INSECURE_HOST": "a b", "UV_HTTP_TIMEOUT": "3", "UV_HTTP_RETRIES": "4"}
    others = {"HTTPS_PROXY": "http://p:1", "HTTP_PROXY": "http://p:1", "SSL_CERT_FILE": "/my certs/ca.pem"}
    assert found.items() >= (pip | uv | others | {"SSL_CLIENT_CERT": "/c"}).items()


def test_a_variable_wins_over_a_file(tmp_path):
    env = home(tmp_path, conf(index_url="https://file"), "[pip]\nindex-url = 'https://toml'\n")
    found = of_installers(env | {"PIP_INDEX_URL": "https://variable", "UV_DEFAULT_INDEX": "https://uv"})
    assert (found["PIP_INDEX_URL"], found["UV_DEFAULT_INDEX"]) == ("https://variable", "https://uv")


UV_TOML = """
offline = true
allow-insecure-host = ["a", "b"]
find-links = ["/v", "/w"]
[[index]]
name = "ours"
url = "https://ours/simple"
[[index]]
url = "https://mirror/simple"
default = true
[[index]]
url = "https://only-for-torch/simple"
explicit = true
"""


def test_of_a_uv_toml_stays_where_from(tmp_path, of_the_machine):
    env = home(tmp_path, conf(index_url="https://of-pip"), HOSTILE_UV.replace("[pip]", UV_TOML + "[pip]"))
    found = of_installers(env | {"UV_INDEX_OURS_PASSWORD": "secret", "UV_SYSTEM_PYTHON": "1", "UV_LINK_MODE": "copy"})
    uv = {
        "UV_OFFLINE": "true",
        "UV_INSECURE_HOST": "a b",
        "UV_FIND_LINKS": "/v,/w",
        "UV_INDEX": "ours=https://ours/simple",
    }
    uv |= {"UV_DEFAULT_INDEX": "https://mirror/simple", "UV_INDEX_OURS_PASSWORD": "secret", "UV_NO_CONFIG": "1"}
    assert {name: value for name, value in found.items() if name.startswith("UV_")} == uv
    assert found["PIP_INDEX_URL"] == "https://of-pip"


@pytest.mark.parametrize("name", ["pip", "uv"])
def test_a_damaged_file_is_named(tmp_path, name):
    env = home(tmp_path, **{name: "[global\n"})
    done = subprocess.run([sys.executable, SCRIPT, "true"], env=env, capture_output=True, text=True)
    assert done.returncode
    assert "error" in done.stderr.lower()
    assert str(tmp_path / "config" / name) in done.stderr
    assert "Traceback" not in done.stderr


def index_with(folder: Path, package: str) -> tuple[str, str]:
    """Make a folder that is a package index with one `package`; give its URL and a line of a lock."""
    wheel = folder / package / f"{package}-1.0-py3-none-any.whl"
    wheel.parent.mkdir(parents=True)
    info = f"{package}-1.0.dist-info"
    files = {f"{package}.py": "", f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n"}
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = "".join(f"{name},{record(text)}\n" for name, text in files.items()) + f"{info}/RECORD,,\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    (wheel.parent / "index.html").write_text(f'<!DOCTYPE html><a href="{wheel.name}">{wheel.name}</a>')
    return folder.as_uri(), f"{package}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def record(text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
    return f"sha256={digest},{len(text)}"


@pytest.mark.parametrize(
    ("program", "says"), [("pip", "index-url"), ("uv", "index-url"), ("uv", "no-index and find-links")]
)
def test_a_package_comes_from_the_index_of_pip_conf_and_lands_in_the_environment(tmp_path, program, says):
    if program == "uv" and UV is None:
        pytest.skip("no uv here")
    url, line = index_with(tmp_path / "simple index", "articletest")
    (tmp_path / "lock").write_text(line)
    given = {"no-index": "true", "find-links": f"{url}/articletest"} if " " in says else {says: url}
    env = home(tmp_path / "home", conf(**HOSTILE_PIP, **given), HOSTILE_UV)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "env"], check=True)
    python = tmp_path / "env/bin/python"
    tool = [UV, "pip"] if program == "uv" else [sys.executable, "-m", "pip", "--python", python]
    command = [sys.executable, SCRIPT, *tool, "install", *(["--python", python] if program == "uv" else [])]
    command += ["--require-hashes", "-r", tmp_path / "lock"]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = "import articletest as it; print(it.__file__)"
    found = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert found.startswith(str(tmp_path / "env")), found
