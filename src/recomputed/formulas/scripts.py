"""What subscripts, superscripts and other marks make of the part before them."""

from dataclasses import replace

from lark import Tree

from recomputed.formulas import names
from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.nodes import Binary, Bracket, Element, Listing, Node, Number, Postfix, Power, Symbol, Word
from recomputed.formulas.operators import Operator
from recomputed.formulas.spans import span_of, ungrouped

MARKS = {"T": "T", r"\top": "T", r"\circ": r"\circ", "ᵀ": "T", "°": r"\circ"}
CONSTANTS = (r"\pi", "e")  # their superscripts are powers, never time steps
Span = tuple[int, int]


def marked(node: Node, mark: Tree, content: Node | Operator | None) -> Node:
    """Give `node` with a mark; content: the node of a subscript or superscript, else None."""
    span = (node.span[0], span_of(mark)[1])
    if isinstance(ungrouped(node), Symbol) and ungrouped(node).time is None:  # {\boldsymbol c}_1
        node = replace(ungrouped(node), span=node.span)
    match mark.data:
        case "sub":
            return _subscript(node, content, span)
        case "sup":
            return _superscript(node, ungrouped(content), span)
        case "star":
            return _superscript(node, Operator(names.normal(mark.children[1]), mark.children[1]), span)
        case "prime":
            return _renamed(node, "'" * len(mark.children[0]), span)
        case "bang":
            return Postfix("!", node, span=span)
    token = mark.children[0]
    if token in MARKS:
        return Postfix(MARKS[token], node, span=span)
    return Power(node, Number(token.translate(names.SUPERSCRIPTS), span=span_of(mark)), span=span)


def _subscript(node: Node, index: Node, span: Span) -> Node:
    index = ungrouped(index)
    parts = index.parts if isinstance(index, Listing) and not index.kind else (index,)
    if isinstance(node, Power) and isinstance(node.base, Symbol):  # c^t_k is c_k to the power t
        base = replace(node.base, index=node.base.index + parts, span=None)
        return replace(node, base=base, span=span)
    if isinstance(node, Symbol):
        return replace(node, index=node.index + tuple(map(_as_word, parts)), span=span)
    return Element(node, parts, span=span)


def _superscript(node: Node, raised: Node | Operator, span: Span) -> Node:
    """Read a superscript as transpose, degrees, star, prime, time step or power."""
    single = isinstance(raised, Symbol) and not raised.index and raised.time is None
    name = raised.sign if isinstance(raised, Operator) else raised.name if single else ""
    if name in MARKS:
        return Postfix(MARKS[name], node, span=span)
    if name in ("*", "'"):
        return _renamed(node, "^{*}" if name == "*" else "'", span)
    if isinstance(raised, Operator):
        raise BadLatex(f"{name} as a superscript", raised.span[0], typeset=True)
    timed = isinstance(node, Symbol) and node.time is None and node.name not in CONSTANTS
    if timed and isinstance(raised, Bracket) and raised.kind == "(":
        return replace(node, time=raised.part, span=span)
    return Power(node, raised, span=span)


def _renamed(node: Node, ending: str, span: Span) -> Node:
    if not isinstance(node, Symbol):
        raise BadLatex("a star or prime on what is not a symbol", span[1] - 1, typeset=True)
    return replace(node, name=node.name + ending, span=span)


def _as_word(node: Node) -> Node:
    """Read letters side by side as one word, as in W_{for}."""
    letters, inner = [], node
    while isinstance(inner, Binary) and not inner.sign:
        letters.append(inner.right)
        inner = inner.left
    letters.append(inner)
    if len(letters) == 1 or not all(isinstance(part, Symbol) and _is_letter(part) for part in letters):
        return node
    return Word("".join(part.name for part in reversed(letters)), span=node.span)


def _is_letter(symbol: Symbol) -> bool:
    return len(symbol.name) == 1 and not symbol.index and symbol.time is None
