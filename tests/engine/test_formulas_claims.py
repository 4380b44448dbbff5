"""From the ledger's LaTeX to the verdict: bindings, tables, the links that fail, and mistakes in one line."""

import sys
import types

import numpy as np
import pandas as pd
import pytest

from recomputed.audit import search
from recomputed.audit.claim import from_entry
from recomputed.audit.formula_claims import formulas_of
from recomputed.audit.ledger import evidence_files, read_file
from recomputed.audit.selftest import of_formulas, run
from recomputed.audit.selftest.report import missed, unmoved
from recomputed.audit.verdict import judge
from recomputed.errors import BadInput
from recomputed.formulas import cases
from recomputed.formulas.binding import Binding
from recomputed.formulas.tables import formulas
from recomputed.results.store import load, save

WRONG = r"\boldsymbol{h}^{(t)} = \tanh(\boldsymbol{W} \boldsymbol{x}^{(t)} + \boldsymbol{R}_{in} \boldsymbol{h}^{(t)})"
RIGHT = (
    r"\boldsymbol{h}^{(t)} = \tanh(\boldsymbol{W} \boldsymbol{x}^{(t)} + \boldsymbol{R}_{in} \boldsymbol{h}^{(t-1)})"
)
CHAIN = r"a^2 = a a = 2 a"
BROKEN, REPAIRED = r"\lamba_1 > 0", r"\lambda_1 > 0"


def nets(steps=4):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        w, r, x = rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=(steps, 3))
        h = [np.zeros(3)]
        for step in x:
            h.append(np.tanh(w @ step + r @ h[-1]))
        symbols = {r"\boldsymbol{W}": w, r"\boldsymbol{R}_{in}": r, "t": steps - 1}
        yield symbols | {r"\boldsymbol{x}": lambda s, x=x: x[s - 1], r"\boldsymbol{h}": lambda s, h=h: h[s]}


BOUND = {
    "nets-01": Binding(list(nets())),
    "nets-02": Binding([{"a": 3.0}]),
    ("nets-02", "conditional"): Binding([{"a": 2.0}]),
    "nets-03": [Binding(list(nets())), Binding([{"a": 2.0}], truths=[4.0])],
    "nets-04": Binding([{"x": np.ones(3), "y": 1.0}], misfit=True),
}


def entry(name, formula, kind="identity", **more):
    return {"id": name, "title": "t", "where": "w", "kind": kind, "formula": formula} | more


CLAIMS = [
    entry("nets-01", WRONG, edit={"formula": RIGHT}),
    entry("nets-02", CHAIN, conditional={"condition": "for a = 2"}),
    entry("nets-03", [RIGHT, "a^2"]),
    entry("nets-04", "x = y"),
    entry("nets-05", BROKEN, kind="latex", edit={"formula": REPAIRED}),
    entry("nets-06", REPAIRED, kind="latex"),
]
LEDGER = {"article": "nets", "title": "Nets", "figures": [], "claims": CLAIMS}


@pytest.fixture
def article(tmp_path, monkeypatch):
    """An article `nets` whose bindings are BOUND; gives its folder, for other bindings."""
    (tmp_path / "bindings.py").write_text('BOUND = {\n    "nets-01": 1,\n    "nets-09": 2,\n}\n')
    module = types.ModuleType("articles.nets.bindings")
    module.bindings = lambda seed: dict(BOUND)
    monkeypatch.setitem(sys.modules, "articles.nets", types.ModuleType("articles.nets"))
    monkeypatch.setitem(sys.modules, "articles.nets.bindings", module)
    monkeypatch.setattr(cases, "file_of", lambda name: tmp_path / "bindings.py")
    return module


@pytest.fixture
def tables(article, tmp_path):
    """The tables of the rule, as saved and loaded, by the names that the claims know."""
    found = formulas("nets", formulas_of(LEDGER), 1)
    names = {"formulas": "formulas", "edits": "formula_edits", "perturbed": "formula_perturbed"}
    for name, table in found.items():
        save(table, str(tmp_path / f"{names[name]}.csv"))
    return {f"results/nets/{file}.csv": load(str(tmp_path / f"{file}.csv")) for file in names.values()}


def verdict(number, tables):
    return judge(from_entry(CLAIMS[number - 1], "nets"), tables)


