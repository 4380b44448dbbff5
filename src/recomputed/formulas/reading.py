"""Read printed LaTeX into an expression tree."""

import re
from dataclasses import replace
from functools import cache, lru_cache

from lark import Lark, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.build import Builder
from recomputed.formulas.grammar import GRAMMAR
from recomputed.formulas.nodes import Node, Symbol
from recomputed.formulas.operators import Operator
from recomputed.formulas.tokens import Brackets
from recomputed.formulas.tree import children, with_children
from recomputed.formulas.typeset import problems

LONGEST = 4000  # characters of a formula
LABEL = re.compile(r"\\label\{[^{}]*\}|\\(?:nonumber|notag)\b")  # of a displayed formula; nothing that a reader sees


@lru_cache(maxsize=4096)
def parse(text: str, functions: frozenset[str] = frozenset()) -> Node:
    """Read a formula; functions: keys of symbols whose bracket holds an argument.

    Raises BadLatex with the first place that TeX or the grammar cannot read, and for a formula that is longer than
    LONGEST, or nested so deep that Python's stack does not hold it.
    """
    if len(text) > LONGEST:
        raise BadLatex(f"{len(text):,} characters, more than {LONGEST:,},", LONGEST, typeset=True)
    text = LABEL.sub(lambda found: " " * len(found[0]), text)
    if found := problems(text):
        raise found[0]
    try:
        found = Builder(functions).build(_tree(text))
        if isinstance(found, Operator):  # an operator by itself, where a text introduces it
            found = Symbol(found.sign, span=found.span)
        return _spelled(found, text)
    except RecursionError:
        raise BadLatex("too many levels of nesting, or terms,", 0, typeset=True) from None


@cache
def _parser() -> Lark:
    return Lark(
        GRAMMAR,
        parser="lalr",
        lexer="basic",
        postlex=Brackets(),
        propagate_positions=True,
        maybe_placeholders=False,
    )


@lru_cache(maxsize=4096)
def _tree(text: str) -> Tree:
    try:
        return _parser().parse(text)
    except UnexpectedCharacters as error:
        raise BadLatex(f"“{text[error.pos_in_stream]}” is not read", error.pos_in_stream, typeset=True) from error
    except UnexpectedToken as error:
        ended = error.token.type == "$END"
        found = "the formula ends too early" if ended else f"“{error.token}” does not fit here"
        raise BadLatex(found, len(text) if ended else error.token.start_pos, typeset=True) from error


def _spelled(node: Node, text: str) -> Node:
    """Give every node its spelling: the text between its parts, and the places of these."""
    parts = tuple(_spelled(part, text) for part in children(node))
    spelling = None
    if node.span is not None and all(part.span for part in parts):
        pieces: list[str | int] = []
        start, end = node.span
        for place in sorted(range(len(parts)), key=lambda n: parts[n].span):
            first, last = parts[place].span
            pieces += [text[start:first], place]
            start = last
        spelling = (*pieces, text[start:end])
    return replace(with_children(node, parts), spelling=spelling)
