"""Claims for tests: entries as a ledger has them, with what the schema asks for filled in."""

from recomputed.audit import ledger
from recomputed.audit.claim import Claim, from_entry
from recomputed.workflow.articles import ALL, find


def entry(id: str = "x-01", kind: str = "value", published: str | list[str] = "1", **more) -> dict:
    """Give an entry of a ledger."""
    return {"id": id, "title": "t", "where": "w", "kind": kind, "published": published} | more


def claim(*arguments, **more) -> Claim:
    """Give the claim of `entry` with the same arguments."""
    return from_entry(entry(*arguments, **more))


def ledgers() -> dict[str, dict]:
    """Give the ledger of every article of the project by its name; never empty."""
    found = {article.name: ledger.read(article) for article in find(ALL)}
    assert found
    return found
