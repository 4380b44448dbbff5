"""The errata of an article for its page: the same entries as in errata.md, with formulas typeset."""

from dataclasses import dataclass

from recomputed.reports import DOES_NOT_HOLD
from recomputed.reports.errata import how_sure
from recomputed.reports.order import named, places
from recomputed.site.catalogue import Article, AuditedClaim


@dataclass(frozen=True)
class Erratum:
    """A claim that does not hold: its number, where it stands in the text, and how sure the verdict is."""

    number: int
    audited: AuditedClaim
    place: str
    sure: str


def errata(article: Article) -> list[Erratum]:
    """Give the published claims of `article` that do not hold, in reading order."""
    at = places(article.printed)
    wrong = [one for one in article.claims if not one.ours and one.row["verdict"] in DOES_NOT_HOLD]
    return [
        Erratum(number, one, named(one.claim, at), how_sure(one.claim, one.row)) for number, one in enumerate(wrong, 1)
    ]
