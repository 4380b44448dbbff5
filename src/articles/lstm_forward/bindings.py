"""Values of the symbols in the formulas of section 4: random nets without peepholes, as the project runs them."""

from methods.rnn import lstm
from methods.rnn.equations import logistic
from methods.rnn.parameters import GATES, lstm_shapes, random
from methods.rnn.variants import VARIANTS
from recomputed.formulas.binding import Binding
from recomputed.stats import streams

NETS, STEPS, SIZE = 4, 5, 3  # as many inputs as hidden units, so that a symbol may be confused with any other
SUBSCRIPTS = {"z": "z", "i": "{in}", "f": "{for}", "o": "{out}"}
STATES = (
    r"\boldsymbol{x}^{(t)}",
    r"\boldsymbol{y}^{(t-1)}",
    r"\boldsymbol{y}^{(t)}",
    r"\boldsymbol{c}^{(t-1)}",
    r"\boldsymbol{c}^{(t)}",
)
OUTPUTS = tuple(rf"\boldsymbol{{{gate}}}^{{(t)}}" for gate in GATES)
WEIGHTS = tuple(tuple(rf"\boldsymbol{{{letter}}}_{sub}" for sub in SUBSCRIPTS.values()) for letter in "WRb")


def bindings(seed: int) -> dict[str, Binding]:
    """Bind the symbols of each claim with a formula; a net is looked at in its last step and in the one before."""
    trials, kept = [], []
    for net in range(NETS):
        rng = streams.rng(seed, "lstm_forward formulas", net)
        weights = random(lstm_shapes(SIZE, SIZE), rng, 0.8)
        tape = lstm.forward(weights, rng.normal(size=(STEPS, 1, SIZE)), VARIANTS["no peepholes"])
        for step in (STEPS - 1, STEPS):
            trials.append(_symbols(tape, step))
            z, i = tape.gates[:2, step - 1, 0]
            kept.append(tape.c[step, 0] - z * i)
    alike = (STATES, OUTPUTS, *WEIGHTS)
    return {
        "lstm_forward-02": Binding(trials, alike=alike),
        "lstm_forward-26": Binding(trials, truths=kept, alike=alike),
    }


def _symbols(tape: lstm.Tape, step: int) -> dict:
    """Name the quantities of a net as the article does; x, y, c and the gates are functions of the step, from 1."""
    given = {"t": step, r"\sigma": logistic}
    given[r"\boldsymbol{x}"] = lambda s: tape.x[s - 1, 0]
    given[r"\boldsymbol{y}"] = lambda s: tape.y[s, 0]
    given[r"\boldsymbol{c}"] = lambda s: tape.c[s, 0]
    for place, gate in enumerate(GATES):
        given[rf"\boldsymbol{{{gate}}}"] = lambda s, place=place: tape.gates[place, s - 1, 0]
        for letter in "WRb":
            given[rf"\boldsymbol{{{letter}}}_{SUBSCRIPTS[gate]}"] = tape.parameters[letter][place]
    return given
