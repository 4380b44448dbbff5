"""The page of an article in the order of the article: its sections, in each the claims and the figures between them."""

import re
from collections import Counter
from dataclasses import dataclass, field

from recomputed.coverage.table import Row
from recomputed.reports.order import places
from recomputed.site.catalogue import Article, AuditedClaim, Figure

START = "introduction"
AT_THE_START = {START, "head image", "abstract", "title"}
NAMES_MAX = 3  # of the names that claims give one section
NUMBERED = re.compile(r"sections? ([\d.]*\d)")


@dataclass
class Section:
    """A section: its name for readers, a fragment for links to it, its claims and figures in order."""

    name: str
    fragment: str
    items: list[AuditedClaim | Figure] = field(default_factory=list)

    @property
    def claims(self) -> list[AuditedClaim]:
        """Give the claims alone."""
        return [item for item in self.items if isinstance(item, AuditedClaim)]


def sections(article: Article, rows: list[Row]) -> list[Section]:
    """Sort the claims and figures of `article`, its claims in reading order, into sections; rows: its print.csv.

    A section is one of print.csv, named as most of its claims name it; what has no place there goes where the ledger
    says that it stands. A figure follows the first claim of its section that it bears on, else ends the section.
    """
    at = places(rows)
    heads = {audited.claim.id: head(audited.claim.where) for audited in article.claims}
    of_head = _sections_of_heads(heads, at, [*dict.fromkeys(row.section for row in rows)])
    found: dict[str, Section] = {}
    for audited in article.claims:
        row, name = at.get(audited.claim.id), heads[audited.claim.id]
        key = row.section if row else of_head.get(name, name)
        _section(found, key, of_head, name).items.append(audited)
    for figure in article.figures:
        name = head(figure.entry["where"])
        _place(figure, _section(found, of_head.get(name, name), of_head, name))
    known = [*dict.fromkeys(row.section for row in rows)]
    return [found[key] for key in sorted(found, key=lambda key: _rank(key, known))]


def head(where: str) -> str:
    """Give the first place that `where` names: "section 2" of "sections 2 and 4, footnote"."""
    if numbered := NUMBERED.match(where):
        return f"section {numbered[1]}"
    first = re.split(r",| and ", where)[0]
    return START if first in AT_THE_START else first


def _sections_of_heads(heads: dict[str, str], at: dict[str, Row], known: list[str]) -> dict[str, str]:
    """Give for each name of a place its section: by its number, else where most claims that name it are."""
    votes: dict[str, Counter] = {}
    for claim, name in heads.items():
        if claim in at:
            votes.setdefault(name, Counter())[at[claim].section] += 1
    voted = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    rest = [number for number in known if number not in voted.values()]
    return voted | {f"section {number}": number for number in rest if NUMBERED.match(f"section {number}")}


def _section(found: dict[str, Section], key: str, of_head: dict[str, str], name: str) -> Section:
    names = [head for head, section in of_head.items() if section == key] or [name]
    numbered = [head for head in names if NUMBERED.match(head)]
    once = {re.sub(r"^sections ", "section ", head): head for head in reversed(numbered or names)}  # the first stays
    shown = ", ".join([*reversed(once.values())][:NAMES_MAX])
    fragment = "part-" + re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
    return found.setdefault(key, Section(shown[0].upper() + shown[1:], fragment))


def _place(figure: Figure, section: Section) -> None:
    named = set(figure.entry.get("bears_on", ())) or {audited.claim.id for audited in figure.claims}
    for number, item in enumerate(section.items):
        if isinstance(item, AuditedClaim) and item.claim.id in named:
            after = number + 1
            while after < len(section.items) and isinstance(section.items[after], Figure):
                after += 1
            section.items.insert(after, figure)
            return
    section.items.append(figure)


def _rank(key: str, known: list[str]) -> tuple:
    """Order sections as print.csv has them; others by number, after the start and before what has no number."""
    if key in known:
        return 0, (known.index(key),)
    if key in AT_THE_START:
        return (0, (-1,)) if known else (1, ())
    numbered = NUMBERED.match(key)
    return (2, tuple(map(int, numbered[1].split(".")))) if numbered else (3, ())
