"""How firmly the parts of a formula hold together, and so where the print needs brackets."""

from recomputed.formulas.trees.nodes import (
    Apply,
    Best,
    Big,
    Binary,
    Bracket,
    Derivative,
    Element,
    Listing,
    Negative,
    Node,
    Partial,
    Postfix,
    Power,
    Relation,
    Run,
    Symbol,
)

# A list, a chain, a sum, what takes all factors behind it, a product, what has a
# superscript, what is one thing, and what has brackets around it.
ANY, SIDE, TERM, REACHING, FACTOR, LAST_FACTOR, RAISED, ATOM, ENCLOSED = range(9)


def level(node: Node) -> int:
    """Say how firmly a part holds together."""
    match node:
        case Listing():
            return ENCLOSED if node.kind else ANY
        case Bracket():
            return ENCLOSED
        case Relation():
            return SIDE
        case Negative():
            return TERM
        case Binary() | Run():
            return TERM if node.sign in ("+", "-") else REACHING if _reaches(node) else FACTOR
        case Big() | Best():
            return REACHING
        case Apply():
            return REACHING if node.bare or isinstance(node.function, Derivative) else ATOM
        case Power() | Postfix():
            return RAISED
        case Symbol():
            return RAISED if node.time is not None or node.name.endswith(("'", "^{*}")) else ATOM
    return ATOM


def needed(node: Node, place: int) -> int:
    """Say how firmly the part at `place` must hold together to stand there without brackets."""
    match node:
        case Binary(sign="+" | "-") | Run(sign="+" | "-"):
            return (TERM, REACHING)[place]
        case Binary() | Run():
            return (FACTOR, LAST_FACTOR if node.spelling is None else REACHING)[place]
        case Negative() | Big() | Best():
            return REACHING
        case Power() | Postfix():
            return ATOM
        case Element():
            return ENCLOSED  # a symbol with a subscript is another thing
        case Apply():
            return RAISED if place == 0 or node.bare or isinstance(node.function, Derivative) else SIDE
        case Relation():
            return TERM
        case Derivative() | Partial():
            return FACTOR
        case Listing():
            return SIDE
    return ANY


def _reaches(node: Binary | Run) -> bool:
    """Say whether the last factor takes all factors that follow."""
    last = node.right if isinstance(node, Binary) else node.last
    return level(last) == REACHING
