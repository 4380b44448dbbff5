"""What is open of each article, by section, and what its files have wrong.

`python -m recomputed.coverage.status --texts FOLDER ARTICLE ...` reads ledger, print.csv, text, and of the tables those
that the last run made.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from recomputed.audit import OPEN as OPEN_CLAIM
from recomputed.audit import evidence, ledger, progress
from recomputed.audit.claim import Claim, claims_of
from recomputed.coverage.command import Printed, of_command_line
from recomputed.coverage.draft import matched
from recomputed.coverage.faults import excerpt, faults, is_open
from recomputed.coverage.table import OPEN, counts, read
from recomputed.coverage.units import SENTENCE, Unit, units
from recomputed.errors import BadInput, one_line
from recomputed.results.store import load
from recomputed.runs import output


def status(one: Printed) -> list[str]:
    """Describe one article: counts, then what is open in each section, then its faults, a line each."""
    claims = claims_of(one.ledger)
    done = progress(OPEN_CLAIM if claim.open else "" for claim in claims)
    done = done or (f"all {len(claims)} audited" if claims else "no claims yet")
    lines = [f"{one.article.name}: {done}{_of_the_text(one)}"]
    lines += _by_section(one, {claim.id: claim for claim in claims})
    wrong = [*_faults(one), *_evidence(one.article.ledger, claims)]
    return [*lines, *(["to be corrected"] if wrong else []), *(f"  {line}" for line in wrong)]


def _of_the_text(one: Printed) -> str:
    total = counts(read(one.article.print))
    words = [f"{states['open']} of {sum(states.values())} {unit}s" for unit, states in total.items()]
    return f"; open: {', '.join(words)} of {one.text.name}" if one.text else ""


def _by_section(one: Printed, claims: dict[str, Claim]) -> Iterator[str]:
    """List the open sentences of each section, each with the claims that wait in it, and open claims of no sentence."""
    sentences = [] if one.text is None else [pair for pair in _matched(one) if pair[0].kind == SENTENCE]
    left = {name: claim for name, claim in claims.items() if claim.open}
    sections: dict[str, list[str]] = defaultdict(list)
    for unit, row in sentences:
        if row and row.what == OPEN:
            of_section = sections[unit.section]
            of_section.append(f"  {one.text.name}:{unit.line}: {excerpt(unit.text)}")
            waiting = [left.pop(name) for name in row.claims if name in left]
            of_section += [f"    {_claim(one.article.ledger, claim)}" for claim in waiting]
            if row.claims and not any(claims[name].open for name in row.claims if name in claims):
                of_section.append("    its claims are closed: run make coverage-draft")
    for section, lines in sections.items():
        yield f"section {section}"
        yield from lines
    if left:
        yield "in no open sentence"
        yield from (f"    {_claim(one.article.ledger, claim)}" for claim in left.values())


def _claim(path: Path, claim: Claim) -> str:
    printed = claim.with_unit(" ".join(claim.formulas or claim.printed))
    return f"{path.name}:{ledger.line_of_claim(path, claim.id)}: {claim.id}: {excerpt(printed)}"


def _matched(one: Printed) -> list[tuple[Unit, object]]:
    found = units(one.read(), decimal_comma=bool(one.ledger.get("decimal_comma")))
    return matched(read(one.article.print), found)[0]


def _faults(one: Printed) -> list[str]:
    """List what text, print.csv and ledger do not agree on; what is open stands above."""
    found = faults(one.article.print, one.ledger, one.read(), one.text.name) if one.text else []
    return [line for line in found if not is_open(line)]


def _evidence(path: Path, claims: list[Claim]) -> Iterator[str]:
    """Give a line for each claim whose cells are not in their table, where the last run made it."""
    for place, claim in enumerate(claims):
        if claim.evidence is None:
            continue
        try:
            tables = {file: load(file) for file in claim.files if Path(file).is_file()}
            if claim.evidence.file in tables:
                evidence.select(claim, tables)
        except BadInput as error:
            yield f"{ledger.position(path, ['claims', place])}: {error}"


def main() -> None:
    """Print the status of the articles that the command line names."""
    with one_line():
        for one in of_command_line(sys.argv[1:], __doc__)[0]:
            print("\n".join(status(one)))


if __name__ == "__main__":
    output.run(main)
