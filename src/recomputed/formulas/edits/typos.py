"""Typos in a formula: every small change of its tree, at one place or at every place with the same text."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from recomputed.formulas.display.difference import described
from recomputed.formulas.edits.alike import confused
from recomputed.formulas.edits.typo_kinds import (
    SUMS,
    Typo,
    negative,
    of_number,
    of_operation,
    of_quantity,
    of_relation,
    plus,
)
from recomputed.formulas.parsing.reading import parse
from recomputed.formulas.trees.nodes import (
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
    Node,
    Number,
    Postfix,
    Power,
    Relation,
    Run,
    Symbol,
    Word,
)
from recomputed.formulas.trees.tree import bare, children, with_children

NAMED_ONLY = ("function", "bound", "reference")
Path = tuple[int, ...]


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
        yield from (("symbol", other) for other in confused(node, self.alike))
        if role in ("time", "index"):
            if not isinstance(node, Word):
                yield from ((f"{role} ± 1", plus(node, step)) for step in (-1, 1))
            return
        if role in NAMED_ONLY:
            return
        if isinstance(node, Number):
            yield from of_number(node)
        if role == "exponent":
            yield "sign of the exponent", negative(node)
        if bare(node) in self.counts:
            yield from (("n ± 1", plus(node, step)) for step in (-1, 1))
        if isinstance(node, Relation) and self.relations:
            yield from of_relation(node)
        yield from of_operation(node, self.arrays)
        if role in ("term", "factor") and not isinstance(node, Relation | Listing | Matrix | Dots | Run | Word):
            yield from of_quantity(node, role, self.arrays)


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


def _rebuilt(node: Node, edited: dict[Path, Node], path: Path = ()) -> Node:
    """Give the tree with the parts at the paths of `edited` replaced; others are the same objects."""
    if path in edited:
        return edited[path]
    if not any(other[: len(path)] == path for other in edited):
        return node
    parts = children(node)
    return with_children(node, tuple(_rebuilt(part, edited, (*path, n)) for n, part in enumerate(parts)))
