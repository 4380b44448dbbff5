"""Build results/site/: audit, ledgers, tables and rules as pages."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recomputed.coverage.table import read as read_print
from recomputed.reports.errata import errata
from recomputed.results.store import sha256
from recomputed.site.arrays import sheets
from recomputed.site.catalogue import Article, catalogue
from recomputed.site.figures import describe
from recomputed.site.pages import render
from recomputed.site.paths import HERE, RUN_TIMES, STATIC, copy_of, errata_text
from recomputed.site.run_times import run_times
from recomputed.site.touches import Panel, panels, scripts


def site(
    audit: list[dict],
    findings: list[dict],
    ledgers: dict[str, dict],
    tables: dict[str, pd.DataFrame],
    arrays: dict[str, dict[str, np.ndarray]],
    provenance: dict,
    records: dict[str, dict],
    copies: list[str],
    logs: str,
    robustness: pd.DataFrame,
    coverage: dict[str, dict],
    touches: dict[str, dict],
    touched: dict[str, Any],
    prints: dict[str, str],
    hashed: list[str],
) -> dict[str, str | bytes]:
    """Give every file of the site by its place below results/site/.

    `touches` says what makes the figures that answer, by "article/figure id", from `touched` (path -> content).
    `copies` are the paths of the figures and tables that the pages show or offer. They are copied into the site, as is
    all of `arrays` as CSV, so that its folder can be moved or published alone. `records` describe the data sets of the
    run; `logs` is the folder of the logs of the jobs; `coverage` counts what the claims of each article cover; `prints`
    has the path of print.csv of each published article, which may be missing; `hashed` are the files that certificates
    name beside the tables.
    Raises BadInput for a figure without metadata and for missing evidence.
    """
    read = {path: Path(path).read_bytes() for path in copies}
    described = {path: describe(content, path) for path, content in read.items() if path.endswith(".svg")}
    printed = {article: read_print(Path(rows)) for article, rows in prints.items()}
    ordered = sorted(ledgers.values(), key=lambda ledger: bool(ledger.get("ours")))  # published articles first
    articles: list[Article] = catalogue(ordered, audit + findings, described, provenance["rules"], printed)
    written = {path: sheets(path, held) for path, held in arrays.items()}
    offered = read | {path: content for parts in written.values() for path, content in parts.items()}
    moving: dict[str, Panel] = panels(touches, touched, ledgers)
    sizes = {path: len(content) for path, content in offered.items()}
    return {
        **render(
            articles,
            tables,
            provenance,
            list(records.values()),
            sizes,
            {path: [*parts] for path, parts in written.items()},
            robustness,
            coverage,
            {path: sha256(path) for path in [*hashed, *copies]},
            moving,
        ),
        **scripts(moving),
        **{
            errata_text(ledger["article"]): errata(ledger, audit, prints[ledger["article"]])
            for ledger in ordered
            if ledger["article"] in prints
        },
        **{name: (HERE / "static" / name).read_text(encoding="utf-8") for name in STATIC},
        RUN_TIMES: run_times(logs),
        **{copy_of(path): content for path, content in offered.items()},
    }