def test_a_formula_that_fails_is_a_misprint_if_the_corrected_one_holds(tables):
    row = verdict(1, tables)
    assert row["verdict"] == "misprint"
    assert row["published"] == WRONG
    assert row["reason"].startswith("side 2 differs from side 1 (relative error ")
    assert r"holds with the edit \boldsymbol{h}^{(t)} -> \boldsymbol{h}^{(t-1)} (holds in 3 trials" in row["reason"]
    assert [fit["change"] for fit in row["search"]["fits"]] == ["t -> t - 1, place 2 (time ± 1)"]


def test_a_condition_is_judged_by_its_own_trials_and_the_wrong_link_is_named(tables):
    row = verdict(2, tables)
    assert row["verdict"] == "conditional"
    assert row["reason"].startswith(
        "side 3 differs from side 2 (relative error 0.33); holds for a = 2 (holds in 1 trial"
    )
    links = tables["results/nets/formulas.csv"].query("claim == 'nets-02' and part == 'printed'")
    assert links[["link", "left", "right", "holds"]].to_numpy().tolist() == [
        ["1 to 2", "a^2", "a a", "yes"],
        ["2 to 3", "a a", "2 a", "no"],
    ]


def test_a_list_has_one_binding_for_each_formula_and_a_formula_may_have_a_truth(tables):
    assert verdict(3, tables)["verdict"] == "reproduced"
    links = tables["results/nets/formulas.csv"].query("claim == 'nets-03'")
    assert links["link"].tolist() == ["1 to 2", "1 to truth"]


def test_shapes_that_differ_refute_where_the_print_may_be_at_fault(tables):
    row = verdict(4, tables)
    assert (row["verdict"], row["recomputed"]) == ("refuted", "relative error inf")
    assert "side 2 differs from side 1 (3 × 1 against a number)" in row["reason"]


def test_latex_that_cannot_be_typeset_is_a_misprint_with_its_repair(tables):
    row = verdict(5, tables)
    assert row["verdict"] == "misprint"
    assert r"unknown command \lamba at place 1; nearest that can be read: \lambda_1 > 0" in row["recomputed"]
    assert r"holds with the edit \lamba -> \lambda" in row["reason"]
    assert verdict(6, tables)["verdict"] == "reproduced"


def test_evidence_search_and_published_follow_from_the_formula(tmp_path):
    claim = from_entry(CLAIMS[0], "nets")
    assert claim.printed == claim.formulas == (WRONG,)
    assert claim.overlaid("edit").printed == (RIGHT,)
    assert claim.overlaid("edit").evidence.row == {"claim": "nets-01", "part": "edit"}
    assert evidence_files(LEDGER) == ["results/nets/formula_edits.csv", "results/nets/formulas.csv"]
    other = from_entry(
        entry("nets-07", "a = 1", evidence={"file": "results/t.csv", "column": "x"}, published="1", kind="value")
    )
    assert (other.evidence.file, other.printed, other.formulas) == ("results/t.csv", ("1",), ("a = 1",))
    path = tmp_path / "ledger.yaml"
    path.write_text(
        "article: nets\ntitle: Nets\nfigures: []\nclaims:\n"
        f"  - {{id: nets-01, title: t, where: w, kind: identity, formula: '{WRONG}', edit: {{formula: '{RIGHT}'}}}}\n"
        f"  - {{id: nets-05, title: t, where: w, kind: latex, formula: ['{BROKEN}']}}\n"
    )
    assert formulas_of(read_file(path)) == {
        "nets-01": {"kind": "identity", "printed": [WRONG], "edit": [RIGHT]},
        "nets-05": {"kind": "latex", "printed": [BROKEN]},
    }


@pytest.mark.parametrize(
    "line",
    [
        "kind: identity",
        "kind: latex, published: x",
        "kind: value, formula: 'a = 1'",
        "kind: latex, formula: 'a', evidence: {file: results/t.csv, column: x}",
        "kind: identity, formula: 'a', edit: {}",
    ],
)
def test_a_claim_without_what_decides_it_breaks_the_schema(tmp_path, line):
    path = tmp_path / "ledger.yaml"
    head = "article: nets\ntitle: Nets\nfigures: []\nclaims:\n"
    path.write_text(f"{head}  - {{id: nets-01, title: t, where: w, {line}}}\n")
    with pytest.raises(BadInput, match=r"ledger\.yaml:5: "):
        read_file(path)


