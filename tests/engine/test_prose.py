"""Sentences with formulas, and numbers, as pages show them."""

import pytest
from entries import claim, ledgers

from recomputed.audit.claim import claims_of
from recomputed.formulas.display import prose
from recomputed.formulas.display.mathml import typeset
from recomputed.site import front, wording
from recomputed.site.catalogue import AuditedClaim
from recomputed.site.conditions import conditions
from recomputed.site.numerals import numerals

EVIDENCE = {"file": "t", "column": "x"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"$A = \mathrm{diag}(a_1^2, a_D)$ is it", "A = diag(a₁², a_D) is it"),
        (r"the order of $W^T D$", "the order of WᵀD"),
        (r"$\boldsymbol{x}' = U^T \boldsymbol{x} - \bar{\boldsymbol{x}}$", "x′ = Uᵀx − x̄"),
        (r"$\frac{a + b}{2}$, $\sqrt{D} - 1$ and $c^{(t-1)}$", "(a + b)/2, √D − 1 and c⁽ᵗ⁻¹⁾"),
        (r"$x^{a b}$ and $\boldsymbol{p}_{in}$", "x^(ab) and pᵢₙ"),
        (r"$-1$", "−1"),
        ("$5 or $6, and a $ sign", "$5 or $6, and a $ sign"),
        (r"$\lamda$", r"\lamda"),
        ("no formula", "no formula"),
    ],
)
def test_a_formula_in_a_sentence_is_written_in_unicode_where_there_is_no_markup(text, plain):
    assert prose.plain(text) == plain


def test_a_formula_in_a_sentence_is_typeset_and_the_rest_is_text():
    assert prose.html("<b> & $x_1$ <i>") == f"&lt;b&gt; &amp; {typeset('x_1').mathml} &lt;i&gt;"
    assert prose.html(r"$\lamda <$") == r"<code>\lamda &lt;</code>"


def test_every_formula_in_a_sentence_of_a_ledger_is_typeset():
    sentences = [
        text
        for book in ledgers().values()
        for entry in [*book["claims"], *book["figures"]]
        for key in ("title", "says", "why", "caption")
        if (text := entry.get(key))
    ]
    assert len(sentences) > 500
    broken = {latex: typeset(latex).reason for text in sentences for latex in prose.formulas(text)}
    assert {latex: reason for latex, reason in broken.items() if reason} == {}


@pytest.mark.parametrize(
    ("recomputed", "whole", "short"),
    [
        ("-100000", "−100,000", "−100,000"),
        ("1.78571e+06", "1,785,710", "1,786,000"),
        ("5.28579e-18", "5.28579 × 10⁻¹⁸", "5.286 × 10⁻¹⁸"),
        ("0.281122 ± 0.078", "0.281122 ± 0.078", "0.281 ± 0.078"),
        ("-0.77 ± 4", "−0.77 ± 4", "−0.8 ± 4"),
        ("-83.71 ± 2.9", "−83.71 ± 2.9", "−83.7 ± 2.9"),
        ("62.55 → -12.03456", "62.55 → −12.03456", "62.55 → −12.03"),
        ("1 ± 0.0046", "1 ± 0.0046", "1 ± 0.0046"),
        ("-0", "0", "0"),
        ("5e+01 and 2e-3", "50 and 0.002", "50 and 0.002"),
        ("1997 1984", "1997 1984", "1997 1984"),
        ("335825", "335,825", "335,825"),
        ("1,000,000 and 20*20 and 0.4.23", "1,000,000 and 20*20 and 0.4.23", "1,000,000 and 20*20 and 0.4.23"),
    ],
)
def test_numbers_have_a_minus_sign_groups_and_no_digits_beyond_their_interval(recomputed, whole, short):
    assert (numerals(recomputed), numerals(recomputed, shorten=True)) == (whole, short)


