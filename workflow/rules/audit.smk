# Every claim against the results -> results/audit.csv, results/audit.json; every result's hash -> results/MANIFEST.json


rule audit:
    input:
        ledgers=[path_of(article) for article in articles()],
        tables=[file for article in articles() for file in evidence_files(article)],
        code=sources("articles.audit.verdict"),
    output:
        csv="results/audit.csv",
        json="results/audit.json",
    log:
        "results/logs/audit.log",
    benchmark:
        "results/benchmarks/audit.tsv"
    params:
        call="articles.audit.verdict:audit",
    script:
        "../scripts/call.py"


rule manifest:
    input:
        rules.audit.output,
        [file for article in articles() for file in deliverables(article)],
        mnist="results/data/mnist.json",
        code=sources("articles.manifest"),
    output:
        "results/MANIFEST.json",
    log:
        "results/logs/manifest.log",
    benchmark:
        "results/benchmarks/manifest.tsv"
    params:
        call="articles.manifest:manifest",
        paths=lambda wildcards, input: [file for file in input if file not in input.code],
        config=config,
    script:
        "../scripts/call.py"
