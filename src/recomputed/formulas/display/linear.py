"""MathML in one line of Unicode: a title of a window, a list in a terminal, the words of a search."""

import unicodedata
from xml.etree import ElementTree

RAISED = dict(zip("0123456789+−=()nidktmTDN", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵈᵏᵗᵐᵀᴰᴺ", strict=True)) | {"⊤": "ᵀ", "-": "⁻", "′": "′"}
LOWERED = dict(zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
SPACED = set("=≤≥<>≠≈→∈∼+−±·×⊙∝")
OVER = {
    "¯": "\u0304",
    "‾": "\u0304",
    "―": "\u0304",
    "^": "\u0302",
    "~": "\u0303",
    "→": "\u20d7",
}  # marks above a letter


def linear(mathml: str) -> str:
    """Write `mathml` in one line: scripts raised or lowered where Unicode has them all, fractions with a slash."""
    return " ".join(_line(ElementTree.fromstring(mathml)).split()) if mathml else ""


def _line(element: ElementTree.Element) -> str:
    tag, parts = element.tag.rpartition("}")[2], [_line(child) for child in element]
    if tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover"):
        return _scripts(tag, *parts)
    if tag == "mfrac":
        return "/".join(map(_grouped, parts))
    if tag == "msqrt":
        return "√" + _grouped("".join(parts))
    if tag == "mroot":
        return f"{_script(parts[1], RAISED, '')}√{_grouped(parts[0])}"
    if tag == "mspace":
        return " "
    return _token(element, tag) if not parts else _joined(parts)


def _token(element: ElementTree.Element, tag: str) -> str:
    text = "".join(
        unicodedata.normalize("NFKC", letter) if ord(letter) > 0xFFFF else letter for letter in element.text or ""
    )
    return text.replace("-", "−").replace(",", ", ") if tag == "mo" else text


def _joined(parts: list[str]) -> str:
    """Put spaces around signs that stand between two terms."""
    spaced = [f" {part} " if part in SPACED and place and parts[place - 1] not in SPACED | {"("} else part
              for place, part in enumerate(parts)]  # fmt: skip
    return "".join(spaced)


def _scripts(tag: str, base: str, first: str, second: str = "") -> str:
    if tag == "mover":
        return base + OVER[first] if first in OVER and len(base) == 1 else base + _script(first, RAISED, "^")
    if tag == "msup":
        return base + _script(first, RAISED, "^")
    return base + _script(first, LOWERED, "_") + (_script(second, RAISED, "^") if second else "")


def _script(text: str, letters: dict[str, str], sign: str) -> str:
    bare = text.replace(" ", "")
    if all(letter in letters for letter in bare):
        return "".join(letters[letter] for letter in bare)
    return sign + (bare if len(bare) == 1 else f"({bare})")


def _grouped(text: str) -> str:
    return text if text.isalnum() or len(text) == 1 else f"({text})"
