"""What the README says of the audit is what was last accepted."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from recomputed.audit import VERDICTS, ledger

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLAIMS = json.loads((ROOT / "audit.lock.json").read_text(encoding="utf-8"))["claims"]


def accepted(article: str) -> list[int]:
    """Count the verdicts of an article on the full MNIST."""
    kept = [CLAIMS[claim["id"]] for claim in ledger.read(article)["claims"]]
    counts = Counter((entry.get("full") or entry["any"])["verdict"] for entry in kept)
    return [counts[verdict] for verdict in VERDICTS]


@pytest.mark.parametrize("article", ledger.published())
def test_the_table_has_the_accepted_verdicts(article):
    title = ledger.read(article)["title"]
    rows = [row.split(" | ") for row in re.findall(r"^\| (.*) \|$", README, re.MULTILINE)]
    (row,) = [row for row in rows if len(row) == 1 + len(VERDICTS) and title.startswith(row[0])]
    assert list(map(int, row[1:])) == accepted(article)


def test_totals():
    assert f"of {sum(sum(accepted(article)) for article in ledger.published())} published statements" in README
    routes = sum("second_route" in claim for a in ledger.published() for claim in ledger.read(a)["claims"])
    assert f"({routes} statements)" in README
