"""The values that an article gives to the symbols of a printed formula."""

from dataclasses import dataclass, field
from functools import cached_property

from recomputed.formulas.latex import key
from recomputed.formulas.reading import parse
from recomputed.formulas.shapes import value
from recomputed.formulas.tolerance import TOLERANCE

# Names with a meaning of their own, which are no symbols of a formula.
SPECIAL = {r"\partial", r"\sum", r"\prod", r"\dots", r"\lVert", r"\arg\max", r"\arg\min"}


@dataclass(frozen=True)
class Binding:
    r"""Values for the symbols of a formula, in several trials, and what may be wrong with the print.

    trials: for each a dict from LaTeX of a symbol, in any spelling, to a number, array or function; arrays of one axis
    are columns. truths: the true value for each trial, needed by a formula without a relation. alike: groups of symbols
    that a typo may confuse. counts: whole numbers, which may be wrong by 1. whole: the value is a whole number, which
    many edits give by coincidence. most: how many typos at once are tried. tolerance: relative error of a formula that
    holds. near: the relative error up to which \approx holds, where no decimals are printed. misfit: the print itself
    may combine shapes that do not fit; its error is infinite then, where it would be a mistake in the trials otherwise.
    """

    trials: list[dict]
    truths: list | None = None
    alike: tuple[tuple[str, ...], ...] = ()
    counts: tuple[str, ...] = ()
    whole: bool = False
    most: int = 2
    tolerance: float = field(default=TOLERANCE)
    near: float | None = None
    misfit: bool = False

    @cached_property
    def scopes(self) -> list[dict]:
        """Give the trials with names in normal form."""
        return [_in_normal_form(trial) for trial in self.trials]

    @cached_property
    def functions(self) -> frozenset[str]:
        """Name the functions, whose brackets hold arguments."""
        return frozenset(name for name, x in self.scopes[0].items() if callable(x))


def _in_normal_form(trial: dict) -> dict:
    """Give a trial with names in normal form, also those of the terms of a sum without an index."""
    scope = {name_of(name): value(x) for name, x in trial.items()}
    if r"\sum" in scope:
        scope[r"\sum"] = [_in_normal_form(term) for term in scope[r"\sum"]]
    return scope


def name_of(text: str) -> str:
    """Give the normal form of a name that a trial binds; raises BadLatex for one that cannot be read."""
    return text if text in SPECIAL else key(parse(text))
