"""Check config.yaml against its schema before anything is built."""

import math
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from articles import documents

SCHEMA = Path(__file__).parents[2] / "workflow" / "schemas" / "config.schema.yaml"
LONGEST = 400  # characters of what is told about a mistake


def check(config: dict) -> None:
    """End the program with one line naming the key, what it should be and what it is, if `config` breaks its schema."""
    for key, number in _numbers(config, ()):
        if not math.isfinite(number):
            _end(key, f"{number} is not a finite number")
    error = best_match(_validator().iter_errors(config))
    if error is not None:
        _end(error.absolute_path, error.message + _nearest_key(error))


def check_file(path: str | Path) -> None:
    """End the program with one line unless `path` is YAML with a mapping; Snakemake tells the rest in a traceback."""
    try:
        found = documents.parse(Path(path).read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        sys.exit(f"{path}: {line}no YAML: {getattr(error, 'problem', None) or error}; mend it and run again")
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"{path}: not to be read as text: {error}; mend it and run again")
    if not isinstance(found, dict):
        sys.exit(f"{path}: no settings but {' '.join(repr(found).split())[:80]}; mend it and run again")


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(documents.parse(SCHEMA.read_text(encoding="utf-8")))


def _numbers(node: object, path: tuple) -> Iterator[tuple[tuple, float]]:
    """Yield every float under `node` with its path: a schema's limits let nan through."""
    if isinstance(node, float):
        yield path, node
    elif isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _numbers(value, (*path, key))


def _nearest_key(error: ValidationError) -> str:
    if error.validator != "additionalProperties":
        return ""
    known = list(error.schema["properties"])
    unknown = [key for key in error.instance if key not in known]
    near = get_close_matches(str(unknown[0]), known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; known keys: {', '.join(known)}"


def _end(path, problem: str) -> None:
    key = ".".join(map(str, path)) or "top level"
    problem = " ".join(problem.split())
    if len(problem) > LONGEST:  # a long value first, what it should be last
        problem = f"{problem[: LONGEST // 2]} … {problem[-LONGEST // 2 :]}"
    sys.exit(f"config.yaml: {key}: {problem}; mend it and run again")
