"""Which part of the project may import which, and what the engine must not name: read from the code, nothing is run.

Every rule is tried twice: on the project, where nothing may break it, and on one line of code that must.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from recomputed.workflow import articles, sources

ROOT = Path(__file__).parents[2]
NAMES = articles.at_home()
ENGINE = ("src/recomputed/", "src/snakemake_logger_plugin_")
# With these the engine names an article, one of its modules, rules, claims or files, or a data set. A name alone does
# not count: "history" and "series" are words of English, too.
NAMED = re.compile(
    rf"articles\.({'|'.join(NAMES)})\b|(results|logs)/({'|'.join(NAMES)})\b|\b({'|'.join(NAMES)})(_[a-z]|-\d\d|/)"
    rf"|[\"']({'|'.join(NAMES)})[\"']|mnist",
    re.IGNORECASE,
)
NUMPY_OF_DRAWINGS = {"numpy.linalg.norm"}  # the length of an arrow
COMPUTING = re.compile(r"numpy\.(random|linalg|fft|polynomial|polyfit|corrcoef|cov|histogram|convolve)\b")
DRAWING = {"altair", "articles", "recomputed", "matplotlib", "mpl_toolkits", "numpy", "pandas"}
STANDARD = {"collections", "dataclasses", "functools", "itertools", "math", "typing"}


def files(folder: str, pattern: str) -> dict[str, str]:
    """Read the files below `folder` of the project: path -> text."""
    paths = sorted(path for path in (ROOT / folder).rglob(pattern) if path.parent.name != "__pycache__")
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def imports(path: str, text: str) -> Iterator[str]:
    """Yield the dotted name of all that a module imports, and of what it takes from there."""
    package = Path(path).relative_to("src").with_suffix("").parts if path.startswith("src/") else ()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level]) if node.level else ""
            module = ".".join(filter(None, (above, node.module)))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def place(path: str) -> list[str]:
    return path.removeprefix("src/").split("/")


def is_in(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def engine_imports_no_article(path: str, text: str) -> list[str]:
    """The engine imports no article, method or data set; where articles lie it asks the empty package `articles`."""
    if not path.startswith(ENGINE):
        return []
    return [
        name for name in imports(path, text) if is_in(name, "articles", "methods", "datasets") and name != "articles"
    ]


def articles_import_no_other(path: str, text: str) -> list[str]:
    kind, own, *_ = [*place(path), ""]
    if kind != "articles":
        return []
    return [name for name in imports(path, text) if is_in(name, "articles") and not is_in(name, f"articles.{own}")]


def methods_import_neither_article_nor_data(path: str, text: str) -> list[str]:
    if place(path)[0] != "methods":
        return []
    return [name for name in imports(path, text) if is_in(name, "articles", "datasets")]


def data_sets_import_no_article_and_no_other(path: str, text: str) -> list[str]:
    kind, own, *_ = [*place(path), ""]
    if kind != "datasets":
        return []
    others = [name for name in imports(path, text) if is_in(name, "datasets") and not is_in(name, f"datasets.{own}")]
    return [*others, *(name for name in imports(path, text) if is_in(name, "articles", "methods"))]


def drawings_compute_nothing(path: str, text: str) -> list[str]:
    """A module of `draw` imports matplotlib, Altair, NumPy, pandas, the engine's drawing and errors, its article's
    other drawings, and constants of its article; of NumPy it takes nothing that draws numbers, fits or decomposes."""
    kind, own, *rest = [*place(path), ""]
    if kind != "articles" or rest[0] != "draw":
        return []
    return [name for name in imports(path, text) if not _for_drawings(name, own)] + _calls_of_numpy(text)


def _for_drawings(name: str, own: str) -> bool:
    if name.split(".")[0] not in DRAWING | STANDARD:
        return False
    if is_in(name, "recomputed"):
        return is_in(name, "recomputed.drawing", "recomputed.errors")
    if is_in(name, "articles"):
        return is_in(name, f"articles.{own}.draw") or name.rpartition(".")[2].isupper()
    return not COMPUTING.match(name)


def _calls_of_numpy(text: str) -> list[str]:
    names = [ast.unparse(node) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)]
    numpy = {re.sub(r"^np\.", "numpy.", name) for name in names if name.startswith(("np.", "numpy."))}
    found = sorted(name for name in numpy if COMPUTING.match(name) and name != "numpy.linalg")
    return [name for name in found if name not in NUMPY_OF_DRAWINGS]


def computations_draw_nothing(path: str, text: str) -> list[str]:
    """No module of an article but those of `draw`, no method and no data set imports matplotlib or a drawing."""
    kind, own, *rest = [*place(path), ""]
    if kind not in ("articles", "methods", "datasets") or rest[:1] == ["draw"]:
        return []
    drawn = ("matplotlib", "mpl_toolkits", "recomputed.drawing", f"articles.{own}.draw")
    return [name for name in imports(path, text) if is_in(name, *drawn)]


def only_call_and_plugins_import_snakemake(path: str, text: str) -> list[str]:
    """Rules, workflow/scripts/call.py and the logger plugins know Snakemake; others at most run it as a command."""
    if path == "workflow/scripts/call.py" or path.startswith("src/snakemake_logger_plugin_"):
        return []
    return [name for name in imports(path, text) if name.split(".")[0].startswith("snakemake")]


def kernels_are_compiled_by_one_decorator(path: str, text: str) -> list[str]:
    """`njit` comes from recomputed.stats.compiled: where it comes from numba itself, an old kernel may be taken."""
    if path == "src/recomputed/stats/compiled.py":
        return []
    return [name for name in imports(path, text) if name in ("numba.njit", "numba.jit", "numba.vectorize")]


def what_is_imported_exists(path: str, text: str) -> list[str]:
    """What a module imports from the project is a module there, or a name that one defines."""
    ours = [name for name in imports(path, text) if is_in(name, "recomputed", "methods", "datasets", "articles")]
    return [
        name for name in ours if not (is_module(name) or name.rpartition(".")[2] in defined(name.rpartition(".")[0]))
    ]


def is_module(name: str) -> bool:
    return sources.file_of(name) is not None or (ROOT / "src" / name.replace(".", "/")).is_dir()


@cache
def defined(module: str) -> set[str]:
    """List the names that a module of the project defines or imports."""
    path = sources.file_of(module) if module else None
    found = set()
    for node in outside_functions(ast.parse(path.read_text(encoding="utf-8"))) if path else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a module, but not what stands in its functions and classes."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield from outside_functions(child)


RULES = [
    (what_is_imported_exists, "src/recomputed/x.py", "from recomputed.workflow import nonesuch"),
    (what_is_imported_exists, "src/recomputed/x.py", "from recomputed.workflow.settings import nonesuch"),
    (what_is_imported_exists, "src/recomputed/x.py", "import recomputed.nonesuch"),
    (engine_imports_no_article, "src/recomputed/x.py", "from articles.pca import marks_search"),
    (engine_imports_no_article, "src/recomputed/site/x.py", "def f():\n    import methods.pca.fit"),
    (engine_imports_no_article, "src/snakemake_logger_plugin_brief/x.py", "from datasets import mnist"),
    (articles_import_no_other, "src/articles/pca/compute/x.py", "from articles.curse.kernels import count"),
    (articles_import_no_other, "src/articles/pca/compute/x.py", "from articles import curse"),
    (methods_import_neither_article_nor_data, "src/methods/rnn/x.py", "import articles.lstm_backward.nets"),
    (methods_import_neither_article_nor_data, "src/methods/x.py", "from datasets.mnist import split"),
    (data_sets_import_no_article_and_no_other, "src/datasets/mnist/x.py", "from articles.knn import judge"),
    (data_sets_import_no_article_and_no_other, "src/datasets/mnist/x.py", "from datasets.cifar import find"),
    (drawings_compute_nothing, "src/articles/pca/draw/x.py", "from articles.pca.compute import marks"),
    (drawings_compute_nothing, "src/articles/pca/draw/x.py", "from articles.pca.marks_search import search"),
    (drawings_compute_nothing, "src/articles/pca/draw/x.py", "from scipy.stats import norm"),
    (drawings_compute_nothing, "src/articles/pca/draw/x.py", "from methods.pca.fit import fit"),
    (drawings_compute_nothing, "src/articles/pca/draw/x.py", "from recomputed.stats import streams"),
    (drawings_compute_nothing, "src/articles/pca/draw/x.py", "import numpy as np\nx = np.random.default_rng(1)"),
    (drawings_compute_nothing, "src/articles/pca/draw/x.py", "import numpy as np\nx = np.linalg.eigh(1)"),
    (drawings_compute_nothing, "src/articles/pca/draw/x.py", "from numpy.random import default_rng"),
    (computations_draw_nothing, "src/articles/pca/compute/x.py", "import matplotlib.pyplot as plt"),
    (computations_draw_nothing, "src/articles/pca/x.py", "from articles.pca.draw.space import arrow"),
    (computations_draw_nothing, "src/methods/x.py", "from recomputed.drawing import style"),
    (only_call_and_plugins_import_snakemake, "src/recomputed/x.py", "from snakemake.utils import update_config"),
    (only_call_and_plugins_import_snakemake, "src/articles/pca/x.py", "import snakemake_interface_common"),
    (kernels_are_compiled_by_one_decorator, "src/methods/x.py", "from numba import njit"),
]


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, *_ in RULES), ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule):
    modules = files("src", "*.py") | files("workflow", "*.py")
    assert len(modules) > 200
    broken = {path: found for path, text in modules.items() if (found := rule(path, text))}
    assert not broken


@pytest.mark.parametrize(("rule", "path", "text"), RULES, ids=lambda part: getattr(part, "__name__", str(part)[:40]))
def test_the_rule_sees_a_line_that_breaks_it(rule, path, text):
    assert rule(path, text)


def names_of_articles(text: str) -> list[str]:
    return [f"{number}: {line.strip()}" for number, line in enumerate(text.splitlines(), 1) if NAMED.search(line)]


def test_the_engine_names_no_article_and_no_data_set():
    engine = files("src/recomputed", "*.*") | files("workflow", "*.*") | {"Snakefile": (ROOT / "Snakefile").read_text()}
    assert len(engine) > 80
    assert not {path: found for path, text in engine.items() if (found := names_of_articles(text))}


@pytest.mark.parametrize(
    "line",
    [
        "from articles.pca import x",
        'PATH = "results/curse/shells.csv"',
        'LOG = "logs/knn/errors.log"',
        'if rule == "knn_errors":',
        'if claim == "pca-40":',
        "SIZES = {'lstm_backward/training/': 1}",
        'skip = ["history"]',
        'RAW = "results/data/mnist.npz"',
        "# all of MNIST's figures",
    ],
)
def test_a_name_is_seen(line):
    assert names_of_articles(line)


@pytest.mark.parametrize(
    "line", ["# the history of a run", 'name="run_history"', "a series of articles", "for article in ARTICLES:"]
)
def test_a_word_is_no_name(line):
    assert not names_of_articles(line)
