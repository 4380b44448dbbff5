"""The smallest edit of a printed number that makes its claim hold: every typo of a stated family is tried."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from math import prod

from recomputed.audit.checks import CHECKS
from recomputed.audit.claim import Claim
from recomputed.audit.edits import relations
from recomputed.audit.edits.coincidence import Interval, coverage
from recomputed.audit.edits.number_typos import FAMILY, typos
from recomputed.audit.evidence import Cells

PRINTED = "printed"  # the origin of claims whose limits the article prints
MOST_WRONG = 2  # numbers of a list that may be wrong at once; to correct more is no small edit


def search(claim: Claim, cells: Cells) -> dict:
    """Try every small edit of the stated family on a failing `claim` of any kind but identity.

    Gives family, tried (number of edits), luck (chance that one of them fits by coincidence, see coincidence.coverage;
    a product where two numbers are wrong) and fits: every edit that makes the claim hold, with change and recomputed.
    Where nothing is searched, family is "" and why gives the reason.
    """
    if claim.kind in ("bound", "trend") and not _prints_its_limit(claim):
        return _not_searched("the limit is this project's, the article prints none")
    if claim.kind == "bound":
        return relations.of_bound(claim, cells)
    if claim.kind == "trend":
        return relations.of_trend(claim, cells)
    if claim.kind == "identity":
        return _not_searched("no expression of the formula")
    if claim.kind == "latex":
        return _not_searched("the reason names the nearest LaTeX that can be typeset")
    return _of_numbers(claim, cells) if _numeric(claim, cells) else _not_searched("words")


def _prints_its_limit(claim: Claim) -> bool:
    """Say whether the limit can be the article's: the claim is printed, and for a bound the print has a number."""
    words = "".join(claim.printed)
    return claim.origin == PRINTED and (claim.kind != "bound" or any(letter.isdigit() for letter in words))


def _not_searched(why: str) -> dict:
    return {"family": "", "tried": 0, "luck": None, "fits": [], "why": f"Not searched: {why}"}


def _of_numbers(claim: Claim, cells: Cells) -> dict:
    texts = claim.printed
    wrong = [place for place in range(len(texts)) if not _holds(claim, {}, cells, [place])]
    if len(wrong) > MOST_WRONG:
        return _not_searched(f"{len(wrong)} numbers are wrong at once")
    edited = {place: typos(texts[place], claim.unit) for place in wrong}
    tried, fits = sum(map(len, edited.values())), _fits_of_typos(claim, cells, edited)
    chance = prod(_chance(claim, texts[place], found, cells.halfwidths[place]) for place, found in edited.items())
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
        one, two = wrong
        swapped = {one: texts[two], two: texts[one]}
        chances = [_chance(claim, texts[place], [text], cells.halfwidths[place]) for place, text in swapped.items()]
        tried, chance = tried + 1, min(1.0, chance + prod(chances))
        if _holds(claim, swapped, cells, wrong):  # one edit, and so smaller than a typo in each number
            fits = [_fit(f"{texts[one]} and {texts[two]} swapped", cells, wrong)]
    return {"family": FAMILY, "tried": tried, "luck": chance, "fits": fits}


def _fits_of_typos(claim: Claim, cells: Cells, edited: dict[int, dict[str, str]]) -> list[dict]:
    """Give every choice of one typo for each wrong number that corrects them all.

    Where several typos fit one number, those that leave fewer digits fit less well and are left out.
    """
    fitting = []
    for place, found in edited.items():
        right = [text for text in found if _holds(claim, {place: text}, cells, [place])]
        finest = min((claim.read(text).half_unit for text in right), default=0.0)
        fitting.append([(place, text) for text in right if claim.read(text).half_unit == finest])
    return [
        _fit(", and ".join(f"{claim.printed[p]} -> {text} ({edited[p][text]})" for p, text in chosen), cells, [*edited])
        for chosen in product(*fitting)
    ]


def _numeric(claim: Claim, cells: Cells) -> bool:
    """Say whether the cells are numbers, and for a fact, which may print any words, what is printed too."""
    try:
        cells.numbers()
    except ValueError:
        return False
    return len(claim.printed) == len(cells.values) and (claim.kind != "fact" or all(map(claim.read, claim.printed)))


def _holds(claim: Claim, edited: dict[int, str], cells: Cells, places: list[int]) -> bool:
    """Say whether the audit's own check of the numbers at `places`, with `edited` (place -> text), does not fail."""
    part = Cells([float(cells.values[place]) for place in places], cells.halfwidths[places], cells.data)
    texts = tuple(edited.get(place, claim.printed[place]) for place in places)
    outcome = CHECKS[claim.kind](replace(claim, printed=texts), part)
    return outcome.holds or bool(outcome.undecided)


def _fit(change: str, cells: Cells, wrong: list[int]) -> dict:
    return {"change": change, "recomputed": " ".join(f"{float(cells.values[place]):.6g}" for place in wrong)}


def _chance(claim: Claim, text: str, edited: Iterable[str], halfwidth: float) -> float:
    """Give the chance that one of the texts `edited` fits by coincidence, given that the printed `text` does not."""
    printed = claim.read(text)
    tried = [_interval(claim, other, halfwidth) for other in edited]
    if not tried:
        return 0.0
    sizes = sorted(max(abs(low), abs(high)) for low, high in tried)
    size = (abs(printed.value) or 2 * printed.half_unit) if printed else sizes[len(sizes) // 2]
    return coverage(tried, size, _interval(claim, text, halfwidth) if printed else None)


def _interval(claim: Claim, text: str, halfwidth: float) -> Interval:
    number = claim.read(text)
    granted = number.half_unit + halfwidth
    return number.value - granted, number.value + granted
