"""Split a text into blocks: headings, paragraphs, items of lists, footnotes, references, code; and into sections.

In a text with long lines, every line is a block; in one that was wrapped by hand, the lines up to the next empty line
or mark are one. A section has the number printed in its heading; the part before the first one is 0. A text without
numbered headings is numbered by its other headings: Markdown's #, LaTeX's \\section, or short lines that stand alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_WRAPPED_LINE = 160
MARK = re.compile(r"\s*(?:[•◦▪‣·]\s*|[-–—*+]\s+|\*(?!\*)\s*|\d{1,3}[.)]\s+|\[\d+\]\s*|>\s+)?")
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.:)]\s+|,\s+(?=[A-ZÄÖÜ])|\s+(?=[A-ZÄÖÜ]))(?=\S)")
MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
LATEX = re.compile(r"\\((?:sub){0,2})section\*?\{")
APPENDIX = re.compile(r"(?=(?:Appendix|Anhang)\b)")
REFERENCE = re.compile(r"\s*(?:\[\d+\]|(?:Sources?|Quellen?|References?):)")
FENCE = re.compile(r"\s*(```|~~~)")
DISPLAY = re.compile(r"\$\$|\\\[|\\\]|\\(?:begin|end)\{(?:equation|align|gather)\*?\}")
LONGEST_HEADING = 120


@dataclass(frozen=True)
class Block:
    """A span of the text without its mark. role: heading, reference, code, or empty for running text."""

    section: str
    paragraph: int
    start: int
    end: int
    role: str = ""


@dataclass(frozen=True)
class Line:
    """A line with its span; `alone`: empty lines, or none, before and after it."""

    text: str
    start: int
    end: int
    after_gap: bool
    alone: bool


def blocks(text: str) -> list[Block]:
    """Split `text` into its blocks, in order."""
    lines = _lines(text)
    wrapped = max((len(line.text) for line in lines), default=0) <= LONGEST_WRAPPED_LINE
    heading_of = _headings(lines)
    found: list[Block] = []
    section, names = "0", {"0"}
    for start, end, role, first in _pieces(text, lines, heading_of, wrapped):
        if role == "heading" and heading_of[first][0]:
            section = _unused(heading_of[first][0], names)
            names.add(section)
            paragraph = 0
        else:
            paragraph = found[-1].paragraph + 1 if found and found[-1].section == section else 1
        found.append(Block(section, paragraph, start, end, role))
    return found


def _lines(text: str) -> list[Line]:
    spans = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    filled = [(start, end) for start, end in spans if not text[start:end].isspace()]
    lines = []
    for at, (start, end) in enumerate(filled):
        before = at == 0 or text.count("\n", filled[at - 1][1], start) > 1
        after = at + 1 == len(filled) or text.count("\n", end, filled[at + 1][0]) > 1
        lines.append(Line(text[start:end].rstrip(), start, end, before, before and after))
    return lines


def _headings(lines: list[Line]) -> dict[int, tuple[str, int]]:
    """Give section and length of the mark for each line, by its position, that is a heading."""
    numbered = {
        at: match for at, line in enumerate(lines) if (match := _numbered(lines, at)) or APPENDIX.match(line.text)
    }
    found: dict[int, tuple[str, int]] = {}
    counts = [0, 0, 0]
    signed = [at for at, line in enumerate(lines) if MARKDOWN.match(line.text) or LATEX.match(line.text)]
    for at, line in enumerate(lines):
        if at in signed:
            found[at] = _signed(line.text, counts, title=at == 0 == signed[0])
        elif at in numbered and len(line.text) <= LONGEST_HEADING:
            match = numbered[at]
            found[at] = (match[1], match.end()) if match else ("A", 0)
        elif at == 0 and _stands_out(line):
            found[at] = ("", 0)
        elif not numbered and not signed and _stands_out(line):
            counts[0] += 1
            found[at] = (str(counts[0]), 0)
    return found


def _numbered(lines: list[Line], at: int) -> re.Match | None:
    """Match a numbered heading; an item of a numbered list is indented, ends as a sentence or has neighbours."""
    line = lines[at]
    match = NUMBERED.match(line.text)
    if not match or not line.after_gap or re.search(r"[.,;]$", line.text):
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
    text = line.text.strip()
    return (
        line.alone
        and len(text) <= 80
        and text[0].isupper()
        and text[0] == line.text[0]
        and text[-1] not in ".,;:?!…”\"'"
    )


def _pieces(text: str, lines: list[Line], heading_of: dict, wrapped: bool) -> Iterator[tuple[int, int, str, int]]:
    """Give start, end, role and first line of each block; the span is without its mark and without space around it."""
    at, role = 0, ""
    while at < len(lines):
        first, line = at, lines[at]
        mark = MARK.match(line.text).end()
        cites = REFERENCE.match(line.text) or (role == "reference" and not line.after_gap)
        role = "reference" if cites else ""
        at += 1
        if first in heading_of:
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


def _unused(name: str, names: set[str]) -> str:
    """Give `name`, or where another section has it already, `name` with a number behind it."""
    return next(n for n in (name, *(f"{name}-{count}" for count in range(2, len(names) + 3))) if n not in names)
