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
PLANS = {
    scope: plan(
        EVIDENCE,
        KNOWN,
        lambda recipe, path: recipe is not None and "seed" in recipe["params"],
        lambda rule, barred=frozenset(names): rule not in barred,
    )
    for scope, names in LEFT_OUT.items()
}
IMAGES_PLAN = plan(
    EVIDENCE,
    [recipe for recipe in KNOWN if recipe["rule"] != "mnist"],
    lambda recipe, path: path == MNIST,
    lambda rule: rule in config["robustness"]["preprocessed"],
)


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
        mem_mb=growing(2000),
    params:
        call="articles.audit.robustness:under_seed",
        plan=lambda wildcards: PLANS[wildcards.scope],
        seed=lambda wildcards: (config["seed"] + int(wildcards.number)) % 2**32,
    script:
        "../scripts/call.py"


rule robustness_preprocessing:
    input:
        ledgers=LEDGERS,
        leaves=IMAGES_PLAN["leaves"],
        code=code_of(IMAGES_PLAN["steps"]),
    output:
        "results/robustness/preprocessing-{variant}.csv",
    log:
        "results/logs/robustness/preprocessing-{variant}.log",
    benchmark:
        "results/benchmarks/robustness/preprocessing-{variant}.tsv"
    wildcard_constraints:
        variant="|".join(PREPROCESSINGS),
    resources:
        mem_mb=growing(3000),
    params:
        call="articles.audit.robustness:under_preprocessing",
        plan=IMAGES_PLAN,
        variant="{variant}",
    script:
        "../scripts/call.py"


rule robustness:
    input:
        ledgers=LEDGERS,
        tables=EVIDENCE,
        runs=[f"results/robustness/quick/seed-{n + 1}.csv" for n in range(SEEDS["quick"])]
        + [f"results/robustness/preprocessing-{variant}.csv" for variant in PREPROCESSINGS],
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
        barred={"seed": PLANS["quick"]["barred"], "preprocessing": IMAGES_PLAN["barred"]},
    script:
        "../scripts/call.py"


rule robustness_long:
    input:
        ledgers=LEDGERS,
        tables=EVIDENCE,
        runs=[f"results/robustness/long/seed-{n + 1}.csv" for n in range(SEEDS["long"])]
        + [f"results/robustness/preprocessing-{variant}.csv" for variant in PREPROCESSINGS],
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
        barred={"seed": PLANS["long"]["barred"], "preprocessing": IMAGES_PLAN["barred"]},
    script:
        "../scripts/call.py"
