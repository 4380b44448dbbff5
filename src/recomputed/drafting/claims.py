"""The claims of a new ledger: each number and each formula of the text, open, copied from it."""

from dataclasses import dataclass

from recomputed.audit.printed import parse as parse_number
from recomputed.coverage.faults import excerpt
from recomputed.coverage.normal import normal
from recomputed.coverage.table import OPEN, Row
from recomputed.coverage.units import FORMULA, SENTENCE, Unit
from recomputed.errors import BadInput
from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.mathml import typeset
from recomputed.formulas.reading import parse as parse_formula

MOST = 9999  # ids have four digits at the most
EXCERPT = 100  # characters of a sentence in the comment above its claims


@dataclass(frozen=True)
class Drafted:
    """A claim as it is written into the ledger, with its unit of the text and the sentence that holds it.

    note: why its formula cannot be read, else empty.
    """

    id: str
    kind: str
    print: str
    unit: str
    part: Unit
    sentence: Unit
    note: str = ""

    @property
    def where(self) -> str:
        """Name the section as the ledger does."""
        section = self.part.section
        return {"0": "introduction", "A": "appendix"}.get(section, f"section {section}")

    @property
    def title(self) -> str:
        """Name the claim by its place, until somebody writes what it says."""
        what = "A formula" if self.part.kind == FORMULA else f"The number {' '.join(self.part.text.split())}"
        return f"{what} (paragraph {self.part.place[0]}, sentence {self.part.place[1]})"


def claims(name: str, found: list[Unit]) -> list[Drafted]:
    """Give a claim for each number and formula in running text, in reading order; headings, references, code have none.

    Raises BadInput for more than MOST of them.
    """
    sentences = {(unit.section, unit.place): unit for unit in found if unit.kind == SENTENCE}
    parts = [unit for unit in found if unit.kind != SENTENCE and not unit.role]
    if len(parts) > MOST:
        do = "make an article of each part of the text"
        raise BadInput("too many claims", where=name, expected=f"at most {MOST}", found=len(parts), do=do)
    digits = max(2, len(str(len(parts))))
    return [
        Drafted(f"{name}-{number:0{digits}}", *_kind(part), part, sentences[part.section, part.place[:2]], _note(part))
        for number, part in enumerate(parts, 1)
    ]


def rows(found: list[Unit], drafted: list[Drafted]) -> list[Row]:
    """Give the rows of print.csv: headings, references, code as such, all others open, with their claims."""
    waiting: dict[tuple, tuple[str, ...]] = {}
    for claim in drafted:
        for unit in (claim.sentence, claim.part):
            key = (unit.section, unit.place)
            waiting[key] = (*waiting.get(key, ()), claim.id)
    return [
        Row(unit.section, unit.place, unit.kind, unit.fingerprint, unit.role or OPEN)
        if unit.role
        else Row(
            unit.section, unit.place, unit.kind, unit.fingerprint, OPEN, waiting.get((unit.section, unit.place), ())
        )
        for unit in found
    ]


def comment(file: str, sentence: Unit) -> str:
    """Give file, line and beginning of a sentence, for the comment above its claims."""
    return f"{file}:{sentence.line}: {excerpt(_printable(sentence.text), EXCERPT)}"


def _kind(part: Unit) -> tuple[str, str, str]:
    """Give kind, print and unit of the claim about `part`."""
    text = " ".join(part.text.split())
    if part.kind == FORMULA:
        return _kind_of_formula(text), text, ""
    number = normal(text)
    sign = next((sign for sign in "%‰°" if number.endswith(sign)), "")
    number = number.removesuffix(sign).strip()
    return ("value" if parse_number(number) else "fact"), number, sign


def _kind_of_formula(text: str) -> str:
    """Give identity for a formula that can be evaluated, latex for one that TeX refuses, fact for any other."""
    try:
        parse_formula(text)
    except BadLatex as error:
        # The converter of the pages knows more commands of TeX than the formulas that can be evaluated.
        return "fact" if error.typeset or not typeset(text).reason else "latex"
    return "identity"


def _note(part: Unit) -> str:
    if part.kind != FORMULA:
        return ""
    try:
        parse_formula(" ".join(part.text.split()))
    except BadLatex as error:
        return str(error)
    return ""


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
