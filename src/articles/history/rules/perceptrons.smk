# Section 1: what perceptrons can do and what they cannot.


rule history_scenes:
    output:
        points="results/history/scenes_points.csv",
        lines="results/history/scenes_lines.csv",
        mistakes="results/history/scenes_mistakes.csv",
    log:
        "results/logs/history/scenes.log",
    params:
        **config["history"]["separability"]["scenes"],
        **calls("articles.history.compute.separability:scenes"),
        seed=config["seed"],
    script:
        CALL


rule history_functions:
    output:
        "results/history/boolean_functions.csv",
    log:
        "results/logs/history/functions.log",
    params:
        **config["history"]["separability"]["functions"],
        **calls("articles.history.compute.separability:boolean_functions"),
    script:
        CALL


rule history_multilayer:
    output:
        losses="results/history/multilayer_losses.csv",
        solved="results/history/multilayer_solved.csv",
        picture="results/history/multilayer_picture.csv",
    log:
        "results/logs/history/multilayer.log",
    params:
        **config["history"]["multilayer"],
        **calls("articles.history.compute.multilayer:xor"),
        seed=config["seed"],
    script:
        CALL


rule history_retina:
    output:
        learning="results/history/retina_learning.csv",
        summary="results/history/retina_summary.csv",
        pictures="results/history/retina_pictures.npz",
    log:
        "results/logs/history/retina.log",
    params:
        **config["history"]["retina"],
        **calls("articles.history.compute.retina:mark1"),
        seed=config["seed"],
    script:
        CALL
