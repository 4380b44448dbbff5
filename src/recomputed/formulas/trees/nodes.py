"""The nodes of the expression tree of a printed formula.

Every node may carry `spelling`, how the text writes it: strings, and numbers that are places in tree.children(node).
Two nodes that differ in their spelling only are equal.
"""

from dataclasses import dataclass, field

from recomputed.formulas.trees.remembered import remembered

Spelling = tuple[str | int, ...]


@dataclass(frozen=True)
class Node:
    """Any part of a formula; span: its first place in the text and the one after its last."""

    spelling: Spelling | None = field(default=None, compare=False, kw_only=True, repr=False)
    span: tuple[int, int] | None = field(default=None, compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class Number(Node):
    """A number as printed, without a sign."""

    text: str


@dataclass(frozen=True)
class Word(Node):
    """Letters that are one word, as in the subscript of W_{for}, or a word in roman letters."""

    text: str


@dataclass(frozen=True)
class Symbol(Node):
    """A symbol: normal form of letter, decorations, primes and stars; its subscripts; its time, as in (t-1)."""

    name: str
    index: tuple[Node, ...] = ()
    time: Node | None = None


@dataclass(frozen=True)
class Binary(Node):
    r"""Two parts and what stands between them: +, -, or a product: "" (nothing), \\cdot, \\times, \\odot, *, /."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Negative(Node):
    """A part with a minus before it."""

    part: Node


@dataclass(frozen=True)
class Fraction(Node):
    """One part over another."""

    top: Node
    bottom: Node


@dataclass(frozen=True)
class Power(Node):
    """A base with an exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True)
class Postfix(Node):
    r"""A part with a mark behind it: T (transpose), ! (factorial) or \\circ (degrees)."""

    mark: str
    part: Node


@dataclass(frozen=True)
class Root(Node):
    """A root; degree is None for the square root."""

    part: Node
    degree: Node | None = None


@dataclass(frozen=True)
class Apply(Node):
    """A function of its arguments; bare: printed without brackets."""

    function: Node
    arguments: tuple[Node, ...]
    bare: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Element(Node):
    """A bracket with a subscript: an element of what it holds."""

    part: Node
    index: tuple[Node, ...]


@dataclass(frozen=True)
class Bracket(Node):
    """Brackets around one part: ( [ or {; "" is a group of TeX, which no reader sees."""

    kind: str
    part: Node


@dataclass(frozen=True)
class Norm(Node):
    """Single (|) or double (‖) bars around a part."""

    kind: str
    part: Node


@dataclass(frozen=True)
class Listing(Node):
    r"""Parts side by side: kind (, [ or {, < for an inner product, "" without brackets; between: a comma or \\quad."""

    kind: str
    between: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Matrix(Node):
    """Rows of cells; kind: the environment."""

    kind: str
    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True)
class Big(Node):
    r"""A sum or product (\\sum, \\prod): below and above the sign, either may be missing, and what it runs over."""

    sign: str
    below: Node | None
    above: Node | None
    body: Node


@dataclass(frozen=True)
class Best(Node):
    """The place where a function is largest or smallest (kind: max or min)."""

    kind: str
    variable: Node
    body: Node


@dataclass(frozen=True)
class Partial(Node):
    """The upper or lower part of a partial derivative."""

    part: Node | None


@dataclass(frozen=True)
class Derivative(Node):
    """A partial derivative; top is None for the operator alone."""

    top: Node | None
    by: Node


@dataclass(frozen=True)
class Dots(Node):
    """Three dots."""


@dataclass(frozen=True)
class Run(Node):
    """Parts from the first to the last with dots between them; sign as in Binary."""

    sign: str
    first: Node
    last: Node


@dataclass(frozen=True)
class Relation(Node):
    """A chain: one more side than signs."""

    signs: tuple[str, ...]
    sides: tuple[Node, ...]


# The hash of a tree goes through all of it, and the search for edits asks for it time and again.
for _kind in Node.__subclasses__():
    _kind.__hash__ = remembered(_kind.__hash__)  # type: ignore[method-assign]
