"""A small site from the real templates: two articles, every verdict, a figure, a hostile title."""

from pathlib import Path

import pandas as pd

from articles import store, style
from articles.audit.verdict import audit
from articles.site.build import site
from articles.site.provenance import provenance

HOSTILE = '<script>alert("title")</script> & "quotes"'
SHARES = pd.DataFrame({"dimension": range(1, 41), "share": [1 - 0.99**d for d in range(1, 41)]})
ROBUSTNESS = pd.DataFrame(
    [["balls-02", "seed", "seed 8", "refuted", "0.0199", True]],
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
        claim(6, "a message of the article", "0.3", weight=3),
    ]
    figure = {
        "id": "shell-share",
        "title": "The share of the shell",
        "where": "section 1",
        "caption": "Grows <with> D.",
    }
    ours = claim(7, "a finding of ours", "0.068") | {"id": "own-01"}
    return {
        "balls.yaml": {"article": "balls", "title": "Balls & shells", "figures": [figure], "claims": claims},
        "own.yaml": {"article": "own", "title": "Our findings", "ours": True, "figures": [], "claims": [ours]},
    }


def rules() -> list[dict]:
    """What the workflow tells of its rules: one computes, one draws."""
    call = "articles.curse.compute.shells:shares"
    draw = "articles.curse.draw.shells:ring"
    figures = [f"results/balls/figures/shell-share.{suffix}" for suffix in ("svg", "pdf", "png")]
    table = "results/balls/shares.csv"
    return [
        {"name": "shares", "call": call, "params": {"seed": 7, "epsilon": 0.01}, "inputs": [], "outputs": [table]}
        | {"benchmark": "balls/shares"},
        {"name": "ring", "call": draw, "params": {}, "inputs": [table], "outputs": figures}
        | {"benchmark": "balls/ring"},
    ]


def build(folder: Path) -> Path:
    """Build the results and the site below `folder`, the working directory; give the site's folder."""
    store.save(SHARES, folder / "results/balls/shares.csv")
    for suffix in ("svg", "pdf", "png"):
        store.save(_drawing(), folder / f"results/balls/figures/shell-share.{suffix}", data_hash="ab" * 32)
    benchmark = folder / "results/benchmarks/balls/shares.tsv"
    benchmark.parent.mkdir(parents=True)
    benchmark.write_text("s\th:m:s\n61.5\t0:01:01\n")
    store.save(pages(), folder / "results/site")
    return folder / "results/site"


def pages() -> dict[str, str | bytes]:
    """Give the files of the site; the working directory holds what `build` puts there."""
    books = ledgers()
    rows = audit(books, {"results/balls/shares.csv": SHARES})["json"]
    return site(
        audit=[row for row in rows if row["article"] == "balls"],
        findings=[row for row in rows if row["article"] == "own"],
        ledgers=books,
        tables={"results/balls/shares.csv": SHARES},
        provenance=provenance(rules()),
        robustness=ROBUSTNESS,
        mnist={"data": "MNIST sample: provisional", "provisional": True, "sha256": {"images": "cd" * 32}},
        copies=[file for rule in rules() for file in rule["outputs"]],
        benchmarks="results/benchmarks",
    )


def _drawing():
    figure = style.figure(3.5, 2.5)
    axes = figure.add_subplot()
    axes.plot(SHARES["dimension"], SHARES["share"])
    return style.describe(figure, alt="A line that rises from 0.01 towards one third.")
