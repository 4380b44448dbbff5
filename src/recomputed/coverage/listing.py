"""Print the rows of print.csv beside their text: `python -m recomputed.coverage.listing --texts FOLDER ARTICLE ...`"""

import sys

from recomputed.coverage.command import articles_and_texts
from recomputed.coverage.draft import matched
from recomputed.coverage.table import NAME, Row, read
from recomputed.coverage.units import SENTENCE, Unit, units
from recomputed.errors import one_line


def listing(rows: list[Row], found: list[Unit]) -> list[str]:
    """Give one line for each unit of a text: line in print.csv, place, what it is, claims, text; parts are indented."""
    lines = []
    for unit, row in matched(rows, found)[0]:
        place = f"{unit.section} @ {'.'.join(map(str, unit.place))}"
        said = f"{row.line}: {place} [{' '.join([row.what, *row.claims])}]" if row else f"-: {place} [no row]"
        indent = "" if unit.kind == SENTENCE else f"    {unit.kind} "
        lines.append(f"{indent}{said} {' '.join(unit.text.split())}")
    return lines


def main() -> None:
    """List the articles that the command line names."""
    with one_line():
        for article, ledger, text in articles_and_texts(sys.argv[1:], __doc__):
            found = units(text.read(), decimal_comma=bool(ledger.get("decimal_comma")))
            print("\n".join(listing(read(article.folder / NAME), found)))


if __name__ == "__main__":
    main()
