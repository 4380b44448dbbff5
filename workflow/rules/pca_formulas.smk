# Printed formulas and statements, tried as printed.


rule pca_formulas:
    input:
        code=sources("articles.pca.compute.formulas"),
    output:
        "results/pca/formulas.csv",
    log:
        "results/logs/pca/formulas.log",
    benchmark:
        "results/benchmarks/pca/formulas.tsv"
    params:
        **config["pca"]["formulas"],
        seed=config["seed"],
        matrix=PRINTED["covariance"],
        divisor=config["pca"]["geometry"]["divisor"],
        call="articles.pca.compute.formulas:identities",
    script:
        "../scripts/call.py"


rule pca_facts:
    input:
        code=sources("articles.pca.compute.statements"),
    output:
        "results/pca/facts.csv",
    log:
        "results/logs/pca/facts.log",
    benchmark:
        "results/benchmarks/pca/facts.tsv"
    params:
        **config["pca"]["formulas"],
        **config["pca"]["statements"],
        seed=config["seed"],
        vectors=config["pca"]["marks"]["vectors"],
        call="articles.pca.compute.statements:facts",
    script:
        "../scripts/call.py"


rule pca_expansions:
    input:
        code=sources("articles.pca.compute.statements"),
    output:
        "results/pca/expansions.csv",
    log:
        "results/logs/pca/expansions.log",
    benchmark:
        "results/benchmarks/pca/expansions.tsv"
    params:
        means=PRINTED["means"],
        matrix=PRINTED["covariance"],
        call="articles.pca.compute.statements:expansions",
    script:
        "../scripts/call.py"


rule pca_kl_centring_figure:
    input:
        expansions="results/pca/expansions.csv",
        code=sources("articles.pca.draw.expansions"),
    output:
        multiext("results/pca/figures/pca-kl-centring", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/kl_centring_figure.log",
    benchmark:
        "results/benchmarks/pca/kl_centring_figure.tsv"
    params:
        call="articles.pca.draw.expansions:centring",
    script:
        "../scripts/call.py"
