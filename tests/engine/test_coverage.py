"""print.csv follows the text: it is drafted, kept through changes of the text, and every disagreement is a line."""

import re

import pytest
import yaml

from recomputed.audit import ledger
from recomputed.coverage import check, command, draft, table, totals
from recomputed.coverage.claims import prints
from recomputed.coverage.faults import faults
from recomputed.coverage.listing import listing
from recomputed.coverage.units import units
from recomputed.errors import BadInput
from recomputed.workflow import articles

TEXT = r"""On shells

Shells of balls are thin. Everybody knows balls.

1. The share

In 400 dimensions the outer 1 % holds about 98 % of a ball. Its share is
\frac{V - v}{V} = 1 - 0.99^D. There are two kinds of shells. In the figure of 1997 you see them.

Source: A. Author, “Balls,” (2006), pp. 3-4
"""
CLAIM = {"kind": "value", "not_checkable": "no table in this test"}
LEDGER = {
    "article": "shells",
    "title": "Shells",
    "text": "shells.txt",
    "figures": [],
    "claims": [
        CLAIM | {"id": "shells-01", "title": "share", "where": "section 1", "published": ["400", "98"]},
        CLAIM
        | {"id": "shells-02", "title": "formula", "where": "section 1", "published": "1 - 0.99^D", "kind": "fact"},
        CLAIM | {"id": "shells-03", "title": "two", "where": "section 1", "published": "2", "unit": "kinds"},
        CLAIM
        | {"id": "shells-04", "title": "thin", "where": "introduction"}
        | {"published": "under 5 %", "origin": "reading"},
        CLAIM | {"id": "shells-05", "title": "ours", "where": "section 1", "published": "7", "origin": "ours"},
    ],
}
WITH_FORMULA = {"formula": r"\frac{V-v}{V} = 1 - 0.99^D"}
SAID = {
    "0 @ 2.1": ("claims", ("shells-04",)),
    "0 @ 2.2": ("narration", ()),
    "1 @ 1.1": ("claims", ("shells-01",)),
    "1 @ 1.2": ("claims", ("shells-02",)),
    "1 @ 1.3": ("claims", ("shells-03",)),
    "1 @ 1.4": ("caption", ()),
    "1 @ 1.1.2": ("notation", ()),
    "1 @ 1.2.1": ("claims", ("shells-02",)),
}


@pytest.fixture
def shells(tmp_path):
    """An article whose text is covered to the end; gives its folder."""
    folder, texts = tmp_path / "shells", tmp_path / "texts"
    folder.mkdir()
    texts.mkdir()
    (texts / "shells.txt").write_text(TEXT, encoding="utf-8")
    save(folder, LEDGER)
    draft.draft(folder / "print.csv", LEDGER, TEXT)
    class_rows(folder)
    draft.draft(folder / "print.csv", LEDGER, TEXT)
    return folder


