# Section 3: gradients over time, before and after training, the norm bound, clipping.


rule lstm_backward_gradients:
    input:
        code=sources("articles.lstm_backward.compute.vanishing"),
    output:
        "results/lstm_backward/gradients.csv",
    log:
        "results/logs/lstm_backward/gradients.log",
    benchmark:
        "results/benchmarks/lstm_backward/gradients.tsv"
    params:
        **config["lstm_backward"]["vanishing"]["untrained"],
        call="articles.lstm_backward.compute.vanishing:untrained",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_trained_gradients:
    input:
        rnn="results/lstm_backward/training/adding/simple-RNN.npz",
        vanilla="results/lstm_backward/training/adding/vanilla.npz",
        code=sources("articles.lstm_backward.compute.vanishing"),
    output:
        curves="results/lstm_backward/trained_gradients.csv",
        contrast="results/lstm_backward/trained_gradients_contrast.csv",
    log:
        "results/logs/lstm_backward/trained_gradients.log",
    benchmark:
        "results/benchmarks/lstm_backward/trained_gradients.tsv"
    params:
        **config["lstm_backward"]["vanishing"]["trained"],
        call="articles.lstm_backward.compute.vanishing:trained",
        seed=config["seed"],
        steps=config["lstm_backward"]["training"]["tasks"]["adding"]["steps"],
    script:
        "../scripts/call.py"


rule lstm_backward_bound:
    input:
        code=sources("articles.lstm_backward.compute.bound"),
    output:
        "results/lstm_backward/bound.csv",
    log:
        "results/logs/lstm_backward/bound.log",
    benchmark:
        "results/benchmarks/lstm_backward/bound.tsv"
    params:
        **config["lstm_backward"]["vanishing"]["bound"],
        call="articles.lstm_backward.compute.bound:compare",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_cliff:
    input:
        code=sources("articles.lstm_backward.compute.clipping"),
    output:
        grid="results/lstm_backward/cliff.npz",
        features="results/lstm_backward/cliff.csv",
    log:
        "results/logs/lstm_backward/cliff.log",
    benchmark:
        "results/benchmarks/lstm_backward/cliff.tsv"
    params:
        **config["lstm_backward"]["clipping"]["net"],
        call="articles.lstm_backward.compute.clipping:surface",
        points=config["lstm_backward"]["clipping"]["points"],
    script:
        "../scripts/call.py"


rule lstm_backward_descents:
    input:
        code=sources("articles.lstm_backward.compute.clipping"),
    output:
        paths="results/lstm_backward/descents_paths.csv",
        starts="results/lstm_backward/descents_starts.csv",
    log:
        "results/logs/lstm_backward/descents.log",
    benchmark:
        "results/benchmarks/lstm_backward/descents.tsv"
    params:
        **config["lstm_backward"]["clipping"]["net"],
        **config["lstm_backward"]["clipping"]["descents"],
        call="articles.lstm_backward.compute.clipping:descents",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_gradients_figure:
    input:
        gradients="results/lstm_backward/gradients.csv",
        code=sources("articles.lstm_backward.draw.vanishing"),
    output:
        multiext("results/lstm_backward/figures/gradient-over-lag", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/gradients_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/gradients_figure.tsv"
    params:
        call="articles.lstm_backward.draw.vanishing:over_lag",
    script:
        "../scripts/call.py"


rule lstm_backward_trained_gradients_figure:
    input:
        curves="results/lstm_backward/trained_gradients.csv",
        code=sources("articles.lstm_backward.draw.vanishing"),
    output:
        multiext("results/lstm_backward/figures/gradient-after-training", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/trained_gradients_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/trained_gradients_figure.tsv"
    params:
        call="articles.lstm_backward.draw.vanishing:trained",
    script:
        "../scripts/call.py"


rule lstm_backward_bound_figure:
    input:
        bound="results/lstm_backward/bound.csv",
        code=sources("articles.lstm_backward.draw.vanishing"),
    output:
        multiext("results/lstm_backward/figures/norm-bound", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/bound_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/bound_figure.tsv"
    params:
        call="articles.lstm_backward.draw.vanishing:bound",
    script:
        "../scripts/call.py"


rule lstm_backward_cliff_figure:
    input:
        grid="results/lstm_backward/cliff.npz",
        paths="results/lstm_backward/descents_paths.csv",
        starts="results/lstm_backward/descents_starts.csv",
        code=sources("articles.lstm_backward.draw.clipping"),
    output:
        multiext("results/lstm_backward/figures/clip-cliff", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/cliff_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/cliff_figure.tsv"
    params:
        call="articles.lstm_backward.draw.clipping:cliff",
    script:
        "../scripts/call.py"
