"""The settings of a run: config.yaml, what the command line lays over it, and beneath both the articles' own."""

import argparse
import copy
import sys

import yaml

from recomputed.errors import one_line
from recomputed.workflow import articles, config, data_sets, schema_check, strict_yaml
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
            schema_check.refuse(schema_check.MAIN, ("articles",), problem)
    config.check_run(settings, [*data, *articles.at_home(), *names])
    for name, schema in data.items():
        if name not in settings:
            schema_check.refuse(schema_check.MAIN, (), f"'{name}' is a required property")
        config.check_block(name, settings[name], schema)
    for article in found:
        settings[article.name] = _block(article, settings)
    return found


def _block(article: Article, settings: dict) -> dict:
    """Lay what `settings` have for `article` over its own settings; end the program with one line if that is bad."""
    given = settings.get(article.name, {})
    files = [article.settings, article.small] if settings["sizes"] == "small" else [article.settings]
    layers = [(schema_check.relative(path), (), schema_check.read(path)) for path in files if path.is_file()]
    layers.append((schema_check.MAIN, (article.name,), given))
    block: dict = {}
    for _, _, part in layers if isinstance(given, dict) else ():
        lay_over(block, copy.deepcopy(part))
    config.check_article(article, block if isinstance(given, dict) else given, layers)
    return block


def read(arguments: list[str]) -> dict:
    """Give the settings that Snakemake makes of config.yaml and the `arguments` --configfile and --config.

    Ends the program with one line where they break a schema.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--configfile", nargs="+", default=[])
    parser.add_argument("--config", nargs="*", default=[])
    asked, _ = parser.parse_known_args(arguments)
    settings: dict = {}
    for path in (schema_check.MAIN, *asked.configfile):
        lay_over(settings, schema_check.read(path))
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