def save(folder, content):
    (folder / "ledger.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def class_rows(folder, said=SAID):
    rows = table.read(folder / "print.csv")
    written = [
        table.Row(r.section, r.place, r.unit, r.fingerprint, *said.get(r.shown, (r.what, r.claims))) for r in rows
    ]
    table.write(folder / "print.csv", written)


def what(folder):
    return {row.shown: (row.unit, row.what, row.claims) for row in table.read(folder / "print.csv")}


def run(folder, capsys, *more):
    code = check.main(["--texts", str(folder.parent / "texts"), str(folder), *more])
    return code, capsys.readouterr().out.splitlines()


def changed(whole, name, **entries):
    claims = [{**claim, **entries} if claim["id"] == name else claim for claim in whole["claims"]]
    return whole | {"claims": claims}


def test_a_draft_knows_what_is_certain(tmp_path):
    folder = tmp_path / "shells"
    folder.mkdir()
    with_formula = changed(LEDGER, "shells-02", **WITH_FORMULA)
    lines = draft.draft(folder / "print.csv", with_formula, TEXT)
    assert lines == ["shells/print.csv: 16 rows, 9 open"]
    found = what(folder)
    assert found["0 @ 1.1"] == found["1 @ 0.1"] == ("sentence", "heading", ())
    assert found["1 @ 2.1"] == ("sentence", "reference", ())
    assert found["1 @ 2.1.1"] == ("number", "reference", ())
    assert found["1 @ 1.2"] == ("sentence", "claims", ("shells-02",))
    assert found["1 @ 1.2.1"] == ("formula", "claims", ("shells-02",))
    assert found["1 @ 1.1"] == ("sentence", "open", ())


def test_parts_follow_their_sentence(shells):
    found = what(shells)
    assert found["1 @ 1.4.1"] == ("number", "caption", ())
    assert found["1 @ 1.1.1"] == ("number", "claims", ("shells-01",))
    assert found["1 @ 1.1.2"] == ("number", "notation", ())  # written by hand, and kept
    assert found["1 @ 1.1.3"] == ("number", "claims", ("shells-01",))


def test_a_covered_text_has_no_fault(shells, capsys):
    code, lines = run(shells, capsys)
    assert code == 0
    assert len(lines) == 2
    assert lines[0].split()[:4] == ["sentences", "covered", "classed", "open"]
    assert lines[1].split() == ["shells", "9", "4", "5", "0", "6", "2", "4", "0", "1", "1", "0", "0"]
    counted = table.counts(table.read(shells / "print.csv"))
    assert counted["sentence"] == {"covered": 4, "classed": 5, "open": 0}
    assert counted["number"] == {"covered": 2, "classed": 4, "open": 0}
    assert counted["formula"] == {"covered": 1, "classed": 0, "open": 0}


def test_a_changed_digit_is_reported_with_its_lines(shells, capsys):
    text = shells.parent / "texts" / "shells.txt"
    text.write_text(TEXT.replace("98 %", "89 %"), encoding="utf-8")
    code, lines = run(shells, capsys)
    assert code == 1
    assert (
        "shells.txt:7: sentence 1 @ 1.1 has no row: In 400 dimensions the outer 1 % holds about 89 % of a ball."
        in lines
    )
    assert "shells.txt:7: number 1 @ 1.1.3 has no row: 89 %" in lines
    assert "shells/print.csv:6: the text of this sentence is gone: 1 @ 1.1" in lines
    assert "shells/print.csv:9: the text of this number is gone: 1 @ 1.1.3" in lines
    assert any("no sentence carries the claim shells-01" in line for line in lines)


def test_a_new_draft_keeps_what_was_written_and_names_what_is_gone(shells):
    before = what(shells)
    new = TEXT.replace("Shells of balls are thin. ", "A new one. Shells of balls are thin. ").replace("98 %", "89 %")
    lines = draft.draft(shells / "print.csv", LEDGER, new)
    assert lines[:2] == [
        "shells/print.csv:6: text gone, row dropped: 1 @ 1.1 claims shells-01",
        "shells/print.csv:9: text gone, row dropped: 1 @ 1.1.3 claims shells-01",
    ]
    after = what(shells)
    assert after["0 @ 2.1"] == ("sentence", "open", ())
    assert after["0 @ 2.2"] == before["0 @ 2.1"]
    assert after["0 @ 2.3"] == before["0 @ 2.2"]
    assert after["1 @ 1.1"] == ("sentence", "open", ())
    assert after["1 @ 1.1.1"] == before["1 @ 1.1.1"]
    assert after["1 @ 1.2"] == before["1 @ 1.2"]


def test_rows_follow_a_sentence_into_another_section(shells):
    sentence = "In 400 dimensions the outer 1 % holds about 98 % of a ball. "
    new = TEXT.replace(sentence, "").replace("Everybody knows balls.", f"Everybody knows balls. {sentence}")
    before = what(shells)
    assert draft.draft(shells / "print.csv", LEDGER, new) == ["shells/print.csv: 16 rows, 0 open"]
    assert [what(shells)[f"0 @ 2.3{part}"] for part in ("", ".1", ".2", ".3")] == [
        before[f"1 @ 1.1{part}"] for part in ("", ".1", ".2", ".3")
    ]


def test_a_part_of_a_changed_sentence_keeps_its_row_where_it_moves(shells):
    draft.draft(shells / "print.csv", LEDGER, TEXT.replace("In 400 dimensions the outer 1 %", "The outer 1 % in 400"))
    found = what(shells)
    assert found["1 @ 1.1"] == ("sentence", "open", ())
    assert found["1 @ 1.1.1"] == ("number", "notation", ())
    assert found["1 @ 1.1.2"] == ("number", "claims", ("shells-01",))


def test_moved_rows_are_one_line(shells, capsys):
    text = shells.parent / "texts" / "shells.txt"
    text.write_text(
        TEXT.replace("Everybody knows balls.", "").replace("\n\n1.", " Everybody knows balls.\n\n1."), "utf-8"
    )
    assert run(shells, capsys)[0] == 0
    text.write_text(TEXT.replace("Shells of balls", "Everybody knows balls. Shells of balls", 1).replace(
        "thin. Everybody knows balls.", "thin."), encoding="utf-8")  # fmt: skip
    code, lines = run(shells, capsys)
    assert code == 1
    assert lines[0] == "shells/print.csv:4: 2 rows moved with their text, this one first; draft the table again"


@pytest.mark.parametrize(
    ("name", "entries", "fault"),
    [
        ("shells-01", {"published": ["400", "97"]},
         "shells/print.csv:6: shells-01 is not printed there: 97; nearest: 98"),
        ("shells-02", {"published": "1 - 0.999^D"},
         "shells/print.csv:10: shells-02 is not printed there: 0.999; nearest: 0.99"),
        ("shells-02", {"formula": r"\frac{V+v}{V} = 1 - 0.99^D"},
         r"shells/print.csv:10: shells-02 is not printed there: \frac{V+v}{V}=1-0.99^D; "
         r"nearest: \frac{V-v}{V}=1-0.99^D"),
        ("shells-03", {"published": "3"}, "shells/print.csv:12: shells-03 is not printed there: 3; nearest: 2"),
        ("shells-03", {"where": "section 2.1"},
         "shells/print.csv:12: shells-03 is in section 1, its ledger says section 2.1"),
        ("shells-04", {"published": "6", "origin": "printed"}, "shells/print.csv:3: shells-04 is not printed there: 6"),
        ("shells-05", {"origin": "described"}, "shells/print.csv: no sentence carries the claim shells-05 (described)"),
    ],
)  # fmt: skip
def test_each_fault_of_a_claim_is_a_line(shells, name, entries, fault):
    assert faults(shells / "print.csv", LEDGER, TEXT, "shells.txt") == []
    found = faults(shells / "print.csv", changed(LEDGER, name, **entries), TEXT, "shells.txt")
    assert found[-1] == fault
    assert all(name in line for line in found)


def test_rows_wait_for_open_claims_and_are_carried_once_these_are_closed(shells):
    """Written before the check: open claims are faults only as open rows; a row that calls one covered is a fault."""
    opened = changed(LEDGER, "shells-01", open=True)
    (fault, *_) = faults(shells / "print.csv", opened, TEXT, "shells.txt")
    assert fault == "shells/print.csv:6: shells-01 is open in the ledger, and its sentence is claims"
    class_rows(shells, dict.fromkeys(("1 @ 1.1", "1 @ 1.1.1", "1 @ 1.1.3"), ("open", ("shells-01", "shells-98"))))
    draft.draft(shells / "print.csv", opened, TEXT)
    assert what(shells)["1 @ 1.1"] == ("sentence", "open", ("shells-01",))
    assert what(shells)["1 @ 1.1.3"] == ("number", "open", ("shells-01",))
    assert [line.partition(": ")[2] for line in faults(shells / "print.csv", opened, TEXT, "shells.txt")] == [
        "open sentence (shells-01): In 400 dimensions the outer 1 % holds about 98 % of a ball.",
        "open number (shells-01): 400",
        "open number (shells-01): 98 %",
    ]
    draft.draft(shells / "print.csv", LEDGER, TEXT)
    assert what(shells)["1 @ 1.1.3"] == ("number", "claims", ("shells-01",))
    assert faults(shells / "print.csv", LEDGER, TEXT, "shells.txt") == []


def test_a_number_that_selects_the_evidence_of_a_claim_is_carried_by_it(shells):
    place = {"file": "results/shells/t.csv", "row": {"dimension": 400, "part": 1}, "column": "percent"}
    of_rows = changed(LEDGER, "shells-01", published="98", evidence=place)
    class_rows(shells, dict.fromkeys(("1 @ 1.1.1", "1 @ 1.1.2"), ("open", ())))
    draft.draft(shells / "print.csv", of_rows, TEXT)
    assert what(shells)["1 @ 1.1.1"] == ("number", "claims", ("shells-01",))
    assert what(shells)["1 @ 1.1.2"] == ("number", "claims", ("shells-01",))
    class_rows(shells, {"1 @ 1.1.1": ("open", ())})
    draft.draft(shells / "print.csv", changed(of_rows, "shells-01", evidence=place | {"row": {"dimension": 40}}), TEXT)
    assert what(shells)["1 @ 1.1.1"] == ("number", "open", ())


def test_a_text_beside_its_ledger_needs_no_folder(shells, capsys, monkeypatch):
    (shells.parent / "texts" / "shells.txt").rename(shells / "shells.txt")
    monkeypatch.setattr(command, "BESIDE", shells / "nowhere")
    monkeypatch.delenv("TEXTS", raising=False)
    assert check.main([str(shells)]) == 0
    assert check.coverage_summary(articles.find([str(shells)])).startswith("Coverage of the print: every sentence")


def test_a_formula_may_have_other_spaces(shells):
    assert faults(shells / "print.csv", changed(LEDGER, "shells-02", **WITH_FORMULA), TEXT, "shells.txt") == []


def test_faults_of_rows_are_lines(shells):
    class_rows(shells, {"1 @ 1.4": ("claims", ("shells-99",)), "1 @ 1.4.1": ("claims", ("shells-01",))})
    assert faults(shells / "print.csv", LEDGER, TEXT, "shells.txt") == [
        "shells/print.csv:13: shells-99 is no claim of this article's ledger; did you mean shells-05?",
        "shells/print.csv:14: shells-01 is not among the claims of its sentence, line 13",
    ]
    class_rows(shells, {"1 @ 1.4": ("open", ()), "1 @ 1.4.1": ("date", ())})
    assert faults(shells / "print.csv", LEDGER, TEXT, "shells.txt") == [
        "shells/print.csv:13: open sentence: In the figure of 1997 you see them."
    ]


def test_a_formula_counts_as_covered_only_if_a_claim_quotes_it(shells):
    claims = changed(LEDGER, "shells-02", published="yes", origin="reading")
    assert faults(shells / "print.csv", claims, TEXT, "shells.txt") == [
        r"shells/print.csv:11: shells-02 quotes another formula: \frac{V - v}{V} = 1 - 0.99^D"
    ]


def test_a_part_of_a_formula_does_not_cover_it(shells):
    part = changed(LEDGER, "shells-02", formula="1 - 0.99^D")
    assert "quotes another formula" in faults(shells / "print.csv", part, TEXT, "shells.txt")[0]


def test_a_repeat_is_covered_but_gives_its_claim_no_place(shells):
    class_rows(shells, {"1 @ 1.1": ("repeat", ("shells-01",))})
    assert faults(shells / "print.csv", LEDGER, TEXT, "shells.txt") == [
        "shells/print.csv: no sentence carries the claim shells-01 (printed)"
    ]


def test_texts_and_ledgers_must_find_each_other(shells, capsys, monkeypatch):
    monkeypatch.setattr("recomputed.workflow.articles.find", lambda wanted: [])
    (shells.parent / "texts" / "other.md").write_text("Nothing.", encoding="utf-8")
    assert check.main(["--texts", str(shells.parent / "texts")]) == 1
    assert "other.md: the text of no article" in capsys.readouterr().out
    monkeypatch.undo()
    save(shells, {key: value for key, value in LEDGER.items() if key != "text"})
    code, lines = run(shells, capsys)
    assert (code, lines[0]) == (1, "shells/ledger.yaml: names no text")


def test_a_run_says_in_one_line_what_the_texts_say(shells, monkeypatch):
    found = articles.find([str(shells)])
    monkeypatch.chdir(shells)
    monkeypatch.delenv("TEXTS", raising=False)
    assert "not checked without the texts; make coverage TEXTS=" in check.coverage_summary(found)
    monkeypatch.setenv("TEXTS", str(shells.parent / "texts"))
    assert check.coverage_summary(found).endswith("has its claims or needs none")
    save(shells, changed(LEDGER, "shells-03", published="3"))
    ledger.read_file.cache_clear()
    assert "1 faults; make coverage lists them" in check.coverage_summary(found)
    (shells.parent / "texts" / "shells.txt").unlink()
    assert "not checked: " in check.coverage_summary(found)
    monkeypatch.setenv("TEXTS", str(shells / "nowhere"))
    assert "\n" not in check.coverage_summary(found)


def test_numbers_of_claims_as_printed():
    entries = [
        CLAIM
        | {"id": "a-01", "title": "t", "where": "w", "published": ["–0.677", "1 %", "12", "1,000 boxes", r"90^\circ"]}
    ]
    claim = prints({"claims": entries})["a-01"]
    assert claim.numbers == ("-0.677", "1", "12", "1,000", "90")
    assert claim.lacks([r"Values -0.677 and \lambda_1=1\%, twelve, 1,000 and \theta = 90^\circ"]) == []
    assert claim.lacks(["0.677, 10, 11, 1000 and 9"]) == ["-0.677", "1", "12", "1,000", "90"]


def test_the_listing_shows_rows_beside_their_text(shells):
    lines = listing(table.read(shells / "print.csv"), units(TEXT))
    assert lines[1] == "3: 0 @ 2.1 [claims shells-04] Shells of balls are thin."
    assert lines[5] == "    number 7: 1 @ 1.1.1 [claims shells-01] 400"


def test_counts_need_no_text(shells, tmp_path):
    found = totals.coverage({"shells": str(shells / "print.csv"), "none": str(tmp_path / "print.csv")})
    assert found["json"]["shells"]["number"] == {"total": 6, "covered": 2, "classed": 4, "open": 0}
    assert found["json"]["none"]["sentence"]["total"] == 0
    assert found["csv"].iloc[0].tolist() == ["shells", "sentence", 9, 4, 5, 0]


ROW = "1,1.1,sentence,0123456789ab,narration,"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["section,place"], ":1: another header"),
        ([ROW + ",x"], ":2: another number of fields"),
        ([ROW.replace("sentence", "word")], ":2: unknown unit"),
        ([ROW.replace("1.1", "1")], ":2: no place of a sentence"),
        ([ROW.replace("0123456789ab", "0123")], ":2: no fingerprint"),
        ([ROW.replace("narration", "story")], ":2: unknown kind"),
        ([ROW.replace("narration", "claims")], ":2: claims of a row that is claims"),
        ([ROW + "a-01"], ":2: claims of a row that is narration"),
        ([ROW, ROW], ":3: rows out of order"),
        ([ROW, ROW.replace("1,", "2,", 1), ROW.replace("1.1", "1.2")], ":4: rows out of order"),
        ([ROW.replace("1.1", "1.1.1").replace("sentence", "number")], ":2: a number without its sentence"),
    ],
)
def test_a_broken_table_is_one_line(tmp_path, lines, words):
    head = [] if "another header" in words else [",".join(table.COLUMNS)]
    path = tmp_path / "print.csv"
    path.write_text("\n".join([*head, *lines]), encoding="utf-8")
    with pytest.raises(BadInput, match=re.escape(words)) as error:
        table.read(path)
    assert "\n" not in str(error.value)


def test_a_missing_text_is_one_line(shells, capsys):
    (shells.parent / "texts" / "shells.txt").unlink()
    with pytest.raises(SystemExit, match=r"shells\.txt: no text: expected a file"):
        run(shells, capsys)
    (shells.parent / "texts" / "shells.txt").write_bytes("Größe".encode("latin-1"))
    with pytest.raises(SystemExit, match="unreadable text: expected UTF-8"):
        run(shells, capsys)
    with pytest.raises(SystemExit, match="no folder of texts"):
        check.main(["--texts", str(shells / "nowhere"), str(shells)])
