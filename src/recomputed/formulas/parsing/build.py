"""From the parse of a formula to its expression tree: products, values of functions, scripts and derivatives."""

from dataclasses import replace

from lark import Token, Tree

from recomputed.formulas.parsing import names
from recomputed.formulas.parsing.bad_latex import BadLatex
from recomputed.formulas.parsing.items import product
from recomputed.formulas.parsing.operators import Head, Operator
from recomputed.formulas.parsing.scripts import marked
from recomputed.formulas.parsing.spans import span_of, ungrouped
from recomputed.formulas.parsing.terms import total
from recomputed.formulas.trees.nodes import (
    Binary,
    Bracket,
    Derivative,
    Dots,
    Fraction,
    Listing,
    Matrix,
    Negative,
    Node,
    Norm,
    Number,
    Partial,
    Relation,
    Root,
    Symbol,
    Word,
)


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
        return Listing("", between, tuple(spread), span=span_of(tree))

    def _relation(self, tree):
        sides = tuple(self.build(side) for side in tree.children[::2])
        signs = tuple(names.normal(sign) for sign in tree.children[1::2])
        return Relation(signs, sides, span=span_of(tree)) if signs else sides[0]

    def _sum(self, tree):
        first, *rest = tree.children
        if isinstance(rest[-1] if rest else first, Token):
            return self._line(tree)
        if isinstance(first, Token):
            found, rest = self.build(rest[0]), rest[1:]
            if names.normal(first) == "-":
                found = Negative(found, span=(first.start_pos, found.span[1]))
        else:
            found = self.build(first)
        signs, terms = map(names.normal, rest[::2]), map(self.build, rest[1::2])
        return total(found, [*zip(signs, terms, strict=True)])

    def _line(self, tree):
        """Read a row that is drawn as a line, -u-."""
        if len(tree.children) != 3 or not isinstance(tree.children[0], Token):
            raise BadLatex("a sign with nothing behind it", span_of(tree)[1] - 1, typeset=True)
        return self.build(tree.children[1])

    def _product(self, tree):
        items = [Operator(names.normal(part), part) if isinstance(part, Token) else self.build(part)
                 for part in tree.children]  # fmt: skip
        return product(items, self.functions)

    def _head(self, tree):
        token, marks = tree.children[0], tree.children[1:]
        scripts = {mark.data: self.build(mark.children[1]) for mark in marks if mark.data in ("sub", "sup")}
        if token.type == "BIG":
            sign = r"\sum" if "sum" in token or token[0] in "Σ∑" else r"\prod"
            return Head("big", sign, scripts.get("sub"), scripts.get("sup"), span_of(tree))
        if token.type == "BEST":
            return Head("best", "max" if "max" in token else "min", scripts.get("sub"), None, span_of(tree))
        return Head("function", token.lstrip("\\"), scripts.get("sub"), scripts.get("sup"), span_of(tree))

    def _factor(self, tree):
        node = self.build(tree.children[0])
        for mark in tree.children[1:]:
            scripted = mark.data in ("sub", "sup")
            node = marked(node, mark, self.build(mark.children[1]) if scripted else None)
        return node

    def _number(self, tree):
        token = tree.children[0]
        if token.count(".") > 1:
            raise BadLatex(f"{token} is not a number", token.start_pos, typeset=True)
        return Number(str(token), span=span_of(tree))

    def _name(self, tree):
        token = tree.children[0]
        if token.type == "TEXT":
            return Word(token[token.find("{") + 1 :].rstrip("}").strip(), span=span_of(tree))
        return Symbol(names.normal(token), span=span_of(tree))

    def _decorated(self, tree):
        part = ungrouped(self.build(tree.children[1]))
        if isinstance(part, Number | Word):
            part = Symbol(part.text)
        if not isinstance(part, Symbol):
            raise BadLatex(f"{tree.children[0]} on what is not one symbol", span_of(tree)[0], typeset=True)
        return replace(part, name=names.decorated(tree.children[0], part.name), span=span_of(tree))

    def _dots(self, tree):
        return Dots(span=span_of(tree))

    def _bracket(self, tree):
        kind = next(mark for mark in "([{" if mark in tree.children[0].replace("lbrace", "{"))
        if len(tree.children) == 2:
            return Listing(kind, ",", (), span=span_of(tree))
        inner = self.build(tree.children[1])
        if isinstance(inner, Listing) and not inner.kind:
            return replace(inner, kind=kind, span=span_of(tree))
        return Bracket(kind, inner, span=span_of(tree))

    def _norm(self, tree):
        kind = "‖" if "V" in tree.children[0] or r"\|" in tree.children[0] or "‖" in tree.children[0] else "|"
        return Norm(kind, self.build(tree.children[1]), span=span_of(tree))

    def _angle(self, tree):
        inner = self.build(tree.children[1])
        if not isinstance(inner, Listing) or len(inner.parts) != 2:
            raise BadLatex("angle brackets without two parts", span_of(tree)[0], typeset=True)
        return replace(inner, kind="<", span=span_of(tree))

    def _group(self, tree):
        inner = self.build(tree.children[1]) if len(tree.children) == 3 else Word("", span=span_of(tree))
        return inner if isinstance(inner, Operator) else Bracket("", inner, span=span_of(tree))

    def _fraction(self, tree):
        top, bottom = (ungrouped(self.build(part)) for part in tree.children[1:])
        if isinstance(top, Partial) and isinstance(bottom, Partial) and bottom.part is not None:
            return Derivative(top.part, bottom.part, span=span_of(tree))
        return Fraction(top, bottom, span=span_of(tree))

    def _root(self, tree):
        part, degree = ungrouped(self.build(tree.children[-1])), None
        if tree.children[0].type == "SQRTN":
            degree = self.build(tree.children[1])
        return Root(part, degree, span=span_of(tree))

    def _matrix(self, tree):
        kind = tree.children[0].split("{")[1].split("}")[0]
        rows = tuple(tuple(self._cell(cell) for cell in row.children[::2]) for row in tree.children[1:-1:2])
        return Matrix(kind, rows, span=span_of(tree))

    def _cell(self, tree):
        return self.build(tree.children[0]) if tree.children else Word("")
