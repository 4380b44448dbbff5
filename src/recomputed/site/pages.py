"""Render the templates: a page for each article, claim and figure, the front page, the table of all claims."""

import re
from collections import Counter
from pathlib import Path

import jinja2
import pandas as pd
import yaml

from recomputed.audit import DEFINITIONS, ORIGINS, VERDICTS
from recomputed.site import facts, paths, wording
from recomputed.site.catalogue import DOES_NOT_HOLD, Article, failing_claims
from recomputed.site.touches import Panel

TOP_FINDINGS = 8


def render(
    articles: list[Article],
    tables: dict[str, pd.DataFrame],
    provenance: dict,
    records: list[dict],
    sizes: dict[str, int],
    sheets: dict[str, list[str]],
    robustness: pd.DataFrame,
    coverage: dict[str, dict],
    touches: dict[str, Panel],
) -> dict[str, str]:
    """Give every page as HTML by its place.

    sizes: bytes of each file that is copied into the site; sheets: file of arrays -> its CSV files; coverage: as
    coverage.json has it; touches: the figures that answer, by "article/figure id".
    """
    environment = templates(paths.HERE / "templates")
    environment.globals |= {
        "articles": articles,
        "titles": {article.name: article.title for article in articles},
        "ours": {article.name for article in articles if article.ours},
        "functions": provenance["functions"],
        "sizes": sizes,
        "data_sets": records,
        "versions": provenance["versions"],
        "coverage": coverage,
        "touches": touches,
    }

    def page(name: str, place: str, **context) -> tuple[str, str]:
        return place, environment.get_template(name).render(root="../" * place.count("/"), place=place, **context)

    claims = [audited for article in articles for audited in article.claims]
    figures = [figure for article in articles for figure in article.figures]
    environment.globals["words"] = {audited.claim.id: facts.words(audited, tables) for audited in claims}
    return dict(
        [
            page("index.html", "index.html", **_counts(articles), findings=_findings(articles)),
            page("claims.html", "claims.html", claims=claims),
            *(page("article.html", paths.article_page(article.name), article=article) for article in articles),
            *(
                page(
                    "claim.html",
                    paths.claim_page(audited.claim.id),
                    **facts.claim(audited, tables, robustness),
                    **_around(audited, claims),
                )
                for audited in claims
            ),
            *(
                page(
                    "figure.html",
                    paths.figure_page(f.article, f.entry["id"]),
                    **facts.figure(f, sheets),
                    **_around(f, figures),
                )
                for f in figures
            ),
        ]
    )


def templates(*folders: Path) -> jinja2.Environment:
    """Give the templates in `folders` with the names and filters that they use."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"DEFINITIONS": DEFINITIONS, "ORIGINS": ORIGINS}
    environment.globals |= {"VERDICTS": VERDICTS, **{f.__name__: f for f in (paths.article_page, paths.claim_page)}}
    environment.globals |= {"figure_page": paths.figure_page, "copy_of": paths.copy_of, "RUN_TIMES": paths.RUN_TIMES}
    environment.filters["yaml"] = _yaml
    environment.filters["size"] = _size
    environment.filters["sentence"] = _sentence
    environment.filters["sort_key"] = wording.sort_key
    environment.filters["typeset"] = wording.typeset
    return environment


def _counts(articles: list[Article]) -> dict:
    """Count the verdicts of each article, and of all published articles."""
    counts = [
        (article, Counter(audited.row["verdict"] for audited in article.claims if audited.ours == article.ours))
        for article in articles
    ]
    return {"counts": counts, "totals": sum((count for article, count in counts if not article.ours), Counter())}


def _findings(articles: list[Article]) -> dict:
    ordered = failing_claims(articles)
    return {"top": ordered[:TOP_FINDINGS], "total": len(ordered), "verdicts": DOES_NOT_HOLD}


def _around(one, all_of_them: list) -> dict:
    """Give the neighbours in reading order, None at the ends."""
    place = next(n for n, other in enumerate(all_of_them) if other is one)
    before = all_of_them[place - 1] if place else None
    after = all_of_them[place + 1] if place + 1 < len(all_of_them) else None
    return {"before": before, "after": after}


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, default_flow_style=None, width=90).rstrip()


def _size(number: int) -> str:
    return f"{number / 1000:,.0f} kB" if number >= 1000 else f"{number} bytes"


def _sentence(text: str) -> str:
    """Begin a word with a capital; leave a formula as it is."""
    return text[0].upper() + text[1:] if re.match(r"[a-z]+([\s,:;'’-]|$)", text) else text
