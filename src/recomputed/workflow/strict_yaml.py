"""YAML as plain data, by the compiled parser where PyYAML has it: every call of Snakemake reads some forty files."""

from typing import Any

import yaml
from yaml.constructor import ConstructorError

DEEPEST = 100  # levels of nesting; 100,000 end the process, as the compiled parser calls itself once per level


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # the compiled one is seven times as fast
    """Makes nothing but plain data; refuses deep nesting, and a key that stands twice (YAML takes the last one)."""

    depth = 0

    def descend_resolver(self, parent: yaml.Node | None, place: Any) -> None:
        """Count one level; either parser calls this before it reads a node. Raises MarkedYAMLError below DEEPEST."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem=f"more than {DEEPEST} levels of nesting", problem_mark=parent.start_mark)

    def ascend_resolver(self) -> None:
        """Leave the level of the node that was read."""
        self.depth -= 1

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        """Make a dict of `node`; raise ConstructorError for a key that stands twice."""
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise ConstructorError(problem=f"the key {key.value} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def parse(text: str) -> Any:
    """Read one YAML document; raise yaml.YAMLError where it is none, or nested too deep."""
    loader = Loader(text)
    try:
        return loader.get_single_data()
    except (AttributeError, RecursionError, ValueError) as error:  # as of 2020-13-45, a day that Python does not know
        raise yaml.YAMLError(str(error)) from error
    finally:
        loader.dispose()
