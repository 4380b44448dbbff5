# Captions of the figures for `snakemake --report`, from the ledgers -> results/captions/


localrules:
    captions,


rule captions:
    input:
        ledgers=list(LEDGER_FILES.values()),
    output:
        directory("results/captions"),
    log:
        "results/logs/captions.log",
    params:
        **calls("recomputed.site.captions:captions"),
    script:
        CALL
