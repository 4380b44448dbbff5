"""The settings of a run: config.yaml, what the command line lays over it, and beneath both the articles' own."""

import argparse
import copy
import os
import sys
from typing import Any

import yaml

from recomputed.errors import one_line
from recomputed.workflow import articles, config, data_sets, strict_yaml
from recomputed.workflow.articles import Article


def complete(settings: dict) -> list[Article]:
    """Lay `settings` over the own settings of each article that they name, in place; give these articles.

    Ends the program with one line where anything breaks its schema.
    """
    data = data_sets.schemas()
    config.check_run(settings, [*data, *articles.at_home(), *_elsewhere(settings)])
    for name, schema in data.items():
        config.check_block(name, settings.get(name), schema)
    with one_line():
        found = articles.find(settings["articles"])
    for article in found:
        given = settings.get(article.name, {})
        block = config.read(article.settings) if article.settings.is_file() else {}
        if settings["sizes"] == "small" and article.small.is_file():
            lay_over(block, config.read(article.small))
        if isinstance(given, dict):
            lay_over(block, copy.deepcopy(given))
        config.check_article(article, block if isinstance(given, dict) else given, given)
        _check_grows(article, block, given)
        settings[article.name] = block
    return found


def read(arguments: list[str]) -> dict:
    """Give the settings that Snakemake makes of config.yaml and the `arguments` --configfile and --config.

    Ends the program with one line where they break a schema.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--configfile", nargs="+", default=[])
    parser.add_argument("--config", nargs="*", default=[])
    asked, _ = parser.parse_known_args(arguments)
    settings: dict = {}
    for path in (config.MAIN, *asked.configfile):
        lay_over(settings, config.read(path))
    for pair in asked.config:
        key, _, value = pair.partition("=")
        try:
            lay_over(settings, {key: strict_yaml.parse(value)})
        except yaml.YAMLError:
            sys.exit(f"--config {pair}: no YAML; correct it and run again")
    complete(settings)
    return settings


def lay_over(settings: dict, given: dict) -> None:
    """Put each value of `given` in its place in `settings`, block by block, as Snakemake does with --configfile."""
    for key, value in given.items():
        if isinstance(value, dict):
            block = settings.setdefault(key, {})
            if value and not isinstance(block, dict):
                block = settings[key] = {}
            lay_over(block, value)
        else:
            settings[key] = value


def for_results(settings: dict) -> dict:
    """Give `settings` without those that no result follows from: the number of shards, and where data sets lie."""
    return {key: value for key, value in settings.items() if key != "shards"} | data_sets.choices(settings)


def _check_grows(article: Article, block: dict, given: dict) -> None:
    """End the program with one line if `grows` names something else than a size of the article."""
    for place in block.get("grows", {}):
        size: Any = block
        for key in str(place).split("."):
            size = size.get(key) if isinstance(size, dict) else None
        if type(size) is not int:
            where, path = os.path.relpath(article.settings), ("grows", place)
            if place in given.get("grows", {}):
                where, path = config.MAIN, (article.name, *path)
            found = "no setting" if size is None else repr(size)
            config.refuse(where, path, f"expected the name of a size, a whole number; found {found}")


def _elsewhere(settings: dict) -> list[str]:
    named: Any = settings.get("articles")
    named = named if isinstance(named, list) else []
    return [str(path).rstrip("/").rpartition("/")[2].replace("-", "_") for path in named]
