"""Each formula of an article with the values it is judged on, and the place of a mistake in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

from recomputed.errors import BadInput
from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.binding import Binding
from recomputed.formulas.nodes import Node
from recomputed.formulas.reading import parse
from recomputed.workflow.sources import file_of

PRINTED, EDIT, CONDITIONAL = "printed", "edit", "conditional"


@dataclass(frozen=True)
class Case:
    """One formula of one part (printed, edit or conditional) of a claim, and its values."""

    article: str
    claim: str
    part: str
    text: str
    binding: Binding

    @cached_property
    def tree(self) -> Node:
        """Read the formula; raise BadInput if it cannot be read."""
        try:
            return parse(self.text, self.binding.functions)
        except BadLatex as error:
            do = "copy it again, or make it a claim of kind latex"
            raise self.bad("a formula that cannot be read", "LaTeX that can be read", error, do) from error

    def bad(self, what: str, expected: str, found: object, do: str) -> BadInput:
        """Make the error that names the line of the bindings, the claim and the mistake."""
        where = f"{_place(self.article, self.claim)}: {self.claim}"
        return BadInput(what, where=where, expected=expected, found=found, do=do)


def cases(article: str, printed: dict[str, dict], seed: int) -> Iterator[Case]:
    """Give the cases of all claims; printed: see recomputed.audit.formula_claims.

    Raises BadInput for a claim without values, for values of no claim, and for too few or too many of them.
    """
    bound = _bound(article, seed) if printed else {}
    _check_names(article, bound, printed)
    for claim, parts in printed.items():
        shown = [(PRINTED, claim), (EDIT, claim), (CONDITIONAL, (claim, CONDITIONAL))]
        for part, name in shown:
            texts = parts.get(PRINTED if part == CONDITIONAL else part, [])
            if texts and name in bound:
                yield from (Case(article, claim, part, *pair) for pair in _pairs(article, claim, texts, bound[name]))


def _bound(article: str, seed: int) -> dict:
    if file_of(f"articles.{article}.bindings") is None:
        do = "write it, see docs/formulas.md"
        where = f"{article}/bindings.py"
        raise BadInput("no values for formulas", where=where, expected="bindings(seed)", found="no such file", do=do)
    return import_module(f"articles.{article}.bindings").bindings(seed)


def _check_names(article: str, bound: dict, printed: dict[str, dict]) -> None:
    where = f"{article}/bindings.py"
    ids = {name[0] if isinstance(name, tuple) else name for name in bound}
    if unknown := sorted(ids - set(printed)):
        expected, do = "claims of kind identity with a formula", "correct the id, or add the formula to the ledger"
        raise BadInput("values of no claim", where=where, expected=expected, found=", ".join(unknown), do=do)
    if missing := sorted(set(printed) - {name for name in bound if isinstance(name, str)}):
        expected, do = "a Binding for each claim of kind identity with a formula", "add them to bindings()"
        raise BadInput("no values", where=where, expected=expected, found=f"none for {', '.join(missing)}", do=do)


def _pairs(article: str, claim: str, texts: list[str], found: Binding | list[Binding]) -> list[tuple[str, Binding]]:
    """Pair formulas with bindings: one for each, or a single one for all."""
    several = [found] * len(texts) if isinstance(found, Binding) else found
    if len(several) != len(texts):
        where, expected = f"{_place(article, claim)}: {claim}", f"one Binding, or one for each of {len(texts)} formulas"
        raise BadInput(
            "wrong number of bindings",
            where=where,
            expected=expected,
            found=len(several),
            do="give as many as formulas",
        )
    return list(zip(texts, several, strict=True))


def _place(article: str, claim: str) -> str:
    """Name the file and line of the article's bindings where the claim is named first."""
    main = file_of(f"articles.{article}.bindings")
    for path in sorted(main.parent.glob("*bindings*.py"), key=_name_and_length) if main else []:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if f'"{claim}"' in line:
                return f"{article}/{path.name}:{number}"
    return f"{article}/bindings.py"


def _name_and_length(path: Path) -> tuple[int, str]:
    return len(path.name), path.name
