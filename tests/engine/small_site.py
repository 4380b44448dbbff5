"""A small site from the real templates: two articles, every verdict and kind, two figures, hostile texts."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from recomputed.audit.verdict import audit
from recomputed.drawing import style
from recomputed.formulas.edits.search import COLUMNS as SEARCH_COLUMNS
from recomputed.formulas.tables import COLUMNS
from recomputed.results import store
from recomputed.site.build import site
from recomputed.site.provenance import provenance
from recomputed.workflow import job_record

HOSTILE = '<script>alert("title")</script> & "quotes"'
SHARES = pd.DataFrame({"dimension": range(1, 41), "share": [1 - 0.99**d for d in range(1, 41)]})
HOSTILE_TABLE = pd.DataFrame(
    {"<b>column</b>": ["<script>alert('cell')</script>", "</td><i>"], "form": ["printed", "edited"]}
)
PRINTED = r"V = \frac{\pi^2 r^{D}}{\boldsymbol{c}}"
CORRECTED = PRINTED.replace("^2", "^{D/2}")
BROKEN = r"\lamda_1 < \text{<img src=x>}"
# Sentences in another order than the claims of the ledger: balls-04 comes first, balls-14 in a section of its own.
PRINT = """section,place,unit,fingerprint,what,claims
0,1.1,sentence,000000000001,claims,balls-04
1,1.1,sentence,000000000002,narration,
1,1.2,sentence,000000000003,claims,balls-02 balls-01
2.1,1.1,sentence,000000000004,claims,balls-14
"""
FORMULAS = pd.DataFrame(
    {"form": ["printed", "edited", "loose"], "error": [1.5, 0.0, 1e-12], "limit": [0.4, 0.6, 0.5], "halfwidth": 0.25}
)
TREND = pd.DataFrame({"n": [3, 1, 2], "x": [-0.4, 0.5, 0.25], "halfwidth": [0.1, 0.1, 0.0]})
COVERAGE = {"balls": {"sentence": {"total": 5, "covered": 3, "classed": 2, "open": 0}}}
JUDGED = pd.DataFrame(
    [
        ["balls-14", PRINTED, "printed", "1 to 2", "V", "=", "c", 0.7, 1e-9, "no", 9, ""],
        ["balls-14", CORRECTED, "edit", "1 to 2", "V", "=", "c", 0.0, 1e-9, "yes", 9, ""],
        ["balls-15", BROKEN, "printed", "typeset", BROKEN, "", "", 1.0, 0.0, "no", 1, "an error: \\lamda"],
    ],
    columns=COLUMNS,
)
SEARCHED = pd.DataFrame(
    [["balls-14", PRINTED, 0.7, 1, 30, 30, 0.01, "2 -> D/2", CORRECTED, 0.0]], columns=SEARCH_COLUMNS
)
SHARES_FILE = "results/balls/shares.csv"
TABLES = {
    "results/balls/formulas.csv": JUDGED,
    "results/balls/formula_edits.csv": SEARCHED,
    "results/balls/shares.csv": SHARES,
    "results/balls/hostile.csv": HOSTILE_TABLE,
    "results/balls/errors.csv": FORMULAS,
    "results/balls/trend.csv": TREND,
}
HASHED = ["results/audit.json", "articles/balls/ledger.yaml", "articles/own/ledger.yaml"]
ARRAYS = {"results/balls/pictures.npz": {"pictures": np.arange(12.0).reshape(2, 3, 2)}}
RECORD = {"data": "a sample of digits: provisional", "provisional": True, "sha256": {"images": "cd" * 32}}
ROBUSTNESS = pd.DataFrame(
    [
        ["balls-02", "seed", "seed 8", "refuted", "0.0199", True],
        ["balls-02", "preprocessing", "deskewed", "reproduced", "0.5", False],
    ],
    columns=["id", "kind", "condition", "verdict", "recomputed", "same"],
)


def ledgers() -> dict[str, dict]:
    """Two ledgers, as the schema has them; the second holds findings of this project."""
    place = {"file": "results/balls/shares.csv", "column": "share"}

    def claim(number: int, title: str, published: str, **more) -> dict:
        entry = {"id": f"balls-{number:02}", "title": title, "where": f"section {number}", "kind": "value"}
        return entry | {"published": published, "evidence": {**place, "row": {"dimension": number}}} | more

    claims = [
        claim(1, "share of the shell of a segment", "0.010"),
        claim(2, HOSTILE, "0.5"),
        claim(3, "share of the shell of a ball", "0.0.297", edit={"change": "stray dot", "published": "0.0297"}),
        claim(4, "share in four dimensions", "0.0395"),
        {"id": "balls-05", "title": "balls are round", "where": "section 5", "kind": "fact", "published": "round"}
        | {"not_checkable": "a matter of words"},
        claim(6, "a message of the article", "0.3", weight=3, why="It is a plain reason."),
        claim(8, "about a twelfth of it", "-11.1"),
        claim(9, "a ninth", "0.25"),
        {"id": "balls-17", "title": "nobody has looked at it", "where": "section 9", "kind": "value", "published": "9"}
        | {"open": True},
        *_other_kinds(),
        *_formulas(),
        claim(16, "a finding about this article", "0.9", origin="ours"),
    ]
    pictures = {
        "id": "pictures",
        "title": "Two pictures",
        "where": "section 2",
        "caption": "Drawn from arrays.",
        "bears_on": ["balls-05"],
    }
    figure = {
        "id": "shell-share",
        "title": "The share of the shell",
        "where": "section 1",
        "caption": "Grows <with> D.",
        "touch": {"draw": "small_touch:shell", "try": "Move D: the share grows."},
    }
    ours = claim(7, "a finding of ours", "0.068") | {"id": "own-01"}
    return {
        "balls.yaml": {
            "article": "balls",
            "text": "balls.txt",
            "title": "Balls & shells",
            "published_as": "All <of> shells",
            "figures": [figure, pictures],
            "claims": claims,
        },
        "own.yaml": {"article": "own", "title": "Our findings", "ours": True, "figures": [], "claims": [ours]},
    }


def _other_kinds() -> list[dict]:
    """Give a claim of each kind that prints no number, one of them held by hostile cells."""
    base = {"where": "section 9", "says": "plain words of ours"}
    formulas, edited = "results/balls/errors.csv", {"change": "2 -> 3", "evidence": {"row": {"form": "edited"}}}
    hostile = {"file": "results/balls/hostile.csv", "row": {"form": "printed"}, "column": "<b>column</b>"}
    trend = {"file": "results/balls/trend.csv", "column": "x", "halfwidth": "halfwidth", "x": "n"}
    limit = {"file": formulas, "column": "limit", "halfwidth": "halfwidth"}
    return [
        {"id": "balls-10", "title": "a formula", "kind": "identity", "published": "a = b", "edit": edited}
        | {"evidence": {"file": formulas, "row": {"form": "printed"}, "column": "error"}, **base}
        | {
            "second_route": {
                "route": "mpmath",
                "evidence": {"file": formulas, "row": {"error": 1.5}, "column": "error"},
            }
        },
        {"id": "balls-11", "title": "a bound", "kind": "bound", "published": "most", "unit": "%", "evidence": limit}
        | {"relation": ">", "bound": 0.3, **base},
        {"id": "balls-12", "title": "a trend", "kind": "trend", "published": "falls", "direction": "decreasing"}
        | {"evidence": trend, **base},
        {"id": "balls-13", "title": "a fact", "kind": "fact", "published": "harmless", "evidence": hostile, **base},
    ]


def _formulas() -> list[dict]:
    """Give a misprinted formula with its correction, and one that cannot be typeset."""
    return [
        {"id": "balls-14", "title": "the volume of a ball", "where": "section 2.1", "kind": "identity"}
        | {"formula": PRINTED, "edit": {"formula": CORRECTED}, "why": "The exponent is half the dimension."},
        {"id": "balls-15", "title": "letters that TeX cannot set", "where": "section 2.1", "kind": "latex"}
        | {"formula": BROKEN},
    ]


def rules() -> list[dict]:
    """Records of rules as the workflow gives them: one computes, one draws; any functions of the project will do."""
    call = "recomputed.site.arrays:sheets"
    draw = "recomputed.site.captions:captions"
    figures = [f"results/balls/figures/shell-share.{suffix}" for suffix in ("svg", "pdf", "png")]
    table = "results/balls/shares.csv"
    return [
        {"name": "shares", "call": call, "params": {"seed": 7, "epsilon": 0.01}, "inputs": [], "outputs": [table]}
        | {"log": "results/logs/balls/shares.log"},
        {"name": "ring", "call": draw, "params": {}, "inputs": [table], "outputs": figures}
        | {"log": "results/logs/balls/ring.log"},
        {"name": "arrays", "call": call, "params": {}, "inputs": [], "outputs": [*ARRAYS]}
        | {"log": "results/logs/balls/arrays.log"},
        {"name": "pictures", "call": draw, "params": {}, "inputs": [*ARRAYS], "log": "results/logs/balls/pictures.log"}
        | {"outputs": [f"results/balls/figures/pictures.{suffix}" for suffix in ("svg", "pdf", "png")]},
    ]


def build(folder: Path) -> Path:
    """Build the results and the site below `folder`, the working directory; give the site's folder."""
    for path, table in TABLES.items():
        store.save(table, folder / path)
    for name in ("shell-share", "pictures"):
        for suffix in ("svg", "pdf", "png"):
            store.save(
                _drawing(style.WIDE_INCHES if name == "pictures" else 3.5),
                folder / f"results/balls/figures/{name}.{suffix}",
            )
    (folder / "print.csv").write_text(PRINT)
    for name in HASHED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("the file behind a certificate")
    log = folder / "results/logs/balls/shares.log"
    log.parent.mkdir(parents=True)
    log.write_text(finished_log(61.5))
    store.save(pages(), folder / "results/site")
    return folder / "results/site"


