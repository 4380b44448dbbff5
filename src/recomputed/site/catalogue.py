"""Ledgers, audit and rules joined: every claim with its figures, every figure with its claims."""

from dataclasses import dataclass, field

from recomputed.audit.claim import Claim, claims_of
from recomputed.audit.verdict import is_ours
from recomputed.coverage.table import Row
from recomputed.errors import BadInput
from recomputed.reports.order import in_reading_order
from recomputed.site import related
from recomputed.site.figures import Described
from recomputed.site.intervals import discrepancy
from recomputed.site.provenance import maker_of, reads_records, steps_to

DOES_NOT_HOLD = ("refuted", "conditional", "misprint")  # in this order on the front page


@dataclass
class Figure:
    """A figure of an article: its ledger entry, the metadata in its file, the steps that made it."""

    article: str
    entry: dict
    described: Described
    steps: list[dict]
    files: list[str]  # that it was drawn from
    claims: list["AuditedClaim"] = field(default_factory=list)

    @property
    def is_recorded(self) -> bool:
        """Say whether the figure uses recorded evidence."""
        return reads_records(self.steps)


@dataclass
class AuditedClaim:
    """A claim of an article, its row of the audit, the steps that made its evidence."""

    article: str
    claim: Claim
    row: dict
    steps: list[dict]
    figures: list[Figure] = field(default_factory=list)
    ours: bool = False  # a finding of this project

    @property
    def is_recorded(self) -> bool:
        """Say whether the claim is decided, wholly or in part, by recorded evidence."""
        return reads_records(self.steps)


@dataclass
class Article:
    """An article: its title here and as published, figures, claims in reading order; `ours`: findings of this project.

    text: the name of the file of its text, where it has one; printed: the rows of its print.csv.
    """

    name: str
    title: str
    published_as: str
    ours: bool
    figures: list[Figure]
    claims: list[AuditedClaim]
    text: str = ""
    printed: list[Row] = field(default_factory=list)


def catalogue(
    ledgers: list[dict],
    rows: list[dict],
    described: dict[str, Described],
    rules: list[dict],
    printed: dict[str, list[Row]] | None = None,
) -> list[Article]:
    """Join everything, articles in the order of `ledgers`; `described` by figure file, `printed` by article.

    A figure bears on the claims that are most closely related to it, and on those it is most closely related to; see
    related.pairs. Raises BadInput for a figure whose ledger entry names an unknown claim.
    """
    by_id = {row["id"]: row for row in rows}
    articles = [
        _article(ledger, by_id, described, rules, (printed or {}).get(ledger["article"], [])) for ledger in ledgers
    ]
    _relate(articles, rules)
    return articles


def failing_claims(articles: list[Article]) -> list[AuditedClaim]:
    """Order the published claims that do not hold: refuted first, then by weight, then by how far off."""
    published = [audited for article in articles for audited in article.claims if not audited.ours]
    return sorted((audited for audited in published if audited.row["verdict"] in DOES_NOT_HOLD), key=_importance)


def _importance(audited: AuditedClaim) -> tuple:
    verdict = DOES_NOT_HOLD.index(audited.row["verdict"])
    return verdict, -audited.claim.weight, -discrepancy(audited.row["numbers"])


def _relate(articles: list[Article], rules: list[dict]) -> None:
    figures = [figure for article in articles for figure in article.figures]
    claims = [audited for article in articles for audited in article.claims]
    known = {audited.claim.id for audited in claims}
    for figure in figures:
        if unknown := set(figure.entry.get("bears_on", [])) - known:
            where, found = f"figure {figure.entry['id']}", ", ".join(sorted(unknown))
            raise BadInput(
                "bears on an unknown claim", where=where, expected="ids of claims", found=found, do="correct the ledger"
            )
    drawn = [(related.sources(set(f.files), rules), set(f.entry.get("bears_on", []))) for f in figures]
    decided = [(related.sources(audited.claim.files, rules), audited.claim.id) for audited in claims]
    for f, c in related.pairs(drawn, decided):
        figures[f].claims.append(claims[c])
        claims[c].figures.append(figures[f])


def _article(
    ledger: dict, rows: dict[str, dict], described: dict[str, Described], rules: list[dict], printed: list[Row]
) -> Article:
    name = ledger["article"]
    return Article(
        name,
        ledger["title"],
        ledger.get("published_as", ""),
        bool(ledger.get("ours")),
        [_figure(name, entry, described, rules) for entry in ledger["figures"]],
        [
            AuditedClaim(name, claim, rows[claim.id], _steps(sorted(claim.files), rules), ours=is_ours(ledger, claim))
            for claim in in_reading_order(claims_of(ledger), printed)
        ],
        ledger.get("text", ""),
        printed,
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
