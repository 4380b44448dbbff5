"""Sums of terms, and the dots between them."""

from recomputed.formulas.nodes import Binary, Dots, Node, Run


def total(found: Node, terms: list[tuple[str, Node]]) -> Node:
    """Add the terms up from the left; dots between two terms are all terms between them."""
    place = 0
    while place < len(terms):
        sign, term = terms[place]
        if isinstance(term, Dots) and place + 1 < len(terms):
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
