"""Signs between factors, and what takes the factors behind it."""

from dataclasses import dataclass

from lark import Token

from recomputed.formulas.trees.nodes import Node


@dataclass(frozen=True)
class Operator:
    """A sign between two factors."""

    sign: str
    token: Token

    @property
    def span(self) -> tuple[int, int]:
        """First place and the one after the last."""
        return self.token.start_pos, self.token.end_pos


@dataclass(frozen=True)
class Head:
    """What takes the factors behind it: big (a sum or product), best (arg max) or function, with its scripts."""

    kind: str
    name: str
    below: Node | None
    above: Node | None
    span: tuple[int, int]
