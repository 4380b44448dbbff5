"""Check config.yaml against its schema before anything is built."""

import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

SCHEMA = Path(__file__).parents[2] / "workflow" / "schemas" / "config.schema.yaml"


def check(config: dict) -> None:
    """End the program with one line naming the key, what it should be and what it is, if `config` breaks its schema."""
    schema = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))
    error = best_match(Draft202012Validator(schema).iter_errors(config))
    if error is not None:
        key = ".".join(str(part) for part in error.absolute_path) or "top level"
        sys.exit(f"config.yaml: {key}: {error.message}; mend it and run again")
