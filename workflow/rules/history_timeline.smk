# Dates, what is announced for later articles, graphics as linear maps, the head image.


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
