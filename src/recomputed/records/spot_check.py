"""Compute some rows of the recorded tables again, chosen at random, and compare them to the last bit.

`python -m recomputed.records.spot_check 3` computes three rows of each record and writes results/spot_check.csv; with
`--needs` it prints the results that it needs first. It exits with 1 if a row does not come back.
"""

import sys
from importlib import import_module

import numpy as np
import pandas as pd

from recomputed.errors import BadInput, one_line
from recomputed.records.record import Record, records
from recomputed.results.store import load, save
from recomputed.runs import output
from recomputed.workflow import articles
from recomputed.workflow.sources import code_hash

RESULT = "results/spot_check.csv"


def spot_check(record: Record, number: int, rng: np.random.Generator) -> list[dict]:
    """Compute `number` rows of a record again; give for each: article, table, row, came_back, what the function says.

    The function that the record names is called with a row (a dict), the tables (name -> table), `settings`, `seed` and
    the inputs; it gives a dict with `came_back`, a bool. Raises BadInput for a record that was changed.
    """
    manifest = record.manifest()
    tables = {name: load(record.folder / name) for name in manifest["tables"]}
    rows = [(name, place) for name in record.rows for place in range(len(tables[name]))]
    module, function = record.again.split(":")
    again = getattr(import_module(module), function)
    inputs = {name: load(path) for name, path in record.inputs.items()}
    fixed = {"settings": manifest["settings"], "seed": manifest["seed"], **inputs}
    same_code = code_hash(module) == manifest["code"]
    found = []
    for place in sorted(rng.choice(len(rows), min(number, len(rows)), replace=False)):
        name, row = rows[place]
        one = again(tables[name].iloc[row].to_dict(), tables, **fixed)
        came_back = "yes" if one.pop("came_back") else "no"
        words = {"article": record.article.name, "table": name, "row": row + 1, "came_back": came_back}
        found.append(words | {"code_as_recorded": "yes" if same_code else "no"} | one)
    return found


def _number(arguments: list[str]) -> int:
    given = arguments[0] if arguments else "3"
    if not given.isdecimal() or int(given) < 1:
        raise BadInput("not a number of rows", where="N", expected="1 or more", found=given, do="make spot-check N=3")
    return int(given)


def main(arguments: list[str]) -> int:
    """Check the record of every article, print a line for each row; give 1 if one did not come back."""
    with one_line():
        declared = records(articles.find(articles.ALL))
        if "--needs" in arguments:
            print(" ".join(sorted({path for record in declared for path in record.inputs.values()})))
            return 0
        number = _number(arguments)
        found = [row for record in declared for row in spot_check(record, number, np.random.default_rng())]
        save(pd.DataFrame(found), RESULT)
    for row in found:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    lost = sum(row["came_back"] == "no" for row in found)
    print(f"{len(found) - lost} of {len(found)} recorded rows came back to the last bit; {RESULT}")
    return int(lost > 0)


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
