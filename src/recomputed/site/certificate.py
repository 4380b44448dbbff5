"""The certificate of an article: what was audited, by which version, on which data, with what result and exceptions."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from recomputed.audit import ORIGINS
from recomputed.reports import OPEN
from recomputed.site.catalogue import Article, AuditedClaim

FORMULA_KINDS = ("identity", "latex")


@dataclass(frozen=True)
class Certificate:
    """What the page shows; hashes: SHA-256 (hex) of each file that the verdicts follow from, by its path.

    ways: how many were settled by formulas, by tables, and by a second
    route as well. origins: how many of them the article does not print as evaluated. exceptions: the claims that no
    verdict settles; provisional: those judged on a sample; recorded: those that recorded evidence decides.
    """

    claims: int
    ways: dict[str, int]
    origins: dict[str, int]
    data: list[str]
    exceptions: list[AuditedClaim]
    provisional: list[AuditedClaim]
    recorded: list[AuditedClaim]
    hashes: dict[str, str]


def certificate(article: Article, hashes: dict[str, str]) -> Certificate:
    """Sum up the published claims of `article`; hashes: of the files of the whole audit, and of all tables."""
    published = [audited for audited in article.claims if not audited.ours]
    rows = [audited.row for audited in published]
    origins = Counter(row["origin"] for row in rows)
    evidence = {file for audited in published for file in audited.claim.files}
    whole = [path for path in hashes if path.endswith("audit.json") or _is_ledger(Path(path), article.name)]
    return Certificate(
        claims=len(rows),
        ways={
            "their printed formula, evaluated": sum(
                audited.claim.evidence is not None and audited.claim.kind in FORMULA_KINDS for audited in published
            ),
            "cells of result tables": sum(
                audited.claim.evidence is not None and audited.claim.kind not in FORMULA_KINDS for audited in published
            ),
            "a second route as well": sum(bool(row["second_route"]) for row in rows),
        },
        origins={origin: origins[origin] for origin in ORIGINS if origins[origin] and origin != "printed"},
        data=sorted({part for row in rows for part in row["data"].split("; ") if part}),
        exceptions=[audited for audited in published if audited.row["verdict"] in OPEN],
        provisional=[audited for audited in published if audited.row["provisional"]],
        recorded=[audited for audited in published if audited.is_recorded],
        hashes={path: hashes[path] for path in [*whole, *sorted(evidence)]},
    )


def _is_ledger(path: Path, article: str) -> bool:
    """Say whether `path` is the ledger of `article`; its folder may have a hyphen where the name has a _."""
    return path.name == "ledger.yaml" and path.parent.name.replace("-", "_") == article
