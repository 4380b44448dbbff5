"""The definitions of the verdicts, held against every entry of every ledger; each rule has an entry that breaks it."""

import json
import re
from collections.abc import Iterator

import entries
import pandas as pd
import pytest

from recomputed.audit import DEFINITIONS
from recomputed.audit.checks import CHECKS
from recomputed.audit.claim import Claim, claims_of, from_entry
from recomputed.audit.verdict import judge
from recomputed.workflow.articles import ALL, find

LEDGERS = entries.ledgers()
CLAIMS = {claim.id: claim for ledger in LEDGERS.values() for claim in claims_of(ledger)}
ACCEPTED = {
    name: {kinds[data]["verdict"] for data in kinds}
    for article in find(ALL)
    if article.accepted.is_file()
    for name, kinds in json.loads(article.accepted.read_text())["claims"].items()
}
# Nobody chose these: nothing, equality, more than half, all, and what rounding leaves. A half is what "tends to" asks
# for.
NATURAL = (0, 1, 50, 100)
ROUNDING = 1e-5
PLACE = {"file": "results/x/t.csv", "column": "x"}


def a_condition_changes_the_cells_and_nothing_printed(claim: Claim) -> Iterator[str]:
    """Conditional: false as stated, true under a condition; not an edit, able to fail, not "where it is true"."""
    if not claim.conditional:
        return
    changed = claim.overlaid("conditional")
    if changed.evidence == claim.evidence:
        yield "the condition is judged by the cells of the claim itself"
    if not set(changed.printed) <= set(claim.printed) or changed.formulas != claim.formulas:
        yield "the condition changes what is printed, which is an edit"
    asked = [(one.relation, one.bound, one.direction) for one in (claim, changed)]
    if asked[0] != asked[1] and changed.evidence.column == claim.evidence.column:
        yield "the condition asks less of the same numbers, which is an edit"
    chosen_by = set(claim.conditional.changes.get("evidence", {}).get("row", {}))
    if {changed.evidence.column, changed.evidence.halfwidth} & chosen_by:
        yield "the condition chooses the rows by the numbers that it judges"
    if claim.edit and claim.edit.changes.get("evidence") == claim.conditional.changes.get("evidence"):
        yield "condition and edit are the same"


def an_edit_changes_something(claim: Claim) -> Iterator[str]:
    """Misprint: fails as printed, and holds after one small edit."""
    if claim.edit and not claim.edit.changes:
        yield "the edit changes nothing that is checked"
    if claim.edit and claim.overlaid("edit") == claim:
        yield "the edited claim is the claim itself"


def what_is_not_judged_has_nothing_to_judge_by(claim: Claim) -> Iterator[str]:
    """Not checkable and open: no evidence, and nothing that only evidence could settle."""
    if claim.not_checkable or claim.open:
        for name in ("evidence", "conditional", "edit", "second_route", "search", "relation"):
            if getattr(claim, name):
                yield f"has {name} as well"
    if claim.not_checkable and len(claim.not_checkable.split()) < 4:
        yield "says hardly why no computation can settle it"


def a_threshold_of_ours_is_a_range(claim: Claim) -> Iterator[str]:
    """A bound that the article does not print, and that somebody had to choose, does not decide alone."""
    if claim.kind != "bound" or claim.evidence is None or claim.evidence.over or claim.no_range:
        return
    natural = claim.bound in NATURAL or 0 < claim.bound <= ROUNDING
    printed = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", " ".join(claim.printed))]
    if not natural and claim.bound not in printed:
        yield f"the bound {claim.bound:g} is neither printed nor natural, and no range has it"


def a_range_has_a_name_for_readers(claim: Claim) -> Iterator[str]:
    """Where a verdict turns is said in words of the ledger, and not by the name of a column."""
    for column in claim.evidence.over if claim.evidence else ():
        if column not in claim.ranges:
            yield f"{column} has no name under `ranges`"


def the_accepted_verdict_can_come_about(claim: Claim) -> Iterator[str]:
    """Each verdict needs what its definition names: a condition or range, an edit, an interval, a number, a reason."""
    place = claim.evidence
    needed = {
        "approximate": claim.kind == "value",
        "conditional": claim.conditional or (place and place.over),
        "misprint": claim.edit,
        "undecided": (place and place.halfwidth) or claim.kind == "fact",
        "not checkable": claim.not_checkable,
        "open": claim.open,
    }
    for verdict in ACCEPTED.get(claim.id, ()):
        if not needed.get(verdict, place):
            yield f"cannot be {verdict}: {DEFINITIONS[verdict]}"


