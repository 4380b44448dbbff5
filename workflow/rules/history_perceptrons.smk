# Section 1: what perceptrons can do and what they cannot.


rule history_scenes:
    input:
        code=sources("articles.history.compute.separability"),
    output:
        points="results/history/scenes_points.csv",
        lines="results/history/scenes_lines.csv",
        mistakes="results/history/scenes_mistakes.csv",
    log:
        "results/logs/history/scenes.log",
    benchmark:
        "results/benchmarks/history/scenes.tsv"
    params:
        **config["history"]["separability"]["scenes"],
        call="articles.history.compute.separability:scenes",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule history_functions:
    input:
        code=sources("articles.history.compute.separability"),
    output:
        "results/history/boolean_functions.csv",
    log:
        "results/logs/history/functions.log",
    benchmark:
        "results/benchmarks/history/functions.tsv"
    params:
        **config["history"]["separability"]["functions"],
        call="articles.history.compute.separability:boolean_functions",
    script:
        "../scripts/call.py"


rule history_multilayer:
    input:
        code=sources("articles.history.compute.multilayer"),
    output:
        losses="results/history/multilayer_losses.csv",
        solved="results/history/multilayer_solved.csv",
        picture="results/history/multilayer_picture.csv",
    log:
        "results/logs/history/multilayer.log",
    benchmark:
        "results/benchmarks/history/multilayer.tsv"
    params:
        **config["history"]["multilayer"],
        call="articles.history.compute.multilayer:xor",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule history_retina:
    input:
        code=sources("articles.history.compute.retina"),
    output:
        learning="results/history/retina_learning.csv",
        summary="results/history/retina_summary.csv",
        pictures="results/history/retina_pictures.npz",
    log:
        "results/logs/history/retina.log",
    benchmark:
        "results/benchmarks/history/retina.tsv"
    params:
        **config["history"]["retina"],
        call="articles.history.compute.retina:mark1",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule history_separability_figure:
    input:
        points="results/history/scenes_points.csv",
        lines="results/history/scenes_lines.csv",
        mistakes="results/history/scenes_mistakes.csv",
        code=sources("articles.history.draw.separability"),
    output:
        multiext("results/history/figures/linear-separability", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/separability_figure.log",
    benchmark:
        "results/benchmarks/history/separability_figure.tsv"
    params:
        call="articles.history.draw.separability:linear_separability",
    script:
        "../scripts/call.py"


rule history_multilayer_figure:
    input:
        losses="results/history/multilayer_losses.csv",
        solved="results/history/multilayer_solved.csv",
        picture="results/history/multilayer_picture.csv",
        code=sources("articles.history.draw.multilayer"),
    output:
        multiext("results/history/figures/xor-multilayer", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/multilayer_figure.log",
    benchmark:
        "results/benchmarks/history/multilayer_figure.tsv"
    params:
        call="articles.history.draw.multilayer:xor",
    script:
        "../scripts/call.py"


rule history_retina_figure:
    input:
        learning="results/history/retina_learning.csv",
        summary="results/history/retina_summary.csv",
        pictures="results/history/retina_pictures.npz",
        code=sources("articles.history.draw.retina"),
    output:
        multiext("results/history/figures/mark1-retina", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/retina_figure.log",
    benchmark:
        "results/benchmarks/history/retina_figure.tsv"
    params:
        call="articles.history.draw.retina:mark1",
    script:
        "../scripts/call.py"
