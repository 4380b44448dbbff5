"""LaTeX of an expression tree: parts that are as printed keep their spelling, others have the usual one."""

import re

from recomputed.formulas.tree import (
    Apply,
    Best,
    Big,
    Binary,
    Bracket,
    Derivative,
    Dots,
    Element,
    Fraction,
    Listing,
    Matrix,
    Negative,
    Node,
    Norm,
    Number,
    Partial,
    Postfix,
    Power,
    Relation,
    Root,
    Run,
    Symbol,
    Word,
    bare,
    children,
    remembered,
)  # fmt: skip

ANY, SIDE, TERM, SUM_OF, FACTOR, RAISED, ATOM = range(
    7
)  # how firmly a part holds together; Symbol with scripts: RAISED
OPEN = {"(": ("(", ")"), "[": ("[", "]"), "{": (r"\{", r"\}"), "": ("{", "}"), "<": ("<", ">")}
BARS = {"|": ("|", "|"), "‖": (r"\left\lVert ", r" \right\rVert")}
SPACED = re.compile(r"(\\[A-Za-z]+)\s+(?=[A-Za-z])")
SINGLE = re.compile(r"[A-Za-z0-9*]|\\[A-Za-z]+|\{.*\}", re.DOTALL)


@remembered
def latex(node: Node) -> str:
    """Write the tree as LaTeX."""
    parts = children(node)
    pieces = node.spelling or _usual(node)
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
        single = before.rstrip()[-1:] in "{[(" and before.rstrip()
        return text if single or SINGLE.fullmatch(text) else f"{{{text}}}"
    if level(part) < _needed(node, place):
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


def level(node: Node) -> int:
    """Say how firmly a part holds together."""
    if isinstance(node, Listing):
        return ATOM if node.kind else ANY
    if isinstance(node, Relation):
        return SIDE
    if isinstance(node, Negative):
        return TERM
    if isinstance(node, Binary | Run):
        return TERM if node.sign in "+-" and node.sign else FACTOR - 1 if _ends_open(node) else FACTOR
    if isinstance(node, Big | Best) or (
        isinstance(node, Apply) and (node.bare or isinstance(node.function, Derivative))
    ):
        return SUM_OF
    if isinstance(node, Power | Postfix) or (isinstance(node, Symbol) and node.time is not None):
        return RAISED
    if isinstance(node, Symbol) and node.name.endswith(("'", "^{*}")):
        return RAISED
    return ATOM


def _ends_open(node: Node) -> bool:
    """Say whether the last factor takes in all factors that follow."""
    last = node.right if isinstance(node, Binary) else node.last
    return level(last) == SUM_OF or (isinstance(last, Binary) and last.sign not in ("+", "-") and _ends_open(last))


def _needed(node: Node, place: int) -> int:
    if isinstance(node, Binary | Run):
        if node.sign in ("+", "-"):
            return (TERM, SUM_OF)[place]
        return (FACTOR, FACTOR + 1 if node.spelling is None else SUM_OF)[place]
    if isinstance(node, Negative):
        return SUM_OF
    if isinstance(node, Power | Postfix | Element):
        return ATOM
    if isinstance(node, Apply):
        return RAISED if place == 0 or node.bare or isinstance(node.function, Derivative) else SIDE
    if isinstance(node, Big | Best):
        return SUM_OF
    if isinstance(node, Relation):
        return TERM
    if isinstance(node, Derivative | Partial):
        return FACTOR
    return SIDE if isinstance(node, Listing) else ANY


def _usual(node: Node) -> list[str | int]:
    """Give the pieces of the usual spelling of a node."""
    many = range(len(children(node)))
    match node:
        case Number(text=text) | Word(text=text):
            return [text]
        case Dots():
            return [r"\dots"]
        case Symbol():
            return _symbol(node)
        case Negative():
            return ["-", 0]
        case Binary(sign=sign):
            return [0, f" {sign} " if sign else " ", 1]
        case Run(sign=sign):
            between = f" {sign} " if sign else " "
            return [0, between + r"\dots" + between, 1]
        case Fraction():
            return [r"\frac{", 0, "}{", 1, "}"]
        case Power():
            return [0, "^{", 1, "}"]
        case Postfix(mark="!"):
            return [0, "!"]
        case Postfix(mark=mark):
            return [0, f"^{mark}"]
        case Root(degree=None):
            return [r"\sqrt{", 0, "}"]
        case Root():
            return [r"\sqrt[", 1, "]{", 0, "}"]
        case Apply(function=Derivative()):
            return [0, " ", 1]
        case Apply():
            return [0, "(", *_separated(many[1:], ", "), ")"]
        case Element():
            return [0, "_{", *_separated(many[1:], ","), "}"]
        case Bracket(kind=kind):
            return [OPEN[kind][0], 0, OPEN[kind][1]]
        case Norm(kind=kind):
            return [BARS[kind][0], 0, BARS[kind][1]]
        case Listing(kind=kind, between=between):
            opened, closed = OPEN[kind] if kind else ("", "")
            return [opened, *_separated(many, ", " if between == "," else f" {between} "), closed]
        case Matrix(kind=kind, rows=rows):
            return _matrix(kind, rows)
        case Big(sign=sign):
            return _big(sign, node)
        case Best(kind=kind):
            return [rf"\arg\{kind}_{{", 0, "} ", 1]
        case Partial(part=None):
            return [r"\partial"]
        case Partial():
            return [r"\partial ", 0]
        case Derivative(top=None):
            return [r"\frac{\partial}{\partial ", 0, "}"]
        case Derivative():
            return [r"\frac{\partial ", 0, r"}{\partial ", 1, "}"]
        case Relation(signs=signs):
            return [0, *(piece for n, sign in enumerate(signs) for piece in (f" {sign} ", n + 1))]
    raise TypeError(type(node).__name__)


def _symbol(node: Symbol) -> list[str | int]:
    name, many = node.name, len(node.index)
    mark = ""
    for ending in ("^{*}",):
        if name.endswith(ending):
            name, mark = name[: -len(ending)], ending
    pieces: list[str | int] = [name]
    if many:
        pieces += ["_{", *_separated(range(many), ","), "}"]
    if mark:
        pieces += [mark]
    if node.time is not None:
        pieces += ["^{(", many, ")}"]
    return pieces


def _big(sign: str, node: Big) -> list[str | int]:
    pieces: list[str | int] = [sign]
    place = 0
    for part, script in ((node.below, "_{"), (node.above, "^{")):
        if part is not None:
            pieces += [script, place, "}"]
            place += 1
    return [*pieces, " ", place]


def _matrix(kind: str, rows: tuple) -> list[str | int]:
    columns = "{" + "c" * len(rows[0]) + "}" if kind == "array" else ""
    pieces: list[str | int] = [rf"\begin{{{kind}}}{columns} "]
    place = 0
    for number, row in enumerate(rows):
        pieces += [r" \\ "] if number else []
        for column in range(len(row)):
            pieces += [*([" & "] if column else []), place]
            place += 1
    return [*pieces, rf" \end{{{kind}}}"]


def _separated(places, between: str) -> list[str | int]:
    return [piece for n, place in enumerate(places) for piece in ([between, place] if n else [place])]


def _joined(left: str, right: str) -> str:
    """Put two pieces together, with a space where a command would swallow the letter behind it."""
    if re.search(r"\\[A-Za-z]+$", left) and right[:1].isalpha():
        return f"{left} {right}"
    return left + right
