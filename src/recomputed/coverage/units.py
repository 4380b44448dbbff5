"""Split a published text into its units: sentences, and the formulas and numbers in them."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from recomputed.coverage import normal
from recomputed.coverage.blocks import Block, blocks
from recomputed.coverage.formulas import mathematics
from recomputed.coverage.numbers import numbers
from recomputed.coverage.sentences import sentences

SENTENCE, FORMULA, NUMBER = "sentence", "formula", "number"
# What a reader of the page does not see as such: the address of a Markdown link, a tag of HTML, and commands
# of LaTeX that are no mathematics.
LINK, VALUE = r"(?<=\])\([^\s()]+(?:\s\"[^\"]*\")?\)", r"(?:\"[^\"]*\"|'[^']*')"
PLAIN = "a|b|big|br|code|div|em|h[1-6]|hr|i|kbd|li|mark|ol|p|q|s|script|small|span|strong|style|sub|sup|td|th|tr|u|ul"
TAG = rf"</[a-zA-Z][\w-]*>|<(?:{PLAIN})\s*/?>|<[a-zA-Z][\w-]*(?:\s+[\w-]+={VALUE})+\s*/?>"
NAMING = r"\\(?:label|(?:eq)?ref|cite[pt]?|includegraphics|bibliography(?:style)?)(?:\[[^\]]*\])?\{[^{}]*\}"
LAYOUT = r"\\(?:begin|end)\{(?:document|itemize|enumerate|figure|table|center|abstract|quote|proof|theorem|lemma)\*?\}"
UNSEEN = re.compile(rf"{LINK}|{TAG}|{NAMING}|{LAYOUT}|\\(?:item|emph|textbf|textit|caption|footnote)\b")


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
    def shown(self) -> str:
        """Name section and place for a reader: 2.3 @ 4.1."""
        return f"{self.section} @ {'.'.join(map(str, self.place))}"

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
            line = bisect_left(newlines, start) + 1
            found.append(Unit(section, place, kind, text[start:end], start, end, line, block.role))
    return found


def _spans(text: str, block: Block, decimal_comma: bool):
    """Give section, place, kind, start and end of each unit of one block; code is one sentence without parts."""
    if block.role == "code":
        yield block.section, (block.paragraph, 1), SENTENCE, 0, len(text)
        return
    shown = UNSEEN.sub(lambda found: " " * len(found[0]), text)
    formulas, symbols = mathematics(shown)
    figures = numbers(shown, sorted(formulas + symbols), decimal_comma=decimal_comma)
    inner = sorted([(*span, FORMULA) for span in formulas] + [(*span, NUMBER) for span in figures])
    at = 0
    for count, (start, end) in enumerate(sentences(text, formulas), 1):
        yield block.section, (block.paragraph, count), SENTENCE, start, end
        first = at
        while at < len(inner) and inner[at][0] < end:
            start_of_part, end_of_part, kind = inner[at]
            yield block.section, (block.paragraph, count, at - first + 1), kind, start_of_part, end_of_part
            at += 1
