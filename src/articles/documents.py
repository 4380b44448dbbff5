"""YAML as plain data, by the compiled parser where PyYAML has it: every call of Snakemake reads twenty files."""

from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # seven times as fast; either makes nothing but plain data


def parse(text: str) -> Any:
    """Read one YAML document; raise yaml.YAMLError where it is none."""
    loader = LOADER(text)
    try:
        return loader.get_single_data()
    except (AttributeError, RecursionError, ValueError) as error:  # as of 2020-13-45, a day that Python does not know
        raise yaml.YAMLError(str(error)) from error
    finally:
        loader.dispose()
