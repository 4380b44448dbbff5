"""Plant each fault of planted.yaml in a copy of the project, and see that its tests fail (`make mutants`).

Words on the command line choose faults whose text contains one of them. First the tests run on the unchanged copy:
a test that fails there would prove nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

import yaml

ROOT = Path(__file__).parents[2]
HIDDEN = shutil.ignore_patterns(".git", ".venv", ".snakemake", "__pycache__", ".*_cache", ".hypothesis")
PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore")
AT_ONCE = 2


def planted(words: list[str] = ()) -> list[dict]:
    """Read the faults, those that contain one of `words` if there are any."""
    faults = yaml.safe_load(Path(__file__).with_name("planted.yaml").read_text(encoding="utf-8"))
    return [fault for fault in faults if not words or any(word in str(fault) for word in words)]


def with_fault(text: str, fault: dict) -> str:
    """Plant the fault in the text of its file; raise ValueError unless it fits in exactly one place."""
    if text.count(fault["was"]) != 1:
        raise ValueError(f"{fault['file']}: {text.count(fault['was'])} places for: {fault['fault']}")
    return text.replace(fault["was"], fault["becomes"])


def not_copied(folder: str, names: list[str]) -> set[str]:
    """Name what a copy of the project does not need; the package of the same name as results/ stays."""
    return HIDDEN(folder, names) | ({"results"} if Path(folder) == ROOT else set())


def passes(folder: Path, tests: str) -> bool:
    """Run `tests` on the code in `folder`."""
    env = os.environ | {"PYTHONPATH": str(folder / "src")}
    return subprocess.run([*PYTEST, *tests.split()], cwd=folder, env=env, capture_output=True).returncode == 0


def survives(folder: Path, fault: dict) -> bool:
    """Plant one fault in the copy, run its tests, and take it out again; say whether they passed."""
    file = folder / fault["file"]
    text = file.read_text(encoding="utf-8")
    file.write_text(with_fault(text, fault), encoding="utf-8")
    try:
        return passes(folder, fault["caught_by"])
    finally:
        file.write_text(text, encoding="utf-8")


def main(words: list[str]) -> int:
    """Print which faults are caught and which survive; give 0 if none survives."""
    faults, copies = planted(words), Queue()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(AT_ONCE):
            copies.put(Path(shutil.copytree(ROOT, Path(folder) / f"copy {number}", ignore=not_copied)))

        def in_a_copy(job, argument) -> bool:
            copy = copies.get()
            try:
                return job(copy, argument)
            finally:
                copies.put(copy)

        tests = sorted({fault["caught_by"] for fault in faults})
        unsound = [
            names for names, ok in zip(tests, pool.map(lambda t: in_a_copy(passes, t), tests), strict=True) if not ok
        ]
        if unsound:
            print(f"these tests fail without any fault: {'; '.join(unsound)}")
            return 1
        survivors = []
        for fault, survived in zip(faults, pool.map(lambda f: in_a_copy(survives, f), faults), strict=True):
            print(f"{'SURVIVED' if survived else 'caught'}: {fault['fault']} ({fault['file']})", flush=True)
            survivors += [fault] if survived else []
    print(f"{len(faults) - len(survivors)} of {len(faults)} planted faults caught")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