def finished_log(seconds: float) -> str:
    """Give the log of a job that took `seconds`."""
    took = dict.fromkeys(job_record.TOOK, 1.0) | {"wall_seconds": seconds}
    return f"{job_record.asked({'seed': 7}, {})}\n{job_record.USED}{json.dumps(took)}\n"


def pages() -> dict[str, str | bytes]:
    """Give the files of the site; the working directory holds what `build` puts there."""
    books = ledgers()
    figures = [file for rule in rules() for file in rule["outputs"] if "/figures/" in file]
    return site(
        audit=audit(books, TABLES)["json"],
        findings=audit(books, TABLES, ours=True)["json"],
        ledgers=books,
        tables=TABLES,
        arrays=ARRAYS,
        provenance=provenance(rules(), {"seed": 7, "balls": {"shells": {"epsilon": 0.01}}}),
        robustness=ROBUSTNESS,
        coverage=COVERAGE,
        touches={"balls/shell-share": {"draw": "small_touch:shell", "data": {"shares": SHARES_FILE}, "settings": {}}},
        touched={SHARES_FILE: SHARES},
        records={"results/data/digits.json": RECORD},
        copies=[*figures, *TABLES],
        logs="results/logs",
        prints={"balls": "print.csv"},
        hashed=HASHED,
    )


def _drawing(inches: float):
    figure = style.figure(inches, 2.5)
    axes = figure.add_subplot()
    axes.plot(SHARES["dimension"], SHARES["share"])
    described = style.describe(figure, alt="A line that rises from 0.01 towards one third.", data="computed here")
    return style.with_data_hash(described, "ab" * 32)
