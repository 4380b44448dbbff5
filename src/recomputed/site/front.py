"""Template context of the front page: counts, one example in a picture, five findings, the articles as cards."""

from collections import Counter

from recomputed.site.catalogue import DOES_NOT_HOLD, Article, AuditedClaim, Figure, failing_claims

TOP_FINDINGS = 5
ORDER = ("refuted", "misprint", "conditional")  # among claims of one weight
LARGEST_PICTURE = 75_000  # bytes; the page and all that it loads stay small
EXAMPLE_LENGTH = 24  # characters that fit into the picture


def front(articles: list[Article], words: dict[str, dict], sizes: dict[str, int]) -> dict:
    """Count the verdicts of each article and of all published ones; choose the findings and the example.

    words: see facts.words, by claim; sizes: bytes of each file of the site. A finding is a claim and a figure that
    bears on it, or None where its formula says more or no figure is small enough.
    """
    counts = [(article, count(article)) for article in articles]
    failing = failing_claims(articles)
    top = one_of_each(sorted(failing, key=rank))[:TOP_FINDINGS]
    return {
        "counts": counts,
        "totals": sum((found for article, found in counts if not article.ours), Counter()),
        "example": _example([audited for audited in failing if _is_short(audited, words)]),
        "top": [(audited, _picture(audited, words, sizes)) for audited in top],
        "failing": len(failing),
        "DOES_NOT_HOLD": DOES_NOT_HOLD,
    }


def count(article: Article) -> Counter:
    """Count the verdicts of an article's own claims."""
    return Counter(audited.row["verdict"] for audited in article.claims if audited.ours == article.ours)


def one_of_each(ordered: list[AuditedClaim]) -> list[AuditedClaim]:
    """Put the first claim of each article before all others, each group in the order given."""
    seen: set[str] = set()
    first = [one for one in ordered if one.article not in seen and not seen.add(one.article)]
    return first + [one for one in ordered if all(one is not other for other in first)]


def rank(audited: AuditedClaim) -> tuple[bool, int, int]:
    """Put what is printed as evaluated first: one may read words in another way, or prefer another model of them."""
    return audited.row["origin"] != "printed", -audited.claim.weight, ORDER.index(audited.row["verdict"])


def _example(short: list[AuditedClaim]) -> AuditedClaim | None:
    """Choose the first with a unit: "90 %" says more to who does not know the article than "0.95"."""
    return min(short, key=lambda audited: not audited.claim.unit, default=None)


def _is_short(audited: AuditedClaim, words: dict[str, dict]) -> bool:
    said = words[audited.claim.id]
    texts = (said["text"], said["found"])
    return audited.claim.kind in ("value", "about") and all(0 < len(text) <= EXAMPLE_LENGTH for text in texts)


def _picture(audited: AuditedClaim, words: dict[str, dict], sizes: dict[str, int]) -> Figure | None:
    if words[audited.claim.id]["printed"]:
        return None
    size = {f.entry["id"]: sizes[f"results/{f.article}/figures/{f.entry['id']}.svg"] for f in audited.figures}
    small = [figure for figure in audited.figures if size[figure.entry["id"]] <= LARGEST_PICTURE]
    return small[0] if small else None
