"""All reports of a run, made in one job."""

from recomputed.reports.errata import errata
from recomputed.reports.junit import junit
from recomputed.reports.sarif import sarif


def reports(audit: list[dict], ledgers: dict[str, dict], prints: dict[str, str], texts: dict[str, str]) -> dict:
    """Give `junit` (XML) and `sarif` (a document), and for each article in `prints` `errata_of_<name>` (Markdown).

    ledgers: path -> ledger; prints: article -> path of print.csv; texts: article -> its text, where it is there.
    """
    of_article = {ledger["article"]: ledger for ledger in ledgers.values()}
    each = {f"errata_of_{article}": errata(of_article[article], audit, rows) for article, rows in prints.items()}
    return {"junit": junit(audit), "sarif": sarif(audit, ledgers, prints, texts), **each}
