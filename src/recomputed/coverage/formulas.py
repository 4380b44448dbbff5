"""Find the formulas in running text.

Between dollar signs, \\(…\\) or \\[…\\], and in LaTeX's environments for them, the text says where a formula is.
Elsewhere it begins at a command, a script or a relation, and extends in both directions while there is mathematics:
commands, single letters, numbers, brackets, names of functions. A comma outside brackets separates two formulas. A lone
symbol is a name and no formula: a letter with marks, indices, time step, transposition or δ before it, and one partial
derivative of one such symbol by another.
"""

import re
from itertools import groupby

from recomputed.coverage.symbols import is_lone, is_number
from recomputed.coverage.tokens import PROSE, SPACE, STRONG, Token, tokens

HAS_MATHEMATICS = re.compile(r"[\\_^=≈≤≥≠∝<>⁰¹²³⁴-⁹ⁿ₀-₉$]")
DELIMITED = re.compile(
    r"\$\$(?P<a>.+?)\$\$|(?<![\\$\w])\$(?P<b>[^\s$](?:[^$]*[^\s$\\])?)\$(?!\d)|\\\((?P<c>(?:(?!\\\().)+?)\\\)|"
    r"\\\[(?P<d>(?:(?!\\\[).)+?)\\\]"
    r"|\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath)\*?\}(?P<e>(?:(?!\\begin).)+?)\\end\{[a-z]+\*?\}",
    re.DOTALL,
)
RELATION_COMMANDS = (r"\leq", r"\le", r"\geq", r"\ge", r"\neq", r"\ne", r"\approx", r"\in", r"\to", r"\propto")
PAIRS = {"(": ")", "[": "]"}
Span = tuple[int, int]


def mathematics(text: str) -> tuple[list[Span], list[Span]]:
    """Give start and end of each formula in `text`, one block, and of each lone symbol, both in order."""
    spans = _all(text) if HAS_MATHEMATICS.search(text) else []
    formulas = [span for span in spans if not is_lone(text[slice(*span)])]
    others = sorted(set(spans) - set(formulas))
    return formulas, [span for span in others if not is_number(text[slice(*span)])]


def _all(text: str) -> list[Span]:
    """Find all mathematics in `text`: formulas, lone symbols, and numbers with a degree sign."""
    found, at = [], 0
    for match in DELIMITED.finditer(text):
        found += [*_bare(text, at, match.start()), match.span(match.lastgroup)]
        at = match.end()
    return found + _bare(text, at, len(text))


def _bare(text: str, start: int, end: int) -> list[Span]:
    """Find mathematics without delimiters in text[start:end]."""
    part = text[start:end]
    if not HAS_MATHEMATICS.search(part):
        return []
    spans = []
    for is_prose, run in groupby(tokens(part), key=lambda token: token.weight == PROSE):
        if not is_prose:
            spans += [span for piece in _pieces(list(run)) if (span := _span(piece))]
    return [(start + first, start + last) for first, last in spans]


def _pieces(run: list[Token]) -> list[list[Token]]:
    """Split `run` at the marks between formulas: , ; : . ? ! outside brackets, before space or a command."""
    listed = any(token.text in (r"\dots", r"\ldots", r"\cdots") for token in run)
    separators = ";:.?!" if listed else ",;:.?!"
    pieces: list[list[Token]] = [[]]
    depth = 0
    for at, token in enumerate(run):
        behind = run[at + 1] if at + 1 < len(run) else None
        if depth == 0 and token.kind == "open" and at and run[at - 1].weight == SPACE and _is_aside(run, at):
            pieces.append([])
        depth = max(0, depth + _step(token, behind))
        parts = token.kind == "mark" and token.text in separators and depth == 0
        if parts and (behind is None or behind.weight == SPACE or behind.kind == "command"):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def _is_aside(run: list[Token], at: int) -> bool:
    """Say whether the bracket at `at` holds an equation, as in "x_1 (K = 1)"."""
    for token in run[at + 1 :]:
        if token.kind in ("open", "close"):
            return False
        if token.kind == "relation" or token.text in RELATION_COMMANDS:
            return True
    return False


