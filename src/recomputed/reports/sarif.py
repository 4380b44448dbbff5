"""The audit as SARIF 2.1.0, which GitHub and editors show beside the lines of a file.

A result points at the line of the text that carries the claim, where the text is at hand, else at the claim in its
ledger.
"""

from pathlib import Path
from urllib.parse import quote

from recomputed.audit import DEFINITIONS
from recomputed.audit.ledger import line_of_claim
from recomputed.coverage.table import read
from recomputed.coverage.units import units
from recomputed.reports import DOES_NOT_HOLD, OPEN
from recomputed.reports.order import places

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(audit: list[dict], ledgers: dict[str, dict], prints: dict[str, str], texts: dict[str, str]) -> dict:
    """Write rows of audit.json as a SARIF log.

    ledgers: path -> ledger; prints: article -> path of print.csv; texts: article -> its text, where it is there.
    """
    paths = {ledger["article"]: path for path, ledger in ledgers.items()}
    lines = {article: _lines(Path(text), Path(prints[article])) for article, text in texts.items()}
    rules = [
        {"id": verdict.replace(" ", "-"), "shortDescription": {"text": f"{verdict}: {meaning}"}}
        for verdict, meaning in DEFINITIONS.items()
    ]
    results = []
    for row in audit:
        article, claim = row["article"], row["id"]
        if claim in lines.get(article, {}):
            results.append(_result(row, texts[article], lines[article][claim]))
        else:
            results.append(_result(row, paths[article], line_of_claim(Path(paths[article]), claim)))
    driver = {"name": "recomputed", "rules": rules}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _lines(text: Path, print_table: Path) -> dict[str, int]:
    """Give the line of the text at which the first sentence of each claim begins."""
    starts = {(unit.section, unit.place): unit.line for unit in units(text.read_text(encoding="utf-8-sig"))}
    found = {claim: starts.get((row.section, row.place)) for claim, row in places(read(print_table)).items()}
    return {claim: line for claim, line in found.items() if line is not None}


def _result(row: dict, file: str, line: int) -> dict:
    text = f"{row['title']} ({row['id']}): {row['verdict']}. {row['reason']}"
    return {
        "ruleId": row["verdict"].replace(" ", "-"),
        "kind": "fail" if row["verdict"] in DOES_NOT_HOLD else "open" if row["verdict"] in OPEN else "pass",
        "level": "error" if row["verdict"] in DOES_NOT_HOLD else "none",  # the standard wants none where nothing fails
        "message": {"text": text},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(file)}, "region": {"startLine": line}}},
        ],
        "partialFingerprints": {"claim/v1": row["id"]},
    }
