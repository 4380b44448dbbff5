"""Words of the ledgers: titles are plain text, so their formulas are letters; sister claims share a range."""

import re
from functools import cache, reduce

import pytest

from recomputed.audit import ledger
from recomputed.workflow import articles, strict_yaml

LEDGERS = {article.name: article for article in articles.find(articles.at_home())}
WORDS = ("title", "says", "why", "caption")
# an index or exponent as typed on a keyboard (x_n, x2, 10^D), or LaTeX; names of files and in capitals may stay
TYPED = re.compile(r"(?<![\w.-])[A-Za-zα-ωΑ-Ω]\d(?!\w)|\b[a-zα-ω]\w*_\w|\w_[\dijnk]\b|\^|\\|\$")
FILES = re.compile(r"\S+\.(csv|npz)\b")
THRESHOLD = re.compile(r".*(_percent|_deg|_factor)|factor|threshold")  # of ours; sizes, rates and depths are none

SHARED = [  # settings with the thresholds of sister claims
    ["history.gradients.straight", "lstm_forward.multiplication.least"],  # exponential growth with depth
    ["pca.marks.ranges.kept_percent", "pca.mnist.ranges.kept_percent"],  # most of the variance
]


def setting(place: str) -> list[float]:
    name, *keys = place.split(".")
    return reduce(lambda block, key: block[key], keys, strict_yaml.parse(LEDGERS[name].settings.read_text("utf-8")))


@cache
def read(name: str) -> dict:
    return ledger.read(LEDGERS[name])


def typed(entry: dict) -> list[str]:
    """List the keys of a figure or a claim whose words have a formula typed as on a keyboard."""
    return [key for key in WORDS if TYPED.search(FILES.sub("", entry.get(key, "")))]


def narrowed(claim: dict) -> bool:
    """Say whether a claim picks its own thresholds from the range of its table, where its sisters may have others."""
    evidence = claim.get("evidence", {})
    over = evidence.get("over", ())
    names = {over} if isinstance(over, str) else {*over}
    return any(THRESHOLD.fullmatch(name) for name in names & {*evidence.get("row", {})})


@pytest.mark.parametrize("name", LEDGERS)
def test_words_have_no_formula_as_typed_on_a_keyboard(name):
    entries = read(name)["figures"] + read(name)["claims"]
    assert {entry["id"]: keys for entry in entries if (keys := typed(entry))} == {}


@pytest.mark.parametrize(
    "title", ["along u1", "diag(a_1², …)", "of x_n", "λ2 is", "10^D cells", r"\pi r", "u_iᵀx", "$x$"]
)
def test_a_typed_formula_is_seen(title):
    assert typed({"title": title}) == ["title"]


@pytest.mark.parametrize(
    "title", ["along u₁", "R2D2 and C3PO", "USE_ALL_NUMBERS set to True", "see results/a/b_c.csv", "c(t-1)"]
)
def test_words_and_letters_are_no_typed_formula(title):
    assert typed({"title": title}) == []


@pytest.mark.parametrize("name", LEDGERS)
def test_all_claims_on_one_table_share_its_range_of_thresholds(name):
    assert [claim["id"] for claim in read(name)["claims"] if narrowed(claim)] == []


def test_a_narrowed_range_is_seen():
    evidence = {"over": "near_deg", "row": {"law": ["cube"], "near_deg": [45]}}
    assert narrowed({"evidence": evidence})
    assert narrowed({"evidence": evidence | {"over": ["near_deg", "dimension"]}})
    assert not narrowed({"evidence": {"over": "near_deg", "row": {"law": ["cube"]}}})
    assert not narrowed({"evidence": {"over": "steps", "row": {"steps": [40, 80]}}})


@pytest.mark.parametrize("places", SHARED)
def test_sister_claims_of_several_tables_have_the_same_thresholds(places):
    assert len({tuple(setting(place)) for place in places}) == 1
