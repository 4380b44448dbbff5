"""The smallest edit of a printed number that makes its claim hold: every slip of a stated family is tried."""

from collections.abc import Iterable
from itertools import product
from math import prod

from recomputed.audit.checks import CHECKS
from recomputed.audit.edits import relations
from recomputed.audit.edits.coincidence import Interval, coverage
from recomputed.audit.edits.number_typos import FAMILY, slips
from recomputed.audit.evidence import Cells
from recomputed.audit.printed import parse

MOST_WRONG = 2  # numbers of a list that may be wrong at once; more of them need more than a small edit


def search(claim: dict, cells: Cells) -> dict:
    """Try every small edit of the stated family on a failing `claim` of any kind but identity.

    Gives family, tried (how many edits), luck (chance that one of them would fit by accident, see `luck.coverage`; a
    product where two numbers are wrong) and fits, all the edits that make the claim hold, none better than another:
    each with change and recomputed. Where nothing is searched the family is "", and why says the reason.
    """
    if claim["kind"] == "bound":
        return relations.of_bound(claim, cells)
    if claim["kind"] == "trend":
        return relations.of_trend(claim, cells)
    if claim["kind"] == "identity":
        return _not("no expression of the formula")
    texts = [claim["published"]] if isinstance(claim["published"], str) else claim["published"]
    return _of_numbers(claim, texts, cells) if _numeric(claim, texts, cells) else _not("words")


def _not(why: str) -> dict:
    return {"family": "", "tried": 0, "luck": None, "fits": [], "why": f"Not searched: {why}"}


def _of_numbers(claim: dict, texts: list[str], cells: Cells) -> dict:
    wrong = [place for place in range(len(texts)) if not _holds(claim, texts, cells, [place])]
    if len(wrong) > MOST_WRONG:
        return _not(f"{len(wrong)} numbers are wrong at once")
    slipped = {place: slips(texts[place], claim.get("unit", "")) for place in wrong}
    tried, fits = sum(map(len, slipped.values())), _slipped_fits(claim, texts, cells, slipped)
    luck = prod(_luck(claim, texts[place], found, cells.halfwidths[place]) for place, found in slipped.items())
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
        one, two = wrong
        swapped = {one: texts[two], two: texts[one]}
        chances = [_luck(claim, texts[place], [text], cells.halfwidths[place]) for place, text in swapped.items()]
        tried, luck = tried + 1, min(1.0, luck + prod(chances))
        if _holds(claim, _with(texts, swapped), cells, wrong):  # one edit, and so smaller than a slip in each
            fits = [_fit(f"{texts[one]} and {texts[two]} swapped", cells, wrong)]
    return {"family": FAMILY, "tried": tried, "luck": luck, "fits": fits}


def _slipped_fits(claim: dict, texts: list[str], cells: Cells, slipped: dict[int, dict[str, str]]) -> list[dict]:
    """Give every choice of one slip for each wrong number that makes them all right.

    Of the slips that fit a number those with fewer digits than another fit less well and are left out.
    """
    fitting = []
    for place, found in slipped.items():
        right = [text for text in found if _holds(claim, _with(texts, {place: text}), cells, [place])]
        finest = min((parse(text).half_unit for text in right), default=0.0)
        fitting.append([(place, text) for text in right if parse(text).half_unit == finest])
    return [
        _fit(", and ".join(f"{texts[p]} -> {text} ({slipped[p][text]})" for p, text in chosen), cells, list(slipped))
        for chosen in product(*fitting)
    ]


def _numeric(claim: dict, texts: list[str], cells: Cells) -> bool:
    """Whether cells are numbers, and, for a fact, whose words may be anything, all that is printed too."""
    try:
        cells.numbers()
    except ValueError:
        return False
    return len(texts) == len(cells.values) and (claim["kind"] != "fact" or all(map(parse, texts)))


def _holds(claim: dict, texts: list[str], cells: Cells, places: list[int]) -> bool:
    """Ask the engine's own check about the numbers at `places` alone."""
    part = Cells([float(cells.values[place]) for place in places], cells.halfwidths[places], cells.data)
    return CHECKS[claim["kind"]](claim | {"published": [texts[place] for place in places]}, part).holds


def _with(texts: list[str], edited: dict[int, str]) -> list[str]:
    return [edited.get(place, text) for place, text in enumerate(texts)]


def _fit(change: str, cells: Cells, wrong: list[int]) -> dict:
    return {"change": change, "recomputed": " ".join(f"{float(cells.values[place]):.6g}" for place in wrong)}


def _luck(claim: dict, text: str, edited: Iterable[str], halfwidth: float) -> float:
    """Give the chance that one of the texts `edited` would fit by accident, given that the printed `text` does not."""
    printed = parse(text)
    tried = [_interval(claim, other, halfwidth) for other in edited]
    if not tried:
        return 0.0
    sizes = sorted(max(abs(low), abs(high)) for low, high in tried)
    size = (abs(printed.value) or 2 * printed.half_unit) if printed else sizes[len(sizes) // 2]
    return coverage(tried, size, _interval(claim, text, halfwidth) if printed else None)


def _interval(claim: dict, text: str, halfwidth: float) -> Interval:
    number = parse(text, about=claim["kind"] == "about")
    granted = number.half_unit + halfwidth
    return number.value - granted, number.value + granted
