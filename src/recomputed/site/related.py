"""Which figures bear on which claims: by the ledger, by a shared table, by the rules that made both."""

from dataclasses import dataclass

from recomputed.site.provenance import maker_of, steps_to

RAW = "results/data/"  # data sets: a common one does not make a figure and a claim related


@dataclass(frozen=True)
class Sources:
    """The `files` behind a figure or a claim, the rules that made them, and all rules in the chain up to them."""

    files: frozenset[str]
    makers: frozenset[str]
    chain: frozenset[str]


def sources(files: set[str], rules: list[dict]) -> Sources:
    """Look up `files`, leaving out the rules that make data sets; `rules` as in provenance.json."""
    chain = [step for file in sorted(files) for step in steps_to(file, rules) if not step["outputs"][0].startswith(RAW)]
    makers = [maker_of(file, rules) for file in files]
    return Sources(
        frozenset(files),
        frozenset(maker["name"] for maker in makers if maker),
        frozenset(step["name"] for step in chain),
    )


def pairs(figures: list[tuple[Sources, set[str]]], claims: list[tuple[Sources, str]]) -> list[tuple[int, int]]:
    """Pair places in `figures` (with the ids of claims that the ledger names) and `claims` (with their ids).

    Each figure and each claim gets its nearest, in this order: named by the ledger or from the same table; made by the
    same rule; with a common rule in their chains.
    """
    distances = {
        (f, c): distance
        for f, (drawn, named) in enumerate(figures)
        for c, (decided, name) in enumerate(claims)
        if (distance := 0 if name in named else _distance(drawn, decided)) is not None
    }
    nearest: list[dict[int, int]] = [{}, {}]
    for places, distance in distances.items():
        for side, place in zip(nearest, places, strict=True):
            side[place] = min(distance, side.get(place, distance))
    return [(f, c) for (f, c), distance in distances.items() if distance in (nearest[0][f], nearest[1][c])]


def _distance(figure: Sources, claim: Sources) -> int | None:
    shared = (figure.files & claim.files, figure.makers & claim.makers, figure.chain & claim.chain)
    return next((distance for distance, common in enumerate(shared) if common), None)
