"""A text becomes the folder of an article with open claims; what does not serve is one line, and nothing is made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from recomputed.audit import ledger
from recomputed.audit.formula_claims import formulas_of
from recomputed.audit.verdict import audit
from recomputed.coverage import table
from recomputed.coverage.command import with_texts
from recomputed.coverage.faults import faults
from recomputed.coverage.status import status
from recomputed.drafting import command, folder
from recomputed.drafting.command import article
from recomputed.drafting.html_text import text_of
from recomputed.errors import BadInput
from recomputed.workflow import articles

TEXT = """# Coins: "heads" & 'tails'

A fair coin shows heads in 50 % of 1,000 tosses. <script>alert("7")</script>

```
x = 12
```

## Two of them

Their mean is $m = \\frac{a + b}{2}$; $\\bet$ and $n \\mapsto A$ are as in \\(q = \\fraq{1}{2}\\).

Source: A. Author (2006), pp. 3-4
"""
BIN = Path(sys.executable).parent


@pytest.fixture
def text(tmp_path) -> Path:
    path = tmp_path / "post.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def made(text: Path, name: str = "coins") -> tuple[articles.Article, list[str]]:
    """Make an article of `text` in a folder of its own; give it and what was printed."""
    to = text.parent / name
    lines = article(name, str(text), str(to))
    return articles.find([str(to)])[0], lines


def test_every_number_and_formula_is_an_open_claim_copied_from_the_text(text):
    found, lines = made(text)
    book = ledger.read(found)
    printed = [
        (claim["kind"], claim.get("formula", claim.get("published")), claim.get("unit")) for claim in book["claims"]
    ]
    assert printed == [
        ("value", "50", "%"),
        ("value", "1,000", None),
        ("value", "7", None),
        ("identity", r"m = \frac{a + b}{2}", None),
        ("latex", r"\bet", None),
        ("fact", r"n \mapsto A", None),
        ("latex", r"q = \fraq{1}{2}", None),
    ]
    assert all(claim["open"] is True for claim in book["claims"])
    assert book["title"] == "Coins: \"heads\" & 'tails'"
    assert (found.folder / book["text"]).read_text(encoding="utf-8") == TEXT
    assert "post.md has 6 sentences" in lines[0]
    assert "; 7 open claims" in lines[0]
    assert [line.partition(": unknown")[0] for line in lines if "unknown command" in line] == [
        "post.md:11: formula of coins-05",
        "post.md:11: formula of coins-06",
        "post.md:11: formula of coins-07",
    ]
    assert lines[-2:] == [f"next: make ARTICLES={found.folder}", f"then: make status ARTICLES={found.folder}"]


def test_the_audit_of_a_draft_counts_nothing_as_audited(text):
    found, _ = made(text)
    book = ledger.read(found)
    assert {row["verdict"] for row in audit({"x.yaml": book}, {})["json"]} == {"open"}
    assert formulas_of(book) == {}
    assert status(*with_texts([found], None))[0].startswith("coins: 0 of 7 audited; open: 2 of 6 sentences")


def test_the_rows_are_open_and_wait_for_their_claims(text):
    found, _ = made(text)
    rows = {row.shown: row for row in table.read(found.print)}
    assert rows["0 @ 2.1"].claims == ("coins-01", "coins-02", "coins-03")
    assert rows["0 @ 2.1.2"].claims == ("coins-02",)
    assert {row.what for row in rows.values()} == {"heading", "open", "code", "reference"}
    lines = faults(found.print, ledger.read(found), TEXT, "post.md")
    assert lines
    assert all(": open " in line for line in lines)


def test_its_test_runs_and_its_code_is_clean(text):
    found, _ = made(text)
    for path in found.folder.rglob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))
    run = subprocess.run([BIN / "ruff", "check", "--isolated", "--line-length=120", found.folder], capture_output=True)
    assert run.returncode == 0, run.stdout
    run = subprocess.run(
        [BIN / "ruff", "format", "--isolated", "--line-length=120", "--check", found.folder], capture_output=True
    )
    assert run.returncode == 0, run.stdout
    run = subprocess.run([BIN / "snakefmt", "--check", found.rules], capture_output=True)
    assert run.returncode == 0, run.stderr
    run = subprocess.run([sys.executable, "-m", "pytest", "-q", found.folder], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert "2 passed" in run.stdout


def test_status_lists_what_is_open_by_section_and_what_is_wrong(text):
    """Written before the check: a closed claim is not listed, a number that is not printed and a bad cell are lines."""
    found, _ = made(text)
    book = found.ledger.read_text(encoding="utf-8")
    book = book.replace("published: '50'", "published: '51'")
    first, _, rest = book.partition("    open: true\n")
    found.ledger.write_text(f"{first}    not_checkable: no coin is at hand\n{rest}", encoding="utf-8")
    ledger.read_file.cache_clear()
    lines = status(*with_texts([found], None))
    assert lines[0].startswith("coins: 1 of 7 audited")
    assert [line for line in lines if line.startswith("section")] == ["section 0", "section 1"]
    assert any(line.endswith("coins-02: 1,000") for line in lines)
    assert not any("coins-01: " in line and "ledger.yaml:" in line for line in lines)
    assert lines[-2:] == [
        "to be corrected",
        "  coins/print.csv:3: coins-01 is not printed there: 51; nearest: 50",
    ]


BAD = [
    ({"name": "Coins"}, "NAME: no name for an article: .*found Coins"),
    ({"name": "3coins"}, "NAME: no name for an article"),
    ({"name": ""}, "NAME: no name for an article: .*found nothing"),
    ({"name": "class"}, "NAME: no name for an article"),
    ({"name": "../x"}, "NAME: no name for an article"),
    ({"name": articles.at_home()[0]}, "NAME: a name that is taken"),
    ({"name": "site"}, "NAME: a name that is taken"),
    ({"name": "seed"}, "NAME: a name that is taken"),
    ({"name": "audit"}, "NAME: a name that is taken"),
    ({"text": ""}, "TEXT: no text"),
    ({"text": "nowhere.md"}, "nowhere.md: no text: expected a file, found no such file"),
    ({"text": "."}, "no text: expected a file, found a folder"),
    ({"to": "other"}, "TO: another name: expected a folder coins, as NAME says, found other"),
    ({"to": "no/where/coins"}, "no folder to be in"),
]


@pytest.mark.parametrize(("given", "line"), BAD, ids=lambda part: str(part)[:40])
def test_a_bad_name_text_or_folder_is_one_line_and_nothing_is_made(text, given, line, monkeypatch):
    monkeypatch.chdir(text.parent)
    before = sorted(text.parent.rglob("*"))
    with pytest.raises(BadInput, match=line) as caught:
        article(**{"name": "coins", "text": "post.md", "to": given.get("name") or "coins", **given})
    assert "\n" not in str(caught.value)
    assert sorted(text.parent.rglob("*")) == before


CONTENTS = [
    (b"x" * 1_000_001, r"post\.md: too large a text: expected at most 1 MB, found 1\.0 MB"),
    (b"One.\n\nGr\xf6\xdfe 7.\n", r"post\.md:3: not UTF-8: expected UTF-8 text, found the byte 0xf6"),
    ("One 7.".encode("utf-16"), r"post\.md:1: not UTF-8"),
    (b"One.\nTwo\x00 7.", r"post\.md:2: not a text: .*a zero byte"),
    (b"", "an empty text"),
    (b" \n\n", "an empty text"),
    (b"7 8 9 10 " * 2600, "too many claims: expected at most 9999, found 10400"),
]


@pytest.mark.parametrize(("content", "line"), CONTENTS, ids=lambda part: str(part)[:20])
def test_a_text_that_does_not_serve_is_one_line_and_nothing_is_made(text, content, line):
    text.write_bytes(content)
    with pytest.raises(BadInput, match=line) as caught:
        article("coins", str(text), str(text.parent / "coins"))
    assert "\n" not in str(caught.value)
    assert sorted(text.parent.iterdir()) == [text]


def test_other_kinds_of_files_are_one_line(text):
    path = text.rename(text.with_suffix(".pdf"))
    with pytest.raises(BadInput, match=r"post\.pdf: another kind of file: expected \.txt, \.md"):
        article("coins", str(path), str(path.parent / "coins"))


def test_nothing_that_exists_is_overwritten(text):
    found, _ = made(text)
    found.ledger.write_text("mine")
    with pytest.raises(BadInput, match="a folder that exists"):
        made(text)
    assert found.ledger.read_text() == "mine"
    (text.parent / "empty").mkdir()
    assert made(text, "empty")[0].ledger.is_file()


def test_a_folder_that_cannot_be_written_is_one_line_and_nothing_is_left(text, monkeypatch):
    """The user of the tests may be one who may write everywhere: the system's refusal is made here."""

    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(BadInput, match=r"coins: not written: .*Permission denied") as caught:
        article("coins", str(text), str(text.parent / "coins"))
    assert "\n" not in str(caught.value)
    assert sorted(text.parent.iterdir()) == [text]


