# Every figure of every article, from the figure entries of its ledger: those that one module draws in one job
# -> results/<article>/figures/; and for each article a target that asks for its figures and tables.
from recomputed.drawing.drawings import drawings, files_of, job_of, paths_of
from recomputed.errors import one_line

with one_line():
    DRAWINGS = {name: drawings(ledger, config[name]) for name, ledger in LEDGERS.items()}

for article, modules in DRAWINGS.items():
    for module, figures in modules.items():

        rule:
            name:
                f"{article}_{job_of(module)}"
            input:
                data=sorted({file for figure in figures.values() for file in files_of(figure)}),
            output:
                **{figure: figure_outputs(article, figure) for figure in figures},
            log:
                f"results/logs/{article}/{job_of(module)}.log",
            params:
                call="recomputed.drawing.figures:draw",
                code=code_hash("recomputed.drawing.figures", module),
                figures=figures,
            script:
                CALL

    rule:
        name:
            article
        input:
            figure_files(LEDGERS[article]) + evidence_files(LEDGERS[article]),
