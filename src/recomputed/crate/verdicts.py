"""Verdicts in the words of schema.org: each claim, where it appeared, its review, the files that decide."""

from recomputed.audit import DEFINITIONS
from recomputed.audit.claim import claims_of
from recomputed.crate.entities import ref


def reviews(rows: list[dict], ledgers: dict[str, dict], places: set[str], author: str) -> tuple[list[dict], list[dict]]:
    """Give the reviews of the claims in `rows`, and what they refer to; `places` are the files of the crate.

    rows: of audit.json and findings.json; ledgers: path -> ledger.
    """
    claims = {claim.id: claim for ledger in ledgers.values() for claim in claims_of(ledger)}
    evidence = {name: sorted(claim.files & places) for name, claim in claims.items()}
    made = [_review(row, evidence[row["id"]], author) for row in rows]
    used = {ledger["article"]: ledger for ledger in ledgers.values()}
    named = dict.fromkeys(row["article"] for row in rows)
    articles = [
        {
            "@id": f"#article-{name}",
            "@type": "ScholarlyArticle",
            "name": used[name].get("published_as", "") or used[name]["title"],
        }
        for name in named
    ]
    ratings = [
        {"@id": _rating(verdict), "@type": "Rating", "name": verdict, "alternateName": verdict, "description": meaning}
        for verdict, meaning in DEFINITIONS.items()
    ]
    return made, [*(_claim(row) for row in rows), *articles, *ratings]


def _review(row: dict, files: list[str], author: str) -> dict:
    body = ". ".join(filter(None, (row["recomputed"] and f"Recomputed: {row['recomputed']}", row["reason"])))
    return {
        "@id": f"#review-{row['id']}",
        "@type": "ClaimReview",
        "name": f"{row['id']}: {row['verdict']}",
        "claimReviewed": row["title"],
        "itemReviewed": ref(f"#claim-{row['id']}"),
        "reviewRating": ref(_rating(row["verdict"])),
        "reviewBody": body,
        "description": f"Decided by {row['evidence']}" if row["evidence"] else "No computation settles it",
        "isBasedOn": [ref(file) for file in files],
        "author": ref(author),
    }


def _claim(row: dict) -> dict:
    return {
        "@id": f"#claim-{row['id']}",
        "@type": "Claim",
        "name": row["title"],
        "text": row["published"],
        "description": row["where"],
        "appearance": ref(f"#article-{row['article']}"),
    }


def _rating(verdict: str) -> str:
    return f"#verdict-{verdict.replace(' ', '-')}"
