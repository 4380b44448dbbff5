"""Formulas of claims for the pages: typeset, and beside its correction with the parts that differ marked in both."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from recomputed.annotate.mathml import NAMESPACE, Typeset, typeset
from recomputed.audit.claim import Claim

# The part that each child of an element plays. What stands at its usual place, as a base does, has no name.
PARTS = {
    "msub": ("", "sub"),
    "msup": ("", "sup"),
    "msubsup": ("", "sub", "sup"),
    "munder": ("", "under"),
    "mover": ("", "over"),
    "munderover": ("", "under", "over"),
    "mfrac": ("numerator", "denominator"),
    "mroot": ("root", "index"),
}
MARK = "changed"  # the class of an element that the other formula does not have

Leaf = tuple[ElementTree.Element, tuple]


@dataclass(frozen=True)
class Formula:
    """A formula as LaTeX, and how it looks: MathML, or the reason why it cannot be typeset."""

    latex: str
    look: Typeset

    @property
    def marked(self) -> bool:
        """Say whether a part of it is marked."""
        return f'class="{MARK}"' in self.look.mathml


def formulas(claim: Claim, verdict: str) -> dict[str, list[Formula]]:
    """Give the formulas of `claim` as `printed`, and those of its edit as `corrected` where its verdict is misprint."""
    edited = claim.edit.changes.get("formulas", ()) if claim.edit and verdict == "misprint" else ()
    pairs = [beside(*pair) for pair in zip(claim.formulas, edited, strict=False)]
    if not pairs:
        return {"printed": [_shown(text) for text in claim.formulas], "corrected": []}
    return {"printed": [before for before, _ in pairs], "corrected": [after for _, after in pairs]}


def beside(before: str, after: str) -> tuple[Formula, Formula]:
    """Typeset two formulas; mark in each what the other does not have at that place."""
    shown = _shown(before), _shown(after)
    if not all(one.look.mathml for one in shown):
        return shown
    trees = [ElementTree.fromstring(one.look.mathml) for one in shown]
    leaves = [list(_leaves(tree)) for tree in trees]
    kept = _alike(*([key for _, key in one] for one in leaves))
    for tree, found, same in zip(trees, leaves, kept, strict=True):
        _mark(tree, {id(element) for n, (element, _) in enumerate(found) if n not in same})
    return tuple(replace(one, look=Typeset(_written(tree))) for one, tree in zip(shown, trees, strict=True))


def _shown(latex: str) -> Formula:
    return Formula(latex, typeset(latex, display="block"))


def _written(tree: ElementTree.Element) -> str:
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)


def _leaves(element: ElementTree.Element, parts: tuple = ()) -> Iterator[Leaf]:
    """Yield the letters, numbers and signs from the left, each with what it is and the parts that it is inside."""
    if not len(element):
        if element.text:
            yield element, (element.tag, element.text, parts)
        return
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    named = PARTS.get(name, ("root",) * len(element) if name == "msqrt" else ())
    for number, child in enumerate(element):
        part = named[number] if number < len(named) else ""
        yield from _leaves(child, (*parts, part) if part else parts)


def _alike(one: list[tuple], other: list[tuple]) -> tuple[set[int], set[int]]:
    """Give the places of what stays when `one` becomes `other` by the fewest leaves put in, left out or replaced.

    Of equally few, that one is taken which keeps what stands to the left.
    """
    rows = [[*range(len(other), -1, -1)]]  # rows[-1][n]: edits from what is left of `one` to other[n:]
    for left, key in enumerate(reversed(one), 1):
        row = [left]
        for n in range(len(other) - 1, -1, -1):
            replaced = rows[-1][n + 1] + (key != other[n])
            row.append(min(replaced, rows[-1][n] + 1, row[-1] + 1))
        rows.append(row[::-1])
    rows.reverse()
    a, b, kept = 0, 0, ([], [])
    while a < len(one) and b < len(other):
        if one[a] == other[b] and rows[a][b] == rows[a + 1][b + 1]:
            kept[0].append(a)
            kept[1].append(b)
        elif rows[a][b] == rows[a + 1][b] + 1:
            a += 1
            continue
        elif rows[a][b] == rows[a][b + 1] + 1:
            b += 1
            continue
        a, b = a + 1, b + 1
    return set(kept[0]), set(kept[1])


def _mark(element: ElementTree.Element, changed: set[int]) -> None:
    """Mark the largest elements, below the formula itself, all of whose leaves have changed."""
    for child in element:
        inside = {id(leaf) for leaf, _ in _leaves(child)}
        if inside and inside <= changed:
            child.set("class", MARK)
        else:
            _mark(child, changed)
