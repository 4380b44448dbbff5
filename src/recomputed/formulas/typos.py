"""Typos in a formula: every small change of its tree, at one place or at every place with the same text."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from recomputed.formulas.difference import described
from recomputed.formulas.latex import latex
from recomputed.formulas.reading import parse
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
    Number,
    Postfix,
    Power,
    Relation,
    Run,
    Symbol,
    Word,
    bare,
    children,
    unbracketed,
    with_children,
)  # fmt: skip

SUMS, PRODUCTS = ("+", "-"), ("", r"\cdot", r"\times", "*", r"\odot")
RELATIONS = ("=", r"\neq", "<", r"\leq", ">", r"\geq")
NAMED_ONLY = ("function", "bound", "reference")
Path = tuple[int, ...]
Typo = tuple[str, Node]


class Family:
    """The typos tried. alike: groups of symbols that may be confused; counts: whole numbers; see Binding.

    arrays: the formula has matrices or columns, so that order and transposition matter; relations: a wrong relation is
    tried too, which needs a truth.
    """

    def __init__(self, alike=(), counts=(), arrays: bool = True, relations: bool = False):
        self.alike = [tuple(parse(name) for name in group) for group in alike]
        self.counts = {bare(parse(name)) for name in counts}
        self.arrays, self.relations = arrays, relations

    def variants(self, tree: Node, within: Collection[Path] = ((),)) -> dict[Node, str]:
        """Give every formula that one typo below the paths `within` makes of `tree`, with the change in words."""
        places: dict = defaultdict(dict)
        for path, node, role in _places(tree, (), "term"):
            if any(path[: len(start)] == start for start in within):
                for name, edited in self._typos(node, role):
                    places[node, name, edited][path] = edited
        found: dict[Node, str] = {}
        for (before, name, after), sites in places.items():
            groups = [{path: edited} for path, edited in sites.items()] + ([sites] if len(sites) > 1 else [])
            for number, group in enumerate(groups, start=1):
                edited = _rebuilt(tree, group)
                where = "" if len(sites) == 1 else " throughout" if number == len(groups) else f", place {number}"
                if edited != tree:
                    found.setdefault(edited, f"{described(before, after)}{where} ({name})")
        return found

    def _typos(self, node: Node, role: str) -> Iterator[Typo]:
        yield from (("symbol", other) for other in self._confused(node))
        if role in ("time", "index"):
            if not isinstance(node, Word):
                yield from ((f"{role} ± 1", _plus(node, step)) for step in (-1, 1))
            return
        if role in NAMED_ONLY:
            return
        if isinstance(node, Number):
            yield from _of_number(node)
        if role == "exponent":
            yield "sign of the exponent", _negative(node)
        if bare(node) in self.counts:
            yield from (("n ± 1", _plus(node, step)) for step in (-1, 1))
        if isinstance(node, Relation) and self.relations:
            yield from _of_relation(node)
        yield from self._of_operation(node)
        if role in ("term", "factor") and not isinstance(node, Relation | Listing | Matrix | Dots | Run | Word):
            yield from self._of_quantity(node, role)

    def _confused(self, node: Node) -> Iterator[Node]:
        """Give the symbols that may stand for this one; its time and subscript stay where the group has none."""
        for group in self.alike:
            for way in _ways(node):
                if way in group:
                    yield from (_with_scripts(other, node, way) for other in group if other != way)
                    break

    def _of_operation(self, node: Node) -> Iterator[Typo]:
        if isinstance(node, Power):
            yield from (("exponent ± 1", Power(node.base, _plus(node.exponent, step))) for step in (-1, 1))
            base = node.base
            if isinstance(base, Symbol) and base.time is None and not isinstance(node.exponent, Number):
                yield "brackets of a time step", Symbol(base.name, base.index, unbracketed(node.exponent))
        if isinstance(node, Fraction):
            yield "reciprocal", _times(node.top, node.bottom)
            yield "order", Fraction(node.bottom, node.top)
        if not isinstance(node, Binary):
            return
        sign, left, right = node.sign, node.left, node.right
        if sign in SUMS:
            yield "sign", replace(node, sign=SUMS[sign == "+"], spelling=None)
        if sign in PRODUCTS:
            yield "reciprocal", Fraction(left, right)
        if sign == "-" or (sign in PRODUCTS and sign != r"\odot" and self.arrays):
            yield "order", Binary(sign, right, left)
        yield from _regrouped(node)

    def _of_quantity(self, node: Node, role: str) -> Iterator[Typo]:
        """Typos in a whole term or factor, the same for a symbol, a bracket or the value of a function."""
        if self.arrays:
            transposed = isinstance(node, Postfix) and node.mark == "T"
            yield "transposition", node.part if transposed else Postfix("T", node)
        yield "sign", _negative(node)
        if not isinstance(node, Number):
            yield "reciprocal", Fraction(Number("1"), node)
            if not isinstance(node, Power):
                yield "exponent ± 1", Power(node, Number("2"))
        if role == "term":
            yield "factor 2", _times(Number("2"), node)
            yield "factor 2", Fraction(node, Number("2"))


def _places(node: Node, path: Path, role: str) -> Iterator[tuple[Path, Node, str]]:
    """Walk over the parts of a formula, each with its path and its role; brackets hand their role on."""
    if isinstance(node, Bracket):
        yield from _places(node.part, (*path, 0), role)
        return
    yield path, node, role
    if role in ("time", "index", "reference"):
        for place, part in enumerate(children(node)):
            if role == "reference":
                yield from _places(part, (*path, place), _role(node, place))
        return
    for place, part in enumerate(children(node)):
        yield from _places(part, (*path, place), _role(node, place))


def _role(parent: Node, place: int) -> str:
    last = len(children(parent)) - 1
    match parent:
        case Power():
            return ("base", "exponent")[place]
        case Postfix():
            return "base"
        case Symbol():
            return "time" if parent.time is not None and place == last else "index"
        case Binary() | Run():
            return "term" if parent.sign in SUMS else "factor"
        case Fraction():
            return "factor"
        case Apply() if place == 0:
            return "function"
        case Derivative():
            return "reference"
        case Big() | Best() if place < last:
            return "bound"
        case Element() if place > 0:
            return "index"
    return "term"


def _ways(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Symbol):
        if node.time is not None:
            yield replace(node, time=None)
        if node.index:
            yield replace(node, index=())
        if node.index and node.time is not None:
            yield Symbol(node.name)


def _with_scripts(other: Node, node: Node, way: Node) -> Node:
    """Give `other` with the time and subscript that `node` has and `way`, in its group, has not."""
    if not isinstance(other, Symbol) or not isinstance(node, Symbol) or not isinstance(way, Symbol):
        return other
    time = node.time if way.time is None and other.time is None else other.time
    index = node.index if not way.index and not other.index else other.index
    return other if time == other.time and index == other.index else Symbol(other.name, index, time)


def _of_number(node: Number) -> Iterator[Typo]:
    if "." not in node.text:
        yield from (("n ± 1", _number(int(node.text) + step)) for step in (-1, 1))
        digits = node.text
        if len(digits) > 1:
            yield from (("digit dropped", _number(int(digits[:n] + digits[n + 1 :]))) for n in range(len(digits)))


def _of_relation(node: Relation) -> Iterator[Typo]:
    for place, sign in enumerate(node.signs):
        for other in RELATIONS:
            if other != sign:
                signs = (*node.signs[:place], other, *node.signs[place + 1 :])
                yield "relation", replace(node, signs=signs, spelling=None)


def _regrouped(node: Binary) -> Iterator[Typo]:
    """Move a bracket: a + b c -> (a + b) c."""
    left, right = unbracketed(node.left), unbracketed(node.right)
    if isinstance(left, Binary):
        yield "brackets", Binary(left.sign, left.left, Binary(node.sign, left.right, node.right))
    if isinstance(right, Binary):
        yield "brackets", Binary(right.sign, Binary(node.sign, node.left, right.left), right.right)


def _plus(node: Node, step: int) -> Node:
    if isinstance(node, Number) and "." not in node.text:
        return _number(int(node.text) + step)
    if isinstance(node, Binary) and node.sign in SUMS and isinstance(node.right, Number) and "." not in node.right.text:
        total = int(node.right.text) * (1 if node.sign == "+" else -1) + step
        return Binary(SUMS[total < 0], node.left, Number(str(abs(total)))) if total else node.left
    return Binary(SUMS[step < 0], node, Number("1"))


def _negative(node: Node) -> Node:
    return node.part if isinstance(node, Negative) else Negative(node)


def _number(number: int) -> Node:
    return Negative(Number(str(-number))) if number < 0 else Number(str(number))


def _times(left: Node, right: Node) -> Node:
    """Multiply; a dot keeps two numbers apart."""
    return Binary(r"\cdot" if latex(right)[:1].isdigit() else "", left, right)


def _rebuilt(node: Node, edited: dict[Path, Node], path: Path = ()) -> Node:
    """Give the tree with the parts at the paths of `edited` replaced; others are the same objects."""
    if path in edited:
        return edited[path]
    if not any(other[: len(path)] == path for other in edited):
        return node
    parts = children(node)
    return with_children(node, tuple(_rebuilt(part, edited, (*path, n)) for n, part in enumerate(parts)))
