"""Check the settings of a run against their schemas before anything is built; a mistake is one line."""

from pathlib import Path
from typing import Any

from recomputed.workflow.articles import Article
from recomputed.workflow.schema_check import MAIN, Layer, check, layer_of, nearest, refuse, relative, schema_at

SCHEMAS = Path(__file__).parents[3] / "workflow" / "schemas"
SCHEMA, ARTICLE_SCHEMA = SCHEMAS / "config.schema.yaml", SCHEMAS / "article.schema.yaml"
FOR_THE_ENGINE = ("grows", "robustness")  # blocks of an article's settings whose schema is ARTICLE_SCHEMA


def of_a_run() -> list[str]:
    """Name the settings that concern a whole run."""
    return list(schema_at(SCHEMA)["properties"])


def check_run(config: dict, blocks: list[str]) -> None:
    """End the program with one line if the settings of a whole run break their schema, or a key is unknown.

    blocks: names of data sets and articles, whose settings are checked apart.
    """
    own = {key: value for key, value in config.items() if key not in blocks}
    known = [*of_a_run(), *blocks]
    for key in own:
        if key not in known:
            refuse(MAIN, (), f"'{key}' is no setting{nearest(str(key), known)}")
    check(SCHEMA, own, [(MAIN, (), own)])


def check_block(name: str, block: Any, schema: Path) -> None:
    """End the program with one line if the `block` of a data set breaks its schema."""
    check(schema, block, [(MAIN, (name,), block)])


def check_article(article: Article, block: Any, layers: list[Layer]) -> None:
    """End the program with one line if the settings of `article` break its schema.

    layers: what `block` was put together from, each laid over those before it; the line names the one with the mistake.
    """
    if not isinstance(block, dict):
        refuse(MAIN, (article.name,), f"{block!r} is no mapping of settings")
    own = {key: value for key, value in block.items() if key not in FOR_THE_ENGINE}
    engine = {key: value for key, value in block.items() if key in FOR_THE_ENGINE}
    if article.schema.is_file():
        check(article.schema, own, layers)
    elif own:
        key = next(iter(own))
        file, above = layer_of((key,), layers)
        refuse(
            file,
            above,
            f"'{key}' is in no schema; describe it in {relative(article.schema)}, or remove it",
        )
    check(ARTICLE_SCHEMA, engine, layers)
    sizes = _sizes(own)
    for name in engine.get("grows", {}):
        if name not in sizes:
            file, above = layer_of(("grows", name), layers)
            problem = f"'{name}' is not the name of a size, a whole number{nearest(name, sizes)}"
            refuse(file, (*above, "grows"), problem)


def check_rules(config: dict, found: list[Article], rules: list[str]) -> None:
    """End the program with one line if the settings of an article name a rule that is not among `rules`."""
    for article in found:
        for key, names in config[article.name].get("robustness", {}).items():
            for place, name in enumerate(names):
                if name not in rules:
                    path = ("robustness", key, place)
                    refuse(
                        relative(article.settings),
                        path,
                        f"'{name}' is no rule{nearest(name, rules)}",
                    )


def _sizes(block: dict, above: str = "") -> list[str]:
    """List the dotted names of the whole numbers in `block`."""
    found = []
    for key, value in block.items():
        if isinstance(value, dict):
            found += _sizes(value, f"{above}{key}.")
        elif type(value) is int:
            found.append(f"{above}{key}")
    return found
