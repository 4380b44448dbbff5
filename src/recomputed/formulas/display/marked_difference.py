"""A printed formula and its correction as MathML, with what differs marked."""

from recomputed.formulas.display.difference import differences
from recomputed.formulas.display.mathml import CHANGED, Typeset, typeset
from recomputed.formulas.parsing.bad_latex import BadLatex
from recomputed.formulas.parsing.reading import parse
from recomputed.formulas.trees.latex import latex
from recomputed.formulas.trees.nodes import Node, Word
from recomputed.formulas.trees.tree import children, with_children


def mathml(published: str, corrected: str) -> tuple[Typeset, Typeset]:
    """Typeset both formulas; parts that differ are in <mrow class="changed">.

    Where one of the two cannot be read, neither has marks.
    """
    try:
        before, after = parse(published), parse(corrected)
    except BadLatex:
        return typeset(published), typeset(corrected)
    pairs = differences(before, after)
    marked = [_with_marks(tree, {id(pair[n]) for pair in pairs}) for n, tree in enumerate((before, after))]
    return typeset(latex(marked[0])), typeset(latex(marked[1]))


def _with_marks(node: Node, changed: set[int]) -> Node:
    r"""Put \\class around the parts that changed, which the converter turns into a class."""
    if id(node) in changed:
        return Word(rf"\class{{{CHANGED}}}{{{latex(node)}}}")
    return with_children(node, tuple(_with_marks(part, changed) for part in children(node)))
