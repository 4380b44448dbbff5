# The audit put to the test: what is published, formulas, results and files changed one by one -> results/selftest.csv


rule audit_selftest:
    input:
        ledgers=[path_of(article) for article in articles()],
        tables=[file for article in articles() for file in evidence_files(article)],
        perturbed=expand("results/{article}/formula_perturbed.csv", article=EXPRESSED),
        printed=expand("results/{article}/formula_printed.csv", article=EXPRESSED),
        code=sources("articles.audit.selftest"),
    output:
        "results/selftest.csv",
    log:
        "results/logs/audit_selftest.log",
    benchmark:
        "results/benchmarks/audit_selftest.tsv"
    params:
        call="articles.audit.selftest:selftest",
        seed=config["seed"],
    script:
        "../scripts/call.py"
