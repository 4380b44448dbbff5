"""The audit as Markdown, for a terminal or a pull request: counts, what does not hold, then the rest by article."""

import re
from collections import Counter
from itertools import groupby

from recomputed.audit import VERDICTS

FAILING = ("refuted", "misprint")
SPECIAL = re.compile(r"[\\`*\[\]<>|~&]|(?<!\w)_|_(?!\w)")  # an underscore inside a word means nothing to Markdown


def document(ledgers: dict[str, dict], audit: list[dict], findings: list[dict]) -> str:
    """Write rows of audit.json and findings.json, of the articles in `ledgers`, as one Markdown document."""
    titles = {ledger["article"]: ledger["title"] for ledger in ledgers.values()}
    claims = {claim["id"]: claim for ledger in ledgers.values() for claim in ledger["claims"]}
    failing = sorted((row for row in audit if row["verdict"] in FAILING), key=lambda row: FAILING.index(row["verdict"]))
    rest = [row for row in audit if row["verdict"] not in FAILING]
    data = "; ".join(sorted({row["data"] for row in audit if row["data"]}))
    sections = [
        "# Audit",
        f"{len(audit)} published statements, recomputed.{f' Data: {escaped(data)}.' if data else ''}",
        _counts(titles, audit),
        "## What does not hold",
        *(_failing(row, claims[row["id"]]) for row in failing),
        "## The rest, by article",
        *_articles(titles, rest),
        *(["## Findings of our own, tested alike", *_articles(titles, findings)] if findings else []),
    ]
    return "\n\n".join(sections) + "\n"


def escaped(text: object) -> str:
    """Give `text` on one line with every character that Markdown or HTML would read made harmless."""
    return " ".join(SPECIAL.sub(r"\\\g<0>", str(text)).split())


def _counts(titles: dict[str, str], rows: list[dict]) -> str:
    counts = Counter((row["article"], row["verdict"]) for row in rows)
    body = [
        [titles[article], *(counts[article, verdict] for verdict in VERDICTS)]
        for article in dict.fromkeys(row["article"] for row in rows)
    ]
    total = ["all", *(sum(counts[article, verdict] for article in titles) for verdict in VERDICTS)]
    return _table(["article", *VERDICTS], [*body, total])


def _table(columns: list[str], rows: list[list]) -> str:
    cells = [[escaped(cell) for cell in row] for row in [columns, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return "\n".join(f"| {line} |" for line in lines)


def _failing(row: dict, claim: dict) -> str:
    told = {key: escaped(row[key]) for key in ("title", "article", "where", "published", "recomputed", "reason")}
    words = "".join(
        f"- {name}: {escaped(claim[key])}\n"
        for key, name in (("why", "why"), ("says", "the article says"))
        if key in claim
    )
    robust = f"\n- robustness: {escaped(row['robustness'])}" if row.get("robustness") else ""
    return (
        f"### {row['id']}: {row['verdict']}\n\n{told['title']} ({told['article']}, {told['where']})\n\n{words}"
        f"- published: {told['published']}\n- recomputed: {told['recomputed']}\n- reason: {told['reason']}{robust}"
    )


def _articles(titles: dict[str, str], rows: list[dict]) -> list[str]:
    return [
        f"### {escaped(titles[article])}\n\n" + "\n".join(map(_line, group))
        for article, group in groupby(rows, key=lambda row: row["article"])
    ]


def _line(row: dict) -> str:
    told = "; ".join(f"{name} {escaped(row[name])}" for name in ("published", "recomputed") if row[name])
    return f"- **{row['id']}** {row['verdict']}: {escaped(row['title'])} ({told})"
