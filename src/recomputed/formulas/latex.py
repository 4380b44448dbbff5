"""LaTeX of an expression tree: parts that are as printed keep their spelling, others have the usual one."""

import re

from recomputed.formulas.nodes import (
    Best,
    Big,
    Element,
    Fraction,
    Node,
    Power,
    Root,
    Symbol,
)
from recomputed.formulas.precedence import level, needed
from recomputed.formulas.remembered import remembered
from recomputed.formulas.spelling import usual
from recomputed.formulas.tree import bare, children

SPACED = re.compile(r"(\\[A-Za-z]+)\s+(?=[A-Za-z])")
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
SINGLE = re.compile(r"[A-Za-z0-9*]|\\[A-Za-z]+|\{.*\}", re.DOTALL)


@remembered
def latex(node: Node) -> str:
    """Write the tree as LaTeX."""
    parts = children(node)
    pieces = node.spelling or usual(node)
    text, before = "", ""
    for piece in pieces:
        if isinstance(piece, int):
            part = _in_place(node, piece, parts[piece], before)
            text = _joined(text, part)
        else:
            before = piece
            text = _joined(text, piece)
    return text


@remembered
def key(node: Node) -> str:
    """Give the LaTeX in its usual form without spaces, the name under which a value is bound."""
    return without_spaces(latex(bare(node)))


def without_spaces(text: str) -> str:
    """Leave out spaces, but the one that ends a command before a letter."""
    return "".join(SPACED.sub(r"\1¤", text).split()).replace("¤", " ")


def _in_place(node: Node, place: int, part: Node, before: str) -> str:
    """Write a part where it stands, with brackets where it would fall apart, with braces where TeX takes one token."""
    text = latex(part)
    if _is_argument(node, place):
        if isinstance(node, Power) and not before.rstrip():  # printed as r³
            return text if RAISED.fullmatch(text) else f"^{{{text}}}"
        single = before.rstrip()[-1:] in "{[(" and before.rstrip()
        return text if single or SINGLE.fullmatch(text) else f"{{{text}}}"
    if level(part) < needed(node, place):
        return f"({text})"
    return text


def _is_argument(node: Node, place: int) -> bool:
    if isinstance(node, Power):
        return place == 1
    if isinstance(node, Element):
        return place > 0
    if isinstance(node, Big):
        return place < len(children(node)) - 1
    if isinstance(node, Best):
        return place == 0
    return isinstance(node, Symbol | Fraction | Root)


def _joined(left: str, right: str) -> str:
    """Put two pieces together, with a space where a command would swallow the letter behind it."""
    if re.search(r"\\[A-Za-z]+$", left) and right[:1].isalpha():
        return f"{left} {right}"
    return left + right
