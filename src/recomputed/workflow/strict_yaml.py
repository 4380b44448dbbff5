"""YAML as plain data, by the compiled parser where PyYAML has it: every call of Snakemake reads twenty files."""

from typing import Any

import yaml
from yaml.constructor import ConstructorError

DEEPEST = 100  # blocks in one another; of 100,000 the compiled parser ends the process


class Loader(
    getattr(yaml, "CSafeLoader", yaml.SafeLoader)
):  # compiled seven times as fast; makes nothing but plain data
    """Refuses a key that stands twice in a block, where YAML takes the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        """Make a dict of `node`; raise ConstructorError for a key that stands twice."""
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise ConstructorError(problem=f"the key {key.value} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def parse(text: str) -> Any:
    """Read one YAML document; raise yaml.YAMLError where it is none, or nested beyond reason."""
    _check_depth(text)
    loader = Loader(text)
    try:
        return loader.get_single_data()
    except (AttributeError, RecursionError, ValueError) as error:  # as of 2020-13-45, a day that Python does not know
        raise yaml.YAMLError(str(error)) from error
    finally:
        loader.dispose()


def _check_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(
                problem=f"more than {DEEPEST} blocks in one another", problem_mark=event.start_mark
            )
