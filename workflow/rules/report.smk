# Figures and captions for `snakemake --report`, from the ledgers -> results/captions/


localrules:
    captions,


rule captions:
    input:
        ledgers=[path_of(article) for article in articles()],
        code=sources("articles.site.captions"),
    output:
        directory("results/captions"),
    log:
        "results/logs/captions.log",
    benchmark:
        "results/benchmarks/captions.tsv"
    params:
        call="articles.site.captions:captions",
    script:
        "../scripts/call.py"


# Marked here, once for all, what `report(...)` would mark in each figure's rule: the ledger has title and caption already.
for article in articles():
    for entry in read(article)["figures"]:
        file = f"results/{article}/figures/{entry['id']}.svg"
        caption = os.path.abspath(f"results/captions/{paths.caption_file(article, entry['id'])}")
        marked = report(
            file,
            caption=workflow.current_basedir.join(caption),
            category=read(article)["title"],
            labels={"figure": entry["title"], "where": entry["where"]},
        )
        for output in (output for rule in workflow.rules for output in rule.output if output == file):
            output.flags["report"] = marked.flags["report"]
