"""Places in the text of a formula."""

from lark import Token, Tree

from recomputed.formulas.trees.nodes import Bracket


def span_of(tree: Token | Tree) -> tuple[int, int]:
    """Give the first place of a part of the parse and the one after its last."""
    if isinstance(tree, Token):
        return tree.start_pos, tree.end_pos
    return tree.meta.start_pos, tree.meta.end_pos


def ungrouped(node):
    """Give what is in the braces of a group of TeX."""
    return node.part if isinstance(node, Bracket) and not node.kind else node
