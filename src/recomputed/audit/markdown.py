"""The audit as Markdown, for a terminal or a pull request: counts, claims that do not hold, then the others."""

import re
from collections import Counter
from itertools import groupby

from recomputed.audit import progress, shown
from recomputed.audit.claim import Claim, claims_of
from recomputed.formulas.display.prose import plain

FAILING = ("refuted", "conditional", "misprint")
SPECIAL = re.compile(r"[\\`*\[\]<>|~&]|(?<!\w)_|_(?!\w)")  # Markdown leaves an underscore inside a word alone


def document(ledgers: dict[str, dict], audit: list[dict], findings: list[dict], coverage: dict[str, dict]) -> str:
    """Write rows of audit.json and findings.json, of the articles in `ledgers`, as one Markdown document.

    coverage: article -> unit of its text -> how many there are, and of these covered, classed and open.
    """
    titles = {ledger["article"]: ledger["title"] for ledger in ledgers.values()}
    claims = {claim.id: claim for ledger in ledgers.values() for claim in claims_of(ledger)}
    failing = sorted((row for row in audit if row["verdict"] in FAILING), key=lambda row: FAILING.index(row["verdict"]))
    rest = [row for row in audit if row["verdict"] not in FAILING]
    data = "; ".join(sorted({row["data"] for row in audit if row["data"]}))
    sections = [
        "# Audit",
        f"{_summary(audit)}.{f' Data: {escaped(data)}.' if data else ''}",
        _counts(titles, audit),
        *_coverage(titles, coverage),
        "## Claims that do not hold",
        *(_failing(row, claims[row["id"]]) for row in failing),
        "## The other claims, by article",
        *_articles(titles, rest),
        *(["## Findings of this project, tested in the same way", *_articles(titles, findings)] if findings else []),
    ]
    return "\n\n".join(sections) + "\n"


def _summary(audit: list[dict]) -> str:
    done = progress(row["verdict"] for row in audit)
    return f"Published claims: {done}" if done else f"{len(audit)} published claims, recomputed"


def escaped(text: object) -> str:
    """Give `text` on one line, with every character escaped that Markdown or HTML would interpret."""
    return " ".join(SPECIAL.sub(r"\\\g<0>", str(text)).split())


def _counts(titles: dict[str, str], rows: list[dict]) -> str:
    counts = Counter((row["article"], row["verdict"]) for row in rows)
    verdicts = shown(row["verdict"] for row in rows)
    body = [
        [titles[article], *(counts[article, verdict] for verdict in verdicts)]
        for article in dict.fromkeys(row["article"] for row in rows)
    ]
    total = ["all", *(sum(counts[article, verdict] for article in titles) for verdict in verdicts)]
    return _table(["article", *verdicts], [*body, total])


def _coverage(titles: dict[str, str], coverage: dict[str, dict]) -> list[str]:
    """Tabulate how much of each text the claims cover; nothing where no article has a table of its text."""
    columns = ["total", "covered", "classed", "open"]
    rows = [
        [titles[article], f"{unit}s", *(counts[column] for column in columns)]
        for article, units in coverage.items()
        for unit, counts in units.items()
        if counts["total"]
    ]
    words = "Covered: settled by claims. Classed: needs none. Open: nobody has looked yet."
    return ["## Coverage of the print", words, _table(["article", "of its", *columns], rows)] if rows else []


def _table(columns: list[str], rows: list[list]) -> str:
    cells = [[escaped(cell) for cell in row] for row in [columns, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return "\n".join(f"| {line} |" for line in lines)


def _failing(row: dict, claim: Claim) -> str:
    lines = {"why": plain(claim.why), "the article says": plain(claim.says), "measured": claim.measures}
    lines |= {key: row[key] for key in ("published", "recomputed", "reason")} | {"robustness": row.get("robustness")}
    listed = "\n".join(f"- {name}: {escaped(text)}" for name, text in lines.items() if text)
    title, article, where = (escaped(row[key]) for key in ("title", "article", "where"))
    return f"### {row['id']}: {row['verdict']}\n\n{title} ({article}, {where})\n\n{listed}"


def _articles(titles: dict[str, str], rows: list[dict]) -> list[str]:
    return [
        f"### {escaped(titles[article])}\n\n" + "\n".join(map(_line, group))
        for article, group in groupby(rows, key=lambda row: row["article"])
    ]


def _line(row: dict) -> str:
    values = "; ".join(f"{name} {escaped(row[name])}" for name in ("published", "recomputed") if row[name])
    return f"- **{row['id']}** {row['verdict']}: {escaped(row['title'])} ({values})"
