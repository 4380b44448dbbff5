"""A result that is no longer what was saved is refused by the next job, in one line."""

import pandas as pd
import pytest

from recomputed.errors import BadInput
from recomputed.results import store

TABLE = pd.DataFrame({"dimension": [2, 3], "share": [0.0199, 0.0297]})
PATH = "results/curse/shells.csv"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_was_saved_is_loaded(folder):
    store.save(TABLE, PATH)
    pd.testing.assert_frame_equal(store.load(PATH), TABLE)
    assert (folder / "results" / ".seals" / "curse" / "shells.csv.sha256").read_text().strip() == store.sha256(PATH)


@pytest.mark.parametrize("kind", ["flipped byte", "dropped row", "another row"])
def test_a_changed_table_is_refused_in_one_line_until_it_is_made_again(folder, kind):
    store.save(TABLE, PATH)
    path = folder / PATH
    content = path.read_bytes()
    changed = {
        "flipped byte": content.replace(b"0.0199", b"0.0198"),
        "dropped row": b"".join(content.splitlines(keepends=True)[:-1]),
        "another row": content + b"4,0.0394\n",
    }[kind]
    path.write_bytes(changed)
    with pytest.raises(BadInput, match=rf"^{PATH}: changed since it was made: .*run make verify-results") as refused:
        store.load(PATH)
    assert "\n" not in str(refused.value)
    store.save(TABLE, PATH)
    assert len(store.load(PATH)) == 2


def test_files_without_a_seal_and_files_elsewhere_pass(folder):
    (folder / "results").mkdir()
    (folder / "results" / "own.csv").write_text("a\n1\n")
    store.save(TABLE, "table.csv")
    store.save(TABLE, folder / "other" / "table.csv")
    assert len(store.load("results/own.csv")) == 1
    assert len(store.load("table.csv")) == len(store.load(folder / "other" / "table.csv")) == 2
    assert not list(folder.rglob(".seals"))
