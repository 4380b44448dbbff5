"""A printed formula and its correction as MathML, with what differs marked in both.

The print itself is typeset and marked, not a formula made again from its tree, which may have other brackets.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

from recomputed.formulas.mathml import CHANGED, NAMESPACE, Typeset, typeset

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

Leaf = tuple[ElementTree.Element, tuple]


def mathml(published: str, corrected: str) -> tuple[Typeset, Typeset]:
    """Typeset both formulas; what one has and the other does not have at that place is of the class "changed".

    Where one of the two cannot be typeset, neither has marks.
    """
    looks = typeset(published, display="block"), typeset(corrected, display="block")
    if not all(look.mathml for look in looks):
        return looks
    one, other = (ElementTree.fromstring(look.mathml) for look in looks)
    before, after = list(_leaves(one)), list(_leaves(other))
    kept = _alike([key for _, key in before], [key for _, key in after])
    return _marked(one, before, kept[0]), _marked(other, after, kept[1])


def _marked(tree: ElementTree.Element, leaves: list[Leaf], kept: set[int]) -> Typeset:
    _mark(tree, {id(element) for n, (element, _) in enumerate(leaves) if n not in kept})
    return Typeset(ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False))


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
            child.set("class", CHANGED)
        else:
            _mark(child, changed)
