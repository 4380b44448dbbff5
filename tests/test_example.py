"""examples/birthdays is audited to the end: its verdicts are those accepted, computed again here without a run."""

import json
from collections import Counter
from pathlib import Path

import pytest

from recomputed.audit import ledger
from recomputed.audit.formula_claims import formulas_of
from recomputed.audit.verdict import audit
from recomputed.coverage import draft, table
from recomputed.coverage.faults import faults
from recomputed.formulas.tables import formulas
from recomputed.workflow import articles, schema_check

ROOT = Path(__file__).parents[1]
SEED = schema_check.read(ROOT / "config.yaml")["seed"]


@pytest.fixture(scope="module")
def example() -> articles.Article:
    return articles.find([str(ROOT / "examples" / "birthdays")])[0]


@pytest.fixture(scope="module")
def verdicts(example) -> dict[str, str]:
    """Judge every claim on tables made by the functions of the article."""
    from articles.birthdays.compute import chances, rooms, uneven

    block, book = schema_check.read(example.settings), ledger.read(example)
    of_chances = {key: value for key, value in block["chances"].items() if key != "marked"}
    tables = chances.chances(**of_chances) | {"rooms": rooms.rooms(**block["rooms"], seed=SEED)}
    tables["uneven"] = uneven.uneven(**block["uneven"])
    judged = formulas("birthdays", formulas_of(book), SEED)
    tables |= {"formulas": judged["formulas"], "formula_edits": judged["edits"]}
    files = {f"results/birthdays/{name}.csv": content for name, content in tables.items()}
    rows = audit({str(example.ledger): book}, files)["json"]
    return {row["id"]: row["verdict"] for row in rows}


def test_the_verdicts_are_those_accepted(example, verdicts):
    accepted = json.loads(example.accepted.read_text(encoding="utf-8"))["claims"]
    assert verdicts == {name: entry["any"]["verdict"] for name, entry in accepted.items()}


def test_the_planted_slips_are_found_and_nothing_else_fails(verdicts):
    """A sign in a formula, two digits changed, three sentences about every case."""
    assert Counter(verdicts.values()) == {
        "reproduced": 14,
        "misprint": 2,
        "conditional": 2,
        "refuted": 1,
        "not checkable": 2,
    }
    failing = {name for name, verdict in verdicts.items() if verdict in ("misprint", "conditional", "refuted")}
    assert failing == {f"birthdays-{number}" for number in ("04", "11", "30", "31", "29")}


def test_the_text_is_covered(example):
    book = ledger.read(example)
    text = (example.folder / book["text"]).read_text(encoding="utf-8")
    assert faults(example.print, book, text, book["text"]) == []
    assert {row.state for row in table.read(example.print)} == {"covered", "classed"}


def test_a_new_draft_changes_nothing(example, tmp_path):
    book = ledger.read(example)
    copy = tmp_path / "print.csv"
    copy.write_bytes(example.print.read_bytes())
    draft.draft(copy, book, (example.folder / book["text"]).read_text(encoding="utf-8"))
    assert copy.read_bytes() == example.print.read_bytes()
