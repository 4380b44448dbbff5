"""Section 1, first AI boom: perceptrons on Boolean functions, and how many lines of Python a perceptron needs."""

import ast
import inspect

import numpy as np
import pandas as pd

from articles.history.compute import separability

PASSES = 100  # of the short program; the rule ends after 20 on functions of three inputs


def perceptron(x, y):
    """Learn the weights (D,) of samples `x` (N, D) with labels `y` of 1 and -1, by Rosenblatt's rule."""
    w = np.zeros(x.shape[1])
    for _ in range(PASSES):
        for sample, label in zip(x, y, strict=True):
            w += label * sample * (label * (w @ sample) <= 0)
    return w


def boolean_functions(inputs: list[int], passes: int, few: list[int]) -> dict[str, pd.DataFrame]:
    """Test every Boolean function of so many `inputs`: tables `functions` (see separability) and `lines`.

    few: numbers of lines that may be called a few, one row of `lines` each. Columns of `lines`: few, lines (those of
    `perceptron`), functions (that a line separates), not_learned (of these by `perceptron`), failures: lines too many
    and functions not learned.
    """
    table = separability.boolean_functions(inputs, passes)
    separable = table["separable"] == "yes"
    samples = [pair for pair, keep in zip(separability.boolean_samples(inputs), separable, strict=True) if keep]
    wrong = sum(not _learned(x, y) for x, y in samples)
    row = {"lines": body_lines(perceptron), "functions": len(samples), "not_learned": wrong}
    lines = [{"few": most, **row, "failures": max(0, row["lines"] - most) + wrong} for most in few]
    return {"functions": table, "lines": pd.DataFrame(lines)}


def _learned(x: np.ndarray, y: np.ndarray) -> bool:
    x = separability.with_ones(x)
    return bool((y * (x @ perceptron(x, y)) > 0).all())


def body_lines(function) -> int:
    """Count the lines of a function's body that hold code, without its docstring."""
    source = inspect.getsource(function)
    definition = ast.parse(source).body[0]
    first = definition.body[1 if ast.get_docstring(definition) else 0]
    return sum(bool(line.strip()) for line in source.splitlines()[first.lineno - 1 :])
