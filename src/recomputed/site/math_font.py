"""The font of the formulas, inside a style sheet: from disk, a browser may refuse a page the file of a font."""

import base64

from recomputed.site.paths import HERE, MATH_FONT

RULE = """@font-face {{ font-family: "Article Math"; src: url(data:font/woff2;base64,{font}) format("woff2"); }}
math {{ font-family: "Article Math", math; }}
"""


def math_style() -> str:
    """Give the style sheet that brings the font; its licence is static/math-font-licence.txt."""
    return RULE.format(font=base64.b64encode((HERE / "static" / MATH_FONT).read_bytes()).decode())
