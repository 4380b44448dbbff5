# What every rules file uses: ledgers, sizes, the function that a rule calls, and what an article has to deliver.
import os

from recomputed.audit.ledger import evidence_files, figure_files, read_all
from recomputed.drawing.drawings import paths_of
from recomputed.site.paths import caption_file
from recomputed.errors import one_line
from recomputed.workflow import data_sets, unmade
from recomputed.workflow.settings import for_results
from recomputed.workflow.shards import scaled
from recomputed.workflow.sources import code_hash

# Snakemake formats this path: braces in the name of a folder are doubled.
CALL = os.path.join(workflow.basedir, "workflow", "scripts", "call.py").replace("{", "{{").replace("}", "}}")
SIZES = scaled(config)
LEDGERS = read_all(ARTICLES)
LEDGER_FILES = {article.name: os.path.relpath(article.ledger) for article in ARTICLES}
PUBLISHED = [name for name, ledger in LEDGERS.items() if not ledger.get("ours")]
PRINT_TABLES = {article.name: os.path.relpath(article.print) for article in ARTICLES if article.name in PUBLISHED}
FIGURES = [file for ledger in LEDGERS.values() for file in figure_files(ledger)]
EVIDENCE = [file for ledger in LEDGERS.values() for file in evidence_files(ledger)]
NOT_FOR_PAGES = {"call", "code"}  # params of every rule; the call has a field of its own


scattergather:
    shards=config["shards"],


def calls(function):
    """Give the params for calling `function`, "module:name"; an edit of its code changes them."""
    return {"call": function, "code": code_hash(function.split(":")[0])}


def figure_outputs(article, figure):
    """List the files of a figure, of which Snakemake's report shows the first with its caption."""
    shown, *others = paths_of(article, figure)
    entry = next(entry for entry in LEDGERS[article]["figures"] if entry["id"].replace("-", "_") == figure)
    reported = report(
        shown,
        caption=os.path.abspath(f"results/captions/{caption_file(article, entry['id'])}"),
        category=LEDGERS[article]["title"],
        labels={"figure": entry["title"], "where": entry["where"]},
    )
    return [reported, *others]


def growing(mem_mb):
    """Ask a cluster for `mem_mb` the first time, and for as much again with every new attempt."""
    return lambda wildcards, attempt: mem_mb * attempt


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


def check_files():
    """End the run with one line where a ledger names a file that no rule makes."""
    made = {str(file) for maker in workflow.rules for file in maker.output}
    patterns = [maker for maker in workflow.rules if maker.has_wildcards()]
    with one_line():
        for name, ledger in LEDGERS.items():
            unmade.check(
                LEDGER_FILES[name],
                ledger,
                config[name],
                lambda file: file in made or any(maker.is_producer(file) for maker in patterns),
                sorted(file for file in made if file.startswith("results/") and "{" not in file),
            )


def rule_record(rule):
    """Give what the pages show of a rule, that is the function it calls, its params, what it reads and makes, its log."""
    hidden = NOT_FOR_PAGES | data_sets.local_params(rule.name)
    return {
        "name": rule.name,
        "call": rule.params.call,
        "params": {name: value for name, value in rule.params.items() if name not in hidden and not callable(value)},
        "inputs": [str(file) for file in rule.input if not callable(file)],
        "outputs": [str(file) for file in rule.output],
        "log": str(rule.log[0]),
    }


def delivered(wildcards):
    """All that `rule all` asks for and all that is made on the way, but the manifest itself."""
    asked = FIGURES + EVIDENCE + rules.all.input
    return made_for(set(asked) - {*rules.manifest.output})


def data_records(wildcards):
    """The records of the data sets that the run uses."""
    used = {*made_for(FIGURES + EVIDENCE)}
    return [data_sets.record_file(name) for name in data_sets.schemas() if data_sets.arrays_file(name) in used]