@pytest.mark.skipif(os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_without_write_permission_is_one_line(text):
    text.parent.chmod(0o555)
    try:
        with pytest.raises(BadInput, match="not written"):
            article("coins", str(text), str(text.parent / "coins"))
    finally:
        text.parent.chmod(0o755)


def test_line_ends_of_other_systems_make_no_difference(text):
    plain, _ = made(text)
    text.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    other, _ = made(text, "coins_2")
    books = [ledger.read(one) for one in (plain, other)]
    assert [claim.get("formula") for claim in books[0]["claims"]] == [
        claim.get("formula") for claim in books[1]["claims"]
    ]
    assert [row.fingerprint for row in table.read(plain.print)] == [row.fingerprint for row in table.read(other.print)]


def test_a_text_without_a_number_says_so_and_can_be_built(text):
    text.write_text("# Words\n\nThere is nothing to count. All is well.\n")
    found, lines = made(text, "words")
    assert "no number and no formula to claim" in lines[1]
    assert ledger.read(found)["claims"] == []
    assert audit({"x.yaml": ledger.read(found)}, {})["json"] == []


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("x" + " + x" * 2500, "10,001 characters, more than"),
        ("{" * 1000 + "x = 1" + "}" * 1000, "too many levels of nesting"),
        (r"\sqrt{" * 560 + "x = 1" + "}" * 560, "too many levels of nesting"),
    ],
    ids=["long", "braces", "roots"],
)
def test_a_formula_that_no_parser_holds_is_an_open_claim_and_a_line(text, formula, why):
    text.write_text(f"We have ${formula}$ here.\n")
    found, lines = made(text, "huge")
    assert [line for line in lines if why in line and line.startswith("post.md:1: formula of huge-01")]
    assert all(len(line) < 300 for line in lines)
    (claim,) = ledger.read(found)["claims"]
    assert claim["formula"].replace(" ", "") == formula.replace(" ", "")