def _step(token: Token, behind: Token | None) -> int:
    """Give the change of depth at a bracket; < and > are brackets where they touch what they enclose."""
    if token.text == "<":
        return int(behind is not None and behind.weight == STRONG)
    if token.text == ">":
        return -int(behind is None or behind.weight == SPACE or behind.kind in ("close", "mark"))
    return (token.kind == "open") - (token.kind == "close")


def _span(piece: list[Token]) -> Span | None:
    """Trim `piece` to mathematics, and give its span; None where none is left."""
    before = None
    while before != piece:
        before = piece
        piece = _without_outer_brackets(_without_end(_without_start(_balanced(piece))))
    if not any(_is_mathematics(token, at, piece) for at, token in enumerate(piece)):
        return None
    return piece[0].start, piece[-1].end


def _is_mathematics(token: Token, at: int, piece: list[Token]) -> bool:
    """Say whether `token` makes `piece` a formula; relations need something on both sides."""
    if token.kind in ("relation", "angle"):
        return 0 < at < len(piece) - 1
    return token.weight == STRONG


def _balanced(piece: list[Token]) -> list[Token]:
    """Cut `piece` behind an opening bracket at its start that nothing closes, and before a closing one too many."""
    opened: list[int] = []
    for at, token in enumerate(piece):
        if token.kind == "open":
            opened.append(at)
        elif token.kind == "close" and not opened:
            return piece[at + 1 :] if not any(t.weight == STRONG for t in piece[:at]) else piece[:at]
        elif token.kind == "close":
            opened.pop()
    if opened and not any(token.weight == STRONG for token in piece[: opened[0]]):
        return piece[opened[0] + 1 :]
    return piece[: opened[0]] if opened and not any(t.weight == STRONG for t in piece[opened[0] :]) else piece


def _without_start(piece: list[Token]) -> list[Token]:
    """Drop what no formula begins with: space, marks, relations, closing brackets, scripts, an article."""
    while piece:
        token, behind = piece[0], piece[1] if len(piece) > 1 else None
        article = token.text in ("a", "A", "I") and behind is not None and behind.weight == SPACE
        article = article and len(piece) > 2 and not _is_operator(piece[2])
        mark = token.kind in ("mark", "relation", "close", "script") and token.text not in ("|", "√")
        sign = token.kind == "minus" and (behind is None or behind.weight == SPACE)
        opening = (token.text == "<" and _step(token, behind) == 0) or token.text == ">"
        if not (token.weight == SPACE or article or mark or sign or opening):
            break
        piece = piece[1:]
    return piece


def _without_end(piece: list[Token]) -> list[Token]:
    """Drop what no formula ends with: space, marks, relations, opening brackets, an article."""
    while piece:
        token, before = piece[-1], piece[-2] if len(piece) > 1 else None
        article = token.text in ("a", "A", "I") and before is not None and before.weight == SPACE
        article = article and len(piece) > 2 and not _is_operator(piece[-3])
        mark = token.kind == "mark" and token.text not in ("|", "!") and not (token.text in "'’" and before)
        if not (
            token.weight == SPACE or article or mark or token.kind in ("relation", "open", "minus") or token.text == "<"
        ):
            break
        piece = piece[:-1]
    return piece


def _is_operator(token: Token) -> bool:
    known = token.text in RELATION_COMMANDS or token.text in (r"\cdot", r"\times", r"\odot", r"\pm", "+", "*", "/", "|")
    return known or token.kind in ("relation", "minus", "angle", "script")


def _without_outer_brackets(piece: list[Token]) -> list[Token]:
    """Drop the brackets around a whole equation: (K = 1); those of a tuple or a factor stay."""
    if len(piece) < 3 or PAIRS.get(piece[0].text) != piece[-1].text:
        return piece
    depth = 0
    for token in piece[1:-1]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth < 0:
            return piece
    relation = any(t.kind == "relation" or t.text in RELATION_COMMANDS for t in piece)
    return piece[1:-1] if relation else piece
