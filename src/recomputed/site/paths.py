"""The place of each page relative to results/site/; all links between pages are built from these."""

import os
from pathlib import Path, PurePosixPath

HERE = Path(__file__).parent
STATIC = ("math-font-licence.txt", "math.css", "site.css", "site.js", "touch.js")
FIGURES = "figures.html"  # the page of all figures
RUN_TIMES = "run-times.js"  # a separate file, so that the pages are equal byte for byte in every run


def article_page(article: str) -> str:
    """Place the page of `article`."""
    return f"articles/{article}.html"


def errata_page(article: str) -> str:
    """Place the errata of `article`."""
    return f"errata/{article}.html"


def errata_text(article: str) -> str:
    """Place the errata of `article` as Markdown, beside their page."""
    return f"errata/{article}.md"


def certificate_page(article: str) -> str:
    """Place the certificate of `article`."""
    return f"certificates/{article}.html"


def claim_page(claim_id: str) -> str:
    """Place the page of the claim `claim_id`."""
    return f"claims/{claim_id}.html"


def figure_page(article: str, figure_id: str) -> str:
    """Place the card of a figure."""
    return f"figures/{article}/{figure_id}.html"


def copy_of(file: str) -> str:
    """Place the copy of a result, results/<article>/…, that the pages show or offer.

    Figures keep the name of their folder and lie in the folder of their card; tables go below data/.
    """
    parts = PurePosixPath(file).parts[1:]
    if parts[1] == "figures":
        return str(PurePosixPath("figures", parts[0], *parts[2:]))
    return str(PurePosixPath("data", *parts))


def caption_file(article: str, figure_id: str) -> str:
    """Place the caption for Snakemake's report, below results/captions/."""
    return f"{article}/{figure_id}.rst"


def assets() -> list[str]:
    """List the templates, the style sheet and the script, relative to the working directory, sorted."""
    return sorted(os.path.relpath(path) for kind in ("templates", "static") for path in (HERE / kind).iterdir())
