"""Section 4: training a net's hidden layers one after the other as autoencoders.

Source: Bengio et al. (2007), "Greedy layer-wise training of deep networks".
"""

import numpy as np

from articles.history.compute.stacks import batches, momentum_step, rows_of
from methods import feedforward

SIGMOID = feedforward.ACTIVATIONS["sigmoid"][0]


def pretrain(net: list, x: np.ndarray, draws, epochs: int, batch: int, rate: float, momentum: float) -> None:
    """Train each hidden layer in turn, in place, as an autoencoder of the layer below; the decoder is the transpose.

    The loss is the cross-entropy of the layer below. `net` and `x` (..., N, inputs) may be a stack, `draws` its
    generators, see stacks.
    """
    for w, b in net[:-1]:
        decoder_bias = np.zeros((*w.shape[:-2], 1, w.shape[-2]), w.dtype)
        step = momentum_step([w, b, decoder_bias], rate, momentum)
        for rows in batches(draws, x.shape[-2], batch, epochs):
            inputs = rows_of(x, rows)
            code = SIGMOID(inputs @ w + b)
            output_delta = SIGMOID(code @ w.swapaxes(-1, -2) + decoder_bias) - inputs
            output_delta /= w.dtype.type(rows.shape[-1])  # of the mean over samples
            code_delta = (output_delta @ w) * code * (1 - code)
            w_gradient = inputs.swapaxes(-1, -2) @ code_delta + output_delta.swapaxes(-1, -2) @ code
            step([w_gradient, *(part.sum(axis=-2, keepdims=True) for part in (code_delta, output_delta))])
        x = SIGMOID(x @ w + b)
