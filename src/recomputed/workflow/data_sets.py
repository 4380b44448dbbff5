"""The data sets of the project: packages in src/datasets, all with the same contract.

A data set has
- schema.yaml: the schema of its block in config.yaml;
- CHOICES: the settings in it that decide which data are taken; results follow from no other;
- from_anywhere(settings): the settings that name the same data for a run in another folder;
- arguments(settings): what `find.obtain` is called with, environment variables included;
- PLACES: the arguments that say where the data lie, and change no result;
- LOCAL: the arguments that differ between machines with the same data, PLACES among them;
- find.obtain(...): its `arrays`, among them `data`, and a `record`, which says what it is: `data` (its name in words),
  `provisional` (whether it is only a sample), hashes and counts; where it was found is under the keys in RECORD_LOCAL;
- preprocess.PREPROCESSINGS: name -> kind of condition, words, function of the arrays, to try verdicts on.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

HOME = Path(__file__).parents[2] / "datasets"
SAMPLE_MARK = "provisional"  # stands in the `data` text of a sample
RECORD_LOCAL = ("source", "where", "hint")  # keys of a record that describe this machine


def schemas() -> dict[str, Path]:
    """Give the schema of the settings of each data set by its name, sorted."""
    return {path.parent.name: path for path in sorted(HOME.glob("*/schema.yaml"))}


def arguments(name: str, settings: dict) -> dict:
    """Give what `find.obtain` of the data set `name` is called with under `settings`."""
    return import_module(f"datasets.{name}").arguments(settings[name])


def params(name: str, settings: dict) -> dict:
    """Give the same as params of a rule; those that only say where the data lie are functions, so nothing records them.

    Snakemake (9.27) records no param that is a function of a job's outputs: it takes it to follow from these.
    """
    places = import_module(f"datasets.{name}").PLACES
    found = arguments(name, settings)
    return {key: _unrecorded(value) if key in places else value for key, value in found.items()}


def local_params(rule: str) -> set[str]:
    """Name the params of `rule` that describe this machine; none unless it is the rule of a data set."""
    return set(import_module(f"datasets.{rule}").LOCAL) if rule in schemas() else set()


def _unrecorded(value: object) -> Callable:
    return lambda wildcards, output: value


def choices(settings: dict) -> dict[str, dict]:
    """Give of each data set in `settings` only what decides which data are taken."""
    chosen = {name: import_module(f"datasets.{name}").CHOICES for name in schemas()}
    return {name: {key: settings[name][key] for key in keys} for name, keys in chosen.items()}


def obtain(name: str, settings: dict) -> dict[str, dict]:
    """Find the data set `name` under `settings`: `arrays` and `record`; see the module."""
    return import_module(f"datasets.{name}.find").obtain(**arguments(name, settings))


def preprocessings(name: str) -> dict[str, tuple]:
    """Give the preprocessings of the data set `name`: name -> kind of condition, words, function of the arrays."""
    return import_module(f"datasets.{name}.preprocess").PREPROCESSINGS


def arrays_file(name: str) -> str:
    """Name the file with the arrays of the data set `name`."""
    return f"results/data/{name}.npz"


def record_file(name: str) -> str:
    """Name the file with the record of the data set `name`."""
    return f"results/data/{name}.json"


def settings_to_find(settings: dict) -> dict[str, dict]:
    """Give of each data set in `settings` what finds the same data from another folder: paths made absolute."""
    return {name: import_module(f"datasets.{name}").from_anywhere(settings[name]) for name in schemas()}


def identity(record: dict) -> dict:
    """Leave out of a record what describes this machine."""
    return {key: value for key, value in record.items() if key not in RECORD_LOCAL}


def is_provisional(data: object) -> bool:
    """Say whether the `data` text (a string or a 0-d string array) of a result names a sample, not the full set."""
    return SAMPLE_MARK in str(data)
