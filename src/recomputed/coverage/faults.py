"""What the text of an article, its print.csv and its ledger do not agree on."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from recomputed.coverage.claims import OURS, Print, nearest_in, prints
from recomputed.coverage.draft import Matched, matched
from recomputed.coverage.table import CLAIMS, OPEN, Row, by_sentence, read
from recomputed.coverage.units import FORMULA, SENTENCE, units
from recomputed.workflow.schema_check import nearest

EXCERPT = 60  # characters of a text shown in a terminal


def faults(path: Path, ledger: dict, text: str, name_of_text: str) -> list[str]:
    """List the faults of print.csv at `path`, one line each, with file and line where there is one."""
    rows = read(path)
    pairs, gone = matched(rows, units(text, decimal_comma=bool(ledger.get("decimal_comma"))))
    table = f"{path.parent.name}/{path.name}"
    claims = prints(ledger)
    return [
        *_changes(table, name_of_text, pairs, gone),
        *_open(table, pairs),
        *_of_rows(table, rows, claims),
        *_of_formulas(table, pairs, claims),
        *_of_claims(table, pairs, claims),
    ]


def excerpt(text: str, most: int = EXCERPT) -> str:
    """Shorten `text` to one line for a terminal."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _changes(table: str, name_of_text: str, pairs: Matched, gone: list[Row]) -> Iterator[str]:
    """Give a line for each unit without a row and each row without a unit, and one for all that moved."""
    for unit, row in pairs:
        if row is None:
            yield f"{name_of_text}:{unit.line}: {unit.kind} {unit.shown} has no row: {excerpt(unit.text)}"
    for row in gone:
        yield f"{table}:{row.line}: the text of this {row.unit} is gone: {row.shown}"
    moved = [row for unit, row in pairs if row and row.shown != unit.shown]
    if moved:
        yield f"{table}:{moved[0].line}: {len(moved)} rows moved with their text, this one first; draft the table again"


def _open(table: str, pairs: Matched) -> Iterator[str]:
    for unit, row in pairs:
        if row and row.what == OPEN:
            waiting = f" ({' '.join(row.claims)})" if row.claims else ""
            yield f"{table}:{row.line}: open {row.unit}{waiting}: {excerpt(unit.text)}"


def _of_rows(table: str, rows: list[Row], claims: dict[str, Print]) -> Iterator[str]:
    """Give a line for each row that names a claim which the ledger, or the row of its sentence, does not have."""
    for sentence, parts in by_sentence(rows):
        for row in (sentence, *parts):
            for name in row.claims:
                if name not in claims:
                    yield f"{table}:{row.line}: {name} is no claim of this article's ledger{nearest(name, [*claims])}"
                elif claims[name].open and row.what != OPEN:
                    yield f"{table}:{row.line}: {name} is open in the ledger, and its {row.unit} is {row.what}"
                elif row.what == CLAIMS and name not in sentence.claims:
                    yield f"{table}:{row.line}: {name} is not among the claims of its sentence, line {sentence.line}"


def _of_formulas(table: str, pairs: Matched, claims: dict[str, Print]) -> Iterator[str]:
    """Give a line for each formula whose claims all leave it out: it would count as covered, and nothing judges it."""
    covered = [(unit, row) for unit, row in pairs if row and row.unit == FORMULA and row.what == CLAIMS]
    for unit, row in covered:
        quoting = [claims[name].quotes(FORMULA, unit.text) for name in row.claims if name in claims]
        if quoting and not any(quoting):
            yield f"{table}:{row.line}: {' '.join(row.claims)} quotes another formula: {excerpt(unit.text)}"


def _of_claims(table: str, pairs: Matched, claims: dict[str, Print]) -> Iterator[str]:
    """Give a line for each claim without a sentence, or with one in another section, or without its print."""
    carrying = defaultdict(list)
    for unit, row in pairs:
        for name in row.claims if row and row.unit == SENTENCE else ():
            carrying[name].append((row, unit.text))
    for claim in claims.values():
        placed = [row for row, _ in carrying[claim.id] if row.what in (CLAIMS, OPEN)]
        if not placed:
            if claim.origin != OURS:
                yield f"{table}: no sentence carries the claim {claim.id} ({claim.origin})"
            continue
        place = f"{table}:{placed[0].line}: {claim.id}"
        if all(claim.is_elsewhere(row.section) for row in placed):
            yield f"{place} is in section {placed[0].section}, its ledger says {claim.where}"
        sentences = [text for _, text in carrying[claim.id]]
        for missing in claim.lacks(sentences):
            near = nearest_in(sentences, missing)
            yield f"{place} is not printed there: {excerpt(missing)}" + (f"; nearest: {excerpt(near)}" if near else "")
