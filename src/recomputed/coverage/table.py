"""Read and write print.csv of an article: one row for each sentence, formula and number of its text, without its words.

what: `claims` where the claims in the last column settle it, `repeat` where it repeats these, `open` where nobody has
looked yet (the last column may name claims that are open themselves), else the kind of what needs no claim.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recomputed.coverage.normal import LENGTH
from recomputed.coverage.units import FORMULA, NUMBER, SENTENCE
from recomputed.errors import BadInput
from recomputed.results.atomic import replacing

COLUMNS = ("section", "place", "unit", "fingerprint", "what", "claims")
CLAIMS, REPEAT, OPEN = "claims", "repeat", "open"
NO_CLAIM = ("narration", "opinion", "reference", "definition", "notation", "advice", "example", "heading", "caption")
NO_CLAIM += ("code", "count", "date")
STATES = ("covered", "classed", "open")
KINDS = (CLAIMS, REPEAT, *NO_CLAIM, OPEN)


@dataclass(frozen=True)
class Row:
    """A row of print.csv; place: as numbers. line: its line in the file, 0 for a row that was just made."""

    section: str
    place: tuple[int, ...]
    unit: str
    fingerprint: str
    what: str
    claims: tuple[str, ...] = ()
    line: int = 0

    @property
    def sentence(self) -> tuple[str, tuple[int, ...]]:
        """Give section and place of the sentence that holds this unit."""
        return self.section, self.place[:2]

    @property
    def state(self) -> str:
        """Give covered (by claims), classed (needs none) or open."""
        return "covered" if self.what in (CLAIMS, REPEAT) else "open" if self.what == OPEN else "classed"

    @property
    def shown(self) -> str:
        """Name section and place for a reader: 2.3 @ 4.1."""
        return f"{self.section} @ {_dotted(self.place)}"


def read(path: Path) -> list[Row]:
    """Read the rows of print.csv at `path`; none where there is no file. Raises BadInput with file and line."""
    if not path.exists():
        return []
    try:
        lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _bad(path, 1, "not a CSV file", "UTF-8 text with commas", error) from error
    if not lines or tuple(lines[0]) != COLUMNS:
        raise _bad(path, 1, "another header", ",".join(COLUMNS), ",".join(lines[0]) if lines else "an empty file")
    rows = [_row(path, at, fields) for at, fields in enumerate(lines[1:], 2) if fields]
    _check_order(path, rows)
    return rows


def write(path: Path, rows: list[Row]) -> None:
    """Write `rows` in their order to `path`, whole or not at all."""
    with replacing(path) as part, open(part, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for row in rows:
            table.writerow([row.section, _dotted(row.place), row.unit, row.fingerprint, row.what, " ".join(row.claims)])


def counts(rows: list[Row]) -> dict[str, dict[str, int]]:
    """Count the rows by unit and state: {"sentence": {"covered": 3, "classed": 20, "open": 0}, …}."""
    found = Counter((row.unit, row.state) for row in rows)
    return {unit: {state: found[unit, state] for state in STATES} for unit in (SENTENCE, NUMBER, FORMULA)}


def _dotted(place: tuple[int, ...]) -> str:
    return ".".join(map(str, place))


def _row(path: Path, line: int, fields: list[str]) -> Row:
    if len(fields) != len(COLUMNS):
        raise _bad(path, line, "another number of fields", f"{len(COLUMNS)} fields", len(fields))
    section, place, unit, fingerprint, what, claims = (field.strip() for field in fields)
    if unit not in (SENTENCE, FORMULA, NUMBER):
        raise _bad(path, line, "unknown unit", f"{SENTENCE}, {FORMULA} or {NUMBER}", unit)
    depth = 2 if unit == SENTENCE else 3
    parts = place.split(".")
    if len(parts) != depth or not all(part.isdecimal() for part in parts):
        raise _bad(path, line, f"no place of a {unit}", f"{depth} whole numbers with points between", place)
    if len(fingerprint) != LENGTH or set(fingerprint) - set("0123456789abcdef"):
        raise _bad(path, line, "no fingerprint", f"{LENGTH} hex digits", fingerprint)
    if what not in KINDS:
        raise _bad(path, line, "unknown kind in the column what", f"one of {', '.join(KINDS)}", what)
    if what != OPEN and (what in (CLAIMS, REPEAT)) != bool(claims):
        expected = "ids of claims" if what in (CLAIMS, REPEAT) else "none"
        raise _bad(path, line, f"claims of a row that is {what}", expected, claims or "none")
    return Row(section, tuple(map(int, parts)), unit, fingerprint, what, tuple(claims.split()), line)


def _check_order(path: Path, rows: list[Row]) -> None:
    """Raise BadInput where a section is in two parts, a place is not after the last one, or a unit has no sentence."""
    done: set[str] = set()
    sentences: set[tuple] = set()
    for before, row in zip([None, *rows], rows, strict=False):
        if before is not None and before.section != row.section:
            done.add(before.section)
        in_section = before is not None and before.section == row.section
        if row.section in done or (in_section and before.place >= row.place):
            raise _bad(path, row.line, "rows out of order", "each place once, sorted within its section", row.shown)
        if row.unit == SENTENCE:
            sentences.add(row.sentence)
        elif row.sentence not in sentences:
            raise _bad(path, row.line, f"a {row.unit} without its sentence", "the sentence's row before it", row.shown)


def _bad(path: Path, line: int, what: str, expected: str, found: object) -> BadInput:
    do = "correct the table, or draft it again"
    return BadInput(what, where=f"{path.parent.name}/{path.name}:{line}", expected=expected, found=found, do=do)


def by_sentence(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Give each sentence's row with the rows of its formulas and numbers."""
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end].unit != SENTENCE:
            end += 1
        yield rows[at], rows[at + 1 : end]
        at = end
