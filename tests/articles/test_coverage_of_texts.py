"""Every sentence, formula and number of the articles' texts has its claims or needs none, and no text is left out."""

import pytest

from recomputed.coverage.check import all_faults
from recomputed.coverage.command import with_texts
from recomputed.workflow import articles


@pytest.mark.parametrize("name", articles.at_home())
def test_the_text_of_an_article_is_covered(name, texts):
    assert all_faults(with_texts(articles.find([name]), texts), texts, every_text=False) == []


def test_every_text_belongs_to_an_article(texts):
    named = {one.text.name for one in with_texts(articles.find(articles.ALL), texts) if one.text}
    assert {path.name for path in texts.iterdir() if path.suffix == ".txt"} == named
