# Every published claim against the results -> results/audit.csv, results/audit.json; this project's own findings in the
# same way -> results/findings.csv, results/findings.json; both to be read -> results/audit.md; what changed since
# audit.lock.json was accepted -> results/drift.json; the hashes of all files, made last
# -> results/MANIFEST.json
from articles.audit.drift import LOCK


localrules:
    audit,
    findings,
    audit_markdown,
    drift,
    manifest,


rule audit:
    input:
        ledgers=[path_of(article) for article in published()],
        tables=[file for article in published() for file in evidence_files(article)],
        tried="results/robustness.csv",
        untried="results/robustness_untried.csv",
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
        tried="results/robustness.csv",
        untried="results/robustness_untried.csv",
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


rule audit_markdown:
    input:
        ledgers=[path_of(article) for article in articles()],
        audit="results/audit.json",
        findings="results/findings.json",
        code=sources("articles.audit.markdown"),
    output:
        "results/audit.md",
    log:
        "results/logs/audit_markdown.log",
    benchmark:
        "results/benchmarks/audit_markdown.tsv"
    params:
        call="articles.audit.markdown:document",
    script:
        "../scripts/call.py"


rule drift:
    input:
        ledgers=[path_of(article) for article in articles()],
        audit="results/audit.json",
        findings="results/findings.json",
        lock=[str(LOCK)] if LOCK.is_file() else [],
        code=sources("articles.audit.drift"),
    output:
        "results/drift.json",
    log:
        "results/logs/drift.log",
    benchmark:
        "results/benchmarks/drift.tsv"
    params:
        call="articles.audit.drift:drift",
        config=unsharded(config),
    script:
        "../scripts/call.py"


rule manifest:
    input:
        delivered,
        mnist="results/data/mnist.json",
        code=sources("articles.manifest"),
    output:
        manifest="results/MANIFEST.json",
        shards="results/shards.json",
    log:
        "results/logs/manifest.log",
    benchmark:
        "results/benchmarks/manifest.tsv"
    params:
        call="articles.manifest:manifest",
        paths=lambda wildcards, input: [file for file in input if file not in {*input.code, input.mnist}],
        config=unsharded(config),
    script:
        "../scripts/call.py"
