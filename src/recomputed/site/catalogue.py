"""Ledgers, audit and rules joined: every statement with its figures, every figure with its statements."""

from dataclasses import dataclass, field

from recomputed.errors import BadInput
from recomputed.site import related
from recomputed.site.figures import Described
from recomputed.site.intervals import discrepancy
from recomputed.site.provenance import maker_of, steps_to

DOES_NOT_HOLD = ("refuted", "misprint")  # in this order on the front page


@dataclass
class Figure:
    """A figure of an article: its ledger entry, what its file says of itself, how it was made."""

    article: str
    entry: dict
    described: Described
    steps: list[dict]
    files: list[str]  # what it was drawn from
    statements: list["Statement"] = field(default_factory=list)


@dataclass
class Statement:
    """A published statement: its ledger entry, its row of the audit, how its evidence was made."""

    article: str
    claim: dict
    row: dict
    steps: list[dict]
    figures: list[Figure] = field(default_factory=list)


@dataclass
class Article:
    """An article: its titles, here and as published, figures, statements; `ours` marks findings of this project."""

    name: str
    title: str
    published_as: str
    ours: bool
    figures: list[Figure]
    statements: list[Statement]


def catalogue(
    ledgers: list[dict], rows: list[dict], described: dict[str, Described], rules: list[dict]
) -> list[Article]:
    """Join everything, articles in the order of `ledgers`; `described` by figure file.

    A figure bears on the statements that are its nearest kin, and on those whose nearest it is; see related.pairs.
    Raises BadInput for a figure that the ledger lets bear on a statement that is not there.
    """
    by_id = {row["id"]: row for row in rows}
    articles = [_article(ledger, by_id, described, rules) for ledger in ledgers]
    _relate(articles, rules)
    return articles


def findings_that_matter(articles: list[Article]) -> list[Statement]:
    """Order the published statements that do not hold: refuted first, then by weight, then by how far off."""
    wrong = [s for article in articles if not article.ours for s in article.statements]
    return sorted((s for s in wrong if s.row["verdict"] in DOES_NOT_HOLD), key=_importance)


def evidence_files(claim: dict) -> set[str]:
    """Name the tables that `claim` rests on, as printed, loosened or edited."""
    places = [part.get("evidence", {}) for part in (claim, claim.get("loosened", {}), claim.get("edit", {}))]
    return {place["file"] for place in places if "file" in place}


def _importance(statement: Statement) -> tuple:
    row = statement.row
    verdict = DOES_NOT_HOLD.index(row["verdict"])
    return verdict, -statement.claim.get("weight", 1), -discrepancy(row["numbers"]), row["id"]


def _relate(articles: list[Article], rules: list[dict]) -> None:
    figures = [figure for article in articles for figure in article.figures]
    statements = [statement for article in articles for statement in article.statements]
    known = {statement.row["id"] for statement in statements}
    for figure in figures:
        if lost := set(figure.entry.get("bears_on", [])) - known:
            where, found = f"figure {figure.entry['id']}", ", ".join(sorted(lost))
            raise BadInput(
                "bears on no such statement", where=where, expected="an id", found=found, do="mend the ledger"
            )
    drawn = [(related.sources(set(f.files), rules), set(f.entry.get("bears_on", []))) for f in figures]
    rests = [(related.sources(evidence_files(s.claim), rules), s.row["id"]) for s in statements]
    for f, s in related.pairs(drawn, rests):
        figures[f].statements.append(statements[s])
        statements[s].figures.append(figures[f])


def _article(ledger: dict, rows: dict[str, dict], described: dict[str, Described], rules: list[dict]) -> Article:
    name = ledger["article"]
    return Article(
        name,
        ledger["title"],
        ledger.get("published_as", ""),
        bool(ledger.get("ours")),
        [_figure(name, entry, described, rules) for entry in ledger["figures"]],
        [
            Statement(name, claim, rows[claim["id"]], _steps(sorted(evidence_files(claim)), rules))
            for claim in ledger["claims"]
        ],
    )


def _figure(article: str, entry: dict, described: dict[str, Described], rules: list[dict]) -> Figure:
    file = f"results/{article}/figures/{entry['id']}.svg"
    maker = maker_of(file, rules)
    return Figure(article, entry, described[file], steps_to(file, rules), maker["inputs"] if maker else [])


def _steps(files: list[str], rules: list[dict]) -> list[dict]:
    steps: list[dict] = []
    for file in files:
        steps += [step for step in steps_to(file, rules) if step not in steps]
    return steps
