"""Adam against the equations of its paper, one number at a time, in single precision too."""

import numpy as np
import pytest

import naive
from methods.optimisers import adam


@pytest.mark.parametrize(("precision", "tolerance"), [(np.float64, 1e-12), (np.float32, 1e-5)])
def test_adam_is_the_papers(precision, tolerance):
    gradients = np.random.default_rng(1).normal(size=20)
    parts, path = [np.zeros(1, precision), np.zeros((2, 3), precision)], []
    step = adam(parts)
    for gradient in gradients:
        step([np.full(part.shape, gradient, precision) for part in parts], 0.1)
        path.append(parts[0][0])
        assert parts[1] == pytest.approx(parts[0][0], rel=tolerance)
    assert {part.dtype for part in parts} == {np.dtype(precision)}
    np.testing.assert_allclose(path, naive.adam(gradients, 0.1), rtol=tolerance)
