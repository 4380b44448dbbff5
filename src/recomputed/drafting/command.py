"""Begin an article from its text: `make article NAME=birthdays TEXT=post.md TO=../birthdays`."""

import argparse
import shlex
import sys
from collections import Counter
from pathlib import Path

from recomputed.coverage.units import FORMULA, NUMBER, SENTENCE, units
from recomputed.drafting import folder, source
from recomputed.drafting.claims import claims
from recomputed.errors import BadInput, one_line
from recomputed.runs import output


def article(name: str, text: str, to: str, decimal_comma: bool = False) -> list[str]:
    """Make the folder of an article; give the lines that say what was made and what to do next.

    Raises BadInput for a name, a text or a folder that does not serve; then nothing is made.
    """
    folder.check_name(name)
    if not text:
        raise BadInput("no text", where="TEXT", expected="a file", found="nothing", do="name it: TEXT=post.md")
    place = folder.target(name, to)
    read = source.read(Path(text).expanduser())
    found = units(read.text, decimal_comma=decimal_comma)
    counts = Counter(unit.kind for unit in found)
    if not counts[SENTENCE]:
        raise BadInput("an empty text", where=text, expected="sentences", found="none", do="correct TEXT=...")
    drafted = claims(name, found)
    made = folder.make(place, name, read, found, drafted, decimal_comma)
    said = ", ".join(f"{counts[unit]} {unit}{'s' * (counts[unit] != 1)}" for unit in (SENTENCE, NUMBER, FORMULA))
    lines = [f"{place}: {len(made)} files; {read.name} has {said}; {len(drafted)} open claims"]
    if not drafted:
        lines.append(f"{read.name} has no number and no formula to claim: write the claims of its sentences yourself")
    lines += [f"{read.name}:{claim.part.line}: formula of {claim.id}: {claim.note}" for claim in drafted if claim.note]
    asked = f"ARTICLES={shlex.quote(str(place))}"
    return [*lines, f"next: make {asked}", f"then: make status {asked}"]


def main(arguments: list[str]) -> None:
    """Make the article that the command line describes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="")
    parser.add_argument("--text", default="")
    parser.add_argument("--to", default="", help="folder to be made; beside the project where it is left out")
    parser.add_argument(
        "--decimal-comma", action="store_true", help="the text prints 1.000,5 where others print 1,000.5"
    )
    asked = parser.parse_args(arguments)
    with one_line():
        print("\n".join(article(asked.name, asked.text, asked.to, asked.decimal_comma)))


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
