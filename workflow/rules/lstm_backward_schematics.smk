# Schematics, drawn from declared graphs without data -> results/lstm_backward/figures/


rule lstm_backward_rnn_head_image_figure:
    input:
        code=sources("articles.schematics.neurons"),
    output:
        multiext("results/lstm_backward/figures/rnn-head-image", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/rnn_head_image_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/rnn_head_image_figure.tsv"
    params:
        call="articles.schematics.neurons:head",
    script:
        "../scripts/call.py"


rule lstm_backward_chain_single_figure:
    input:
        code=sources("articles.lstm_backward.draw.chains"),
    output:
        multiext("results/lstm_backward/figures/chain-single", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/chain_single_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/chain_single_figure.tsv"
    params:
        call="articles.lstm_backward.draw.chains:single",
    script:
        "../scripts/call.py"


rule lstm_backward_chain_two_vars_figure:
    input:
        code=sources("articles.lstm_backward.draw.chains"),
    output:
        multiext("results/lstm_backward/figures/chain-two-vars", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/chain_two_vars_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/chain_two_vars_figure.tsv"
    params:
        call="articles.lstm_backward.draw.chains:two_variables",
    script:
        "../scripts/call.py"


rule lstm_backward_chain_n_vars_figure:
    input:
        code=sources("articles.lstm_backward.draw.chains"),
    output:
        multiext("results/lstm_backward/figures/chain-n-vars", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/chain_n_vars_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/chain_n_vars_figure.tsv"
    params:
        call="articles.lstm_backward.draw.chains:many_variables",
    script:
        "../scripts/call.py"


rule lstm_backward_rnn_bptt_arrows_figure:
    input:
        code=sources("articles.lstm_backward.draw.unrolled"),
    output:
        multiext("results/lstm_backward/figures/rnn-bptt-arrows", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/rnn_bptt_arrows_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/rnn_bptt_arrows_figure.tsv"
    params:
        call="articles.lstm_backward.draw.unrolled:through_time",
    script:
        "../scripts/call.py"


rule lstm_backward_lstm_obar_flow_figure:
    input:
        code=sources("articles.lstm_backward.draw.flows"),
    output:
        multiext("results/lstm_backward/figures/lstm-obar-flow", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/lstm_obar_flow_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/lstm_obar_flow_figure.tsv"
    params:
        call="articles.lstm_backward.draw.flows:o_bar",
    script:
        "../scripts/call.py"


rule lstm_backward_lstm_c_flow_graph_figure:
    input:
        code=sources("articles.lstm_backward.draw.flows"),
    output:
        multiext("results/lstm_backward/figures/lstm-c-flow-graph", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/lstm_c_flow_graph_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/lstm_c_flow_graph_figure.tsv"
    params:
        call="articles.lstm_backward.draw.flows:c",
    script:
        "../scripts/call.py"


rule lstm_backward_lstm_y_flow_figure:
    input:
        code=sources("articles.lstm_backward.draw.flows"),
    output:
        multiext("results/lstm_backward/figures/lstm-y-flow", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/lstm_y_flow_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/lstm_y_flow_figure.tsv"
    params:
        call="articles.lstm_backward.draw.flows:y",
    script:
        "../scripts/call.py"


rule lstm_backward_rnn_unrolled_gradient_figure:
    input:
        code=sources("articles.lstm_backward.draw.unrolled"),
    output:
        multiext("results/lstm_backward/figures/rnn-unrolled-gradient", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/rnn_unrolled_gradient_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/rnn_unrolled_gradient_figure.tsv"
    params:
        call="articles.lstm_backward.draw.unrolled:back_to_h",
    script:
        "../scripts/call.py"


rule lstm_backward_lstm_dcdc_equations_figure:
    input:
        code=sources("articles.lstm_backward.draw.formulas"),
    output:
        multiext("results/lstm_backward/figures/lstm-dcdc-equations", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/lstm_dcdc_equations_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/lstm_dcdc_equations_figure.tsv"
    params:
        call="articles.lstm_backward.draw.formulas:step_of_the_cell",
    script:
        "../scripts/call.py"


rule lstm_backward_clip_pseudocode_figure:
    input:
        code=sources("articles.lstm_backward.draw.formulas"),
    output:
        multiext("results/lstm_backward/figures/clip-pseudocode", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/clip_pseudocode_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/clip_pseudocode_figure.tsv"
    params:
        call="articles.lstm_backward.draw.formulas:clipping",
    script:
        "../scripts/call.py"
