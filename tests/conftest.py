"""Where the tests find real MNIST and the articles' texts, which files run first, and counts printed at the end."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("any machine")

# Of the make that runs the tests: a make that a test starts would take its options and report its folder.
for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"):
    os.environ.pop(name, None)

ROOT = Path(__file__).parents[1]
BESIDE = ROOT.parent / "shared" / "data" / "mnist"
# The slowest files first: one that began last would be waited for alone. While the first builds the whole workflow, the
# other worker begins with files that need no kernel, so that none is compiled twice at the same time.
FIRST = (
    *("test_workflow.py", "test_tutorial.py", "test_site_browser.py", "test_ninth_article.py", "test_killed.py"),
    *("test_disk.py", "test_lint.py", "test_lock.py", "test_touch_browser.py", "test_bad_config.py", "test_logger.py"),
    *("test_drafting.py", "test_plan.py", "test_profile.py", "test_faults.py", "test_benchmarks.py"),
    *("test_lstm_experiments.py", "test_lstm_flows.py", "test_rnn.py", "test_schematics.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files named in FIRST before all others, in that order."""
    items.sort(key=lambda item: FIRST.index(item.path.name) if item.path.name in FIRST else len(FIRST))


@pytest.fixture(scope="session")
def real_mnist_dir() -> Path:
    """The folder with the four real IDX files; tests that need it are skipped, loudly, where there is none."""
    folder = Path(os.environ.get("MNIST_DIR") or BESIDE)
    if not folder.is_dir():
        warnings.warn(f"real MNIST not found ({folder}): set MNIST_DIR to run every test", stacklevel=1)
        pytest.skip("no real MNIST: set MNIST_DIR")
    return folder


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder with the texts of the articles; tests that need them are skipped, loudly, where there is none."""
    folder = Path(os.environ.get("TEXTS") or BESIDE.parents[1] / "articles")
    if not folder.is_dir():
        warnings.warn(f"texts of the articles not found ({folder}): set TEXTS to check the coverage", stacklevel=1)
        pytest.skip("no texts of the articles: set TEXTS")
    return folder


@pytest.fixture
def counted(record_property) -> Callable[[str], None]:
    """Take a line of what a test tried and what survived; printed when all tests are through."""
    return lambda line: record_property("counted", line)


def pytest_terminal_summary(terminalreporter):
    """Print the lines that tests left with `counted`."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    lines = [line for report in reports for name, line in report.user_properties if name == "counted"]
    if lines:
        terminalreporter.section("tried and survived")
        for line in lines:
            terminalreporter.write_line(line)
