"""What the search looks through beside the words that a row shows; the script of the pages makes both alike."""

from recomputed.formulas.display.prose import plain
from recomputed.site.catalogue import AuditedClaim, Figure

DIGITS = 3  # of a recomputed number, beside those that its row shows


def of_claim(audited: AuditedClaim, words: dict) -> str:
    """Join what is said, printed and found about a claim: LaTeX, reasons, corrections, remarks, numbers."""
    claim, row = audited.claim, audited.row
    formulas = [*claim.formulas, *(formula.latex for formula in words["corrected"])]
    numbers = [f"{number['recomputed']:.{DIGITS}g}" for number in row["numbers"]]  # as rows show fewer digits
    parts = [words["said"], words["text"], *formulas, words["why"], words["reason"], *words["holds"], claim.remark]
    parts += [row["title"], words["measures"], row["recomputed"], *map(plain, (words["said"], words["why"]))]
    return " ".join(dict.fromkeys(part for part in [*parts, *numbers, row["where"], audited.article] if part))


def of_figure(figure: Figure) -> str:
    """Join the caption, the alternative text and the place of a figure."""
    return " ".join([figure.entry["caption"], figure.described.alt, figure.entry["where"], figure.article])
