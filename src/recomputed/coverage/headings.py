"""Find the headings of a text, and the names of the sections that they begin."""

import re
from dataclasses import dataclass
from itertools import pairwise

NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.:)]\s+|,\s+(?=[A-ZÄÖÜ])|\s+(?=[A-ZÄÖÜ]))(?=\S)")
MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
LATEX = re.compile(r"\\((?:sub){0,2})section\*?\{")
APPENDIX = re.compile(r"(?:Appendix|Anhang)\b[^.]*$")
LONGEST, LONGEST_PLAIN = 120, 80  # characters of a heading with a number, and of one without


@dataclass(frozen=True)
class Line:
    """A line with its span; `alone`: empty lines, or none, before and after it."""

    text: str
    start: int
    end: int
    after_gap: bool
    alone: bool


def lines_of(text: str) -> list[Line]:
    """Give the lines of `text` that are not empty."""
    spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    filled = [(start, end) for start, end in spans if not text[start:end].isspace()]
    gaps = [text.count("\n", end, start) > 1 for (_, end), (start, _) in pairwise(filled)]
    before, after = [True, *gaps], [*gaps, True]
    return [
        Line(text[start:end].rstrip(), start, end, before[at], before[at] and after[at])
        for at, (start, end) in enumerate(filled)
    ]


def headings(lines: list[Line]) -> dict[int, tuple[str, int]]:
    """Give section and length of the mark for each line, by its position, that is a heading; "" for the title."""
    signed = {at for at, line in enumerate(lines) if MARKDOWN.match(line.text) or LATEX.match(line.text)}
    numbered = {at: match for at in range(len(lines)) if at not in signed and (match := _numbered(lines, at))}
    found: dict[int, tuple[str, int]] = {}
    counts = [0, 0, 0]
    for at, line in enumerate(lines):
        if at in signed:
            found[at] = _signed(line.text, counts, title=at == 0)
        elif at in numbered:
            found[at] = numbered[at][1], numbered[at].end()
        elif line.after_gap and APPENDIX.match(line.text) and len(line.text) <= LONGEST:
            found[at] = "A", 0
        elif at == 0 and _stands_out(line):
            found[at] = "", 0
        elif not numbered and not signed and _stands_out(line):
            counts[0] += 1
            found[at] = str(counts[0]), 0
    return found


def _numbered(lines: list[Line], at: int) -> re.Match | None:
    """Match a numbered heading; an item of a numbered list is indented, ends as a sentence or has neighbours."""
    line = lines[at]
    match = NUMBERED.match(line.text)
    if not match or not line.after_gap or len(line.text) > LONGEST or re.search(r"[.,;]$", line.text):
        return None
    neighbour = at + 1 < len(lines) and not line.alone and NUMBERED.match(lines[at + 1].text.lstrip())
    return None if neighbour else match


def _signed(text: str, counts: list[int], title: bool) -> tuple[str, int]:
    """Number a heading of Markdown or LaTeX by its level, if it has no number of its own; `counts` goes on."""
    match = MARKDOWN.match(text) or LATEX.match(text)
    level = min(len(match[1]) if match.re is MARKDOWN else len(match[1]) // 3 + 1, 3)
    own = NUMBERED.match(text, match.end())
    if title and match.re is MARKDOWN and level == 1:
        return "", match.end()
    if own:
        return own[1], own.end()
    counts[level - 1] += 1
    counts[level:] = [0] * (3 - level)
    return ".".join(str(count) for count in counts[:level] if count), match.end()


def _stands_out(line: Line) -> bool:
    """Say whether a line without a number reads as a heading: short, alone, capitalised, without a full stop."""
    text = line.text.strip()
    fits = line.alone and len(text) <= LONGEST_PLAIN and text == line.text
    return fits and text[0].isupper() and text[-1] not in ".,;:?!…”\"'"
