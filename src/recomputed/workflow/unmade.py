"""Tables that a ledger names and no rule makes: Snakemake would keep an old audit for want of them, without a word."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from recomputed.audit.claim import Claim, claims_of
from recomputed.audit.ledger import position
from recomputed.drawing.drawings import drawings, files_of
from recomputed.errors import BadInput


def check(path: str, ledger: dict, block: dict, makes: Callable[[str], bool], made: list[str]) -> None:
    """Raise BadInput, with file and line of the ledger at `path`, for the first file that no rule makes.

    block: the settings of the article. makes: says whether a rule makes a file. made: files that rules make, for the
    nearest one.
    """
    for keys, name, file in _named(ledger, block):
        if not makes(file):
            near = get_close_matches(file, made, n=1, cutoff=0.0)
            found = f"{file}{f' (nearest: {near[0]})' if near else ''}"
            do = "correct its name, or add the rule"
            where = f"{position(path, keys)}: {name}"
            raise BadInput("no rule makes this file", where=where, expected="an output of a rule", found=found, do=do)


def _named(ledger: dict, block: dict) -> Iterator[tuple[list, str, str]]:
    """Give the keys of each entry of the ledger, its id and each file that it names."""
    figures = {name: drawing for group in drawings(ledger, block).values() for name, drawing in group.items()}
    for place, entry in enumerate(ledger["figures"]):
        for file in files_of(figures[entry["id"].replace("-", "_")]):
            yield ["figures", place], f"figure {entry['id']}", file
    for place, claim in enumerate(claims_of(ledger)):
        for file in _files(claim):
            yield ["claims", place], f"claim {claim.id}", file


def _files(claim: Claim) -> list[str]:
    route = claim.second_route.evidence.file if claim.second_route else ""
    return sorted(filter(None, {*claim.files, route, claim.search}))
