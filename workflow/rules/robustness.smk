# Under which other seeds, and which preprocessings of the data, the verdicts hold -> results/robustness.csv, and why
# others were not tried -> results/robustness_untried.csv; with more seeds, and with what takes longer
# -> results/robustness_long.csv, robustness_long_untried.csv. One job calls the functions of many rules: their start-up
# would cost more than their work. Which rules take part is said in each article's settings, under `robustness`.
from recomputed.audit.robustness.plans import plans
from recomputed.audit.robustness.recipes import code_of, recipes

SCOPES = plans(
    EVIDENCE,
    recipes(workflow.rules),
    [config[article.name].get("robustness", {}) for article in ARTICLES],
    [name for name in data_sets.schemas() if data_sets.arrays_file(name) in {*made_for(EVIDENCE)}],
)
SEEDS = {"quick": config["robustness"]["seeds"], "long": config["robustness"]["long_seeds"]}
MEMORY_MB, MINUTES = {"quick": 1500, "long": 4500}, {"quick": 10, "long": 40}
RUNS = {
    scope: [f"results/robustness/{scope}/seed-{n + 1}.csv" for n in range(SEEDS[scope])]
    + [f"results/robustness/{scope}/{data_set}-{variant}.csv" for data_set, variant in found["preprocessing"]]
    for scope, found in SCOPES.items()
}


rule robustness_seed:
    input:
        ledgers=list(LEDGER_FILES.values()),
        leaves=lambda wildcards: SCOPES[wildcards.scope]["seed"]["leaves"],
    output:
        "results/robustness/{scope}/seed-{number}.csv",
    log:
        "results/logs/robustness/{scope}-seed-{number}.log",
    wildcard_constraints:
        scope="quick|long",
        number=r"\d+",
    resources:
        mem_mb=lambda wildcards, attempt: attempt * MEMORY_MB[wildcards.scope],
        runtime=lambda wildcards: MINUTES[wildcards.scope],
    params:
        call="recomputed.audit.robustness.rerun:under_seed",
        code=lambda wildcards: code_of(SCOPES[wildcards.scope]["seed"]["steps"]),
        plan=lambda wildcards: SCOPES[wildcards.scope]["seed"],
        seed=lambda wildcards: (config["seed"] + int(wildcards.number)) % 2**32,
    script:
        CALL


rule robustness_preprocessing:
    input:
        ledgers=list(LEDGER_FILES.values()),
        leaves=lambda wildcards: SCOPES[wildcards.scope]["preprocessing"][(wildcards.data_set, wildcards.variant)][
            "leaves"
        ],
    output:
        "results/robustness/{scope}/{data_set}-{variant}.csv",
    log:
        "results/logs/robustness/{scope}-{data_set}-{variant}.log",
    wildcard_constraints:
        scope="quick|long",
        data_set="|".join(data_sets.schemas()),
    resources:
        mem_mb=growing(3000),
        runtime=lambda wildcards: MINUTES[wildcards.scope],
    params:
        call="recomputed.audit.robustness.rerun:under_preprocessing",
        code=lambda wildcards: code_of(
            SCOPES[wildcards.scope]["preprocessing"][(wildcards.data_set, wildcards.variant)]["steps"],
            f"datasets.{wildcards.data_set}.preprocess",
        ),
        plan=lambda wildcards: SCOPES[wildcards.scope]["preprocessing"][(wildcards.data_set, wildcards.variant)],
        data_set="{data_set}",
        variant="{variant}",
    script:
        CALL


for scope, suffix in (("quick", ""), ("long", "_long")):

    rule:
        name:
            f"robustness{suffix}"
        input:
            ledgers=list(LEDGER_FILES.values()),
            tables=EVIDENCE,
            runs=RUNS[scope],
        output:
            tried=f"results/robustness{suffix}.csv",
            untried=f"results/robustness{suffix}_untried.csv",
        log:
            f"results/logs/robustness{suffix}.log",
        params:
            **calls("recomputed.audit.robustness.rerun:compared"),
            barred=SCOPES[scope]["barred"],
        script:
            CALL
