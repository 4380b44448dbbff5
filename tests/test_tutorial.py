"""docs/tutorial.md, followed command by command in a copy of the project: what it says one sees is what one sees."""

import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from project_copies import NOT_COPIED
from recomputed.runs.project_copy import copy_parts

ROOT = Path(__file__).parents[1]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`(\.\./birthdays/[\w./]+)`")


@dataclass(frozen=True)
class Step:
    """A block of the tutorial: its language, its content, and the paragraph before it."""

    language: str
    content: str
    before: str

    @property
    def path(self) -> str:
        """Name the last file that the paragraph before the block names."""
        return FILE.findall(self.before)[-1]


def steps() -> list[Step]:
    """Give the blocks in order."""
    matches = list(BLOCK.finditer(TUTORIAL))
    starts = [0, *(match.end() for match in matches)]
    return [
        Step(match[1], match[2], TUTORIAL[start : match.start()].strip().rpartition("\n\n")[2])
        for start, match in zip(starts, matches, strict=False)
    ]


class Reader:
    """Somebody who follows the tutorial in the folder `project`, and keeps what the last commands printed."""

    def __init__(self, project: Path):
        self.project, self.printed, self.failed = project, "", False

    def follow(self, step: Step) -> None:
        """Do what a block says: run it, compare it, write a file, or edit the ledger or print.csv."""
        assert not self.failed or (step.language == "text" and "Error" in step.content), self.printed
        self.failed = False
        if step.language == "sh":
            run = subprocess.run(["sh", "-ec", step.content], cwd=self.project, capture_output=True, text=True)
            self.printed, self.failed = run.stdout + run.stderr, run.returncode != 0
            assert "Traceback" not in self.printed, self.printed
            return
        if step.language == "text":
            for line in step.content.splitlines():
                assert line.strip() in self.printed, f"{line!r} is not in\n{self.printed}"
            return
        path = self.project / step.path
        edit = {"ledger.yaml": _ledger, "print.csv": _rows}.get(path.name)
        path.write_text(edit(path.read_text(), step) if edit else step.content)


def _ledger(text: str, step: Step) -> str:
    """Put the entries of a block in place of those that the paragraph names, or at the end."""
    if "at the end" in step.before:
        return text + step.content
    names = re.findall(r"`([a-z]+(?:-\d+)?)`", FILE.sub("", step.before).partition("in place of")[2])
    entries = re.split(r"(?m)^(?=  - id: )", text)
    ids = [re.match(r"  - id: (\S+)", entry)[1] if entry.startswith("  - id") else "" for entry in entries]
    first, last = ids.index(names[0]), ids.index(names[-1])
    rest = re.sub(r"(?s)\A  - id: .*?(?=^(?:claims:|  #)|\Z)", "", entries[last], flags=re.MULTILINE)
    entries[first : last + 1] = [step.content, rest]
    return "".join(entries)


def _rows(text: str, step: Step) -> str:
    """Put the rows of a block in place of those with the same section, place and unit; their texts are the same."""
    for row in step.content.splitlines():
        key = ",".join(row.split(",")[:4])
        text, found = re.subn(rf"(?m)^{re.escape(key)},.*$", row, text)
        assert found == 1, f"{key} is no row of print.csv"
    return text


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    """A reader in a copy of the project, whose environment has the packages of this one and the copy's own code."""
    project = tmp_path_factory.mktemp("tutorial") / "project"
    copy_parts(ROOT, project, NOT_COPIED)
    for part in ("Makefile", "requirements.lock", "requirements-uv.lock", "pyproject.toml"):
        shutil.copy2(ROOT / part, project / part)
    shutil.copytree(ROOT / "examples", project / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    venv.create(project / ".venv", symlinks=True)
    (packages,) = (project / ".venv" / "lib").glob("python3.*/site-packages")
    (packages / "of_the_tests.pth").write_text(f"{project / 'src'}\n{sysconfig.get_path('purelib')}\n")
    (project / ".venv" / "ready").write_text(f"{project}\n")
    return Reader(project)


def test_every_step_does_what_the_tutorial_says(reader):
    """A tutorial that lags behind the code fails here, at the line that one would not see."""
    assert sum(step.language == "sh" for step in steps()) >= 6
    for step in steps():
        reader.follow(step)


def test_nothing_of_the_project_was_changed(reader):
    for path in (ROOT / "examples").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert (reader.project / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def test_what_the_tutorial_copies_from_the_example_is_in_it():
    """The rows of print.csv in the tutorial are those of the text as it is now."""
    rows = (ROOT / "examples/birthdays/print.csv").read_text()
    named = [row for step in steps() if step.language == "csv" for row in step.content.splitlines()]
    assert len(named) == 5
    assert all(row.rpartition(",")[0].rpartition(",")[0] in rows for row in named)


def test_a_line_that_one_would_not_see_fails():
    reader = Reader(Path(sys.prefix))
    reader.printed = "1 passed in 0.1 s"
    reader.follow(Step("text", "1 passed\n", ""))
    with pytest.raises(AssertionError, match="is not in"):
        reader.follow(Step("text", "2 passed\n", ""))
