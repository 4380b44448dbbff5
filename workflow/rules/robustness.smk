# Under which other seeds, and which preprocessing of MNIST, the verdicts hold -> results/robustness.csv, and why others
# were not tried -> results/robustness_untried.csv; with more seeds, and with what takes longer
# -> results/robustness_long.csv, robustness_long_untried.csv. One job calls the functions of many rules: their start-up
# would cost more than their work.
from articles.audit.recipes import code_of, plan, recipes
from articles.audit.robustness import MNIST, PREPROCESSINGS

EVIDENCE = [file for article in articles() for file in evidence_files(article)]
LEDGERS = [path_of(article) for article in articles()]
KNOWN = recipes(workflow.rules)
LEFT_OUT = {"quick": config["robustness"]["left_out"], "long": []}
SEEDS = {"quick": config["robustness"]["seeds"], "long": config["robustness"]["long_seeds"]}
MEMORY_MB, MINUTES = {"quick": 1500, "long": 4500}, {"quick": 10, "long": 40}
PLANS = {
    scope: plan(
        EVIDENCE,
        KNOWN,
        lambda recipe, path: recipe is not None and "seed" in recipe["params"],
        lambda rule, barred=frozenset(names): rule not in barred,
    )
    for scope, names in LEFT_OUT.items()
}
# On pooled, scaled or centred images: with the rules that may be called again.
ON_IMAGES = {
    "quick": lambda rule: rule in config["robustness"]["preprocessed"],
    "long": lambda rule: rule not in config["robustness"]["own_scale"],
}
IMAGES_PLANS = {
    scope: {
        variant: plan(
            EVIDENCE,
            [recipe for recipe in KNOWN if recipe["rule"] != "mnist"],
            lambda recipe, path: path == MNIST,
            (lambda rule: rule in config["robustness"]["pooled"]) if variant == "pooled" else allowed,
        )
        for variant in PREPROCESSINGS
    }
    for scope, allowed in ON_IMAGES.items()
}
BARRED = {
    scope: {"seed": PLANS[scope]["barred"]}
    | {kind: IMAGES_PLANS[scope][variant]["barred"] for variant, (kind, *_) in PREPROCESSINGS.items()}
    for scope in PLANS
}
RUNS = {
    scope: [f"results/robustness/{scope}/seed-{n + 1}.csv" for n in range(SEEDS[scope])]
    + [f"results/robustness/{scope}/preprocessing-{variant}.csv" for variant in PREPROCESSINGS]
    for scope in PLANS
}


rule robustness_seed:
    input:
        ledgers=LEDGERS,
        leaves=lambda wildcards: PLANS[wildcards.scope]["leaves"],
        code=lambda wildcards: code_of(PLANS[wildcards.scope]["steps"]),
    output:
        "results/robustness/{scope}/seed-{number}.csv",
    log:
        "results/logs/robustness/{scope}-seed-{number}.log",
    benchmark:
        "results/benchmarks/robustness/{scope}-seed-{number}.tsv"
    wildcard_constraints:
        scope="quick|long",
        number=r"\d+",
    resources:
        mem_mb=lambda wildcards, attempt: attempt * MEMORY_MB[wildcards.scope],
        runtime=lambda wildcards: MINUTES[wildcards.scope],
    params:
        call="articles.audit.robustness:under_seed",
        plan=lambda wildcards: PLANS[wildcards.scope],
        seed=lambda wildcards: (config["seed"] + int(wildcards.number)) % 2**32,
    script:
        "../scripts/call.py"


rule robustness_preprocessing:
    input:
        ledgers=LEDGERS,
        leaves=lambda wildcards: IMAGES_PLANS[wildcards.scope][wildcards.variant]["leaves"],
        code=lambda wildcards: code_of(IMAGES_PLANS[wildcards.scope][wildcards.variant]["steps"]),
    output:
        "results/robustness/{scope}/preprocessing-{variant}.csv",
    log:
        "results/logs/robustness/{scope}-preprocessing-{variant}.log",
    benchmark:
        "results/benchmarks/robustness/{scope}-preprocessing-{variant}.tsv"
    wildcard_constraints:
        scope="quick|long",
        variant="|".join(PREPROCESSINGS),
    resources:
        mem_mb=growing(3000),
        runtime=lambda wildcards: MINUTES[wildcards.scope],
    params:
        call="articles.audit.robustness:under_preprocessing",
        plan=lambda wildcards: IMAGES_PLANS[wildcards.scope][wildcards.variant],
        variant="{variant}",
    script:
        "../scripts/call.py"


rule robustness:
    input:
        ledgers=LEDGERS,
        tables=EVIDENCE,
        runs=RUNS["quick"],
        code=sources("articles.audit.robustness"),
    output:
        tried="results/robustness.csv",
        untried="results/robustness_untried.csv",
    log:
        "results/logs/robustness.log",
    benchmark:
        "results/benchmarks/robustness.tsv"
    params:
        call="articles.audit.robustness:compared",
        barred=BARRED["quick"],
    script:
        "../scripts/call.py"


rule robustness_long:
    input:
        ledgers=LEDGERS,
        tables=EVIDENCE,
        runs=RUNS["long"],
        code=sources("articles.audit.robustness"),
    output:
        tried="results/robustness_long.csv",
        untried="results/robustness_long_untried.csv",
    log:
        "results/logs/robustness_long.log",
    benchmark:
        "results/benchmarks/robustness_long.tsv"
    params:
        call="articles.audit.robustness:compared",
        barred=BARRED["long"],
    script:
        "../scripts/call.py"
