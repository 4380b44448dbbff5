"""The article's symbols for the variables of an LSTM, and the random nets on which its formulas are evaluated."""

import re

from articles.lstm_backward.compute.branches import GATES
from articles.lstm_backward.compute.flow import Flow
from articles.lstm_backward.compute.trials import trials

COUNT, HIDDEN, INPUTS, STEPS = 3, [3, 2], [2], 4
PEEPHOLES = tuple(rf"p_{{{gate}}}" for gate in ("in", "for", "out"))  # in the order of the parameter p
SUMS = tuple(rf"\bar{{{letter}}}" for letter in "zifo")  # in the order of GATES
NODES = dict(zip(SUMS, GATES, strict=True)) | {letter: letter for letter in "zifocy"}


def nets(seed: int) -> list[Flow]:
    """Draw the random LSTMs with peepholes, with the derivatives between their variables."""
    return [Flow(trial) for trial in trials("lstm", seed, COUNT, HIDDEN, INPUTS, STEPS)]


def bold(symbol: str) -> str:
    r"""Make the last letter before a subscript bold: \bar{f} -> \bar{\boldsymbol{f}}."""
    return re.sub(r"^(\\bar\{)?([a-z])", r"\1\\boldsymbol{\2}", symbol)


def element(flow: Flow) -> int:
    """Choose an element of the vectors; other nets have others."""
    return flow.trial.t % flow.hidden
