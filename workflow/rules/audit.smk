# Every published claim against the results -> results/audit.csv, results/audit.json; this project's own findings in the
# same way -> results/findings.csv, results/findings.json; the hashes of all that is delivered -> results/MANIFEST.json


rule audit:
    input:
        ledgers=[path_of(article) for article in published()],
        tables=[file for article in published() for file in evidence_files(article)],
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


rule findings:
    input:
        ledgers=[path_of(article) for article in ours()],
        tables=[file for article in ours() for file in evidence_files(article)],
        code=sources("articles.audit.verdict"),
    output:
        csv="results/findings.csv",
        json="results/findings.json",
    log:
        "results/logs/findings.log",
    benchmark:
        "results/benchmarks/findings.tsv"
    params:
        call="articles.audit.verdict:audit",
    script:
        "../scripts/call.py"


rule manifest:
    input:
        rules.audit.output,
        rules.findings.output,
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
        paths=lambda wildcards, input: [file for file in input if file not in {*input.code, input.mnist}],
        config=config,
    script:
        "../scripts/call.py"
