"""Take the text out of a page of HTML, as Markdown: headings, paragraphs, items, code, and formulas as LaTeX.

Formulas are taken from $…$ and \\(…\\) in the text, from MathML with its LaTeX in an annotation, from scripts of
MathJax, and from pictures of formulas whose alternative text is their LaTeX. Menus, scripts and styles are left out.
"""

import re
from html.parser import HTMLParser

HIDDEN = (
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "aside",
    "head",
    "noscript",
    "template",
    "form",
    "button",
    "svg",
)
BLOCKS = ("p", "div", "section", "article", "main", "table", "tr", "ul", "ol", "dl", "dt", "dd", "figure", "figcaption")
BLOCKS += ("blockquote", "hr", "body", "html")
HEADING = re.compile(r"h([1-6])")
CODE = "pre"
LATEX = "application/x-tex"
FORMULA_CLASS = re.compile(r"\b(latex|tex|math)\b")


class _Text(HTMLParser):
    """Collects the text of a page in `parts`."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []
        self.math = False  # within MathML, whose symbols say again what the annotation has

    def handle_starttag(self, tag: str, attrs: list) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if _holds_latex(tag, attributes):
            self.parts.append("$")
            self.hidden.append("formula")
        elif tag in HIDDEN or tag == "math":
            self.hidden.append(tag)
        elif tag == "img" and FORMULA_CLASS.search(attributes.get("class", "")) and attributes.get("alt"):
            self._add(f"${attributes['alt']}$")
        else:
            self._add(_before(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "annotation") and self.hidden[-1:] == ["formula"]:
            self.hidden.pop()
            self.parts.append("$")
        elif tag in self.hidden:
            while self.hidden.pop() != tag:
                pass
        else:
            self._add(_after(tag))

    def handle_data(self, data: str) -> None:
        if self.hidden[-1:] == ["formula"]:
            self.parts.append(" ".join(data.split()))
        else:
            self._add(data)

    def _add(self, text: str) -> None:
        if not self.hidden:
            self.parts.append(text)


def _holds_latex(tag: str, attributes: dict[str, str]) -> bool:
    is_script = tag == "script" and attributes.get("type", "").startswith("math/tex")
    return is_script or (tag == "annotation" and attributes.get("encoding") == LATEX)


def text_of(page: str) -> str:
    """Give the text of a page of HTML as Markdown, a block to a paragraph."""
    reader = _Text()
    reader.feed(page)
    reader.close()
    pieces = re.split(r"(\n```\n.*?\n```\n)", "".join(reader.parts), flags=re.DOTALL)
    blocks: list[str] = []
    for code, piece in enumerate(pieces):
        paragraphs = [piece.strip()] if code % 2 else re.split(r"\n\s*\n", piece)
        blocks += paragraphs if code % 2 else [" ".join(paragraph.split()) for paragraph in paragraphs]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _before(tag: str) -> str:
    if match := HEADING.fullmatch(tag):
        return f"\n\n{'#' * int(match[1])} "
    if tag == "li":
        return "\n\n- "
    if tag == CODE:
        return "\n\n\n```\n"
    return "\n\n" if tag in BLOCKS else " " if tag in ("br", "td", "th") else ""


def _after(tag: str) -> str:
    if tag == CODE:
        return "\n```\n\n\n"
    return "\n\n" if tag in BLOCKS or tag == "li" or HEADING.fullmatch(tag) else ""
