"""Where the tests find the real MNIST: MNIST_DIR, or beside the project; what they counted is told at the end."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("any machine")

ROOT = Path(__file__).parents[1]
BESIDE = ROOT.parent / "shared" / "data" / "mnist"


@pytest.fixture(scope="session")
def real_mnist_dir() -> Path:
    """The folder with the four real IDX files; tests that need it are skipped, loudly, where there is none."""
    folder = Path(os.environ.get("MNIST_DIR") or BESIDE)
    if not folder.is_dir():
        warnings.warn(f"real MNIST not found ({folder}): set MNIST_DIR to run every test", stacklevel=1)
        pytest.skip("no real MNIST: set MNIST_DIR")
    return folder


@pytest.fixture
def counted(record_property) -> Callable[[str], None]:
    """Take a line of what a test tried and what survived; told when all tests are through."""
    return lambda line: record_property("counted", line)


def pytest_terminal_summary(terminalreporter):
    """Tell the lines that tests left with `counted`."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    lines = [line for report in reports for name, line in report.user_properties if name == "counted"]
    if lines:
        terminalreporter.section("tried and survived")
        for line in lines:
            terminalreporter.write_line(line)
