"""Write the generated parts of the documents between their markers: `python -m recomputed.docs.write`.

A part is between the lines `<!-- begin NAME -->` and `<!-- end NAME -->`. NAME is a key of BLOCKS in blocks.py.
"""

import re
from pathlib import Path

from recomputed.docs.blocks import BLOCKS
from recomputed.errors import BadInput, one_line
from recomputed.runs import output
from recomputed.workflow import articles
from recomputed.workflow.articles import Article

ROOT = Path(__file__).parents[3]
BEGIN = re.compile(r"<!-- begin (.*?) -->\n")


def documents() -> list[Path]:
    """List the documents that may have generated parts."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def written(text: str, where: str, found: list[Article]) -> str:
    """Give `text` with every generated part as it follows from the articles `found`.

    where: name of the document, for messages. Raises BadInput for an unknown part and for a part without its end.
    """
    before, *parts = BEGIN.split(text)
    pieces = [before]
    for name, rest in zip(parts[::2], parts[1::2], strict=True):
        end = f"<!-- end {name} -->"
        if name not in BLOCKS:
            raise _bad("unknown part", where, f"one of {', '.join(BLOCKS)}", name)
        if end not in rest:
            raise _bad("part without end", where, end, "no such line")
        pieces.append(f"<!-- begin {name} -->\n{BLOCKS[name](found)}\n{end}{rest.split(end, 1)[1]}")
    return "".join(pieces)


def main() -> None:
    """Rewrite the documents whose generated parts have changed, and name them."""
    with one_line():
        found = articles.find(articles.ALL)
        for path in documents():
            text = path.read_text(encoding="utf-8")
            new = written(text, path.name, found)
            if new != text:
                path.write_text(new, encoding="utf-8")
                print(f"written: {path.relative_to(ROOT)}")


def _bad(what: str, where: str, expected: str, found: str) -> BadInput:
    return BadInput(what, where=where, expected=expected, found=found, do="correct the marker")


if __name__ == "__main__":
    output.run(main)
