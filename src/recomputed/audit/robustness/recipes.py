"""The calls that make each table, read from the rules of the workflow, to repeat them under other conditions.

A recipe is a rule as plain data: rule, call, inputs (name -> path or paths), params, outputs (name -> path, the name ""
where there is one output without a name). Where a rule chooses call, inputs or params by a function, its recipe holds
the plain ones and call is None: the rule is known but cannot be called.
"""

import re
from collections.abc import Callable, Collection, Iterable

from recomputed.workflow.sources import code_hash

WILDCARD = re.compile(r"\{(\w+)(?:,[^{}]*)?\}")
Changed = Callable[[dict | None, str], bool]


def recipes(rules: Iterable) -> list[dict]:
    """Read the recipes of those of the Snakemake `rules` that make files."""
    return [_recipe(rule) for rule in rules if list(rule.output)]


def plan(
    files: list[str],
    known: list[dict],
    changed: Changed,
    allowed: Callable[[str], bool],
    unchanged: Collection[str] = (),
) -> dict:
    """Find the calls to repeat, in order, for those of `files` that a condition changes.

    `changed(recipe, path)`: whether the condition itself changes that recipe or file (recipe None: a file without one).
    `allowed(rule)`: whether a rule may be called again. `unchanged`: files that the condition cannot change, whatever
    makes them: data sets. Left out is what depends on a rule that may not, or on one that
    chooses by a function. Gives `steps` (recipes in order), `leaves` (files to read from the ordinary run), `files`
    (those made again) and `barred` (file -> rules that bar it).
    """
    planner = _Planner(known, changed, allowed, unchanged)
    fresh = [file for file in files if planner.visit(file) == "fresh"]
    barred = {file: planner.why(file) for file in files if planner.visit(file) == "barred"}
    steps, leaves = {}, set()
    for file in fresh:
        planner.collect(file, steps, leaves)
    return {"steps": list(steps.values()), "leaves": sorted(leaves), "files": fresh, "barred": barred}


def code_of(steps: list[dict], *modules: str) -> str:
    """Hash the code of all that `steps` call, and that of `modules`."""
    return code_hash("recomputed.audit.robustness.rerun", *modules, *{step["call"].split(":")[0] for step in steps})


class _Planner:
    """Sorts files into same (the condition does not change them), fresh (to be made again) and barred."""

    def __init__(self, known: list[dict], changed: Changed, allowed: Callable[[str], bool], unchanged: Collection[str]):
        self.changed, self.allowed = changed, allowed
        self.states = dict.fromkeys(unchanged, "same")
        made = [(output, recipe) for recipe in known for output in recipe["outputs"].values()]
        self.exact = {output: recipe for output, recipe in made if not WILDCARD.search(output)}
        # A wildcard must not match the name of a shard, "-2-of-7", or the shard would be cut again without end.
        name = r"(?P<\1>(?:(?!-\\d+-of-)[^/])+)"
        self.patterns = [
            (re.compile(WILDCARD.sub(name, output.replace(".", r"\."))), recipe)
            for output, recipe in made
            if WILDCARD.search(output)
        ]

    def visit(self, path: str) -> str:
        if path not in self.states:
            recipe = self.recipe_of(path)
            states = {self.visit(needed) for needed in needs(recipe)} if recipe else set()
            reached = self.changed(recipe, path) or "fresh" in states
            known = reached if recipe is None else recipe["call"] is not None
            again = not reached or recipe is None or self.allowed(recipe["rule"])
            barred = "barred" in states or not known or not again
            self.states[path] = "barred" if barred else "fresh" if reached else "same"
        return self.states[path]

    def why(self, path: str) -> str:
        """Name the rules, or the files without one, that bar a file."""
        recipe = self.recipe_of(path)
        if recipe is None:
            return path
        found = {self.why(needed) for needed in needs(recipe) if self.visit(needed) == "barred"}
        return ", ".join(sorted(found)) or recipe["rule"]

    def collect(self, path: str, steps: dict, leaves: set) -> None:
        recipe = self.recipe_of(path)
        if self.visit(path) == "same" or recipe is None:
            leaves.add(path)
            return
        for needed in needs(recipe):
            self.collect(needed, steps, leaves)
        steps.setdefault(tuple(recipe["outputs"].values()), recipe)

    def recipe_of(self, path: str) -> dict | None:
        if path in self.exact:
            return self.exact[path]
        for pattern, recipe in self.patterns:
            if found := pattern.fullmatch(path):
                return _filled(recipe, found.groupdict())
        return None


def _recipe(rule) -> dict:
    params, inputs, outputs = (dict(part.items()) for part in (rule.params, rule.input, rule.output))
    call = params.pop("call", None)
    params.pop("code", None)
    plain = {name: value for name, value in inputs.items() if not any(map(callable, _paths(value)))}
    chosen = len(plain) < len(inputs) or any(map(callable, [call, *params.values()]))
    return {
        "rule": rule.name,
        "call": None if chosen or call is None else str(call),
        "inputs": {name: str(v) if _single(v) else [str(path) for path in v] for name, v in plain.items()},
        "params": {name: value for name, value in params.items() if not callable(value)},
        "outputs": {name: str(path) for name, path in outputs.items()} or {"": str(rule.output[0])},
    }


def _paths(value: object) -> list:
    return [value] if _single(value) else list(value)  # type: ignore[call-overload]


def _single(value: object) -> bool:
    return isinstance(value, str) or callable(value)


def needs(recipe: dict) -> list[str]:
    """List the files that a recipe reads."""
    return [path for value in recipe["inputs"].values() for path in ([value] if isinstance(value, str) else value)]


def _filled(node, wildcards: dict[str, str]):
    """Put the values of wildcards in every text of a recipe."""
    if isinstance(node, str):
        return WILDCARD.sub(lambda found: wildcards.get(found[1], found[0]), node)
    if isinstance(node, dict):
        return {key: _filled(value, wildcards) for key, value in node.items()}
    return [_filled(value, wildcards) for value in node] if isinstance(node, list) else node
