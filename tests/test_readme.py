"""The numbers in README.md and docs/ are those that follow from ledgers, settings and accepted verdicts."""

import json
import re
from collections import Counter

import pytest

from recomputed.audit import ledger, shown
from recomputed.docs.blocks import BLOCKS, accepted
from recomputed.docs.write import ROOT, documents, written
from recomputed.errors import BadInput
from recomputed.workflow import articles
from recomputed.workflow.articles import Article

ARTICLES = articles.find(articles.ALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_generated_parts_are_up_to_date(path):
    text = path.read_text(encoding="utf-8")
    assert written(text, path.name, ARTICLES) == text, f"{path.name} is out of date: run make docs"


def test_every_part_is_used():
    text = "".join(path.read_text(encoding="utf-8") for path in documents())
    assert [name for name in BLOCKS if f"<!-- begin {name} -->" not in text] == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_every_claim_of_a_ledger_is_counted_once(article):
    ids = re.findall(rf"^  - id: ({article.name}-\d+)$", article.ledger.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(ids) == accepted(article, set()).total() > 0


def test_the_table_has_the_accepted_verdicts():
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([\d |]+) \|$", README, re.MULTILINE)
    assert len(rows) > 1
    for name, numbers in rows:
        claims = json.loads((ROOT / "src" / "articles" / name / "accepted.json").read_text())["claims"]
        book = ledger.read(next(article for article in ARTICLES if article.name == name))
        ours = {claim["id"] for claim in book["claims"] if claim.get("origin") == "ours"}
        counts = Counter((kept.get("full") or kept["any"])["verdict"] for id, kept in claims.items() if id not in ours)
        assert [int(number) for number in numbers.split(" | ")] == [counts[verdict] for verdict in shown(())], name


def test_an_outdated_part_is_written_again():
    new = written("a\n<!-- begin growing sizes -->\nold\n<!-- end growing sizes -->\nz\n", "x.md", ARTICLES)
    assert new.startswith("a\n<!-- begin growing sizes -->\n| setting |")
    assert new.endswith("|\n<!-- end growing sizes -->\nz\n")
    assert "old" not in new


@pytest.mark.parametrize("text", ["<!-- begin nothing -->\n<!-- end nothing -->\n", "<!-- begin verdicts -->\n"])
def test_a_bad_marker_is_one_line(text):
    with pytest.raises(BadInput, match=r"^x\.md: .*correct the marker$"):
        written(text, "x.md", ARTICLES)


def test_a_claim_accepted_on_a_sample_only_is_one_line(tmp_path):
    entry = {"claims": {"few-01": {"sample": {"verdict": "reproduced", "recomputed": "1"}}}}
    (tmp_path / "accepted.json").write_text(json.dumps(entry))
    with pytest.raises(BadInput, match=r"few/accepted\.json.*few-01"):
        accepted(Article("few", tmp_path), set())
