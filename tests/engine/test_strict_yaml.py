"""Documents that no file of this project should be: each is refused by a process that goes on, with either parser."""

import subprocess
import sys

import pytest
import yaml

from recomputed.workflow import strict_yaml

# In a process of its own, which deep nesting would end; `pure`: as where PyYAML was built without its C parser.
PARSE = """
import sys, yaml
if sys.argv[1] == "pure":
    del yaml.CSafeLoader
from recomputed.workflow import strict_yaml
try:
    strict_yaml.parse(sys.stdin.read())
except yaml.YAMLError as error:
    print(error.problem)
"""
DEEP = {"lists": "[" * 100_000, "mappings": "{a: " * 100_000, "dashes": "- " * 100_000, "keys": "? " * 100_000}


@pytest.mark.parametrize("parser", ["compiled", "pure"])
@pytest.mark.parametrize("kind", DEEP)
def test_deep_nesting_is_refused_before_it_ends_the_process(parser, kind):
    command = [sys.executable, "-c", PARSE, parser]
    done = subprocess.run(command, input=DEEP[kind], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"more than {strict_yaml.DEEPEST} levels of nesting\n"), done.stderr


def test_as_many_levels_as_are_allowed_and_no_more():
    text = "[" * strict_yaml.DEEPEST + "]" * strict_yaml.DEEPEST
    assert str(strict_yaml.parse(text)) == text
    with pytest.raises(yaml.YAMLError, match="levels of nesting"):
        strict_yaml.parse(f"[{text}]")


def test_many_blocks_side_by_side_are_no_deep_nesting():
    assert strict_yaml.parse("- [[1]]\n" * 1000) == [[[1]]] * 1000


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "b: {a: 1, 'a': 2}\n", "1: x\n1: y\n"])
def test_a_key_that_stands_twice_is_refused_with_its_line(text):
    with pytest.raises(yaml.YAMLError, match="stands twice") as error:
        strict_yaml.parse(text)
    assert error.value.problem_mark.line == text.count("\n") - 1
