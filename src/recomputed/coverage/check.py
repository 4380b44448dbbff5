"""Compare print.csv and ledger of each article with its text.

`python -m recomputed.coverage.check --texts FOLDER ARTICLE ...` prints one line for each fault, then a table of what is
covered, and ends with 1 where there was a fault. Without an article it looks at all, and at texts that no article has.
"""

import sys
from pathlib import Path

from recomputed.coverage.command import VARIABLE, Printed, folder_of_texts, of_command_line, with_texts
from recomputed.coverage.faults import faults, is_open
from recomputed.coverage.table import STATES, counts, read
from recomputed.errors import BadInput, one_line
from recomputed.runs import output
from recomputed.workflow.articles import Article

SUFFIXES = (".txt", ".md", ".tex", ".html")


def all_faults(printed: list[Printed], folder: Path | None, *, every_text: bool) -> list[str]:
    """List the faults of the articles `printed`; with `every_text`, also the texts in `folder` that none has."""
    found = []
    for one in printed:
        if one.text is not None:
            found += faults(one.article.print, one.ledger, one.read(), one.text.name)
        elif not one.ledger.get("ours"):
            found.append(f"{one.article.name}/ledger.yaml: names no text")
    texts = {one.text.name for one in printed if one.text}
    files = sorted(path.name for path in folder.iterdir() if path.suffix in SUFFIXES) if every_text and folder else []
    return found + [f"{name}: the text of no article" for name in files if name not in texts]


def coverage_summary(found: list[Article]) -> str:
    """Say in one line what the texts of the articles `found` have to say, or that they are not there."""
    try:
        folder = folder_of_texts()
        printed = with_texts(found, folder)
        if len(printed) < len(found):
            return f"Coverage of the print: not checked without the texts; make coverage {VARIABLE}=<folder> checks it"
        faults_found = all_faults(printed, folder, every_text=False)
    except BadInput as error:
        return f"Coverage of the print: not checked: {error}"
    if faults_found and all(is_open(line) for line in faults_found):
        return (
            f"Coverage of the print: {len(faults_found)} sentences, numbers and formulas open; make status lists them"
        )
    if faults_found:
        return f"Coverage of the print: {len(faults_found)} faults; make coverage lists them"
    return "Coverage of the print: every sentence, number and formula of the texts has its claims or needs none"


def table_of(totals: dict[str, dict[str, dict[str, int]]]) -> str:
    """Format the counts of each article, {article: {unit: {state: n}}}, as a table for a terminal."""
    units = list(next(iter(totals.values()), {}))
    states = "".join(f"{state:>9}" for state in STATES)
    lines = [f"{'':24}" + "".join(f"{unit + 's':>11}{states}" for unit in units)]
    for name, of_units in totals.items():
        cells = [[sum(of_units[unit].values()), *(of_units[unit][state] for state in STATES)] for unit in units]
        lines.append(f"{name:24}" + "".join(f"{n:11}" + "".join(f"{state:9}" for state in rest) for n, *rest in cells))
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Check the articles that the command line names; see the module."""
    with one_line():
        printed, folder, names = of_command_line(arguments, __doc__)
        found = all_faults(printed, folder, every_text=not names)
        totals = {one.article.name: counts(read(one.article.print)) for one in printed if one.text}
    print("\n".join([*found, table_of(totals)]))
    return 1 if found else 0


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
