"""The files a module is made of, so that a rule can declare the code it depends on (Snakemake does not see imports)."""

import hashlib
import re
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
# An import statement at the beginning of a line; a syntax tree of every file would take half a second of each start.
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<base>[.\w]+)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n#]+)"
    r"|import[ \t]+(?P<modules>[^\n#]+))",
    re.MULTILINE,
)
COMMENT = re.compile(r"#[^\n]*")


def sources(module: str) -> dict[str, Path]:
    """Give the project files that importing `module` runs: name of each module -> its file, sorted by name.

    Raises ModuleNotFoundError for a name that is no module of this project.
    """
    if file_of(module) is None:
        raise ModuleNotFoundError(f"no module {module} under {ROOT}")
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        for name in _with_parents(waiting.pop()):
            path = file_of(name)
            if path is not None and name not in found:
                found[name] = path
                waiting += _imports(name, path)
    return dict(sorted(found.items()))


def code_hash(*modules: str) -> str:
    """Give 16 hex digits of the SHA-256 of all the code that importing `modules` runs, names included."""
    files = {name: path for module in modules for name, path in sources(module).items()}
    lines = [f"{name} {_digest(path)}" for name, path in sorted(files.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _with_parents(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


@cache
def file_of(module: str) -> Path | None:
    """Give the file of `module`, of this project or of an article elsewhere, or None for any other."""
    package, *parts = module.split(".")
    loaded = sys.modules.get(f"{package}.{parts[0]}") if package == "articles" and parts else None
    elsewhere = getattr(loaded, "__path__", None)
    base = Path(elsewhere[0]).joinpath(*parts[1:]) if elsewhere else ROOT.joinpath(package, *parts)
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None


@cache
def _imports(module: str, path: Path) -> tuple[str, ...]:
    """List what the import statements of a file name; of a line in a docstring that looks like one, too: no harm."""
    names: list[str] = []
    for found in IMPORT.finditer(path.read_text(encoding="utf-8")):
        if found["modules"]:
            names += [name.split()[0] for name in found["modules"].split(",") if name.split()]
        else:
            names += _from_import(found["base"], found["names"], module, path)
    return tuple(names)


def _from_import(base: str, names: str, module: str, path: Path) -> list[str]:
    """`from a import b` may name the module a.b or a thing in a: both are tried, only files count."""
    package = [*module.split("."), *(["__init__"] if path.name == "__init__.py" else [])]
    level = len(base) - len(base.lstrip("."))
    anchor = package[: len(package) - level] if level else []
    base = ".".join(anchor + ([base[level:]] if base[level:] else []))
    imported = [name.split()[0] for name in COMMENT.sub("", names).strip("() \n").split(",") if name.split()]
    return [base, *(f"{base}.{name}" for name in imported)]
