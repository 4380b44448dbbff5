# The audit for other readers, in one job: errata of each article -> results/<article>/errata.md; for systems of
# continuous integration -> results/audit.junit.xml; for editors and GitHub -> results/audit.sarif

# A text is found beside its ledger: that of an author's own article, not those which are not the project's to publish.
TEXTS_BESIDE = {
    article.name: os.path.relpath(article.folder / LEDGERS[article.name]["text"])
    for article in ARTICLES
    if LEDGERS[article.name].get("text") and (article.folder / LEDGERS[article.name]["text"]).is_file()
}


rule reports:
    input:
        [path for path in PRINT_TABLES.values() if os.path.exists(path)],
        list(TEXTS_BESIDE.values()),
        audit="results/audit.json",
        ledgers=list(LEDGER_FILES.values()),
    output:
        **{f"errata_of_{name}": f"results/{name}/errata.md" for name in PUBLISHED},
        junit="results/audit.junit.xml",
        sarif="results/audit.sarif",
    log:
        "results/logs/reports.log",
    localrule: True
    params:
        **calls("recomputed.reports.of_a_run:reports"),
        prints=PRINT_TABLES,
        texts=TEXTS_BESIDE,
    script:
        CALL
