"""Where two formulas differ: the smallest parts of one that are not in the other."""

from difflib import SequenceMatcher

from recomputed.formulas.parsing.bad_latex import BadLatex
from recomputed.formulas.parsing.reading import parse
from recomputed.formulas.parsing.typeset import TOKEN
from recomputed.formulas.trees.latex import latex
from recomputed.formulas.trees.nodes import Binary, Node, Symbol
from recomputed.formulas.trees.tree import bare, children, unbracketed, with_children

Pair = tuple[Node, Node]


def differences(before: Node, after: Node) -> list[Pair]:
    """List the smallest parts that differ, from the left; brackets that the trees themselves say do not count."""
    one, other = unbracketed(before), unbracketed(after)
    if bare(one) == bare(other):
        return []
    if isinstance(one, Symbol):
        return [(before, after)]
    parts, others = children(one), children(other)
    alike = type(one) is type(other) and 0 < len(parts) == len(others)
    if alike and bare(with_children(one, others)) == bare(other):
        return [pair for a, b in zip(parts, others, strict=True) for pair in differences(a, b)]
    return [(before, after)]


def change_in_words(before: list[str], after: list[str]) -> str:
    """Say what was changed between two lists of formulas, each different change once."""
    changes = [change for pair in zip(before, after, strict=True) for change in _changes(*pair)]
    return ", ".join(dict.fromkeys(changes))


def described(before: Node, after: Node) -> str:
    """Say what a part becomes; of a sum whose sign changes, only the term behind it."""
    one, other = unbracketed(before), unbracketed(after)
    if isinstance(one, Binary) and isinstance(other, Binary) and {one.sign, other.sign} == {"+", "-"}:
        term = latex(one.right)
        if bare(one.left) == bare(other.left) and bare(one.right) == bare(other.right):
            return f"{one.sign} {term} -> {other.sign} {term}"
    return f"{latex(before)} -> {latex(after)}"


def _changes(before: str, after: str) -> list[str]:
    try:
        pairs = differences(parse(before), parse(after))
    except BadLatex:
        return _of_texts(before, after)
    return [described(a, b) for a, b in pairs]


def _of_texts(before: str, after: str) -> list[str]:
    """Compare texts that no tree can be made of, command by command."""
    one, other = (TOKEN.findall(text) for text in (before, after))
    found = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    changes = [("".join(one[a:b]), "".join(other[c:d])) for kind, a, b, c, d in found if kind != "equal"]
    if not all(a and b for a, b in changes):  # what is put in or left out says little by itself
        return [f"{before} -> {after}"]
    return [f"{a} -> {b}" for a, b in changes]
