"""The printed formulas hold or fail as algebra says, on several seeds, and their values are those of other routes."""

from pathlib import Path

import numpy as np
import pytest

from articles.lstm_backward.bindings import bindings
from articles.lstm_backward.compute.trials import trials
from methods.rnn import simple
from recomputed.audit.formula_claims import formulas_of
from recomputed.audit.ledger import read_file
from recomputed.formulas.judging import Trials, judge
from recomputed.formulas.lookup import Ref
from recomputed.formulas.reading import parse
from recomputed.formulas.tables import formulas

LEDGER = Path(__file__).parents[3] / "src/articles/lstm_backward/ledger.yaml"
PARTIAL = r"\partial"
FAIL = 1e-2  # a formula that is wrong is wrong by far
WRONG = {"05", "07", "09", "11", "12", "13", "33", "35"}  # of the claims


@pytest.fixture(scope="module")
def printed():
    return formulas_of(read_file(LEDGER))


@pytest.fixture(scope="module", params=[1, 20260101])
def judged(request, printed):
    return formulas("lstm_backward", printed, request.param)["formulas"].assign(
        number=lambda table: table["claim"].str[-2:]
    )


@pytest.fixture(scope="module")
def values():
    return bindings(1)


@pytest.fixture(scope="module")
def trial():
    return next(iter(trials("simple", 1, 1, [3], [2], 4)))


def test_formulas_hold_and_fail_as_algebra_says(judged):
    as_printed = judged[judged["part"] == "printed"]
    assert set(as_printed[as_printed["holds"] == "no"]["number"]) == WRONG
    assert (as_printed[as_printed["holds"] == "no"]["error"] > FAIL).all()
    assert (judged[judged["part"] != "printed"]["holds"] == "yes").all()
    assert set(judged[judged["part"] == "edit"]["number"]) == {"05", "07", "09", "33", "35"}


def test_the_wrong_link_is_named(judged):
    wrong = judged[(judged["holds"] == "no") & judged["number"].isin(["09", "11", "13"])]
    assert set(zip(wrong["number"], wrong["link"], strict=True)) == {
        ("09", "2 to 3"),
        ("11", "1 to 2"),
        ("13", "1 to 2"),
        ("13", "2 to 3"),
    }


@pytest.mark.parametrize(
    ("claim", "right", "wrong"),
    [
        ("03", r"\boldsymbol{p}_{out}\odot \boldsymbol{c}^{(t)}", r"\boldsymbol{p}_{out}\odot \boldsymbol{c}^{(t-1)}"),
        ("04", r"\partial y_{k}^{(t)}}{", r"\partial y_{k}^{(t+1)}}{"),
        ("06", r"\frac{\partial J}{\partial \bar{o}_{k}^{(t)}} \frac{\partial \bar{o}", r"\frac{\partial \bar{o}"),
        ("10", r"\boldsymbol{R}_{in}^{T}", r"\boldsymbol{R}_{in}"),
        ("14", r"\leq \left", r"= \left"),
        ("16", r"diag(\boldsymbol{f}", r"diag(\boldsymbol{i}"),
        ("40", r"\boldsymbol{h}^{(t-1)}", r"\boldsymbol{h}^{(t)}"),
        ("42", r"k< s \leq t", r"k< s < t"),
    ],
)
def test_a_changed_formula_fails(printed, values, claim, right, wrong):
    name = f"lstm_backward-{claim}"
    texts = printed[name]["printed"]
    found = values[name] if isinstance(values[name], list) else [values[name]] * len(texts)
    changed = [(text.replace(right, wrong), of) for text, of in zip(texts, found, strict=True) if right in text]
    assert changed
    for text, binding in changed:
        assert not judge(parse(text, binding.functions), Trials(binding)).holds, text


def test_derivatives_by_bindings_are_those_of_back_propagation(trial, values):
    """The rows of h's derivatives from one step to the next, multiplied from the error back, give the core's errors."""
    row, column = (values[key].scopes[0] for key in ("lstm_backward-11", ("lstm_backward-11", "conditional")))
    tape = simple.forward(trial.parameters, trial.x[:, None])
    errors = np.zeros_like(tape.h[1:])
    errors[-1] = tape.h[-1] - trial.target[-1]
    core = simple.backward(tape, errors).h[:, 0]
    for t in (4, 3, 2):
        by_step = row[PARTIAL](Ref("h", time=t), Ref("h", time=t - 1))
        assert core[t] @ by_step == pytest.approx(core[t - 1], abs=1e-13)
        assert column[PARTIAL](Ref("h", time=t), Ref("h", time=t - 1)) == pytest.approx(by_step.T)
    of_last = row[PARTIAL](Ref("J", time=4), Ref("h", time=4))
    assert of_last == pytest.approx(core[4][None], abs=1e-13)