RULES = [
    a_condition_changes_the_cells_and_nothing_printed,
    an_edit_changes_something,
    what_is_not_judged_has_nothing_to_judge_by,
    a_threshold_of_ours_is_a_range,
    a_range_has_a_name_for_readers,
    the_accepted_verdict_can_come_about,
]


@pytest.mark.parametrize("rule", RULES)
def test_every_entry_keeps_the_definitions(rule):
    found = [f"{claim.id}: {fault}" for claim in CLAIMS.values() for fault in rule(claim)]
    assert not found, "\n".join(found)


def bound(**more) -> dict:
    return {"kind": "bound", "relation": "<", "bound": 0, "published": "small", "evidence": PLACE} | more


BROKEN = [
    (0, bound(conditional={"condition": "where it is true"}), "by the cells of the claim itself"),
    (0, bound(conditional={"condition": "if low", "published": "large", "evidence": {"row": {"a": 1}}}), "is printed"),
    (0, bound(conditional={"condition": "if low", "bound": 9, "evidence": {"row": {"a": 1}}}), "asks less of the same"),
    (0, bound(conditional={"condition": "if low", "evidence": {"row": {"x": 1}}}), "by the numbers that it judges"),
    (
        0,
        bound(
            conditional={"condition": "if low", "evidence": {"row": {"a": 1}}},
            edit={"change": "a", "evidence": {"row": {"a": 1}}},
        ),
        "are the same",
    ),
    (1, bound(edit={"change": "small -> large"}), "the edit changes nothing"),
    (1, bound(edit={"change": "small -> little", "bound": 0}), "is the claim itself"),
    (2, {"kind": "fact", "published": "a", "not_checkable": "a matter of taste", "relation": "<"}, "relation as well"),
    (2, {"kind": "fact", "published": "a", "not_checkable": "unclear"}, "hardly why"),
    (3, bound(bound=12), "12 is neither printed nor natural"),
    (3, bound(bound=12, published="up to 13"), "12 is neither printed nor natural"),
    (4, bound(evidence=PLACE | {"over": ["a", "b"]}), "a has no name"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "entry", "fault"), BROKEN)
def test_every_rule_can_be_broken(number, entry, fault):
    faults = list(RULES[number](from_entry(entries.entry(**entry))))
    assert any(fault in one for one in faults), faults


def test_a_bound_that_the_text_gives_elsewhere_says_so():
    entry = bound(bound=12, no_range="the features of the article's example")
    assert not list(a_threshold_of_ours_is_a_range(from_entry(entries.entry(**entry))))


def test_a_bound_that_is_printed_needs_no_range():
    for printed in ("12", "< 12 °", "up to 12"):
        assert not list(a_threshold_of_ours_is_a_range(from_entry(entries.entry(**bound(bound=12, published=printed)))))


def test_an_accepted_verdict_that_cannot_come_about_is_found(monkeypatch):
    claim = from_entry(entries.entry(**bound()))
    for verdict in set(DEFINITIONS) - {"reproduced", "refuted"}:
        monkeypatch.setitem(ACCEPTED, "x-01", {verdict})
        assert list(the_accepted_verdict_can_come_about(claim)), verdict


def test_ranges_have_no_name_that_no_claim_uses():
    for name, ledger in LEDGERS.items():
        used = {column for claim in claims_of(ledger) if claim.evidence for column in claim.evidence.over}
        assert set(ledger.get("ranges", {})) <= used, name


NEAR = {
    "about": {"published": ["200", "200"]},
    "bound": {"published": "1.0", "relation": "<=", "bound": 1.0},
    "identity": {"published": "a = b"},
    "trend": {"published": "grows", "direction": "increasing", "evidence": PLACE | {"x": "at"}},
    "fact": {"published": ["1.0", "1.0"]},
}


@pytest.mark.parametrize("kind", [kind for kind in CHECKS if kind not in ("value", "latex")])
def test_only_a_number_can_be_approximate(kind):
    """A universal that nearly holds is false; of a value one whole unit of its last digit is near."""
    tables = {"results/x/t.csv": pd.DataFrame({"x": [1.0901, 1.09], "at": [1, 2]})}
    entry = {"evidence": PLACE} | NEAR[kind]
    assert judge(from_entry(entries.entry(kind=kind, **entry)), tables)["verdict"] == "refuted"
    near = from_entry(entries.entry(published=["1.0", "1.0"], evidence=PLACE))
    assert judge(near, tables)["verdict"] == "approximate"
