"""Random numbers by name: a stream follows from seed, topic and block alone, and no topic is used in two places."""

import ast
from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recomputed.stats import streams

SRC = Path(__file__).parents[2] / "src"
ARTICLES = SRC / "articles"
BLOCKS = st.tuples(st.sampled_from(["a", "b"]), st.lists(st.integers(0, 5), max_size=3))


def topics(tree: ast.AST) -> list[str]:
    """List the topics of calls of `streams.rng` and of partial(streams.rng, ...)."""
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        whole = [call.func, *call.args]
        place = next((n for n, part in enumerate(whole[:2]) if ast.unparse(part) == "streams.rng"), None)
        if place is not None:
            found.append(ast.literal_eval(whole[place + 2]))
    return found


def test_every_topic_is_used_once_and_begins_with_the_name_of_its_article():
    found = {path: topics(ast.parse(path.read_text())) for path in SRC.rglob("*.py")}
    counts = Counter(topic for names in found.values() for topic in names)
    assert len(counts) > 40
    assert counts.most_common(1)[0][1] == 1, counts.most_common(3)
    for path in ARTICLES.rglob("*.py"):
        assert all(name.startswith(f"{path.relative_to(ARTICLES).parts[0]} ") for name in found[path]), path


def test_no_generator_is_made_elsewhere():
    made = {path.name for path in SRC.rglob("*.py") if "default_rng" in path.read_text()}
    # No result follows from what file_damage.py damages, and what a spot check chooses is to differ from call to call.
    assert made == {"streams.py", "file_damage.py", "spot_check.py"}


@given(st.integers(0, 2**32 - 1), BLOCKS, BLOCKS)
def test_two_blocks_share_a_stream_only_if_they_are_the_same(seed, one, other):
    first, second = (streams.rng(seed, topic, *block).integers(2**63, size=4) for topic, block in (one, other))
    assert np.array_equal(first, second) == (one == other)
