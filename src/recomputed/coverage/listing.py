"""Print the rows of print.csv beside their text: `python -m recomputed.coverage.listing --texts FOLDER ARTICLE ...`"""

import sys

from recomputed.coverage.command import of_command_line
from recomputed.coverage.draft import matched
from recomputed.coverage.table import Row, read
from recomputed.coverage.units import SENTENCE, Unit, units
from recomputed.errors import one_line
from recomputed.runs import output


def listing(rows: list[Row], found: list[Unit]) -> list[str]:
    """Give one line for each unit of a text: line in print.csv, place, what it is, claims, text; parts are indented."""
    lines = []
    for unit, row in matched(rows, found)[0]:
        said = " ".join([row.what, *row.claims]) if row else "no row"
        indent = "" if unit.kind == SENTENCE else f"    {unit.kind} "
        lines.append(f"{indent}{row.line if row else '-'}: {unit.shown} [{said}] {' '.join(unit.text.split())}")
    return lines


def main() -> None:
    """List the articles that the command line names."""
    with one_line():
        for one in of_command_line(sys.argv[1:], __doc__)[0]:
            if one.text is not None:
                found = units(one.read(), decimal_comma=bool(one.ledger.get("decimal_comma")))
                print("\n".join(listing(read(one.article.print), found)))


if __name__ == "__main__":
    output.run(main)
