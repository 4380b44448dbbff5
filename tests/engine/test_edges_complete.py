"""No public function that takes an array or a table escapes the tests of edges: a new one is tested, or listed here."""

import ast
import re
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
LISTED = ROOT / "tests" / "edges_inner.yaml"
GIVEN = re.compile(r"ndarray|ArrayLike|DataFrame|Series")
NOT_CALLED_BY_OTHERS = {"draw", "site", "workflow", "selftest"}  # they take what the project's own jobs have made


@cache
def public_functions() -> set[tuple[str, str]]:
    """List module and name of every public function that has an argument with arrays or tables."""
    found = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        names = path.relative_to(ROOT / "src").with_suffix("").parts
        if NOT_CALLED_BY_OTHERS & {*names}:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                if any(one.annotation and GIVEN.search(ast.unparse(one.annotation)) for one in arguments):
                    found.add((".".join(names), node.name))
    return found


def of_rules() -> set[tuple[str, str]]:
    """List the functions that a rule calls; their tables come from jobs, which check them by their seals."""
    files = [*(ROOT / "workflow").rglob("*.smk"), *(ROOT / "src").rglob("*.smk")]
    text = " ".join(path.read_text(encoding="utf-8") for path in files)
    return {(module, name) for module, name in re.findall(r"\"([\w.]+):(\w+)\"", text)}


def tried(path: Path) -> set[tuple[str, str]]:
    """List the public functions that a file with tests of edges names, of the modules that it imports."""
    text = path.read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    modules = {node.module for node in imports}
    modules |= {f"{node.module}.{name.name}" for node in imports for name in node.names}
    words = {*re.findall(r"\w+", text)}
    return {(module, name) for module, name in public_functions() if module in modules and name in words}


def unseen() -> set[tuple[str, str]]:
    """List the functions that no file with tests of edges tries."""
    files = (ROOT / "tests").rglob("test_edges_*.py")
    return public_functions() - of_rules() - {found for path in files for found in tried(path)}


def listed() -> set[tuple[str, str]]:
    """Read the functions that are not tried."""
    reasons = yaml.safe_load(LISTED.read_text(encoding="utf-8")).values()
    return {(module, name) for modules in reasons for module, names in modules.items() for name in names}


def test_every_function_that_takes_arrays_is_tried_at_its_edges_or_is_a_step_of_one_that_is():
    assert len(public_functions()) > 150
    assert sorted(unseen() - listed()) == []


def test_nothing_is_listed_that_is_tried_or_gone():
    assert sorted(listed() - unseen()) == []
