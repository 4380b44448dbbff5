# The audit put to the test: what is published, formulas, results and files changed one by one -> results/selftest.csv


rule audit_selftest:
    input:
        ledgers=list(LEDGER_FILES.values()),
        tables=EVIDENCE,
        perturbed=expand("results/{article}/formula_perturbed.csv", article=WITH_FORMULAS),
    output:
        "results/selftest.csv",
    log:
        "results/logs/audit_selftest.log",
    params:
        **calls("recomputed.audit.selftest.run:selftest"),
        seed=config["seed"],
    script:
        CALL
