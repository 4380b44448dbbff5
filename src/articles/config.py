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
from jsonschema.validators import extend

from articles import documents

SCHEMA = Path(__file__).parents[2] / "workflow" / "schemas" / "config.schema.yaml"
LONGEST = 400  # characters of what is told about a mistake
NAMES_OF_RULES = ("left_out", "preprocessed", "own_scale", "pooled")  # in the block `robustness`


def check(config: dict) -> None:
    """End the program with one line naming the key, what it should be and what it is, if `config` breaks its schema."""
    errors = list(_validator().iter_errors(config))
    # A list may lack an entry because that entry is mistyped, and then the entry is what to mend.
    error = best_match([error for error in errors if error.validator != "contains"] or errors)
    if error is not None:
        _end(error.absolute_path, error.message + _nearest_key(error))
    for key, number in _numbers(config, ()):
        if not math.isfinite(number):
            _end(key, f"{number} is not a finite number")


def check_rules(config: dict, rules: list[str]) -> None:
    """End the program with one line if `config` names a rule that is not among `rules`."""
    for key in NAMES_OF_RULES:
        for place, name in enumerate(config["robustness"][key]):
            if name not in rules:
                _end(("robustness", key, place), f"'{name}' is no rule{_nearest(name, rules)}")


def check_file(path: str | Path) -> None:
    """End the program with one line unless `path` is YAML with a mapping; Snakemake tells the rest in a traceback."""
    try:
        found = documents.parse(Path(path).read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        sys.exit(f"{path}: {line}no YAML: {problem}; mend it and run again")
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"{path}: not to be read as text: {error}; mend it and run again")
    if not isinstance(found, dict):
        sys.exit(f"{path}: no settings but {' '.join(repr(found).split())[:80]}; mend it and run again")


@cache
def _validator() -> Draft202012Validator:
    """Give the validator, to whom a whole number is what YAML takes for one: 2.0 is none, and Python counts with it."""
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    return extend(Draft202012Validator, type_checker=whole)(documents.parse(SCHEMA.read_text(encoding="utf-8")))


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
    return _nearest(str(unknown[0]), known) or f"; known keys: {', '.join(known)}"


def _nearest(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _end(path, problem: str) -> None:
    key = ".".join(map(str, path)) or "top level"
    problem = " ".join(problem.split())
    if len(problem) > LONGEST:  # a long value first, what it should be last
        problem = f"{problem[: LONGEST // 2]} … {problem[-LONGEST // 2 :]}"
    sys.exit(f"config.yaml: {key}: {problem}; mend it and run again")
