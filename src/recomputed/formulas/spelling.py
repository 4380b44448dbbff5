"""The usual LaTeX of each kind of part: strings, and the places of its own parts between them."""

from collections.abc import Callable

from recomputed.formulas import nodes
from recomputed.formulas.nodes import Node
from recomputed.formulas.tree import children

OPEN = {"(": ("(", ")"), "[": ("[", "]"), "{": (r"\{", r"\}"), "": ("{", "}"), "<": (r"\langle ", r" \rangle")}
BARS = {"|": ("|", "|"), "‖": (r"\left\lVert ", r" \right\rVert")}
STAR = "^{*}"
Pieces = list[str | int]


def usual(node: Node) -> Pieces:
    """Give the pieces of the usual spelling of a node."""
    return _SPELLINGS[type(node)](node)


def _symbol(node: nodes.Symbol) -> Pieces:
    name, star = (node.name[: -len(STAR)], STAR) if node.name.endswith(STAR) else (node.name, "")
    index = ["_{", *_separated(range(len(node.index)), ","), "}"] if node.index else []
    return [name, *index, star, *([] if node.time is None else ["^{(", len(node.index), ")}"])]


def _binary(node: nodes.Binary) -> Pieces:
    return [0, f" {node.sign} " if node.sign else " ", 1]


def _run(node: nodes.Run) -> Pieces:
    between = f" {node.sign} " if node.sign else " "
    return [0, f"{between}\\dots{between}", 1]


def _apply(node: nodes.Apply) -> Pieces:
    if isinstance(node.function, nodes.Derivative):
        return [0, " ", 1]
    return [0, "(", *_separated(range(1, len(children(node))), ", "), ")"]


def _element(node: nodes.Element) -> Pieces:
    return [0, "_{", *_separated(range(1, len(children(node))), ","), "}"]


def _listing(node: nodes.Listing) -> Pieces:
    opened, closed = OPEN[node.kind] if node.kind else ("", "")
    between = ", " if node.between == "," else f" {node.between} "
    return [opened, *_separated(range(len(node.parts)), between), closed]


def _matrix(node: nodes.Matrix) -> Pieces:
    columns = "{" + "c" * len(node.rows[0]) + "}" if node.kind == "array" else ""
    pieces: Pieces = [rf"\begin{{{node.kind}}}{columns} "]
    place = 0
    for number, row in enumerate(node.rows):
        pieces += [r" \\ "] if number else []
        pieces += _separated(range(place, place + len(row)), " & ")
        place += len(row)
    return [*pieces, rf" \end{{{node.kind}}}"]


def _big(node: nodes.Big) -> Pieces:
    pieces: Pieces = [node.sign]
    place = 0
    for part, script in ((node.below, "_{"), (node.above, "^{")):
        if part is not None:
            pieces += [script, place, "}"]
            place += 1
    return [*pieces, " ", place]


def _derivative(node: nodes.Derivative) -> Pieces:
    if node.top is None:
        return [r"\frac{\partial}{\partial ", 0, "}"]
    return [r"\frac{\partial ", 0, r"}{\partial ", 1, "}"]


def _relation(node: nodes.Relation) -> Pieces:
    return [0, *(piece for n, sign in enumerate(node.signs) for piece in (f" {sign} ", n + 1))]


def _separated(places: range, between: str) -> Pieces:
    return [piece for n, place in enumerate(places) for piece in ([between, place] if n else [place])]


_SPELLINGS: dict[type, Callable[..., Pieces]] = {
    nodes.Number: lambda node: [node.text],
    nodes.Word: lambda node: [node.text],
    nodes.Dots: lambda node: [r"\dots"],
    nodes.Symbol: _symbol,
    nodes.Negative: lambda node: ["-", 0],
    nodes.Binary: _binary,
    nodes.Run: _run,
    nodes.Fraction: lambda node: [r"\frac{", 0, "}{", 1, "}"],
    nodes.Power: lambda node: [0, "^{", 1, "}"],
    nodes.Postfix: lambda node: [0, "!" if node.mark == "!" else f"^{node.mark}"],
    nodes.Root: lambda node: [r"\sqrt{", 0, "}"] if node.degree is None else [r"\sqrt[", 1, "]{", 0, "}"],
    nodes.Apply: _apply,
    nodes.Element: _element,
    nodes.Bracket: lambda node: [OPEN[node.kind][0], 0, OPEN[node.kind][1]],
    nodes.Norm: lambda node: [BARS[node.kind][0], 0, BARS[node.kind][1]],
    nodes.Listing: _listing,
    nodes.Matrix: _matrix,
    nodes.Big: _big,
    nodes.Best: lambda node: [rf"\arg\{node.kind}_{{", 0, "} ", 1],
    nodes.Partial: lambda node: [r"\partial"] if node.part is None else [r"\partial ", 0],
    nodes.Derivative: _derivative,
    nodes.Relation: _relation,
}
