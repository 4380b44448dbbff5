"""Which figures bear on which statements: by the ledger, by a shared table, by the rules behind both."""

from dataclasses import dataclass

from recomputed.site.provenance import maker_of, steps_to

RAW = "results/data/"  # what all of MNIST's figures and statements rest on, which makes them no relatives


@dataclass(frozen=True)
class Sources:
    """The `files` that a figure was drawn from or a statement rests on, who made them, and who made what is before."""

    files: frozenset[str]
    makers: frozenset[str]
    chain: frozenset[str]


def sources(files: set[str], rules: list[dict]) -> Sources:
    """Look up `files`; the rule of the raw data does not count. `rules` as in provenance.json."""
    chain = [step for file in sorted(files) for step in steps_to(file, rules) if not step["outputs"][0].startswith(RAW)]
    makers = [maker_of(file, rules) for file in files]
    return Sources(
        frozenset(files),
        frozenset(maker["name"] for maker in makers if maker),
        frozenset(step["name"] for step in chain),
    )


def pairs(figures: list[tuple[Sources, set[str]]], statements: list[tuple[Sources, str]]) -> list[tuple[int, int]]:
    """Pair places in `figures` (with the statements that the ledger names) and `statements` (with their ids).

    Each side takes the other's nearest: named or drawn from the same table; made by the same rule; made on the way to
    the other, or from a common table.
    """
    kin = {
        (f, s): near
        for f, (drawn, named) in enumerate(figures)
        for s, (rests, name) in enumerate(statements)
        if (near := 0 if name in named else _distance(drawn, rests)) is not None
    }
    nearest = [{}, {}]
    for places, near in kin.items():
        for side, place in zip(nearest, places, strict=True):
            side[place] = min(near, side.get(place, near))
    return [places for places, near in kin.items() if near in (nearest[0][places[0]], nearest[1][places[1]])]


def _distance(figure: Sources, statement: Sources) -> int | None:
    shared = (figure.files & statement.files, figure.makers & statement.makers, figure.chain & statement.chain)
    return next((distance for distance, common in enumerate(shared) if common), None)
