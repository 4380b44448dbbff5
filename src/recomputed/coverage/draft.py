"""Draft print.csv of an article from its text: `python -m recomputed.coverage.draft --texts FOLDER ARTICLE ...`

A sentence, formula or number that has a row keeps it, also where the text has moved; a new one gets a row that is
open, except where it is certain what it is: a heading, a reference, code, the only sentence that holds the formula of
a claim, a part of a sentence that needs no claim, a formula or number of a claim that its sentence carries, or a number
that selects the row of its evidence. An open row whose claims are no longer open in the ledger is carried by them; it
forgets those that are gone from there. A row whose text is gone is dropped and printed.
"""

import sys
from collections import defaultdict, deque
from dataclasses import replace
from pathlib import Path

from recomputed.coverage.claims import Print, prints
from recomputed.coverage.command import of_command_line
from recomputed.coverage.normal import squeezed
from recomputed.coverage.table import CLAIMS, OPEN, Row, by_sentence, counts, read, write
from recomputed.coverage.units import SENTENCE, Unit, units
from recomputed.errors import one_line
from recomputed.runs import output

Matched = list[tuple[Unit, Row | None]]


def matched(rows: list[Row], found: list[Unit]) -> tuple[Matched, list[Row]]:
    """Pair each unit of a text with its row, None where it has none; and give the rows that are left, in order.

    First by place and fingerprint, then by fingerprint in reading order, parts within an equal sentence, and at last
    parts within the same section.
    """
    sentence_of = {row.sentence: row.fingerprint for row in rows if row.unit == SENTENCE}
    parents = {(unit.section, unit.place): unit.fingerprint for unit in found if unit.kind == SENTENCE}
    keys_of_row = [lambda row: (row.section, row.place, row.unit, row.fingerprint)]
    keys_of_row += [lambda row: (sentence_of[row.sentence], row.unit, row.fingerprint)]
    keys_of_row += [lambda row: (row.section, row.unit != SENTENCE, row.unit, row.fingerprint)]
    keys_of_unit = [lambda unit: (unit.section, unit.place, unit.kind, unit.fingerprint)]
    keys_of_unit += [lambda unit: (parents[unit.section, unit.place[:2]], unit.kind, unit.fingerprint)]
    keys_of_unit += [lambda unit: (unit.section, unit.kind != SENTENCE, unit.kind, unit.fingerprint)]
    pairs: dict[int, Row] = {}
    left = list(rows)
    for key_of_row, key_of_unit in zip(keys_of_row, keys_of_unit, strict=True):
        pool = defaultdict(deque)
        for row in left:
            pool[key_of_row(row)].append(row)
        for at, unit in enumerate(found):
            if at not in pairs and pool[key_of_unit(unit)]:
                pairs[at] = pool[key_of_unit(unit)].popleft()
        left = [row for waiting in pool.values() for row in waiting]
    return [(unit, pairs.get(at)) for at, unit in enumerate(found)], sorted(left, key=lambda row: row.line)


def drafted(rows: list[Row], found: list[Unit], claims: dict[str, Print]) -> tuple[list[Row], list[Row]]:
    """Give the rows of the text with the units `found`, and those of the old `rows` whose text is gone."""
    pairs, gone = matched(rows, found)
    texts = {(unit.section, unit.place): unit.text for unit in found}
    carried = _only_sentence_of(claims, [unit for unit in found if unit.kind == SENTENCE])
    new = []
    for unit, row in pairs:
        what, ids = _closed(row, claims) if row else (OPEN, ())
        if what == OPEN and not ids and unit.kind == SENTENCE:
            ids = carried.get((unit.section, unit.place), ())
            what = CLAIMS if ids else unit.role or OPEN
        new.append(Row(unit.section, unit.place, unit.kind, unit.fingerprint, what, ids))
    return [row for sentence, parts in by_sentence(new) for row in _filled(sentence, parts, texts, claims)], gone


def _closed(row: Row, claims: dict[str, Print]) -> tuple[str, tuple[str, ...]]:
    """Give kind and claims of `row`, those of an open one as its claims in the ledger have become."""
    if row.what != OPEN:
        return row.what, row.claims
    ids = tuple(name for name in row.claims if name in claims)
    waiting = not ids or any(claims[name].open for name in ids)
    return OPEN if waiting else CLAIMS, ids


def _only_sentence_of(claims: dict[str, Print], found: list[Unit]) -> dict[tuple, tuple[str, ...]]:
    """Find the sentence of each claim whose formulas all stand in one sentence of the text and in no other."""
    latex = {(unit.section, unit.place): squeezed(unit.text) for unit in found}
    carried = defaultdict(tuple)
    for claim in claims.values():
        places = [at for at, text in latex.items() if claim.formulas and any(f in text for f in claim.formulas)]
        if len(places) == 1:
            carried[places[0]] += (claim.id,)
    return carried


def _filled(sentence: Row, parts: list[Row], texts: dict, claims: dict[str, Print]) -> list[Row]:
    """Class the open parts of a sentence as far as its row decides."""
    if sentence.what == OPEN:
        return [sentence, *parts]
    filled = [sentence]
    for part in parts:
        if part.what == OPEN and part.claims:
            pass  # waits for claims of its own
        elif part.what == OPEN and sentence.what != CLAIMS:
            part = replace(part, what=sentence.what, claims=sentence.claims)
        elif part.what == OPEN:
            text = texts[part.section, part.place]
            ids = tuple(name for name in sentence.claims if name in claims and claims[name].carries(part.unit, text))
            part = replace(part, what=CLAIMS if ids else OPEN, claims=ids)
        filled.append(part)
    return filled


def draft(path: Path, ledger: dict, text: str) -> list[str]:
    """Write print.csv at `path` for `text`; give one line for each row dropped, and one with the counts."""
    found = units(text, decimal_comma=bool(ledger.get("decimal_comma")))
    rows, gone = drafted(read(path), found, prints(ledger))
    write(path, rows)
    name = f"{path.parent.name}/{path.name}"
    lines = [
        f"{name}:{row.line}: text gone, row dropped: {row.shown} {row.what} {' '.join(row.claims)}" for row in gone
    ]
    total = counts(rows)
    return [
        *lines,
        f"{path.parent.name}/{path.name}: {len(rows)} rows, {sum(count['open'] for count in total.values())} open",
    ]


def main() -> None:
    """Draft the tables of the articles that the command line names."""
    with one_line():
        for one in of_command_line(sys.argv[1:], __doc__)[0]:
            if one.text is not None:
                print("\n".join(draft(one.article.print, one.ledger, one.read())))


if __name__ == "__main__":
    output.run(main)
