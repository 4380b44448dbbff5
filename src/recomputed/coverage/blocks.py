"""Split a text into blocks: headings, paragraphs, items of lists, footnotes, references, code; and into sections.

In a text of long lines, every line is a block; in one that was wrapped by hand, the lines up to the next empty line
or mark are one. A section has the number printed in its heading; the part before the first one is 0. A text without
numbered headings is numbered by its other headings: Markdown's #, LaTeX's \\section, or short lines that stand alone.
Front matter between lines of three dashes, and the preamble of a LaTeX document, are code.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from recomputed.coverage.headings import Line, headings, lines_of

LONGEST_WRAPPED_LINE = 160
MOST_IN_LONG_LINES = 1 / 3  # of the characters of a text that was wrapped by hand: a table, a formula, an address
MARK = re.compile(r"\s*(?:[•◦▪‣·]\s*|[-–—*+]\s+|\*(?!\*)\s*|\d{1,3}[.)]\s+|\[\d+\]\s*|>\s+)?")
REFERENCE = re.compile(r"\s*(?:\[\d+\]|(?:Sources?|Quellen?|References?):)")
BEGIN = r"\begin{document}"
FENCE = re.compile(r"\s*(```|~~~)")
DISPLAY = re.compile(r"\$\$|\\\[|\\\]|\\(?:begin|end)\{(?:equation|align|gather)\*?\}")


@dataclass(frozen=True)
class Block:
    """A span of the text without its mark. role: heading, reference, code, or empty for running text."""

    section: str
    paragraph: int
    start: int
    end: int
    role: str = ""


def blocks(text: str) -> list[Block]:
    """Split `text` into its blocks, in order; the second of two sections with one name gets "-2" behind it."""
    lines = lines_of(text)
    head = _end_of_head(lines)
    heading_of = {head + at: found for at, found in headings(lines[head:]).items()}
    found: list[Block] = []
    section, paragraph, uses = "0", 0, Counter({"0": 1})
    for start, end, role, first in _pieces(text, lines, heading_of, head):
        name = heading_of[first][0] if first in heading_of else ""
        if name:
            uses[name] += 1
            section = name if uses[name] == 1 else f"{name}-{uses[name]}"
        paragraph = 0 if name else paragraph + 1
        found.append(Block(section, paragraph, start, end, role))
    return found


def _end_of_head(lines: list[Line]) -> int:
    """Count the lines of front matter or of a preamble; 0 where there is none."""
    texts = [line.text.strip() for line in lines]
    if texts[:1] == ["---"] and "---" in texts[1:]:
        return texts.index("---", 1) + 1
    is_latex = any(text.startswith(r"\documentclass") for text in texts)
    return texts.index(BEGIN) + 1 if is_latex and BEGIN in texts else 0


def _pieces(text: str, lines: list[Line], heading_of: dict, head: int) -> Iterator[tuple[int, int, str, int]]:
    """Give start, end, role and first line of each block; the span is without its mark and without space around it."""
    lengths = [len(line.text) for line in lines]
    wrapped = sum(length for length in lengths if length > LONGEST_WRAPPED_LINE) <= MOST_IN_LONG_LINES * sum(lengths)
    at, role = 0, ""
    while at < len(lines):
        first, line = at, lines[at]
        mark = MARK.match(line.text).end()
        cites = REFERENCE.match(line.text) or (role == "reference" and not line.after_gap)
        role = "reference" if cites else ""
        at += 1
        if first < head:
            role, mark, at = "code", 0, head
        elif first in heading_of:
            role, mark = "heading", heading_of[first][1]
        elif FENCE.match(line.text):
            role, mark, at = "code", 0, _end_of_code(lines, first)
        else:
            is_open = _opens_display(line.text)
            while at < len(lines) and (is_open or (wrapped and _goes_on(lines[at], at in heading_of))):
                is_open ^= _opens_display(lines[at].text)
                at += 1
        start, end = line.start + mark, lines[at - 1].end
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if start < end:
            yield start, end, role, first


def _end_of_code(lines: list[Line], first: int) -> int:
    closing = (at for at in range(first + 1, len(lines)) if FENCE.match(lines[at].text))
    return next(closing, len(lines) - 1) + 1


def _opens_display(text: str) -> bool:
    """Say whether a displayed formula begins in this line and does not end in it, or the other way round."""
    return len(DISPLAY.findall(text)) % 2 == 1


def _goes_on(line: Line, is_heading: bool) -> bool:
    """Say whether `line` of a wrapped text continues the block before it."""
    return not (line.after_gap or is_heading or FENCE.match(line.text) or MARK.match(line.text).group().strip())
