"""Tests marked `long` run seldom: here they are collected, and what they call exists and takes the arguments given."""

import ast
import importlib
import inspect
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("recomputed", "methods", "datasets", "articles", "project_copies", "test_workflow", "naive")


def is_long(function: ast.AST) -> bool:
    return isinstance(function, ast.FunctionDef) and any(
        "mark.long" in ast.unparse(decorator) for decorator in function.decorator_list
    )


def long_tests() -> dict[Path, list[str]]:
    """Find the tests marked `long`: file -> their names."""
    found = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        names = [node.name for node in ast.walk(ast.parse(path.read_text())) if is_long(node)]
        if names:
            found[path] = names
    return found


LONG = long_tests()
IMPORTS = """
from project_copies import Project
from recomputed.workflow import shards
from recomputed.workflow.shards import run_of
"""


def imported(tree: ast.AST) -> dict[str, Any]:
    """Import what a test module takes from the project: its name there -> the module, function or class."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in OURS:
            for alias in node.names:
                names[alias.asname or alias.name] = member(node.module, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname and alias.name.split(".")[0] in OURS:
                    names[alias.asname] = importlib.import_module(alias.name)
    return names


def member(module: str, name: str) -> Any:
    found = importlib.import_module(module)
    return getattr(found, name) if hasattr(found, name) else importlib.import_module(f"{module}.{name}")


def wrong_calls(tree: ast.AST) -> list[str]:
    """Name the uses of the project's functions that would fail: what is not there, and calls with other arguments."""
    names = imported(tree)
    missing = [
        f"line {node.lineno}: {ast.unparse(node)} is not there"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and isinstance(names.get(node.value.id), ModuleType)
        and not hasattr(names[node.value.id], node.attr)
    ]
    calls = [(node, called(node.func, names)) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return missing + [
        f"line {node.lineno}: {ast.unparse(node)}: {problem}"
        for node, function in calls
        if callable(function) and (problem := misfit(node, function))
    ]


def called(node: ast.expr, names: dict[str, Any]) -> Any:
    """Find what `name` or `module.name` is; None for all that does not come from the project."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return getattr(names.get(node.value.id), node.attr, None)
    return None


def misfit(call: ast.Call, function: Any) -> str:
    """Say why `function` does not take the number of arguments, and the names, of `call`; "" where it does."""
    signature = inspect.signature(function)
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    keywords = [keyword.arg for keyword in call.keywords]
    bind = signature.bind_partial if starred or None in keywords else signature.bind
    places = [argument for argument in call.args if not isinstance(argument, ast.Starred)]
    try:
        bind(*places, **{name: None for name in keywords if name})
    except TypeError as error:
        return f"{error} of {signature}"
    return ""


def test_long_tests_are_collected():
    assert LONG
    command = [sys.executable, "-m", "pytest", "--collect-only", "-n0", "-m", "long", "-p", "no:cacheprovider", *LONG]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    collected = {line.split("::")[1].split("[")[0] for line in done.stdout.splitlines() if "::" in line}
    assert collected == {name for names in LONG.values() for name in names}


@pytest.mark.parametrize("path", LONG, ids=lambda path: path.stem)
def test_what_long_tests_call_takes_the_arguments_given(path):
    assert wrong_calls(ast.parse(path.read_text())) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("shards.run_of(10)", "missing a required argument: 'shard'"),
        ("shards.run_of(10, '1-of-2', 1, 2)", "too many positional arguments"),
        ("shards.run_of(10, shard='1-of-2', part=3)", "unexpected keyword argument 'part'"),
        ("run_of(*sizes, part=3)", "unexpected keyword argument 'part'"),
        ("shards.run_at(10)", "shards.run_at is not there"),
        ("Project(folder, {}, 3, 4)", "too many positional arguments"),
    ],
)
def test_a_call_that_would_fail_is_seen(line, problem):
    (found,) = wrong_calls(ast.parse(f"{IMPORTS}\n{line}"))
    assert problem in found


@pytest.mark.parametrize("line", ["run_of(10, '1-of-2')", "run_of(*sizes)", "shards.run_of(10, **rest)", "len(1, 2)"])
def test_a_call_that_fits_passes(line):
    assert wrong_calls(ast.parse(f"{IMPORTS}\n{line}")) == []
