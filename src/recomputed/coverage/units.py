"""Split a published text into its units: sentences, and the formulas and numbers in them."""

from bisect import bisect_right
from dataclasses import dataclass

from recomputed.coverage import normal
from recomputed.coverage.blocks import Block, blocks
from recomputed.coverage.formulas import formulas
from recomputed.coverage.numbers import numbers
from recomputed.coverage.sentences import sentences

SENTENCE, FORMULA, NUMBER = "sentence", "formula", "number"


@dataclass(frozen=True)
class Unit:
    """A sentence, formula or number with its span in the text.

    place: paragraph and sentence, and for a formula or number its count within the sentence; paragraph 0 is a heading.
    line: from 1. role: heading, reference or code where the block is one, else empty.
    """

    section: str
    place: tuple[int, ...]
    kind: str
    text: str
    start: int
    end: int
    line: int
    role: str = ""

    @property
    def fingerprint(self) -> str:
        """Hash the text: normalised, and for a formula without its spaces."""
        return normal.fingerprint(normal.squeezed(self.text) if self.kind == FORMULA else normal.normal(self.text))


def units(text: str, *, decimal_comma: bool = False) -> list[Unit]:
    """Split `text` into units in reading order, each sentence before its formulas and numbers."""
    newlines = [at for at, sign in enumerate(text) if sign == "\n"]
    found = []
    for block in blocks(text):
        for section, place, kind, start, end in _spans(text[block.start : block.end], block, decimal_comma):
            start, end = block.start + start, block.start + end
            line = bisect_right(newlines, start) + 1
            found.append(Unit(section, place, kind, text[start:end], start, end, line, block.role))
    return found


def _spans(text: str, block: Block, decimal_comma: bool):
    """Give section, place, kind, start and end of each unit of one block; code is one sentence without parts."""
    if block.role == "code":
        yield block.section, (block.paragraph, 1), SENTENCE, 0, len(text)
        return
    mathematics = formulas(text)
    figures = numbers(text, mathematics, decimal_comma=decimal_comma)
    inner = sorted([(*span, FORMULA) for span in mathematics] + [(*span, NUMBER) for span in figures])
    at = 0
    for count, (start, end) in enumerate(sentences(text, mathematics), 1):
        yield block.section, (block.paragraph, count), SENTENCE, start, end
        first = at
        while at < len(inner) and inner[at][0] < end:
            first_place = (block.paragraph, count, at - first + 1)
            yield block.section, first_place, inner[at][2], inner[at][0], inner[at][1]
            at += 1
