"""From the parse of a formula to its expression tree: products, values of functions, scripts and derivatives."""

from dataclasses import replace

from lark import Token, Tree

from recomputed.formulas import names
from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.items import Head, Operator, product
from recomputed.formulas.tree import (
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
)  # fmt: skip

SUMS = ("+", "-")


class Builder:
    """Builds the nodes of one formula; functions: names of symbols whose bracket holds an argument."""

    def __init__(self, functions: frozenset[str]):
        self.functions = functions | names.ALWAYS_FUNCTIONS

    def build(self, tree: Tree) -> Node:
        """Give the node of a rule of the grammar, with its span."""
        return getattr(self, f"_{tree.data}")(tree)

    def _start(self, tree):
        return self.build(tree.children[0])

    def _listing(self, tree):
        parts = [self.build(part) for part in tree.children[::2]]
        if len(parts) == 1:
            return parts[0]
        between = {"COMMA": ",", "QUAD": r"\quad"}[tree.children[1].type]
        spread: list[Node] = []
        for part in parts:
            spread += [part.left, part.right] if isinstance(part, Binary) and isinstance(part.left, Dots) else [part]
        return Listing("", between, tuple(spread), span=_span(tree))

    def _relation(self, tree):
        sides = tuple(self.build(side) for side in tree.children[::2])
        signs = tuple(names.normal(sign) for sign in tree.children[1::2])
        return Relation(signs, sides, span=_span(tree)) if signs else sides[0]

    def _sum(self, tree):
        parts, line = list(tree.children), isinstance(tree.children[-1], Token)
        if line:  # a row drawn as a line: -u-
            first = parts[0] if isinstance(parts[0], Token) else None
            if len(parts) != 3 or first is None:
                raise BadLatex("a sign with nothing behind it", _span(tree)[1] - 1)
            return replace(self.build(parts[1]), span=self.build(parts[1]).span)
        if isinstance(parts[0], Token):
            found = self.build(parts[1])
            if names.normal(parts[0]) == "-":
                found = Negative(found, span=(parts[0].start_pos, found.span[1]))
            parts = parts[2:]
        else:
            found, parts = self.build(parts[0]), parts[1:]
        terms = [(names.normal(sign), self.build(term)) for sign, term in zip(parts[::2], parts[1::2], strict=True)]
        return _total(found, terms)

    def _product(self, tree):
        items = [Operator(names.normal(part), part) if isinstance(part, Token) else self.build(part)
                 for part in tree.children]  # fmt: skip
        return product(items, self.functions)

    def _head(self, tree):
        token, marks = tree.children[0], tree.children[1:]
        scripts = {mark.data: self.build(mark.children[1]) for mark in marks if mark.data in ("sub", "sup")}
        if token.type == "BIG":
            sign = r"\sum" if "sum" in token or token[0] in "Σ∑" else r"\prod"
            return Head("big", sign, scripts.get("sub"), scripts.get("sup"), _span(tree))
        if token.type == "BEST":
            return Head("best", "max" if "max" in token else "min", scripts.get("sub"), None, _span(tree))
        return Head("function", token.lstrip("\\"), scripts.get("sub"), scripts.get("sup"), _span(tree))

    def _factor(self, tree):
        node = self.build(tree.children[0])
        for mark in tree.children[1:]:
            node = getattr(self, f"_{mark.data}")(node, mark)
        return node

    def _sub(self, node, mark):
        index = self.build(mark.children[1])
        parts = index.parts if isinstance(index, Listing) and not index.kind else (_ungrouped(index),)
        span = (node.span[0], _span(mark)[1])
        if isinstance(node, Power) and isinstance(node.base, Symbol):  # c^t_k is c_k to the t
            return replace(node, base=replace(node.base, index=node.base.index + parts, span=None), span=span)
        if isinstance(node, Symbol):
            return replace(node, index=node.index + tuple(map(_as_word, parts)), span=span)
        return Element(node, parts, span=span)

    def _sup(self, node, mark):
        raised, span = _ungrouped(self.build(mark.children[1])), (node.span[0], _span(mark)[1])
        text = raised.name if isinstance(raised, Symbol) and not raised.index and raised.time is None else ""
        if isinstance(raised, Operator):
            text = raised.sign
        if text in ("T", r"\top"):
            return Postfix("T", node, span=span)
        if text == r"\circ":
            return Postfix(r"\circ", node, span=span)
        if text in ("*", "'"):
            return self._starred(node, mark) if text == "*" else self._prime(node, mark)
        timed = isinstance(node, Symbol) and node.time is None and node.name not in (r"\pi", "e")
        if timed and isinstance(raised, Bracket) and raised.kind == "(":
            return replace(node, time=raised.part, span=span)
        return Power(node, raised, span=span)

    def _star(self, node, mark):
        sign = names.normal(mark.children[1])
        if sign == r"\circ":
            return Postfix(sign, node, span=(node.span[0], _span(mark)[1]))
        return self._starred(node, mark)

    def _starred(self, node, mark):
        if not isinstance(node, Symbol):
            raise BadLatex("a star on what is not a symbol", _span(mark)[0])
        return replace(node, name=node.name + "^{*}", span=(node.span[0], _span(mark)[1]))

    def _prime(self, node, mark):
        if not isinstance(node, Symbol):
            raise BadLatex("a prime on what is not a symbol", _span(mark)[0])
        many = len(mark.children[0]) if mark.data == "prime" else 1
        return replace(node, name=node.name + "'" * many, span=(node.span[0], _span(mark)[1]))

    def _bang(self, node, mark):
        return Postfix("!", node, span=(node.span[0], _span(mark)[1]))

    def _super(self, node, mark):
        token, span = mark.children[0], (node.span[0], _span(mark)[1])
        if token in "ᵀ°":
            return Postfix({"ᵀ": "T", "°": r"\circ"}[token], node, span=span)
        return Power(node, Number(token.translate(names.SUPERSCRIPTS), span=_span(mark)), span=span)

    def _number(self, tree):
        token = tree.children[0]
        if token.count(".") > 1:
            raise BadLatex(f"{token} is not a number", token.start_pos, typeset=True)
        return Number(str(token), span=_span(tree))

    def _name(self, tree):
        token = tree.children[0]
        if token.type == "TEXT":
            return Word(token[token.find("{") + 1 :].rstrip("}").strip(), span=_span(tree))
        return Symbol(names.normal(token), span=_span(tree))

    def _decorated(self, tree):
        part = _ungrouped(self.build(tree.children[1]))
        if isinstance(part, Number | Word):
            part = Symbol(part.text)
        if not isinstance(part, Symbol):
            raise BadLatex(f"{tree.children[0]} on what is not one symbol", _span(tree)[0], typeset=True)
        return replace(part, name=names.decorated(tree.children[0], part.name), span=_span(tree))

    def _dots(self, tree):
        return Dots(span=_span(tree))

    def _bracket(self, tree):
        kind = next(mark for mark in "([{" if mark in tree.children[0].replace("lbrace", "{"))
        if len(tree.children) == 2:
            return Listing(kind, ",", (), span=_span(tree))
        inner = self.build(tree.children[1])
        if isinstance(inner, Listing) and not inner.kind:
            return replace(inner, kind=kind, span=_span(tree))
        return Bracket(kind, inner, span=_span(tree))

    def _norm(self, tree):
        kind = "‖" if "V" in tree.children[0] or r"\|" in tree.children[0] or "‖" in tree.children[0] else "|"
        return Norm(kind, self.build(tree.children[1]), span=_span(tree))

    def _angle(self, tree):
        inner = self.build(tree.children[1])
        if not isinstance(inner, Listing) or len(inner.parts) != 2:
            raise BadLatex("angle brackets without two parts", _span(tree)[0], typeset=True)
        return replace(inner, kind="<", span=_span(tree))

    def _group(self, tree):
        inner = self.build(tree.children[1]) if len(tree.children) == 3 else Word("", span=_span(tree))
        return inner if isinstance(inner, Operator) else Bracket("", inner, span=_span(tree))

    def _fraction(self, tree):
        top, bottom = (_ungrouped(self.build(part)) for part in tree.children[1:])
        if isinstance(top, Partial) and isinstance(bottom, Partial) and bottom.part is not None:
            return Derivative(top.part, bottom.part, span=_span(tree))
        return Fraction(top, bottom, span=_span(tree))

    def _root(self, tree):
        part, degree = _ungrouped(self.build(tree.children[-1])), None
        if tree.children[0].type == "SQRTN":
            degree = self.build(tree.children[1])
        return Root(part, degree, span=_span(tree))

    def _matrix(self, tree):
        kind = tree.children[0].split("{")[1].split("}")[0]
        rows = tuple(tuple(self._cell(cell) for cell in row.children[::2]) for row in tree.children[1:-1:2])
        return Matrix(kind, rows, span=_span(tree))

    def _cell(self, tree):
        return self.build(tree.children[0]) if tree.children else Word("")


def _total(found: Node, terms: list[tuple[str, Node]]) -> Node:
    """Add the terms up from the left; dots between two terms stand for those between them."""
    place = 0
    while place < len(terms):
        sign, term = terms[place]
        if isinstance(term, Dots) and place + 1 < len(terms) and isinstance(found, Node):
            last = terms[place + 1][1]
            first = found.right if isinstance(found, Binary) and found.sign == sign else found
            run = Run(sign, first, last, span=(first.span[0], last.span[1]))
            whole = (found.span[0], last.span[1])
            found = run if first is found else Binary(sign, found.left, run, span=whole)
            place += 2
        else:
            found = Binary(sign, found, term, span=(found.span[0], term.span[1]))
            place += 1
    return found


def _ungrouped(node):
    return node.part if isinstance(node, Bracket) and not node.kind else node


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


def _span(tree) -> tuple[int, int]:
    if isinstance(tree, Token):
        return tree.start_pos, tree.end_pos
    return tree.meta.start_pos, tree.meta.end_pos
