# Section 3: gradients over the lag, norm bound, clipping; random nets, trained weights -> results/lstm_backward/*


rule lstm_backward_untrained_gradients:
    output:
        curves="results/lstm_backward/untrained_gradients.csv",
        nets="results/lstm_backward/untrained_gradients_nets.csv",
    log:
        "results/logs/lstm_backward/untrained_gradients.log",
    params:
        **config["lstm_backward"]["vanishing"]["untrained"],
        **calls("articles.lstm_backward.compute.untrained_gradients:untrained_gradients"),
        seed=config["seed"],
    script:
        CALL


rule lstm_backward_random_nets:
    output:
        weight_bounds="results/lstm_backward/weight_bounds.csv",
        gates_over_time="results/lstm_backward/gates_over_time.csv",
        forget_gate="results/lstm_backward/forget_gate.csv",
        highway="results/lstm_backward/highway.csv",
        vanishing="results/lstm_backward/vanishing.csv",
        hidden_errors="results/lstm_backward/hidden_errors.csv",
        gradient_sizes="results/lstm_backward/gradient_sizes.csv",
        bound_says="results/lstm_backward/bound_says.csv",
    log:
        "results/logs/lstm_backward/random_nets.log",
    params:
        **calls("articles.lstm_backward.compute.random_nets:random_nets"),
        seed=config["seed"],
        formulas=config["lstm_backward"]["formulas"],
        scales=config["lstm_backward"]["vanishing"]["scales"],
        term=config["lstm_backward"]["vanishing"]["term"],
        hidden=config["lstm_backward"]["vanishing"]["hidden"],
    script:
        CALL


rule lstm_backward_trained_gradients:
    input:
        weights="results/lstm_backward/training/adding-40.npz",
    output:
        curves="results/lstm_backward/trained_gradients.csv",
        contrast="results/lstm_backward/trained_gradients_contrast.csv",
    log:
        "results/logs/lstm_backward/trained_gradients.log",
    params:
        **config["lstm_backward"]["vanishing"]["trained"],
        **calls("articles.lstm_backward.compute.trained_gradients:trained_gradients"),
        seed=config["seed"],
        steps=config["lstm_backward"]["training"]["tasks"]["adding-40"]["steps"],
    script:
        CALL


rule lstm_backward_gradient_pairs:
    input:
        untrained="results/lstm_backward/untrained_gradients_nets.csv",
        trained=f"{RECORDED}/gradients.csv",
        other=f"{RECORDED}/gradients_other.csv",
    output:
        pairs="results/lstm_backward/gradient_pairs.csv",
        turns="results/lstm_backward/gradient_pairs_turns.csv",
    log:
        "results/logs/lstm_backward/gradient_pairs.log",
    params:
        **calls("articles.lstm_backward.compute.gradient_pairs:gradient_pairs"),
    script:
        CALL


rule lstm_backward_bound:
    output:
        "results/lstm_backward/bound.csv",
    log:
        "results/logs/lstm_backward/bound.log",
    params:
        **config["lstm_backward"]["vanishing"]["bound"],
        **calls("articles.lstm_backward.compute.bound:bound"),
        seed=config["seed"],
    script:
        CALL


rule lstm_backward_cliff:
    output:
        grid="results/lstm_backward/cliff.npz",
        features="results/lstm_backward/cliff.csv",
    log:
        "results/logs/lstm_backward/cliff.log",
    params:
        **config["lstm_backward"]["clipping"]["net"],
        **calls("articles.lstm_backward.compute.clipping:cliff"),
        points=config["lstm_backward"]["clipping"]["points"],
    script:
        CALL


rule lstm_backward_descents:
    output:
        paths="results/lstm_backward/descents_paths.csv",
        starts="results/lstm_backward/descents_starts.csv",
        thrown="results/lstm_backward/descents_thrown.csv",
        clipped="results/lstm_backward/descents_clipped.csv",
        step_sizes="results/lstm_backward/descents_step_sizes.csv",
        slider="results/lstm_backward/descents_slider.csv",
    log:
        "results/logs/lstm_backward/descents.log",
    params:
        **config["lstm_backward"]["clipping"]["net"],
        **config["lstm_backward"]["clipping"]["descents"],
        **calls("articles.lstm_backward.compute.clipping_slider:tables"),
        seed=config["seed"],
    script:
        CALL
