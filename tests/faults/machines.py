"""Try every kind of report from other machines, and count what was tried and what survived (`make test-machines`).

What needs root, another Python, an old make or namespaces is skipped where that is not at hand, and the table says so.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import yaml

ROOT = Path(__file__).parents[2]


def kinds() -> dict[str, list[str]]:
    """Read the tests of each kind."""
    return yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))


def counts(tests: list[str]) -> tuple[int, int, list[str]]:
    """Run `tests`, the long ones too: how many were tried, how many survived, and why others were skipped."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ("-q", "-m", "long or not long", f"--junitxml={report}", "-p", "no:cacheprovider")
        subprocess.run([sys.executable, "-m", "pytest", *options, *tests], cwd=ROOT, stdout=subprocess.DEVNULL)
        cases = list(ElementTree.parse(report).iter("testcase"))
    skipped = [case.find("skipped").get("message", "") for case in cases if case.find("skipped") is not None]
    fallen = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    return len(cases) - len(skipped), len(cases) - len(skipped) - fallen, skipped


def main() -> int:
    """Print one line for each kind, and the sum; give 1 if something did not survive."""
    total = [0, 0, 0]
    for kind, tests in kinds().items():
        tried, survived, skipped = counts(tests)
        total = [a + b for a, b in zip(total, (tried, survived, len(skipped)), strict=True)]
        print(
            f"{kind}: {tried} tried, {survived} survived{''.join(f'; skipped: {why}' for why in skipped)}", flush=True
        )
    print(f"all: {total[0]} tried, {total[1]} survived, {total[2]} skipped")
    return int(total[0] != total[1])


if __name__ == "__main__":
    sys.exit(main())
