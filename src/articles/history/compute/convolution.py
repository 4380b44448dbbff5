"""Section 2: a net in the shape of the first practical CNN (LeCun et al. 1989), forward and backward.

Two layers of 12 maps (8 × 8, then 4 × 4, kernels 5 × 5 with stride 2), 30 units and 10 outputs, with the activation of
the paper. Simpler than there: every map of the second layer reads all of the first, a map has one bias, and images are
padded with 0. The paper prints 2.4 / inputs as the limit of the first weights; with the root of the inputs, as some who
rebuilt the net read it, they do not shrink what passes. Images: (N, 1, 16, 16).
"""

import numpy as np

from recomputed import arrays

KERNEL, STRIDE, MAPS, UNITS, CLASSES, CONVOLUTIONS = 5, 2, 12, 30, 10, 2
SIDES = (16, 8, 4)
FEATURES = MAPS * SIDES[-1] ** 2
INPUTS = (KERNEL**2, MAPS * KERNEL**2, FEATURES, UNITS)
OUTPUTS = (MAPS, MAPS, UNITS, CLASSES)
START = {"2.4 / inputs": lambda n: 2.4 / n, "2.4 / root of inputs": lambda n: 2.4 / np.sqrt(n)}

HEIGHT, SLOPE = 1.7159, 2 / 3  # activation: HEIGHT tanh(SLOPE z)

Layers = list[tuple[np.ndarray, np.ndarray]]


def draw(rng: np.random.Generator, start: str) -> Layers:
    """Draw the four layers, (inputs, outputs) and (outputs,), float32, uniformly within ± START[start]; biases 0."""
    limits = [(n, m, START[start](n)) for n, m in zip(INPUTS, OUTPUTS, strict=True)]
    return [(rng.uniform(-most, most, (n, m)).astype(np.float32), np.zeros(m, np.float32)) for n, m, most in limits]


def forward(layers: Layers, images: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Give what enters and leaves each layer: (N, places, inputs) and (N, places, maps); one place without maps."""
    entering, leaving = [], []
    for number, (w, b) in enumerate(layers):
        before = images if number == 0 else leaving[-1]
        if number == 1:
            before = before.transpose(0, 2, 1).reshape(len(images), MAPS, SIDES[1], SIDES[1])
        entering.append(patches(before) if number < CONVOLUTIONS else before.reshape(len(images), 1, -1))
        leaving.append((HEIGHT * np.tanh(SLOPE * (entering[-1] @ w + b))).astype(w.dtype))
    return entering, leaving


def backward(layers: Layers, entering: list, leaving: list, top: np.ndarray) -> tuple[list[np.ndarray], Layers]:
    """Give dJ/dz of every layer, shaped like `leaving`, and (dJ/dw, dJ/db); top: dJ/d(outputs), (N, 1, 10)."""
    sums, gradients, error = [], [], top
    for number in range(len(layers) - 1, -1, -1):
        delta = error * (SLOPE / HEIGHT) * (HEIGHT**2 - leaving[number] ** 2)
        rows, flat = (part.reshape(-1, part.shape[-1]) for part in (entering[number], delta))
        sums.append(delta)
        gradients.append((rows.T @ flat, flat.sum(axis=0)))
        error = delta @ layers[number][0].T
        if number == 1:
            error = spread(error, SIDES[1]).reshape(len(top), MAPS, -1).transpose(0, 2, 1)
        elif number:
            error = error.reshape(leaving[number - 1].shape)
    return sums[::-1], gradients[::-1]


def patches(maps: np.ndarray) -> np.ndarray:
    """Cut maps (N, M, side, side), padded with 0, into what each unit of the next layer sees: (N, places, M 25).

    Raises BadInput for another number of axes and for maps that are not square.
    """
    maps = arrays.floats(maps, "maps", ("N", "M", "side", "side"), empty=True)
    arrays.check_shape(maps, "maps", (*maps.shape[:3], maps.shape[2]), empty=True)
    number, depth, side, _ = maps.shape
    padded, half = _padded(maps), side // STRIDE
    cut = np.empty((number, half, half, depth, KERNEL, KERNEL), maps.dtype)
    for row in range(KERNEL):
        for column in range(KERNEL):
            seen = padded[:, :, row : row + STRIDE * half : STRIDE, column : column + STRIDE * half : STRIDE]
            cut[..., row, column] = seen.transpose(0, 2, 3, 1)
    return cut.reshape(number, half * half, -1)


def spread(cut: np.ndarray, side: int) -> np.ndarray:
    """Add errors of `patches` (N, places, M 25) to the maps (N, M, side, side) they were cut from."""
    half = side // STRIDE
    parts = cut.reshape(len(cut), half, half, -1, KERNEL, KERNEL)
    padded = _padded(np.zeros((len(cut), parts.shape[3], side, side), cut.dtype))
    for row in range(KERNEL):
        for column in range(KERNEL):
            place = slice(row, row + STRIDE * half, STRIDE), slice(column, column + STRIDE * half, STRIDE)
            padded[:, :, *place] += parts[..., row, column].transpose(0, 3, 1, 2)
    edge = KERNEL // 2
    return padded[:, :, edge : edge + side, edge : edge + side]


def _padded(maps: np.ndarray) -> np.ndarray:
    edge = KERNEL // 2
    return np.pad(maps, ((0, 0), (0, 0), (edge, edge), (edge, edge)))
