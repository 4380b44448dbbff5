"""Recorded evidence: tables are kept with a manifest, and rows are computed again and compared."""

import json
import sys
import types
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from recomputed.errors import BadInput
from recomputed.records import keep, spot_check
from recomputed.records.record import records
from recomputed.results.store import save
from recomputed.workflow.articles import Article

ROOT = Path(__file__).parents[2]


@pytest.fixture
def record(tmp_path, monkeypatch):
    """An article with a record of squares; its function computes a row again."""
    monkeypatch.chdir(tmp_path)
    article = Article("squares", tmp_path / "squares")
    (article.folder / "recorded").mkdir(parents=True)
    declared = {"tables": {"squares.csv": "results/long/squares.csv"}, "rows": ["squares.csv"], "settings": ["sizes"]}
    declared |= {"again": "squared:again", "inputs": {}}
    (article.folder / "recorded/record.yaml").write_text(yaml.safe_dump(declared))
    (tmp_path / "results/long").mkdir(parents=True)
    save(pd.DataFrame({"n": range(10), "square": [n * n for n in range(10)]}), "results/long/squares.csv")
    module = types.ModuleType("squared")
    module.again = lambda row, tables, settings, seed: {"came_back": row["n"] ** 2 == row["square"], "n": row["n"]}
    monkeypatch.setitem(sys.modules, "squared", module)
    for engine in (keep, spot_check):
        monkeypatch.setattr(engine, "code_hash", lambda name: "the code")
    (found,) = records([article])
    return found


CONFIG = {"seed": 7, "squares": {"sizes": {"n": 10}, "others": 1}}


def test_what_is_kept_has_its_settings_code_and_machine(record):
    manifest = keep.keep(record, CONFIG)
    assert manifest == record.manifest() == json.loads((record.folder / "manifest.json").read_text())
    assert manifest["settings"] == {"sizes": {"n": 10}}
    assert (manifest["seed"], manifest["code"], manifest["tables"]["squares.csv"]["rows"]) == (7, "the code", 10)
    assert set(manifest["libraries"]) == {"python", *keep.LIBRARIES}
    assert manifest["machine"]["processor"]


def test_rows_come_back_or_are_named(record):
    keep.keep(record, CONFIG)
    found = spot_check.spot_check(record, 3, np.random.default_rng(0))
    assert [row["came_back"] for row in found] == ["yes"] * 3
    assert len({row["row"] for row in found}) == 3
    assert len(spot_check.spot_check(record, 99, np.random.default_rng(0))) == 10
    table = pd.read_csv("results/long/squares.csv")
    save(table.assign(square=table["square"] + (table["n"] == 4)), "results/long/squares.csv")
    keep.keep(record, CONFIG)
    lost = [row for row in spot_check.spot_check(record, 10, np.random.default_rng(0)) if row["came_back"] == "no"]
    assert [(row["row"], row["n"]) for row in lost] == [(5, 4)]


def test_a_changed_record_is_refused(record):
    with pytest.raises(BadInput, match="no manifest"):
        record.manifest()
    keep.keep(record, CONFIG)
    (record.folder / "squares.csv").write_text("n,square\n1,2\n")
    with pytest.raises(BadInput, match="record was changed"):
        spot_check.spot_check(record, 1, np.random.default_rng(0))


def test_a_bad_declaration_or_number_is_refused(record):
    for given in ("0", "-1", "many"):
        with pytest.raises(BadInput, match="not a number of rows"):
            spot_check._number([given])
    assert spot_check._number([]) == 3
    (record.folder / "record.yaml").write_text("tables: {}\n")
    with pytest.raises(BadInput, match="bad record"):
        records([record.article])


@pytest.mark.parametrize(("target", "module"), [("long", "keep"), ("spot-check", "spot_check")])
def test_the_makefile_makes_what_is_needed_first(target, module):
    text = (ROOT / "Makefile").read_text()
    recipe = text[text.index(f"\n{target}: ") :].splitlines()[1:4]
    assert "## " in recipe[0]
    assert f"recomputed.records.{module} --needs" in recipe[1]
    assert f"recomputed.records.{module} " in recipe[2]


def test_the_record_of_this_project_is_whole():
    """Its tables are those of its manifest, and every file that it names exists."""
    from recomputed.workflow import articles

    found = records(articles.find(articles.ALL))
    assert [record.article.name for record in found] == ["lstm_backward"]
    assert set(found[0].manifest()["tables"]) == set(found[0].tables)
