"""Compare print.csv and ledger of each article with its text.

`python -m recomputed.coverage.check --texts FOLDER ARTICLE ...` prints one line for each fault, then a table of what is
covered, and ends with 1 where there was a fault.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from recomputed.coverage.claims import OURS, prints
from recomputed.coverage.command import articles_and_texts
from recomputed.coverage.draft import matched
from recomputed.coverage.table import CLAIMS, NAME, OPEN, REPEAT, Row, by_sentence, counts, read
from recomputed.coverage.units import SENTENCE, Unit, units
from recomputed.errors import one_line

EXCERPT = 60


def faults(folder: Path, ledger: dict, text: str, name_of_text: str) -> list[str]:
    """List what print.csv in `folder`, its `ledger` and its `text` do not agree on, one line each."""
    rows = read(folder / NAME)
    found = units(text, decimal_comma=bool(ledger.get("decimal_comma")))
    pairs, gone = matched(rows, found)
    table = f"{folder.name}/{NAME}"
    lines = [
        f"{name_of_text}:{unit.line}: {_name(unit)} has no row: {excerpt(unit.text)}" for unit, row in pairs if not row
    ]
    lines += [f"{table}:{row.line}: the text of this {row.unit} is gone ({row.shown})" for row in gone]
    moved = [row for unit, row in pairs if row and (row.section, row.place) != (unit.section, unit.place)]
    if moved:
        lines.append(
            f"{table}:{moved[0].line}: {len(moved)} rows moved with their text, this one first; draft the table again"
        )
    texts = {(row.section, row.place): unit.text for unit, row in pairs if row}
    lines += [
        f"{table}:{row.line}: open {row.unit}: {excerpt(texts.get((row.section, row.place), ''))}"
        for row in rows
        if row.what == OPEN
    ]
    return lines + list(_faults_of_claims(table, rows, texts, ledger))


def _name(unit: Unit) -> str:
    return f"{unit.kind} {unit.section} @ {'.'.join(map(str, unit.place))}"


def excerpt(text: str) -> str:
    """Shorten `text` to one line for a terminal."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1]}…"


def _faults_of_claims(table: str, rows: list[Row], texts: dict, ledger: dict) -> Iterator[str]:
    """Give a line for each claim without a place or whose print is not there, and each row with a wrong claim."""
    claims = prints(ledger)
    sentences: dict[str, list[str]] = {name: [] for name in claims}
    placed = set()
    for sentence, parts in by_sentence(rows):
        for row in (sentence, *parts):
            for name in row.claims:
                if name not in claims:
                    yield f"{table}:{row.line}: {name} is no claim of this article's ledger"
                elif row.what == CLAIMS and row.unit != SENTENCE and name not in sentence.claims:
                    yield f"{table}:{row.line}: {name} is not among the claims of its sentence, line {sentence.line}"
        for name in sentence.claims if sentence.what in (CLAIMS, REPEAT) else ():
            placed |= {name} if sentence.what == CLAIMS else set()
            sentences.get(name, []).append(texts.get((sentence.section, sentence.place), ""))
    for claim in claims.values():
        if claim.id not in placed and claim.origin != OURS:
            yield f"{table}: no sentence carries the claim {claim.id} ({claim.origin})"
        elif claim.id in placed:
            for missing in claim.lacks(sentences[claim.id]):
                yield f"{table}: {claim.id}: not in its sentence: {excerpt(missing)}"


def table_of(totals: dict[str, dict[str, dict[str, int]]]) -> str:
    """Format the counts of each article, {article: {unit: {state: n}}}, as a table for a terminal."""
    head = f"{'':24}" + "".join(
        f"{unit + 's':>11}{'covered':>9}{'classed':>9}{'open':>6}" for unit in ("sentence", "number", "formula")
    )
    lines = [head]
    for name, units_ in totals.items():
        cells = [
            (sum(states.values()), states["covered"], states["classed"], states["open"]) for states in units_.values()
        ]
        lines.append(
            f"{name:24}" + "".join(f"{n:11}{covered:9}{classed:9}{left:6}" for n, covered, classed, left in cells)
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Check the articles that the command line names; see the module."""
    found: list[str] = []
    totals = {}
    with one_line():
        for article, ledger, text in articles_and_texts(arguments, __doc__):
            found += faults(article.folder, ledger, text.read(), text.path.name)
            totals[article.name] = counts(read(article.folder / NAME))
    print("\n".join([*found, table_of(totals)]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
