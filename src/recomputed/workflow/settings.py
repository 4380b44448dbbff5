"""The settings of a run: config.yaml, what the command line lays over it, and beneath both the articles' own."""

import argparse
import copy
import sys

import yaml
from snakemake.utils import update_config

from recomputed.errors import one_line
from recomputed.workflow import articles, config, data_sets, strict_yaml
from recomputed.workflow.articles import Article


def complete(settings: dict) -> list[Article]:
    """Lay `settings` over the own settings of each article that they name, in place; give these articles.

    Ends the program with one line where anything breaks its schema.
    """
    data = data_sets.schemas()
    with one_line():
        found = articles.find(settings.get("articles", articles.ALL))
    names = [article.name for article in found]
    for name in names:
        if name in (*data, *config.of_a_run()):
            problem = f"'{name}' is the name of a setting, so an article cannot have it; rename its folder"
            config.refuse(config.MAIN, ("articles",), problem)
    config.check_run(settings, [*data, *articles.at_home(), *names])
    for name, schema in data.items():
        config.check_block(name, settings.get(name), schema)
    for article in found:
        given = settings.get(article.name, {})
        own = _own(article, settings["sizes"])
        if isinstance(given, dict):
            update_config(own, copy.deepcopy(given))
        config.check_article(article, own if isinstance(given, dict) else given, given)
        settings[article.name] = own
    return found


def _own(article: Article, sizes: str) -> dict:
    """Read the own settings of `article`, at its small sizes if `sizes` is "small"."""
    files = [article.settings, article.small] if sizes == "small" else [article.settings]
    own: dict = {}
    for path in (path for path in files if path.is_file()):
        update_config(own, config.read(path))
    return own


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
        update_config(settings, config.read(path))
    for pair in asked.config:
        key, _, value = pair.partition("=")
        try:
            update_config(settings, {key: strict_yaml.parse(value)})
        except yaml.YAMLError:
            sys.exit(f"--config {pair}: no YAML; correct it and run again")
    complete(settings)
    return settings


def for_results(settings: dict) -> dict:
    """Give `settings` without those that no result follows from: the number of shards, and where data sets lie."""
    return {key: value for key, value in settings.items() if key != "shards"} | data_sets.choices(settings)
