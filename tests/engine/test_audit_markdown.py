"""The audit as Markdown: every claim once, what fails first, and nothing that Markdown would read as its own."""

import re

from entries import entry

from recomputed.audit.markdown import document, escaped

CLAIMS = [entry(f"a-{n:02}") for n in range(1, 5)]
CLAIMS[2] |= {"says": "plain *words*", "why": "a reason of a reader"}
LEDGERS = {
    "a.yaml": {"article": "a", "title": "A | B", "claims": CLAIMS},
    "f.yaml": {"article": "f", "title": "Ours", "claims": [entry("f-01")]},
}


def row(name: str, verdict: str, **more) -> dict:
    texts = {key: f"{key} of {name}" for key in ("title", "where", "published", "recomputed", "reason")}
    return {"id": name, "article": name[0], "verdict": verdict, "data": ""} | texts | more


AUDIT = [row("a-01", "reproduced"), row("a-02", "misprint"), row("a-03", "refuted"), row("a-04", "not checkable")]


def test_what_fails_comes_first_with_its_reason_and_every_claim_once():
    text = document(LEDGERS, AUDIT, [row("f-01", "refuted")], {})
    places = [text.index(name) for name in ("a-03: refuted", "a-02: misprint", "**a-01**", "**a-04**", "**f-01**")]
    assert places == sorted(places)
    assert all(text.count(f"title of {name}") == 1 for name in ("a-01", "a-02", "a-03", "a-04", "f-01"))
    assert "reason of a-03" in text
    assert "\n- why: a reason of a reader\n- the article says: plain \\*words\\*\n- published: " in text


def test_the_counts_are_those_of_the_rows():
    (table,) = [line for line in document(LEDGERS, AUDIT, [], {}).splitlines() if line.startswith("| all")]
    assert [cell.strip() for cell in table.strip("|").split("|")] == ["all", "1", "0", "1", "0", "0", "1", "1"]


def test_the_coverage_of_each_text_is_a_table():
    counts = {"a": {"number": {"total": 3, "covered": 2, "classed": 0, "open": 1}}, "f": {"number": {"total": 0}}}
    lines = document(LEDGERS, AUDIT, [], counts).splitlines()
    at = lines.index("## Coverage of the print")
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[at + 4 : at + 8]]
    assert cells[2:] == [["A \\| B", "numbers", "3", "2", "0", "1"], [""]]
    assert "## Coverage of the print" not in document(LEDGERS, AUDIT, [], {})


def test_every_character_comes_out_as_it_went_in():
    hostile = "a|b *c* _d_ `e` <script>x</script> [f](g) ~~h~~ \\i &lt; e_1 # - 1."
    text = document(LEDGERS, [row("a-01", "refuted", title=hostile, published=hostile)], [], {})
    (line,) = [line for line in text.splitlines() if line.startswith("- published: ")]
    shown = line.removeprefix("- published: ")
    assert re.sub(r"\\(.)", r"\1", shown) == hostile
    assert not re.search(r"[|*`<>\[\]~&]|\b_|_\b", re.sub(r"\\.|\w_\w", "", shown))
    assert "| A \\| B " in text
    assert escaped("two\nlines") == "two lines"