def test_every_formula_that_holds_is_perturbed_and_every_change_noticed(tables):
    claims = [from_entry(found, "nets") for found in CLAIMS]
    table = tables["results/nets/formula_perturbed.csv"]
    rows = list(of_formulas.rows(claims, {"results/nets/formula_perturbed.csv": table}))
    assert {row[0] for row in rows} == {claim.id for claim in claims}
    assert {row[5:7] for row in rows} <= {("yes", "yes"), ("same value", "no")}


def test_the_self_test_can_flip_every_verdict_on_a_formula_and_misses_none(tables):
    path = "results/nets/formula_perturbed.csv"
    others = {name: table for name, table in tables.items() if name != path}
    claims = [from_entry(found, "nets") for found in CLAIMS]
    rows = [row for claim in claims for row in run._of_claim(claim, others)]
    rows += of_formulas.rows(claims, {path: tables[path]})
    found = pd.DataFrame(rows, columns=run.COLUMNS)
    assert missed(found).empty
    assert unmoved(found) == []
    blind = found[found["side"] != "formula"]
    assert unmoved(blind) == [claim.id for claim in claims]


def test_a_search_without_its_rows_is_refused(tables):
    claim = from_entry(CLAIMS[0], "nets")
    edits = tables["results/nets/formula_edits.csv"]
    for changed in ({}, {"results/nets/formula_edits.csv": edits[:0]}):
        with pytest.raises(BadInput, match="claim nets-01: no search of its formula"):
            search.search(claim, changed)
    found = search.search(claim, tables)
    assert "Smallest edit, a hypothesis: t -> t - 1, place 2 (time ± 1)" in found["told"]
    assert f"{found['values']} different values; what fits agrees to nine digits" in found["told"]


@pytest.mark.parametrize(
    ("bound", "message"),
    [
        ({"nets-01": Binding([{"a": 1.0}])},
         r"nets/bindings.py:2: nets-01: no value for a symbol: expected all of them bound, found "
         r"\boldsymbol{h}^{(t)} has no value; nearest: a, in \boldsymbol{h}^{(t)}; add it to the trials"),
        ({"nets-01": Binding([next(nets()) | {r"\boldsymbol{W}": np.ones((2, 2))}])}, "2 × 2 times 3 × 1"),
        ({"nets-01": Binding([next(nets()) | {r"\boldsymbol{h}": lambda s: 1.0}])}, "3 × 1 plus 3 × 3"),
        ({"nets-01": Binding([next(nets()) | {r"\boldsymbol{h}^{(t)}": np.ones(2)}])}, "3 × 3 times 2 × 1"),
        ({"nets-01": Binding(list(nets())), "nets-09": Binding([{}])},
         "nets/bindings.py: values of no claim: expected claims of kind identity with a formula, found nets-09"),
        ({}, "no values: expected a Binding for each claim of kind identity with a formula, found none for nets-01"),
        ({"nets-01": [Binding([{}])] * 2},
         "nets/bindings.py:2: nets-01: wrong number of bindings: expected one Binding, or one for each"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_bindings_is_one_line_with_its_place(article, bound, message):
    article.bindings = lambda seed: bound
    with pytest.raises(BadInput) as found:
        formulas("nets", {"nets-01": {"kind": "identity", "printed": [WRONG]}}, 1)
    assert message in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a + b", "a formula without a relation: expected truths"),
        (r"\lamba = 1", r"unknown command \lamba at place 1; nearest that can be read: \lambda = 1"),
        ("a = = b", "“=” does not fit here at place 5"),
    ],
)
def test_a_mistake_in_the_formula_is_one_line(article, text, message):
    article.bindings = lambda seed: {"nets-01": Binding([{"a": 1.0, "b": 2.0}])}
    with pytest.raises(BadInput) as found:
        formulas("nets", {"nets-01": {"kind": "identity", "printed": [text]}}, 1)
    assert message in str(found.value)


def test_an_article_without_bindings_may_have_claims_that_its_latex_can_be_typeset(article, monkeypatch):
    monkeypatch.setattr(cases, "file_of", lambda name: None)
    found = formulas("nets", {"nets-05": {"kind": "latex", "printed": [BROKEN]}}, 1)
    assert found["formulas"]["holds"].tolist() == ["no"]
    assert isinstance(found["edits"], pd.DataFrame)
    with pytest.raises(BadInput, match="no values for formulas"):
        formulas("nets", {"nets-01": {"kind": "identity", "printed": [WRONG]}}, 1)


def test_the_same_seed_gives_the_same_tables(article):
    one, two = (formulas("nets", formulas_of(LEDGER), 1) for _ in range(2))
    assert all(one[name].equals(two[name]) for name in one)