@pytest.mark.parametrize("text", ["results/a/t-2.csv", "curse-25", "x.T @ x", "10^-9", "x_12345", "3-5", "12ab"])
def test_what_is_no_number_alone_stays(text):
    assert numerals(text, shorten=True) == text


@pytest.mark.parametrize(
    ("fields", "bare"),
    [
        ({}, True),
        ({"unit": "%"}, True),
        ({"unit": "% of models"}, True),
        ({"measures": "share of a ball's volume in its outer 1 %"}, False),
        ({"kind": "bound", "relation": "<", "bound": 1}, True),
        ({"kind": "fact", "published": ["4", "8"]}, True),
        ({"kind": "fact", "published": "yes"}, False),
        ({"kind": "identity"}, False),
        ({"evidence": None, "not_checkable": "a matter of words"}, False),
    ],
)
def test_a_number_without_what_it_counts_is_noticed(fields, bare):
    entry = {"evidence": EVIDENCE, **fields}
    assert wording.is_bare(claim(**{key: value for key, value in entry.items() if value is not None})) is bare


def test_every_claim_says_what_its_number_counts():
    claims = [found for book in ledgers().values() for found in claims_of(book)]
    assert sum(bool(found.measures) for found in claims) > 200
    assert [found.id for found in claims if wording.is_bare(found)] == []


@pytest.mark.parametrize(
    ("kind", "recomputed", "shown"),
    [
        ("value", "0.54007 -0.67684", "0.54007, −0.67684"),
        ("value", "98.20 %", "98.20 %"),
        ("trend", "1 → -2", "1 → −2"),
    ],
)
def test_several_numbers_are_parted_by_commas(kind, recomputed, shown):
    assert wording.found(claim(kind=kind, evidence=EVIDENCE), recomputed, {}) == shown


def test_findings_are_what_is_printed_before_readings_of_it():
    rows = [
        ("reading", 3, "refuted"),
        ("printed", 1, "refuted"),
        ("printed", 2, "conditional"),
        ("printed", 2, "misprint"),
    ]
    found = [
        AuditedClaim("a", claim(id=f"a-{n}", weight=weight), {"origin": origin, "verdict": verdict}, [])
        for n, (origin, weight, verdict) in enumerate(rows)
    ]
    assert [one.claim.id for one in sorted(found, key=front.rank)] == ["a-3", "a-2", "a-1", "a-0"]


def row(kind: str, condition: str, verdict: str, recomputed: str) -> dict:
    return {"kind": kind, "condition": condition, "verdict": verdict, "recomputed": recomputed}


def test_equal_verdicts_are_a_sentence_and_others_a_table():
    seeds = [row("seed", f"seed {n}", "refuted", f"{n}.25 ± 0.5") for n in (11, 9, 10)]
    same = conditions(seeds, "refuted", "%")
    assert same.sentences == ["With other seeds it is 9.2 ± 0.5 to 11.2 ± 0.5 %."]
    assert same.rows == []
    differ = conditions([*seeds, row("preprocessing", "deskewed", "reproduced", "-20000")], "refuted")
    assert len(differ.sentences) == 1
    assert [(one["condition"], one["recomputed"]) for one in differ.rows] == [("deskewed", "−20,000")]
    lists = [row("seed", "seed 1", "refuted", "4 8"), row("seed", "seed 2", "refuted", "4 9")]
    assert conditions(lists, "refuted").sentences == []
    words = [row("seed", f"seed {n}", "refuted", "no") for n in (1, 2)]
    assert conditions(words, "refuted").sentences == ["With other seeds it is no."]


def test_names_of_files_and_columns_are_parted_from_the_reason():
    text = "the one value used is 3. It is exact; the column noise_ratio of results/a/t.csv has more. A last word."
    assert wording.apart(text) == (
        "the one value used is 3. It is exact; A last word.",
        "the column noise_ratio of results/a/t.csv has more",
    )
    assert wording.apart("0.5 is found, 1.2 printed") == ("0.5 is found, 1.2 printed", "")
