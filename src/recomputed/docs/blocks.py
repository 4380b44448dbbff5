"""Parts of the documents that follow from ledgers, accepted verdicts and settings, in Markdown."""

import json
from collections import Counter
from pathlib import Path

from recomputed.audit import VERDICTS, ledger
from recomputed.docs import messages
from recomputed.errors import BadInput
from recomputed.workflow import schema_check
from recomputed.workflow.articles import Article

METHODS = Path(__file__).parents[2] / "methods"


def verdicts(articles: list[Article]) -> str:
    """Count the accepted verdicts on the full data sets: a table with a row for each article, and the totals.

    Raises BadInput where a claim has no accepted verdict on the full data.
    """
    ledgers = {article: ledger.read(article) for article in articles}
    published = [article for article in articles if not ledgers[article].get("ours")]
    counts = {article: accepted(article) for article in articles}
    claims = sum(counts[article].total() for article in published)
    own = sum(counts.values(), Counter()).total() - claims
    rows = [
        [f"`{article.name}`", ledgers[article]["title"], *(counts[article][verdict] for verdict in VERDICTS)]
        for article in published
    ]
    return "\n\n".join(
        [
            f"The articles publish {claims} claims. Their verdicts with the full data sets, as last accepted:",
            table(["name", "article", *VERDICTS], rows),
            f"{own} findings of this project go through the same audit; they are in `results/findings.csv`.",
        ]
    )


def accepted(article: Article) -> Counter:
    """Count the verdicts in accepted.json of `article`; raise BadInput for a claim without one on the full data."""
    kept = json.loads(article.accepted.read_text(encoding="utf-8"))["claims"] if article.accepted.is_file() else {}
    found = Counter()
    for claim, entries in kept.items():
        entry = entries.get("full", entries.get("any"))
        if entry is None:
            where, do = f"{article.name}/accepted.json", "run make audit-accept with the full data set"
            raise BadInput("no verdict", where=where, expected="one on the full data", found=f"none of {claim}", do=do)
        found[entry["verdict"]] += 1
    return found


def growing_sizes(articles: list[Article]) -> str:
    """Tabulate the sizes that `scale` multiplies, with their values at scale 1 and their limits."""
    rows = []
    for article in articles:
        settings = schema_check.read(article.settings) if article.settings.is_file() else {}
        for place, limit in settings.get("grows", {}).items():
            size = settings
            for key in place.split("."):
                size = size[key]
            rows.append([f"`{article.name}.{place}`", f"{size:,}", f"{limit:,}"])
    return table(["setting", "at `scale: 1`", "limit"], rows)


def errors_of_computations(articles: list[Article]) -> str:
    """Tabulate the errors of articles and of the methods that they share, and the modules that print them."""
    found: dict[str, list[str]] = {}
    for name, folder in [(METHODS.name, METHODS), *((article.name, article.folder) for article in articles)]:
        for words, modules in messages.of_python(folder).items():
            found.setdefault(words, []).append(f"{name} ({', '.join(modules)})")
    return table(["you see", "from"], [[f"`{words}`", ", ".join(places)] for words, places in sorted(found.items())])


def table(head: list[str], rows: list[list]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


BLOCKS = {"verdicts": verdicts, "growing sizes": growing_sizes, "errors of computations": errors_of_computations}
