"""Typeset the LaTeX of a text as MathML, or say why it cannot be."""

from dataclasses import dataclass
from xml.etree import ElementTree

from latex2mathml.converter import convert

from recomputed.formulas.typeset import problems

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
ALLOWED = {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot"}
ALLOWED |= {"mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "menclose", "mphantom"}
CHANGED = "changed"  # the class of what differs between a formula and its correction
KEPT = {"display", "mathvariant", "stretchy", "fence", "form", "columnalign", "width", "accent", "linethickness"}
# First letters of the bold alphabets of Unicode; browsers know of the attribute mathvariant only "normal".
BOLD = {"bold": (0x1D400, 0x1D41A), "bold-italic": (0x1D468, 0x1D482)}
UNKNOWN = "unknown command"  # the converter knows more of them than the formulas of claims need

ElementTree.register_namespace("", NAMESPACE)


@dataclass(frozen=True)
class Typeset:
    """MathML, safe to stand in a page; or the reason why there is none."""

    mathml: str = ""
    reason: str = ""


def typeset(latex: str, display: str = "inline") -> Typeset:
    """Typeset `latex`; the reason names an unknown command, a double script, a brace without its partner.

    display: inline, for a formula within a line; block, for one that stands alone.
    """
    found = [problem.what for problem in problems(latex)]
    if certain := [what for what in found if not what.startswith(UNKNOWN)]:
        return Typeset(reason=certain[0])
    return _converted(latex, display, found[0] if found else "cannot be typeset")


def _converted(latex: str, display: str, reason: str) -> Typeset:
    """Convert `latex`; `reason` is given where the converter gives none."""
    try:
        tree = ElementTree.fromstring(convert(latex, display=display))
    except Exception:  # IndexError and others, and XML that is not well-formed: a < in a text is not escaped
        return Typeset(reason=reason)
    if unknown := [text for text in tree.itertext() if text.startswith("\\")]:
        return Typeset(reason=f"{UNKNOWN} {unknown[0]}")
    for element in tree.iter():
        _clean(element)
    if not {element.tag for element in tree.iter()} <= {f"{{{NAMESPACE}}}{name}" for name in ALLOWED}:
        return Typeset(reason="cannot be typeset")
    return Typeset(ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False))


def _clean(element: ElementTree.Element) -> None:
    """Keep only attributes of the look, and write bold letters with the characters that are bold."""
    variant = element.attrib.get("mathvariant", "")
    element.attrib = {name: value for name, value in element.attrib.items() if name in KEPT}
    if variant in BOLD and element.text and element.text.isascii():
        capital, small = BOLD[variant]
        element.text = "".join(_moved(letter, capital, small) for letter in element.text)
        element.set("mathvariant", "normal")


def _moved(letter: str, capital: int, small: int) -> str:
    if not letter.isalpha():
        return letter
    return chr(capital + ord(letter) - ord("A")) if letter.isupper() else chr(small + ord(letter) - ord("a"))
