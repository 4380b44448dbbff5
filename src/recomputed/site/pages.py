"""Render the templates: a page for each article, claim and figure, the front page, the table of all claims."""

from collections import Counter
from collections.abc import Callable, Iterator

import pandas as pd

from recomputed.results.project import project
from recomputed.site import facts, paths, searched
from recomputed.site.catalogue import DOES_NOT_HOLD, Article, AuditedClaim, Figure
from recomputed.site.certificate import certificate
from recomputed.site.environment import templates
from recomputed.site.errata import errata
from recomputed.site.front import front
from recomputed.site.sections import Section, sections
from recomputed.site.touches import Panel


def render(
    articles: list[Article],
    tables: dict[str, pd.DataFrame],
    provenance: dict,
    records: list[dict],
    sizes: dict[str, int],
    sheets: dict[str, list[str]],
    robustness: pd.DataFrame,
    coverage: dict[str, dict],
    hashes: dict[str, str],
    touches: dict[str, Panel],
) -> dict[str, str]:
    """Give every page as HTML by its place.

    sizes: bytes of each file that is copied into the site; sheets: file of arrays -> its CSV files; coverage: as
    coverage.json has it; hashes: SHA-256 of the files that certificates name; touches: the figures that answer, by
    "article/figure id".
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
        "project": project(),
    }

    def page(name: str, place: str, **context) -> tuple[str, str]:
        return place, environment.get_template(name).render(root="../" * place.count("/"), place=place, **context)

    laid_out = {article.name: sections(article, article.printed) for article in articles}

    def of_kind(article: Article, kind: type) -> list:
        """Give the claims or the figures of `article` in the order of its page."""
        return [item for section in laid_out[article.name] for item in section.items if isinstance(item, kind)]

    claims = [audited for article in articles for audited in of_kind(article, AuditedClaim)]
    figures = [figure for article in articles for figure in of_kind(article, Figure)]
    words = {audited.claim.id: facts.words(audited, tables) for audited in claims}
    environment.globals["words"] = words
    return dict(
        [
            page("index.html", "index.html", **front(articles, words, sizes)),
            page("claims.html", "claims.html", claims=claims, figures=figures, searched=searched),
            page("figures.html", paths.FIGURES, figures=figures, searched=searched),
            *(
                page("claim.html", paths.claim_page(one.claim.id), **facts.claim(one, tables, robustness), **around)
                for article in articles
                for one, around in _with_neighbours(of_kind(article, AuditedClaim))
            ),
            *(
                page("figure.html", paths.figure_page(f.article, f.entry["id"]), **facts.figure(f, sheets), **around)
                for article in articles
                for f, around in _with_neighbours(of_kind(article, Figure))
            ),
            *(
                made
                for article, around in _with_neighbours(articles)
                for made in _of_article(page, article, laid_out[article.name], around, hashes)
            ),
        ]
    )


def _of_article(
    page: Callable, article: Article, laid_out: list[Section], around: dict, hashes: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the page of an article, and the errata and the certificate of a published one."""
    count = Counter(audited.row["verdict"] for audited in article.claims if audited.ours == article.ours)
    context = {"article": article, "count": count}
    yield page(
        "article.html",
        paths.article_page(article.name),
        sections=laid_out,
        failing=sum(count[verdict] for verdict in DOES_NOT_HOLD),
        **context,
        **around,
    )
    if not article.ours:
        yield page("errata.html", paths.errata_page(article.name), errata=errata(article), **context)
        made = certificate(article, hashes)
        yield page("certificate.html", paths.certificate_page(article.name), certificate=made, **context)


def _with_neighbours(ordered: list) -> Iterator[tuple]:
    """Yield each of `ordered` with those before and after it, None at the ends."""
    for place, one in enumerate(ordered):
        before = ordered[place - 1] if place else None
        yield one, {"before": before, "after": ordered[place + 1] if place + 1 < len(ordered) else None}
