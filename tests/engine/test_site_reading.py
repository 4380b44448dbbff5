"""An article's page in the order of the article, its errata, its certificate."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from entries import claim
from small_site import HASHED, TABLES, build

from recomputed.coverage.table import Row
from recomputed.site.catalogue import Article, AuditedClaim, Figure
from recomputed.site.figures import Described
from recomputed.site.sections import head, sections


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return build(folder)


def read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def row(section: str, place: tuple[int, int], *claims: str) -> Row:
    return Row(section, place, "sentence", "0" * 12, "claims" if claims else "narration", claims)


def article(claims: dict[str, str], figures: dict[str, tuple[str, list[str]]]) -> Article:
    """Make an article: claim -> where it stands; figure -> where it stands, and the claims it bears on."""
    held = [AuditedClaim("x", claim(id=name, where=where), {}, []) for name, where in claims.items()]
    entries = {name: {"id": name, "where": where, "bears_on": on} for name, (where, on) in figures.items()}
    drawn = [Figure("x", entry, Described("", "", 1, 1), [], []) for entry in entries.values()]
    return Article("x", "X", "", False, drawn, held)


def laid_out(found: list) -> dict[str, list[str]]:
    names = {section.name: [getattr(i, "claim", None) for i in section.items] for section in found}
    return {
        section.name: [c.id if c else i.entry["id"] for c, i in zip(names[section.name], section.items, strict=True)]
        for section in found
    }


def test_sections_follow_the_text_and_figures_the_claims_they_bear_on():
    one = article(
        {
            "c-2": "introduction",
            "c-1": "section 2, ours",
            "c-4": "sections 2 and 3",
            "c-3": "section 3",
            "c-9": "appendix",
        },
        {"late": ("section 2", []), "after-1": ("section 2", ["c-1"]), "twice": ("section 2", ["c-1"])}
        | {"alone": ("section 1", []), "top": ("head image", [])},
    )
    rows = [
        row("0", (1, 1), "c-2"),
        row("1", (1, 1)),
        row("2", (1, 1), "c-4"),
        row("3", (1, 1), "c-3"),
        row("A", (1, 1), "c-9"),
    ]
    assert laid_out(sections(one, rows)) == {
        "Introduction": ["c-2", "top"],
        "Section 1": ["alone"],
        "Section 2": ["c-1", "after-1", "twice", "c-4", "late"],
        "Section 3": ["c-3"],
        "Appendix": ["c-9"],
    }


def test_without_the_table_of_the_print_sections_are_sorted_by_their_numbers():
    one = article(
        {"a": "section 10", "b": "section 2.3", "c": "introduction", "d": "section 2.2", "e": "last part"}, {}
    )
    assert [*laid_out(sections(one, []))] == ["Introduction", "Section 2.2", "Section 2.3", "Section 10", "Last part"]


@pytest.mark.parametrize(
    ("where", "first"),
    [
        ("sections 2 and 4", "section 2"),
        ("section 2.3, ours", "section 2.3"),
        ("introduction and section 4", "introduction"),
        ("head image", "introduction"),
        ("advantages, and the definition at the end", "advantages"),
    ],
)
def test_the_first_place_counts(where, first):
    assert head(where) == first


def test_claims_stand_in_reading_order_on_the_page_and_lead_on_in_that_order(small):
    page = read(small, "articles/balls.html")
    order = re.findall(r'<article class="entry" id="([^"]+)"', page)
    assert order[:4] == ["balls-04", "balls-02", "balls-01", "balls-14"]
    for before, after in pairwise(order):
        assert f'rel="next" href="../claims/{after}.html"' in read(small, f"claims/{before}.html")
    assert len(order) == len(set(order)) == 16


def test_previous_and_next_stay_in_the_article(small):
    last = re.findall(r'<article class="entry" id="([^"]+)"', read(small, "articles/balls.html"))[-1]
    assert 'rel="next"' not in read(small, f"claims/{last}.html")
    assert 'rel="prev"' not in read(small, "claims/own-01.html")


def test_the_page_of_a_claim_answers_in_the_order_of_the_questions(small):
    page = read(small, "claims/balls-14.html")
    asked = ["<dt>Published</dt>", "<dt>Corrected</dt>", 'id="why"', 'id="sure"', 'id="check"', 'id="made"']
    places = [page.index(text) for text in asked if text in page]
    assert places == sorted(places)
    assert len(places) >= 5
    assert "<code>make results/balls/formulas.csv</code>" in page
    assert page.count('class="changed"') == 2


def test_formulas_are_typeset_in_lists_too_and_what_cannot_be_is_shown_as_latex(small):
    for name in ("articles/balls.html", "errata/balls.html", "claims.html", "claims/balls-14.html"):
        assert "<math" in read(small, name), name
    broken = read(small, "claims/balls-15.html")
    assert "cannot be typeset: unknown command \\lamda" in broken
    assert "<img src=x>" not in broken


def test_the_errata_have_what_does_not_hold_in_reading_order_with_latex_to_copy(small):
    page = read(small, "errata/balls.html")
    wrong = re.findall(r'<li class="erratum" id="([^"]+)"', page)
    assert wrong[:2] == ["balls-02", "balls-14"]
    assert not {"balls-04", "balls-16"} & {*wrong}  # holds; a finding of this project
    assert "<code>V = \\frac{\\pi^{D/2} r^{D}}{\\boldsymbol{c}}</code>" in page
    assert "<strong>Why.</strong> The exponent is half the dimension." in page
    assert "Section 2.1, paragraph 1, sentence 1" in page
    text = read(small, "errata/balls.md")
    assert re.findall(r"^## \d+\. .*", text, re.MULTILINE)
    assert len(re.findall(r"^## \d+\.", text, re.MULTILINE)) == len(wrong)
    assert 'href="../errata/balls.html"' in read(small, "articles/balls.html")
    assert not (small / "errata" / "own.html").exists()


def test_the_certificate_counts_names_exceptions_and_gives_hashes_that_can_be_checked(small):
    page = read(small, "certificates/balls.html")
    assert 'href="../certificates/balls.html"' in read(small, "articles/balls.html")
    totals = {verdict: int(n) for n, verdict in re.findall(r"<strong>(\d+)</strong> ([a-z ]+)</a>", page)}
    assert sum(totals.values()) == 15
    assert f"{sum(totals.values()) - 1} published statements" in page
    assert f"{sum(totals.values()) - 1} of {sum(totals.values())} audited" in page  # one claim is open
    assert "Not checkable: <a" in page
    assert "<dd>balls.txt</dd>" in page
    digest = hashlib.sha256((small.parents[1] / HASHED[0]).read_bytes()).hexdigest()
    assert f"<dt>{HASHED[0]}</dt><dd><code>{digest}</code></dd>" in page
    assert HASHED[2] not in page  # another article's ledger
    held = {path for path in TABLES if path in page}
    assert held == {*TABLES} - {"results/balls/formula_edits.csv"}
    shares = hashlib.sha256((small.parents[1] / "results/balls/shares.csv").read_bytes()).hexdigest()
    assert shares in page
    assert not (small / "certificates" / "own.html").exists()
