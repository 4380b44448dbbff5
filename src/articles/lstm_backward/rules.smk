# LSTM back propagation, sections 1 to 3: flows and gradients of random nets, trained nets -> results/lstm_backward/*


include: "rules/nets.smk"
include: "rules/training.smk"
include: "rules/long.smk"
include: "rules/gradients.smk"


rule lstm_backward_flows:
    output:
        terms="results/lstm_backward/terms.csv",
        parts="results/lstm_backward/parts.csv",
        later_losses="results/lstm_backward/later_losses.csv",
        reach="results/lstm_backward/reach.csv",
        branches="results/lstm_backward/branches.csv",
        dependences="results/lstm_backward/dependences.csv",
        block="results/lstm_backward/block.csv",
        parameters="results/lstm_backward/parameters.csv",
        assembled="results/lstm_backward/assembled.csv",
        users="results/lstm_backward/users.csv",
        clipping="results/lstm_backward/clipping.csv",
        clipped_steps="results/lstm_backward/clipped_steps.csv",
    log:
        "results/logs/lstm_backward/flows.log",
    params:
        **config["lstm_backward"]["flows"],
        **calls("articles.lstm_backward.compute.flows:flows"),
        seed=config["seed"],
    script:
        CALL


rule lstm_backward_jacobians:
    output:
        bound_ratios="results/lstm_backward/bound_ratios.csv",
        fates="results/lstm_backward/fates.csv",
        fates_summary="results/lstm_backward/fates_summary.csv",
    log:
        "results/logs/lstm_backward/jacobians.log",
    params:
        **calls("articles.lstm_backward.compute.jacobians:jacobians"),
        seed=config["seed"],
        formulas=config["lstm_backward"]["formulas"],
        fates=config["lstm_backward"]["fates"],
    script:
        CALL
