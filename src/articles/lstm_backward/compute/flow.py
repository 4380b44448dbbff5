"""The derivatives of a net's variables with respect to each other: explicit ones, total ones, and with others held.

An explicit derivative acts on a variable where it appears in the equation of another one, and all else is held. With
the total derivatives D, found by complex steps, the explicit ones are E = 1 - D⁻¹, because D = 1 + E + E² + …, one
power for each number of steps along a path. To hold a variable is to set its row of E to 0: nothing reaches it.
"""

import numpy as np

from articles.lstm_backward.compute.trials import Trial

NAMES = {"lstm": ("zs", "z", "is", "i", "fs", "f", "c", "os", "o", "y"), "simple": ("h",)}  # as a step computes them
LEAST = 1e-12  # explicit derivatives below are rounding errors of 0
Node = tuple[str, int]


class Flow:
    """All variables of a random net at the steps 1 … T, and the derivatives between them."""

    def __init__(self, trial: Trial):
        self.trial, self.hidden = trial, trial.target.shape[1]
        self.states = trial.states()
        self.nodes = [(name, t) for t in range(1, len(trial.x) + 1) for name in NAMES[trial.kind]]
        self._place = {node: n * self.hidden for n, node in enumerate(self.nodes)}
        self._total = self._complex_steps()
        explicit = np.eye(len(self._total)) - np.linalg.inv(self._total)
        self._explicit = np.where(np.abs(explicit) > LEAST, explicit, 0)

    def explicit(self, top: Node, by: Node) -> np.ndarray:
        """Give the explicit derivative of `top` with respect to `by`, (H, H)."""
        return self._explicit[self._at(top), self._at(by)]

    def arrow(self, top: Node, by: Node) -> np.ndarray:
        """Give the derivative along one arrow of the article's graphs, whose nodes are the sums, c and y: (H, H).

        The value of a gate is no node: an arrow from its sum leads through it to what reads it.
        """
        through = ((gate, top[1]) for gate in "zifo")
        return self.explicit(top, by) + sum(self.explicit(top, gate) @ self.explicit(gate, by) for gate in through)

    def total(self, top: Node, by: Node, held: tuple[Node, ...] = ()) -> np.ndarray:
        """Give the derivative of `top` with respect to `by` over all paths but those through the variables `held`."""
        return self._over_paths(held)[self._at(top), self._at(by)]

    def error(self, by: Node, held: tuple[Node, ...] = ()) -> np.ndarray:
        """Give the derivative (H,) of the loss J with respect to `by`, over the same paths as in `total`."""
        paths = self._over_paths(held)
        outputs = [(self.trial.output, t) for t in range(1, len(self.trial.x) + 1)]
        own = {node: self.states[node] - self.trial.target[node[1] - 1] for node in outputs}
        return sum(own[node] @ paths[self._at(node), self._at(by)] for node in outputs)

    def targets(self, node: Node) -> set[Node]:
        """Name the variables whose equations have `node`."""
        return {top for top in self.nodes if top != node and self.explicit(top, node).any()}

    def _at(self, node: Node) -> slice:
        start = self._place[node]
        return slice(start, start + self.hidden)

    def _over_paths(self, held: tuple[Node, ...]) -> np.ndarray:
        if not held:
            return self._total
        explicit = self._explicit.copy()
        for node in held:
            explicit[self._at(node)] = 0
        return np.linalg.inv(np.eye(len(explicit)) - explicit)

    def _complex_steps(self) -> np.ndarray:
        columns, step = [], 1e-30j
        for node in self.nodes:
            for move in step * np.eye(self.hidden):
                states = self.trial.states({node: move})
                columns.append(np.concatenate([np.imag(states[top]) for top in self.nodes]) / 1e-30)
        return np.stack(columns, axis=1)
