"""Read a file of settings, check a block of settings against its schema; a mistake is one line with file and key."""

import math
import os
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import extend

from recomputed.workflow import strict_yaml

MAIN = "config.yaml"
MAX_MESSAGE_LENGTH = 400
Layer = tuple[str, tuple, Any]  # a file of settings, the keys above the block in it, the block


def read(path: str | Path) -> dict:
    """Read a file of settings; end the program with one line unless it is YAML with a mapping (empty: no settings)."""
    try:
        found = strict_yaml.parse(Path(path).read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        sys.exit(f"{path}: {line}no YAML: {problem}; correct it and run again")
    except FileNotFoundError:
        here = "run again in the project's folder, or with a copy of its config.yaml in this one"
        sys.exit(f"{Path(path).absolute()}: no such file; {here if str(path) == MAIN else 'correct its name'}")
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"{path}: cannot be read as text: {error}; correct it and run again")
    if not isinstance(found, dict):
        sys.exit(f"{path}: no settings but {' '.join(repr(found).split())[:80]}; correct it and run again")
    return found


def check(schema: Path, block: Any, layers: list[Layer]) -> None:
    """End the program with one line, which names the layer, if `block`, made of `layers`, breaks `schema`."""
    try:
        errors = list(_validator(schema).iter_errors(block))
    except Exception as error:  # a bad schema; to check each of them in every job would take longer than all the rest
        refuse(relative(schema), (), f"not a JSON schema: {type(error).__name__}: {error}")
    # A list may lack an entry because that entry is mistyped, and then the entry has to be corrected.
    error = best_match([error for error in errors if error.validator != "contains"] or errors)
    found = (tuple(error.absolute_path), error.message + _nearest_key(error)) if error else _infinite(block)
    if found:
        place, problem = found
        missing = error is not None and error.validator == "required"
        file, above = layer_of(place + _wrong_keys(error), layers[:1] if missing else layers)
        refuse(file, (*above, *place), problem)


def refuse(where: str, path: tuple, problem: str) -> NoReturn:
    """End the program with one line about the setting at `path`."""
    key = ".".join(map(str, path)) or "top level"
    problem = " ".join(problem.split())
    if len(problem) > MAX_MESSAGE_LENGTH:  # a long value stands first, what it should be stands last
        problem = f"{problem[: MAX_MESSAGE_LENGTH // 2]} … {problem[-MAX_MESSAGE_LENGTH // 2 :]}"
    sys.exit(f"{where}: {key}: {problem}; correct it and run again")


def layer_of(place: tuple, layers: list[Layer]) -> tuple[str, tuple]:
    """Give the file with the setting at `place`, and the keys above the block there: of the last layer that has it."""
    file, above, _ = next((layer for layer in reversed(layers) if _holds(layer[2], place)), layers[0])
    return file, above


def nearest(name: str, known: list[str]) -> str:
    """Propose the one of `known` that `name` may be a slip for; "" where none is near."""
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def relative(path: Path) -> str:
    """Give `path` as messages show it: from the working directory."""
    return os.path.relpath(path)


@cache
def schema_at(path: Path) -> dict:
    """Read the JSON schema at `path`."""
    return read(relative(path))


@cache
def _validator(path: Path) -> Draft202012Validator:
    """Give a validator that takes for a whole number what YAML does: 2.0 is none, and Python counts with it."""
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    return extend(Draft202012Validator, type_checker=whole)(schema_at(path))


def _infinite(block: Any) -> tuple[tuple, str] | None:
    numbers = ((key, number) for key, number in _numbers(block, ()) if not math.isfinite(number))
    return next(((key, f"{number} is not a finite number") for key, number in numbers), None)


def _wrong_keys(error: ValidationError | None) -> tuple:
    """Give the key that is unknown, in a tuple; () where the error is of another kind."""
    if error is None or error.validator != "additionalProperties":
        return ()
    return tuple(key for key in error.instance if key not in error.schema.get("properties", ()))[:1]


def _holds(given: Any, path: tuple) -> bool:
    """Say whether the block of a layer has the value at `path`."""
    for key in path:
        if isinstance(given, list):
            return True
        if not isinstance(given, dict) or key not in given:
            return not isinstance(given, dict)
        given = given[key]
    return True


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
    known = list(error.schema.get("properties", ()))
    unknown = [key for key in error.instance if key not in known]
    return nearest(str(unknown[0]), known) or f"; known keys: {', '.join(known)}"
