# The history of neural nets: perceptrons, deep gradients, pretraining, dates -> results/history/*.csv, *.npz -> results/history/figures/


rule history:
    input:
        deliverables("history"),


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


rule history_gradients:
    input:
        code=sources("articles.history.compute.gradients"),
    output:
        profile="results/history/gradients_profile.csv",
        first_layer="results/history/gradients_first_layer.csv",
        rates="results/history/gradients_rates.csv",
    log:
        "results/logs/history/gradients.log",
    benchmark:
        "results/benchmarks/history/gradients.tsv"
    params:
        **config["history"]["gradients"],
        call="articles.history.compute.gradients:depth",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule history_graphics:
    input:
        code=sources("articles.history.compute.graphics"),
    output:
        "results/history/graphics_formulas.csv",
    log:
        "results/logs/history/graphics.log",
    benchmark:
        "results/benchmarks/history/graphics.tsv"
    params:
        **config["history"]["graphics"],
        call="articles.history.compute.graphics:linearity",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule history_pretraining:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.history.compute.pretraining"),
    output:
        curves="results/history/mnist_pretraining_curves.csv",
        gradients="results/history/mnist_pretraining_gradients.csv",
    log:
        "results/logs/history/pretraining.log",
    benchmark:
        "results/benchmarks/history/pretraining.tsv"
    priority: 10  # the longest jobs first: one that begins last is waited for alone
    resources:
        runtime=15,
    params:
        **config["history"]["pretraining"],
        call="articles.history.compute.pretraining:compare",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule history_events:
    input:
        code=sources("articles.history.compute.timeline"),
    output:
        events="results/history/events.csv",
        checks="results/history/event_checks.csv",
    log:
        "results/logs/history/events.log",
    benchmark:
        "results/benchmarks/history/events.tsv"
    params:
        call="articles.history.compute.timeline:events",
        events=config["history"]["timeline"]["events"],
        checks=config["history"]["timeline"]["checks"],
    script:
        "../scripts/call.py"


rule history_announcements:
    input:
        code=sources("articles.history.compute.timeline"),
    output:
        "results/history/announcements.csv",
    log:
        "results/logs/history/announcements.log",
    benchmark:
        "results/benchmarks/history/announcements.tsv"
    params:
        **config["history"]["announcements"],
        call="articles.history.compute.timeline:announcements",
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


rule history_gradients_figure:
    input:
        profile="results/history/gradients_profile.csv",
        first_layer="results/history/gradients_first_layer.csv",
        rates="results/history/gradients_rates.csv",
        code=sources("articles.history.draw.gradients"),
    output:
        multiext("results/history/figures/depth-vs-gradient", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/gradients_figure.log",
    benchmark:
        "results/benchmarks/history/gradients_figure.tsv"
    params:
        call="articles.history.draw.gradients:depth_vs_gradient",
    script:
        "../scripts/call.py"


rule history_pretraining_figure:
    input:
        curves="results/history/mnist_pretraining_curves.csv",
        gradients="results/history/mnist_pretraining_gradients.csv",
        code=sources("articles.history.draw.pretraining"),
    output:
        multiext("results/history/figures/mnist-pretraining", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/pretraining_figure.log",
    benchmark:
        "results/benchmarks/history/pretraining_figure.tsv"
    params:
        call="articles.history.draw.pretraining:pretraining",
    script:
        "../scripts/call.py"


rule history_timeline_figure:
    input:
        events="results/history/events.csv",
        checks="results/history/event_checks.csv",
        code=sources("articles.history.draw.timeline"),
    output:
        multiext("results/history/figures/history-timeline", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/timeline_figure.log",
    benchmark:
        "results/benchmarks/history/timeline_figure.tsv"
    params:
        call="articles.history.draw.timeline:timeline",
        periods=config["history"]["timeline"]["periods"],
    script:
        "../scripts/call.py"


rule history_rnn_head_image_figure:
    input:
        code=sources("articles.schematics.neurons"),
    output:
        multiext("results/history/figures/rnn-head-image", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/rnn_head_image_figure.log",
    benchmark:
        "results/benchmarks/history/rnn_head_image_figure.tsv"
    params:
        call="articles.schematics.neurons:head",
    script:
        "../scripts/call.py"
