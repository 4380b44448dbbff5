"""How many different values the edits of a formula have, and the chance that one of them fits by coincidence."""

import numpy as np

from recomputed.audit.edits.coincidence import coverage
from recomputed.formulas.binding import Binding
from recomputed.formulas.evaluation.shapes import NoValue, plain
from recomputed.formulas.judgement.judging import Judged

DIGITS = 9  # to which two values count as one
LOOSE = 10.0 ** (1 - DIGITS)  # relative; where less is granted, nine digits agree


def values_and_chance(printed: Judged, tried: list[Judged], side: int, binding: Binding) -> tuple[int, float]:
    """Count the different values of the edits `tried`, and give the chance that one of them fits by coincidence.

    One number is compared, the largest entry of the edited side in the first trial. Where the value is true or false,
    every different outcome counts as the toss of a coin, and so does every different value in an inequality. For whole
    numbers and printed decimals the model is coincidence.coverage, each edit covering what is granted around its value.
    For other formulas the chance is nan, as nine digits never agree by chance.
    """
    values = [_first_value(judged, side) for judged in (printed, *tried)]
    if binding.of_words:
        outcomes = {bool(found) for found in values[1:] if isinstance(found, bool | np.bool_)}
        return len(outcomes), 1 - 0.5 ** len(outcomes)
    shape = np.shape(values[0])
    same = [np.asarray(found, float) for found in values if found is not None and np.shape(found) == shape]
    place = np.unravel_index(int(np.abs(same[0]).argmax()), shape) if shape and same else ()
    numbers = [float(found[place]) for found in same]
    others = [number for number in numbers[1:] if np.isfinite(number)]
    different = len({f"{number:.{DIGITS - 1}e}" for number in others})
    wrong = [pair for pair in zip(printed.links, printed.errors, printed.tolerances, strict=True) if pair[1] > pair[2]]
    if any(link.sign not in ("=", r"\approx") for link, _, _ in wrong):
        return different, 1 - 0.5**different
    granted = max((limit for _, _, limit in wrong), default=0.0)
    if not binding.whole and granted < LOOSE:
        return different, np.nan
    known = numbers[0] if values[0] is not None and np.isfinite(numbers[0]) else None
    size = abs(known or 0.0) or float(np.median([abs(number) for number in others if number] or [1.0]))
    half = 0.5 if binding.whole else granted * size
    excluded = None if known is None else (known - half, known + half)
    return different, coverage([(number - half, number + half) for number in others], size, excluded)


def _first_value(judged: Judged, side: int):
    found = judged.first.get(side)
    try:
        return None if isinstance(found, Exception) or callable(found) else plain(found)
    except NoValue:
        return None
