"""Run pip or uv with the caller's settings of where packages come from, and with no other setting of pip or uv.

`target`, `prefix`, `user`, `no-binary`, `constraint` or `dry-run` in a pip.conf or a uv.toml change what is installed,
and where; no option of the command line undoes a `target`. make calls this before there are packages:
`python install.py PROGRAM ARGUMENT ...`.
"""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

PIP = (
    *("INDEX_URL", "PYPI_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "NO_INDEX", "TRUSTED_HOST", "PROXY", "CERT"),
    *("CLIENT_CERT", "TIMEOUT", "DEFAULT_TIMEOUT", "RETRIES", "KEYRING_PROVIDER", "CACHE_DIR"),
)
UV_INDEXES = ("DEFAULT_INDEX", "INDEX", "INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS")
UV = (
    *UV_INDEXES,
    *("INDEX_STRATEGY", "INSECURE_HOST", "KEYRING_PROVIDER", "NATIVE_TLS", "SYSTEM_CERTS", "HTTP_TIMEOUT"),
    *("HTTP_RETRIES", "OFFLINE", "CACHE_DIR"),
)
UV_LOGIN = re.compile(r"UV_INDEX_\w+_(USERNAME|PASSWORD)")
# Without these, what a pip.conf says could keep pip from listing it, or from listing those of other places.
LISTING = {"PIP_QUIET": "0", "PIP_ISOLATED": "0", "PIP_USER": "0", "PIP_LOG": os.devnull, "PIP_PYTHON": sys.executable}
TRUE = ("1", "true", "yes", "on", "y", "t")


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Give the variables `given`, with those of pip and uv replaced by what is kept of them and of their files."""
    others = {name: value for name, value in given.items() if not name.startswith(("PIP_", "UV_"))}
    pip, uv = pip_settings(given, others), uv_settings(given)
    if not uv.keys() & {f"UV_{name}" for name in UV_INDEXES}:
        uv = as_uv(pip) | uv
    own = {f"PIP_{name}": value for name, value in pip.items()}
    own |= {"PIP_CONFIG_FILE": os.devnull, "UV_NO_CONFIG": "1"}  # pip and uv read no files then
    return of_the_connection(pip) | others | own | uv


def pip_settings(given: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Give the settings named in PIP, as pip itself reads them from its files and variables."""
    if find_spec("pip") is None:
        return {}
    names = {f"PIP_{name}" for name in (*PIP, "CONFIG_FILE")}
    asking = {**others, **LISTING, **{name: given[name] for name in names & given.keys()}}
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, env=asking, capture_output=True, encoding="utf-8")
    if listed.returncode:
        sys.exit(f"error: pip cannot read its settings: {' '.join(listed.stderr.split())}")
    found = {}
    for section in ("global", "install", ":env:"):  # in pip's order: the later one wins
        for key, value in re.findall(rf"^{section}\.([\w-]+)=(.+)$", listed.stdout, re.MULTILINE):
            lines = str(ast.literal_eval(value)).splitlines()
            found[key.upper().replace("-", "_")] = " ".join(line.strip() for line in lines if line.strip())
    return {name: found[name] for name in PIP if found.get(name)}


def uv_settings(given: Mapping[str, str]) -> dict[str, str]:
    """Give the variables named in UV: those of the caller, else what the uv.toml of the user and of the machine say."""
    folders = ["/etc", *reversed(given.get("XDG_CONFIG_DIRS", "/etc/xdg").split(os.pathsep))]
    folders += [given.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")]
    files = [given["UV_CONFIG_FILE"]] if given.get("UV_CONFIG_FILE") else [f"{one}/uv/uv.toml" for one in folders]
    found: dict[str, str] = {}
    for file in (file for file in map(Path, files) if file.is_file()):
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            sys.exit(f"error: {file}: {error}")
        found |= of_table(content) | of_table(content.get("pip", {}))
    names = {f"UV_{name}" for name in UV}
    return found | {name: given[name] for name in given if name in names or UV_LOGIN.fullmatch(name)}


def of_table(table: Mapping) -> dict[str, str]:
    """Give a table of a uv.toml as variables of uv."""
    indexes = [index for index in table.get("index", []) if not index.get("explicit")]
    found = {"DEFAULT_INDEX": [named(index) for index in indexes if index.get("default")]}
    found |= {"INDEX": [named(index) for index in indexes if not index.get("default")]}
    for key, value in table.items():
        name = key.removeprefix("allow-").upper().replace("-", "_")
        if name in UV and name != "INDEX":
            found[name] = value if isinstance(value, list) else [str(value).lower() if value is True else str(value)]
    return {f"UV_{name}": ("," if name == "FIND_LINKS" else " ").join(value) for name, value in found.items() if value}


def named(index: Mapping) -> str:
    """Give an index of a uv.toml as a variable names it; its login goes by the name."""
    return f"{index['name']}={index['url']}" if "name" in index else index["url"]


def as_uv(pip: Mapping[str, str]) -> dict[str, str]:
    """Give the settings of pip as variables of uv, which reads none of pip's.

    Like pip, uv then takes a version from any index that has it; the hashes of the lock say whether it is right.
    """
    found = {
        "UV_DEFAULT_INDEX": pip.get("INDEX_URL") or pip.get("PYPI_URL"),
        "UV_INDEX": pip.get("EXTRA_INDEX_URL"),
        "UV_FIND_LINKS": ",".join(pip.get("FIND_LINKS", "").split()),
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_INSECURE_HOST": pip.get("TRUSTED_HOST"),
        "UV_HTTP_TIMEOUT": pip.get("TIMEOUT") or pip.get("DEFAULT_TIMEOUT"),
        "UV_HTTP_RETRIES": pip.get("RETRIES"),
    }
    return {name: value for name, value in found.items() if value}


def of_the_connection(pip: Mapping[str, str]) -> dict[str, str]:
    """Give the proxy and the certificates of pip as the variables from which uv takes them."""
    found = {name: pip.get("PROXY") for name in ("HTTP_PROXY", "HTTPS_PROXY")}
    found |= {"SSL_CERT_FILE": pip.get("CERT"), "SSL_CLIENT_CERT": pip.get("CLIENT_CERT")}
    return {name: value for name, value in found.items() if value}


def main() -> None:
    """Replace this process by the program named first, with the arguments after it."""
    env, command = environment(os.environ), sys.argv[1:]
    if Path(command[0]).name == "uv" and env.get("PIP_NO_INDEX", "").lower() in TRUE:
        command.append("--no-index")  # uv has no variable for it
    os.execvpe(command[0], command, env)


if __name__ == "__main__":
    main()
