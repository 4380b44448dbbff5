# Every published claim against the results -> results/audit.csv, results/audit.json; this project's own findings in the
# same way -> results/findings.csv, results/findings.json; how much of each text the claims cover -> results/coverage.csv,
# results/coverage.json; all of it to be read -> results/audit.md; what changed since it was accepted
# -> results/drift.json; the hashes of all files, made last -> results/MANIFEST.json


localrules:
    audit,
    findings,
    coverage,
    audit_markdown,
    drift,
    manifest,


rule audit:
    input:
        ledgers=[LEDGER_FILES[name] for name in PUBLISHED],
        tables=[file for name in PUBLISHED for file in evidence_files(LEDGERS[name])],
        tried="results/robustness.csv",
        untried="results/robustness_untried.csv",
    output:
        csv="results/audit.csv",
        json="results/audit.json",
    log:
        "results/logs/audit.log",
    params:
        **calls("recomputed.audit.verdict:audit"),
    script:
        CALL


rule findings:
    input:
        ledgers=list(LEDGER_FILES.values()),
        tables=[file for ledger in LEDGERS.values() for file in evidence_files(ledger)],
        tried="results/robustness.csv",
        untried="results/robustness_untried.csv",
    output:
        csv="results/findings.csv",
        json="results/findings.json",
    log:
        "results/logs/findings.log",
    params:
        **calls("recomputed.audit.verdict:audit"),
        ours=True,
    script:
        CALL


rule coverage:
    input:
        [table for table in PRINT_TABLES.values() if os.path.exists(table)],
    output:
        csv="results/coverage.csv",
        json="results/coverage.json",
    log:
        "results/logs/coverage.log",
    params:
        **calls("recomputed.coverage.totals:coverage"),
        files=PRINT_TABLES,
    script:
        CALL


rule audit_markdown:
    input:
        ledgers=list(LEDGER_FILES.values()),
        audit="results/audit.json",
        findings="results/findings.json",
        coverage="results/coverage.json",
    output:
        "results/audit.md",
    log:
        "results/logs/audit_markdown.log",
    params:
        **calls("recomputed.audit.markdown:document"),
    script:
        CALL


rule drift:
    input:
        ledgers=list(LEDGER_FILES.values()),
        audit="results/audit.json",
        findings="results/findings.json",
        accepted=[os.path.relpath(article.accepted) for article in ARTICLES if article.accepted.is_file()],
    output:
        "results/drift.json",
    log:
        "results/logs/drift.log",
    params:
        **calls("recomputed.audit.accepted:drift"),
        config=for_results(config),
    script:
        CALL


rule manifest:
    input:
        delivered,
        records=data_records,
        ledgers=list(LEDGER_FILES.values()),
    output:
        manifest="results/MANIFEST.json",
        shards="results/shards.json",
    log:
        "results/logs/manifest.log",
    params:
        **calls("recomputed.results.manifest:manifest"),
        paths=lambda wildcards, input: [file for file in input if file not in {*input.records, *input.ledgers}],
        config=for_results(config),
    script:
        CALL
