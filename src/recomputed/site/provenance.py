"""How each file was made: the rules of the workflow, and the source text of the functions they call."""

import ast
import re
from functools import cache

from recomputed.records.record import FOLDER
from recomputed.results.manifest import versions
from recomputed.site.config_slice import places
from recomputed.workflow.sources import ROOT, file_of

SHARD = re.compile(r"\{shard\}|-(\{scatteritem\}|\d+-of-\d+)")
RECORDS = re.compile(rf"src/.*/{FOLDER}/")
CONSTRAINT = re.compile(r"(?<=\w),[^{}]*(?=\})")  # of a wildcard: {name,expression}


def provenance(rules: list[dict], config: dict) -> dict:
    """Give `rules` (name, call, params, inputs, outputs, log), each with the `places` of its params in `config`.

    Gives also the `functions` they call (path, line and text by call) and the `versions` of the libraries. Shards are
    left out, because no result depends on their number.
    Raises ModuleNotFoundError or KeyError for a call of a function that does not exist.
    """
    rules = [rule for rule in map(_whole, rules) if rule["inputs"] != rule["outputs"]]
    rules = [{**rule, "places": places(rule["params"], config, _article(rule))} for rule in rules]
    calls = sorted({rule["call"] for rule in rules})
    return {"rules": rules, "functions": {call: _function(call) for call in calls}, "versions": versions()}


def steps_to(file: str, rules: list[dict]) -> list[dict]:
    """List the rules that lead to `file`, the first step first, each once."""
    steps: list[dict] = []
    _collect(file, rules, steps)
    return steps


def maker_of(file: str, rules: list[dict]) -> dict | None:
    """Give the rule that makes `file`, or None."""
    return next((rule for rule in rules if any(_fits(pattern, file) for pattern in rule["outputs"])), None)


def reads_records(steps: list[dict]) -> bool:
    """Say whether one of `steps` reads recorded evidence: tables that a longer computation left among the sources."""
    return any(RECORDS.match(path) for step in steps for path in step["inputs"])


def _whole(rule: dict) -> dict:
    """Name the files of `rule` without shards; a rule that joins shards then has its inputs as outputs."""
    paths = {key: list(dict.fromkeys(map(_path, rule[key]))) for key in ("inputs", "outputs")}
    return {**rule, **paths, "log": _path(rule["log"])}


def _article(rule: dict) -> str:
    return rule["log"].removeprefix("results/logs/").split("/")[0]


def _path(path: str) -> str:
    return SHARD.sub("", CONSTRAINT.sub("", path))


def _collect(file: str, rules: list[dict], steps: list[dict]) -> None:
    rule = maker_of(file, rules)
    if rule is None or rule in steps:
        return
    for read in rule["inputs"]:
        _collect(read, rules, steps)
    if rule not in steps:
        steps.append(rule)


def _fits(pattern: str, file: str) -> bool:
    return pattern == file or ("{" in pattern and _expression(pattern).fullmatch(file) is not None)


@cache
def _expression(pattern: str) -> re.Pattern:
    """Turn a path with Snakemake's wildcards into a regular expression."""
    literal = re.split(r"\{[^}]*\}", pattern)
    return re.compile(".*".join(map(re.escape, literal)))


def _function(call: str) -> dict:
    module, name = call.split(":")
    path = file_of(module)
    if path is None:
        raise ModuleNotFoundError(f"no module {module} under {ROOT}")
    text = path.read_text(encoding="utf-8")
    nodes = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    return {
        "path": path.relative_to(ROOT.parent).as_posix() if path.is_relative_to(ROOT.parent) else path.name,
        "line": nodes[name].lineno,
        "text": ast.get_source_segment(text, nodes[name]),
    }
