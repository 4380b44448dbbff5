"""The files a module is made of, so that a rule can declare the code it depends on (Snakemake does not see imports)."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def sources(module: str) -> list[str]:
    """List the project files that importing `module` runs, as sorted paths relative to the working directory.

    Raises ModuleNotFoundError for a name that is no module of this project.
    """
    if file_of(module, ROOT) is None:
        raise ModuleNotFoundError(f"no module {module} under {ROOT}")
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        for name in _with_parents(waiting.pop()):
            path = file_of(name, ROOT)
            if path is not None and path not in found:
                found.add(path)
                waiting += _imports(path)
    folder = os.getcwd()
    return sorted(_relative(path, folder) for path in found)


@cache
def _relative(path: Path, folder: str) -> str:
    return os.path.relpath(path, folder)


def _with_parents(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


@cache
def file_of(module: str, root: Path) -> Path | None:
    """Give the file of `module` under `root`, or None for what is no module there."""
    base = root.joinpath(*module.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None


@cache
def _imports(path: Path) -> tuple[str, ...]:
    names: list[str] = []
    for node in _statements(ast.parse(path.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += _from_import(node, path)
    return tuple(names)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a block and of the blocks in it; `ast.walk` goes through every expression as well."""
    for node in body:
        yield node
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            yield from _statements(getattr(node, block, []))


def _from_import(node: ast.ImportFrom, path: Path) -> list[str]:
    """`from a import b` may name the module a.b or a thing in a: both are tried, only files count."""
    package = path.relative_to(ROOT).with_suffix("").parts
    anchor = list(package[: len(package) - node.level]) if node.level else []
    base = ".".join(anchor + ([node.module] if node.module else []))
    return [base, *(f"{base}.{alias.name}" for alias in node.names)]
