"""Which rules are called again for robustness, in a plain run (`quick`) and by `make robustness` (`long`)."""

from recomputed.audit.robustness.recipes import plan
from recomputed.workflow import data_sets

POOLED = "pooled"  # the preprocessing that joins training and test data


def plans(evidence: list[str], known: list[dict], declared: list[dict], used: list[str]) -> dict[str, dict]:
    """Plan both scopes for the tables `evidence`, from the recipes `known`.

    declared: the block `robustness` of each article, lists of rules under left_out, preprocessed, own_scale and pooled.
    used: names of the data sets in the run. Gives by scope `seed` (a plan, see recipes.plan), `preprocessing` (data set
    and variant -> plan) and `barred` (kind of condition -> file -> why no rule may make it again).
    """
    names = {key: {name for block in declared for name in block.get(key, [])} for key in
             ("left_out", "preprocessed", "own_scale", "pooled")}  # fmt: skip
    allowed = {
        "quick": (lambda rule: rule not in names["left_out"], lambda rule: rule in names["preprocessed"]),
        "long": (lambda rule: True, lambda rule: rule not in names["own_scale"]),
    }
    return {scope: _scope(evidence, known, *tests, names["pooled"], used) for scope, tests in allowed.items()}


def _scope(evidence, known, under_seed, on_images, pooled: set[str], used: list[str]) -> dict:
    data = [data_sets.arrays_file(data_set) for data_set in used]
    seed = plan(
        evidence, known, lambda recipe, path: recipe is not None and "seed" in recipe["params"], under_seed, data
    )
    preprocessing, barred = {}, {"seed": seed["barred"]}
    for data_set in used:
        arrays = data_sets.arrays_file(data_set)
        recipes = [recipe for recipe in known if recipe["rule"] != data_set]
        for variant, (kind, *_) in data_sets.preprocessings(data_set).items():
            may = (lambda rule: rule in pooled) if variant == POOLED else on_images
            found = plan(evidence, recipes, lambda _, path, arrays=arrays: path == arrays, may)
            preprocessing[data_set, variant] = found
            barred[kind] = found["barred"]
    return {"seed": seed, "preprocessing": preprocessing, "barred": barred}
