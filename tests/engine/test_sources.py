"""The import closure: every project file that a module runs, and no other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recomputed.workflow import sources as module
from recomputed.workflow.sources import sources

SRC = Path(__file__).parents[2] / "src"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Write a package `p` of files with the given text, and give a function that lists a closure relative to it."""
    monkeypatch.setattr(module, "ROOT", tmp_path)
    for cached in (module.file_of, module._imports):
        cached.cache_clear()

    def write(**files: str):
        for name, text in {"p/__init__.py": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return lambda name: sorted(path.relative_to(tmp_path).as_posix() for path in sources(name).values())

    yield write
    for cached in (module.file_of, module._imports):
        cached.cache_clear()


@pytest.mark.parametrize(
    "line",
    [
        "import p.b",
        "import p.b as c",
        "from p import b",
        "from p import other, b as c",
        "from p.b import thing",
        "from p.b import *",
        "from . import b",
        "from .b import thing",
        "def f():\n    from p.b import thing",
        "try:\n    import p.b\nexcept ImportError:\n    pass",
        "class A:\n    from . import b",
        "import os, p.b",
    ],
)
def test_every_form_of_import_is_followed(package, line):
    closure = package(**{"p/a.py": line, "p/b.py": "thing = 1", "p/c.py": ""})
    assert closure("p.a") == ["p/__init__.py", "p/a.py", "p/b.py"]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("p/q/a.py", "from ..b import thing"),
        ("p/q/a.py", "from .. import b"),
        ("p/q/__init__.py", "from ..b import thing"),
        ("p/__init__.py", "from .b import thing"),
        ("p/__init__.py", "from . import b"),
    ],
)
def test_relative_imports_count_from_their_package(package, place, line):
    closure = package(**{"p/q/__init__.py": "", "p/q/a.py": "", "p/b.py": "", "p/q/b.py": "", place: line})
    assert closure("p.q.a") == ["p/__init__.py", "p/b.py", "p/q/__init__.py", "p/q/a.py"]


def test_imports_are_followed_to_the_end_and_in_circles(package):
    closure = package(**{"p/a.py": "from p import b", "p/b.py": "import p.c", "p/c.py": "import p.a"})
    assert closure("p.b") == ["p/__init__.py", "p/a.py", "p/b.py", "p/c.py"]


def test_what_is_imported_from_elsewhere_does_not_count(package):
    closure = package(**{"p/a.py": "import numpy, os.path\nfrom json import loads", "p/json.py": "", "os.txt": ""})
    assert closure("p.a") == ["p/__init__.py", "p/a.py"]


def test_a_package_stands_for_its_init(package):
    closure = package(**{"p/q/__init__.py": "from p.q.r import s", "p/q/r.py": "", "p/q/t.py": ""})
    assert closure("p.q") == ["p/__init__.py", "p/q/__init__.py", "p/q/r.py"]


@pytest.mark.parametrize("name", ["p.none", "numpy", "p.a.thing"])
def test_a_name_that_is_no_module_is_refused(package, name):
    closure = package(**{"p/a.py": "thing = 1"})
    with pytest.raises(ModuleNotFoundError, match=name):
        closure(name)


def test_each_module_comes_with_its_file():
    found = {"recomputed": SRC / "recomputed/__init__.py", "recomputed.errors": SRC / "recomputed/errors.py"}
    assert sources("recomputed.errors") == found


@pytest.mark.parametrize("name", ["datasets.mnist.find", "recomputed.results.manifest", "recomputed.audit.ledger"])
def test_closure_holds_what_python_really_loads(name):
    code = f"import {name}, json, sys; print(json.dumps([getattr(m, '__file__', None) for m in sys.modules.values()]))"
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    loaded = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    files = {Path(path) for path in json.loads(loaded.stdout) if path and Path(path).is_relative_to(SRC)}
    assert SRC.joinpath(*name.split(".")).with_suffix(".py") in files
    assert files <= set(sources(name).values())


def test_an_edit_of_the_style_of_figures_does_not_find_mnist_again():
    assert not {"recomputed.drawing.style", "recomputed.results.store"} & sources("datasets.mnist.find").keys()
