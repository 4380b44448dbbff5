"""The LSTM of the articles and its ablations, named as in Greff et al. 2017, "LSTM: A Search Space Odyssey"."""

from dataclasses import dataclass, fields, replace

from recomputed.errors import BadInput


@dataclass(frozen=True)
class Variant:
    """The parts that a cell has; the defaults give the vanilla LSTM, with peepholes.

    Without the input, forget or output gate, i, f or o is 1. Without an activation, tanh at the block's input or output
    is the identity. `coupled` sets f = 1 - i. Full gate recurrence (`recurrent_gates`) feeds i, f, o of the previous
    step back to the three gates.
    """

    input_gate: bool = True
    forget_gate: bool = True
    output_gate: bool = True
    input_activation: bool = True
    output_activation: bool = True
    coupled: bool = False
    peepholes: bool = True
    recurrent_gates: bool = False

    @property
    def flags(self) -> tuple[bool, ...]:
        """Give the fields, in order, for compiled code."""
        return tuple(getattr(self, field.name) for field in fields(self))


VANILLA = Variant()
VARIANTS = {
    "vanilla": VANILLA,
    "no input gate": replace(VANILLA, input_gate=False),
    "no forget gate": replace(VANILLA, forget_gate=False),
    "no output gate": replace(VANILLA, output_gate=False),
    "no input activation": replace(VANILLA, input_activation=False),
    "no output activation": replace(VANILLA, output_activation=False),
    "coupled input and forget gate": replace(VANILLA, coupled=True),
    "no peepholes": replace(VANILLA, peepholes=False),
    "full gate recurrence": replace(VANILLA, recurrent_gates=True),
}


def variant(name: str) -> Variant:
    """Look a variant up by its name in VARIANTS; raise BadInput for another name."""
    if name not in VARIANTS:
        raise BadInput(
            "unknown LSTM variant",
            where="variant",
            expected=f"one of {', '.join(VARIANTS)}",
            found=repr(name),
            do="correct the name",
        )
    return VARIANTS[name]
