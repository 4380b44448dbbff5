"""Parts of the documents that follow from ledgers, accepted verdicts and settings, in Markdown."""

import json
from collections import Counter
from pathlib import Path

from recomputed.audit import DEFINITIONS, ORIGINS, ledger, shown
from recomputed.audit.claim import claims_of
from recomputed.audit.verdict import is_ours
from recomputed.coverage import table as print_table
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
    own = {claim.id for kept in ledgers.values() for claim in claims_of(kept) if is_ours(kept, claim)}
    counts = {article: accepted(article, own) for article in published}
    claims = sum(count.total() for count in counts.values())
    columns = shown(verdict for count in counts.values() for verdict in count)
    rows = [
        [f"`{article.name}`", ledgers[article]["title"], *(counts[article][verdict] for verdict in columns)]
        for article in published
    ]
    return "\n\n".join(
        [
            f"The articles publish {claims} claims. Their verdicts with the full data sets, as last accepted:",
            table(["name", "article", *columns], rows),
            f"{len(own)} findings of this project go through the same audit; they are in `results/findings.csv`.",
        ]
    )


def meanings(_articles: list[Article]) -> str:
    """List the verdicts on finished audits and where a claim comes from, each with its definition."""
    lines = [f"- **{verdict}**: {DEFINITIONS[verdict]};" for verdict in shown(())]
    marks = "; ".join(f"*{origin}*: {meaning}" for origin, meaning in ORIGINS.items() if origin != "printed")
    return "\n".join(lines)[:-1] + ".\n\n" + f"A claim that is not printed as evaluated is marked: {marks}."


def accepted(article: Article, left_out: set[str]) -> Counter:
    """Count the verdicts in accepted.json of `article` without the claims `left_out`.

    Raises BadInput for a claim without a verdict on the full data.
    """
    kept = json.loads(article.accepted.read_text(encoding="utf-8"))["claims"] if article.accepted.is_file() else {}
    found = Counter()
    for claim, entries in kept.items():
        if claim in left_out:
            continue
        entry = entries.get("full", entries.get("any"))
        if entry is None:
            where, do = f"{article.name}/accepted.json", "run make audit-accept with the full data set"
            raise BadInput("no verdict", where=where, expected="one on the full data", found=f"none of {claim}", do=do)
        found[entry["verdict"]] += 1
    return found


def coverage(articles: list[Article]) -> str:
    """Count how much of each text the claims cover: a table with a row for each text, and one for all."""
    rows = {article: print_table.read(article.print) for article in articles if "text" in ledger.read(article)}
    total = print_table.counts([row for found in rows.values() for row in found])
    lines = [[f"`{article.name}`", *_states(print_table.counts(found))] for article, found in rows.items()]
    head = ["name", *(f"{unit}s" for unit in total)]
    words = ", ".join(f"{sum(states.values())} {unit}s" for unit, states in total.items())
    said = f"The {len(rows)} texts have {words}. Of each, as covered by claims / needing none / not looked at yet:"
    return f"{said}\n\n{table(head, [*lines, ['all', *_states(total)]])}"


def _states(counts: dict[str, dict[str, int]]) -> list[str]:
    return [" / ".join(map(str, states.values())) for states in counts.values()]


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


BLOCKS = {
    "verdicts": verdicts,
    "meanings": meanings,
    "coverage": coverage,
    "growing sizes": growing_sizes,
    "errors of computations": errors_of_computations,
}