def test_hostile_texts_stay_text(text):
    text.write_text(
        "# a: 'b' # \"c\" {x} TEXT NAME\n\nA & <b onclick='x(3)'>b</b> 5 \u202e\x07\x1b[31m is 6.\n\n- '7': 8\n"
    )
    found, _ = made(text, "hostile")
    book = ledger.read(found)
    assert book["title"] == "a: 'b' # \"c\" {x} TEXT NAME"
    assert [claim["published"] for claim in book["claims"]] == ["5", "6", "7", "8"]


PAGE = """<html><head><title>T 1</title><style>p {width: 2px}</style><script>var x = 3;</script></head><body>
<nav><a href="/4">5</a></nav><h1>On <em>coins</em></h1>
<p>A coin shows
heads in 50&nbsp;% of tosses &lt;script&gt;alert(6)&lt;/script&gt;.</p><h2>Two</h2>
<ul><li>one 7</li><li>$m = 8$</li></ul><pre><code>y  =  9

z</code></pre>
<p>We see <math><semantics><mi>q</mi><annotation encoding="application/x-tex">q = 1
- p</annotation></semantics></math>, <script type="math/tex">r = 2</script>
and <img class="latex" alt="s &lt; 3" src="x10.png">.</p>
<footer>11</footer></body></html>
"""


def test_the_text_of_a_page_of_html_is_markdown_with_its_formulas():
    assert text_of(PAGE) == (
        "# On coins\n\nA coin shows heads in 50 % of tosses <script>alert(6)</script>.\n\n## Two\n\n"
        "- one 7\n\n- $m = 8$\n\n"
        "```\ny  =  9\n\nz\n```\n\nWe see $q = 1 - p$, $r = 2$ and $s < 3$.\n"
    )


@pytest.mark.parametrize(
    "page", ["<p", "</p></div></x>", "<script>", "<math><annotation encoding='application/x-tex'>a", "<p>" * 5000]
)
def test_broken_html_is_read_as_far_as_it_goes(page):
    assert isinstance(text_of(page), str)


def test_html_becomes_markdown_beside_the_ledger(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    found, lines = made(path)
    assert ledger.read(found)["text"] == "page.md"
    assert "page.md has" in lines[0]


def test_a_decimal_comma_is_read_as_one(text):
    text.write_text("Es sind 1.000,5 und 50,7 %.\n", encoding="utf-8")
    article("komma", str(text), str(text.parent / "komma"), decimal_comma=True)
    book = ledger.read(articles.find([str(text.parent / "komma")])[0])
    assert book["decimal_comma"] is True
    assert [claim["published"] for claim in book["claims"]] == ["1.000,5", "50,7"]


def test_the_command_prints_one_line_for_a_mistake(text, capsys):
    with pytest.raises(SystemExit, match=r"^NAME: no name"):
        command.main(["--name=Coins", f"--text={text}"])
    command.main(["--name=coins", f"--text={text}", f"--to={text.parent / 'coins'}"])
    assert "7 open claims" in capsys.readouterr().out


def test_a_folder_beside_the_project_is_the_default():
    assert folder.target("coins", "") == Path("../coins")
