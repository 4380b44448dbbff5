"""The claims of an article in the order in which a reader meets them."""

from collections.abc import Iterable

from recomputed.audit.claim import Claim
from recomputed.coverage.table import CLAIMS, OPEN, Row


def places(rows: list[Row]) -> dict[str, Row]:
    """Give for each claim the first row of print.csv that carries it."""
    found: dict[str, Row] = {}
    for row in rows:
        for claim in row.claims if row.what in (CLAIMS, OPEN) else ():
            found.setdefault(claim, row)
    return found


def in_reading_order(claims: Iterable[Claim], rows: list[Row]) -> list[Claim]:
    """Sort `claims` by their first place in the text; those without a place come last, in the order of the ledger."""
    order = {claim: number for number, claim in enumerate(places(rows))}
    return sorted(claims, key=lambda claim: order.get(claim.id, len(order)))


def named(claim: Claim, places_of: dict[str, Row]) -> str:
    """Name where a claim stands: its section, paragraph and sentence, or where the ledger says that it stands."""
    row = places_of.get(claim.id)
    if row is None:
        return claim.where
    return f"{claim.where}, paragraph {row.place[0]}, sentence {row.place[1]}"
