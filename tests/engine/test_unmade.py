"""A table that a ledger names and no rule makes is one line; Snakemake would keep an old audit without a word."""

import entries
import pytest
import yaml

from recomputed.errors import BadInput
from recomputed.workflow import unmade

MADE = ["results/x/chances.csv", "results/x/growth.csv"]
PLACE = {"file": "results/x/chances.csv", "column": "percent"}


def book(**changes) -> dict:
    figure = {"id": "a-curve", "title": "t", "where": "w", "draw": "chances:curve", "caption": "c"}
    claim = entries.entry("x-01", evidence=PLACE)
    claim |= {"second_route": {"route": "simulation", "evidence": PLACE | {"file": "results/x/growth.csv"}}}
    entry = {"figure": figure | {"data": {"table": "chances.csv"}}, "claim": claim}
    entry = {name: part | changes.get(name, {}) for name, part in entry.items()}
    return {"article": "x", "title": "X", "figures": [entry["figure"]], "claims": [entry["claim"]]}


def check(tmp_path, ledger):
    path = tmp_path / "x" / "ledger.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(ledger, sort_keys=False), encoding="utf-8")
    unmade.check(str(path), ledger, {}, MADE.__contains__, MADE)


def test_tables_of_rules_are_no_mistake(tmp_path):
    check(tmp_path, book())


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"claim": {"evidence": PLACE | {"file": "results/x/chance.csv"}}},
         r"^x/ledger\.yaml:12: claim x-01: no rule makes this file: .*chance\.csv \(nearest: \S+/chances\.csv\);"),
        ({"claim": {"second_route": {"route": "mpmath", "evidence": PLACE | {"file": "results/x/grow.csv"}}}},
         r"claim x-01: .*\(nearest: results/x/growth\.csv\)"),
        ({"claim": {"search": "results/x/edits.csv"}}, r"claim x-01: .*found results/x/edits\.csv"),
        ({"figure": {"data": {"table": ["chances.csv", "coin.csv"]}}},
         r"^x/ledger\.yaml:4: figure a-curve: .*found results/x/coin\.csv"),
    ],
)  # fmt: skip
def test_a_table_that_no_rule_makes_is_one_line_with_the_nearest(tmp_path, changes, line):
    with pytest.raises(BadInput, match=line) as caught:
        check(tmp_path, book(**changes))
    assert "\n" not in str(caught.value)
