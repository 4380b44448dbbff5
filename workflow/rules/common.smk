# What every rules file uses: the code a rule depends on, and what an article has to deliver.
from articles.audit.ledger import articles, evidence_files, figure_files, ours, path_of, published, read
from articles.shards import scaled, unsharded
from articles.sources import sources

SIZES = scaled(config)
SEED_SHARDS = min(config["shards"], SIZES["lstm_backward"]["training"]["seeds"])
OF_THIS_MACHINE = {"folder"}  # params that name a place here: no matter of the pages


scattergather:
    shards=config["shards"],
    seed_shards=SEED_SHARDS,


def deliverables(article):
    """Everything the ledger of an article promises: its figures, and the tables its claims rest on."""
    return figure_files(article) + evidence_files(article)


def made_for(files):
    """List `files` and all that is made on the way to them, sorted."""
    named = {str(file): maker for maker in workflow.rules for file in maker.output}
    patterns = [maker for maker in workflow.rules if maker.has_wildcards()]
    made, waiting = set(), [*map(str, files)]
    while waiting:
        file = waiting.pop()
        maker = named.get(file) or next((maker for maker in patterns if maker.is_producer(file)), None)
        if maker is not None and file not in made:
            wildcards = maker.get_wildcards(file)
            made |= {*map(str, maker.expand_output(wildcards)[0])}
            waiting += map(str, maker.expand_input(wildcards)[0])
    return sorted(made)


def growing(mem_mb):
    """Ask a cluster for `mem_mb` the first time, and for as much again with every new attempt."""
    return lambda wildcards, attempt: mem_mb * attempt


def told(rule):
    """What the pages tell of a rule: whom it calls with what, what it reads and makes."""
    code = rule.input.get("code", [])
    code = [] if callable(code) else code
    return {
        "name": rule.name,
        "call": rule.params.call,
        "params": {
            name: value
            for name, value in rule.params.items()
            if name not in {"call", *OF_THIS_MACHINE} and not callable(value)
        },
        "inputs": [str(file) for file in rule.input if file not in code and not callable(file)],
        "outputs": [str(file) for file in rule.output],
        "benchmark": str(rule.benchmark).removeprefix("results/benchmarks/").removesuffix(".tsv"),
    }


def delivered(wildcards):
    """All that `rule all` asks for and what it rests on, but the manifest itself."""
    asked = [file for article in articles() for file in deliverables(article)] + rules.all.input
    return made_for(set(asked) - {*rules.manifest.output})
