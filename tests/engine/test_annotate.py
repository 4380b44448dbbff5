"""The annotated text has every word, every claim with its verdict, and formulas typeset or shown as broken."""

import html
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import yaml

from recomputed.annotate import build
from recomputed.coverage import draft, table
from recomputed.formulas.mathml import typeset

TEXT = r"""A hostile <script>alert("text")</script> & title

1. First & last

The share is 98 % and \frac{V}{2} = \boldsymbol{u}_1 < 3. Here S \boldsymbol{u} = \lamba_1 is misspelt. Nothing to see.

  • an item with \theta in it

*A note: the share is 98 %.
"""
CLAIM = {"kind": "value", "where": "section 1", "not_checkable": "no table in this test"}
LEDGER = {"article": "shells", "title": "Shells & <balls>", "text": "shells.txt", "figures": []}
LEDGER["claims"] = [
    CLAIM | {"id": "shells-01", "title": "the share", "published": "98"},
    CLAIM | {"id": "shells-02", "title": "a formula", "published": "3"},
    CLAIM | {"id": "shells-03", "title": "nowhere", "published": "3"},
    CLAIM | {"id": "shells-04", "title": "ours", "published": "3", "origin": "ours"},
]
SAID = {
    "1 @ 1.1": ("claims", ("shells-01", "shells-02")),
    "1 @ 1.1.1": ("claims", ("shells-01",)),
    "1 @ 1.1.2": ("claims", ("shells-02",)),
    "1 @ 1.3": ("narration", ()),
    "1 @ 3.1": ("repeat", ("shells-01",)),
}
VERDICTS = [{"id": "shells-01", "verdict": "refuted"}, {"id": "shells-02", "verdict": "reproduced"}]


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page of an article with a claim of each kind."""
    folder, texts = tmp_path / "shells", tmp_path / "texts"
    folder.mkdir()
    texts.mkdir()
    (texts / "shells.txt").write_text(TEXT, encoding="utf-8")
    (folder / "ledger.yaml").write_text(yaml.safe_dump(LEDGER), encoding="utf-8")
    draft.draft(folder / "print.csv", LEDGER, TEXT)
    rows = table.read(folder / "print.csv")
    rows = [table.Row(r.section, r.place, r.unit, r.fingerprint, *SAID.get(r.shown, (r.what, r.claims))) for r in rows]
    table.write(folder / "print.csv", rows)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=r"audit\.json: no verdicts: .* run make first"):
        build.main(["--texts", str(texts), str(folder)])
    for name, content in (("audit", VERDICTS), ("findings", [])):
        (tmp_path / "results").mkdir(exist_ok=True)
        (tmp_path / "results" / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    build.main(["--texts", str(texts), str(folder)])
    return (tmp_path / "results" / "annotated" / "shells.html").read_text(encoding="utf-8")


class Nesting(HTMLParser):
    """Fails where an element is not closed in its order."""

    VOID = ("meta", "link")

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def plain(page):
    body = page.partition('<div class="text">')[2]
    body = re.sub(r'<a class="verdict.*?</a>|<span class="(?:kind|why).*?</span>', "", body, flags=re.DOTALL)
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", body)))


def test_every_word_is_there_and_nothing_of_it_is_markup(page):
    nesting = Nesting()
    nesting.feed(page)
    assert nesting.open == []
    assert "<script>" not in page
    words = plain(page)
    for piece in ('Ahostile<script>alert("text")</script>&title', "1.First&last", "Theshareis98%and", "Nothingtosee.",
                  "•anitemwithθinit", "*Anote:theshareis98%."):  # fmt: skip
        assert piece in words


def test_claims_have_their_verdicts_and_links(page):
    sentence = page[page.index('id="s-1-1.1"') : page.index('id="s-1-1.2"')]
    assert 'class="said refuted"' in sentence
    assert 'href="../site/claims/shells-01.html"' in sentence
    assert "refuted shells-01" in sentence
    assert "reproduced shells-02" in sentence
    assert re.search(r'<span class="part refuted" title="shells-01: refuted">\s*98 %\s*</span>', sentence)
    assert re.search(
        r'<span class="part reproduced" title="shells-02: reproduced">\s*<span class="math"><math', sentence
    )
    note = page[page.index('id="s-1-3.1"') :]
    assert "again: refuted shells-01" in note


def test_what_is_unclaimed_has_its_kind(page):
    assert re.search(r'Nothing to see\.</span>\s*<span class="kind">narration</span>', page)
    assert re.search(r'is misspelt\.</span>\s*<span class="kind unseen-yet">open</span>', page)


def test_the_head_counts(page):
    head = page.partition('<div class="text">')[0]
    assert re.search(r"<strong>1</strong> refuted", head)
    assert re.search(r"<strong>1</strong> not judged", head)  # of those that the article publishes
    assert "No sentence carries: " in head
    assert "shells-03</a> (not judged)" in head
    assert not {"shells-01", "shells-02", "shells-04"} & {*re.findall(r"shells-\d\d", head)}
    assert "Cannot be typeset as printed: 1<" in head
    assert re.search(r'<th scope="row">numbers</th><td>2</td><td>1</td><td>0</td><td>1</td>', head)


def test_broken_latex_is_shown_with_its_error(page):
    assert re.search(
        r'<code class="broken">S .*?\\lamba_1</code> <span class="why">\(unknown command \\lamba\)</span>', page
    )


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\boldsymbol{u}_1 ^ {*}^T S", "double superscript"),
        ("x_1_2", "double subscript"),
        (r"x_1^{2}_3", "double subscript"),
        (r"\boldsymbol{u}_1 ^", "a script without content"),
        (r"\frac{a}{b", "{ without its partner"),
        (r"\bodlsymbol{y}", r"unknown command \bodlsymbol"),
        ("a & b", "cannot be typeset"),
        ("{" * 1000 + "x" + "}" * 1000, "cannot be typeset"),
        ("", "cannot be typeset"),
    ],
)
def test_what_cannot_be_typeset_has_a_reason(latex, reason):
    assert typeset(latex).reason == reason
    assert typeset(latex).mathml == ""


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\boldsymbol{u}_1^T x'", "𝒖1Tx′"),
        (r"\mathbf{A}", "𝐀"),
        (r"<\boldsymbol{u}, v>", "<𝒖,v>"),
        (r"x_1^{2} + y_2^3", "x12+y23"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "(1234)"),
        (r"\text{<script>alert(1)</script>}", r""),
        (r"\href{javascript:alert(1)}{x}", "x"),
    ],
)
def test_mathml_is_well_formed_and_harmless(latex, words):
    found = typeset(latex)
    assert "<script" not in found.mathml
    assert "javascript" not in found.mathml
    if words:
        assert "".join("".join(ElementTree.fromstring(found.mathml).itertext()).split()) == words
