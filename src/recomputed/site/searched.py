"""What the search looks through beside the words that a row shows; the script of the pages makes both alike."""

from recomputed.site.catalogue import AuditedClaim, Figure


def of_claim(audited: AuditedClaim, words: dict) -> str:
    """Join what is said, printed and found about a claim: LaTeX, reasons, corrections, remarks, figures."""
    claim, row = audited.claim, audited.row
    formulas = [*claim.formulas, *(formula.latex for formula in words["corrected"])]
    figures = [figure.entry["title"] for figure in audited.figures]
    parts = [words["said"], words["text"], *formulas, words["why"], words["reason"], *words["holds"], claim.remark]
    return " ".join(dict.fromkeys(part for part in [*parts, row["where"], audited.article, *figures] if part))


def of_figure(figure: Figure) -> str:
    """Join the caption, the alternative text and the place of a figure."""
    return " ".join([figure.entry["caption"], figure.described.alt, figure.entry["where"], figure.article])
