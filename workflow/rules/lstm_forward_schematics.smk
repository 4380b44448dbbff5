# Schematics, drawn from declared graphs without data -> results/lstm_forward/figures/


rule lstm_forward_rnn_head_image_figure:
    input:
        code=sources("articles.schematics.neurons"),
    output:
        multiext("results/lstm_forward/figures/rnn-head-image", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/rnn_head_image_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/rnn_head_image_figure.tsv"
    params:
        call="articles.schematics.neurons:head",
    script:
        "../scripts/call.py"


rule lstm_forward_rnn_neuron_links_figure:
    input:
        code=sources("articles.schematics.neurons"),
    output:
        multiext("results/lstm_forward/figures/rnn-neuron-links", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/rnn_neuron_links_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/rnn_neuron_links_figure.tsv"
    params:
        call="articles.schematics.neurons:two_steps",
    script:
        "../scripts/call.py"


rule lstm_forward_lstm_two_chart_types_figure:
    input:
        code=sources("articles.lstm_forward.draw.odyssey"),
    output:
        multiext("results/lstm_forward/figures/lstm-two-chart-types", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/lstm_two_chart_types_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/lstm_two_chart_types_figure.tsv"
    params:
        call="articles.lstm_forward.draw.odyssey:two_chart_types",
    script:
        "../scripts/call.py"


rule lstm_forward_lstm_block_simplified_figure:
    input:
        code=sources("articles.lstm_forward.draw.blocks"),
    output:
        multiext("results/lstm_forward/figures/lstm-block-simplified", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/lstm_block_simplified_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/lstm_block_simplified_figure.tsv"
    params:
        call="articles.lstm_forward.draw.blocks:simplified",
    script:
        "../scripts/call.py"


rule lstm_forward_lstm_gates_highlight_figure:
    input:
        code=sources("articles.lstm_forward.draw.blocks"),
    output:
        multiext("results/lstm_forward/figures/lstm-gates-highlight", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/lstm_gates_highlight_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/lstm_gates_highlight_figure.tsv"
    params:
        call="articles.lstm_forward.draw.blocks:gates",
    script:
        "../scripts/call.py"


rule lstm_forward_lstm_block_wired_figure:
    input:
        code=sources("articles.lstm_forward.draw.blocks"),
    output:
        multiext("results/lstm_forward/figures/lstm-block-wired", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/lstm_block_wired_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/lstm_block_wired_figure.tsv"
    params:
        call="articles.lstm_forward.draw.blocks:wired",
    script:
        "../scripts/call.py"


rule lstm_forward_lstm_peephole_figure:
    input:
        code=sources("articles.lstm_forward.draw.blocks"),
    output:
        multiext("results/lstm_forward/figures/lstm-peephole", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/lstm_peephole_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/lstm_peephole_figure.tsv"
    params:
        call="articles.lstm_forward.draw.blocks:peepholes",
    script:
        "../scripts/call.py"


rule lstm_forward_lstm_blackbox_chain_figure:
    input:
        code=sources("articles.lstm_forward.draw.blocks"),
    output:
        multiext("results/lstm_forward/figures/lstm-blackbox-chain", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/lstm_blackbox_chain_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/lstm_blackbox_chain_figure.tsv"
    params:
        call="articles.lstm_forward.draw.blocks:black_boxes",
    script:
        "../scripts/call.py"


rule lstm_forward_lstm_space_odyssey_figure:
    input:
        code=sources("articles.lstm_forward.draw.odyssey"),
    output:
        multiext("results/lstm_forward/figures/lstm-space-odyssey", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/lstm_space_odyssey_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/lstm_space_odyssey_figure.tsv"
    params:
        call="articles.lstm_forward.draw.odyssey:walk",
    script:
        "../scripts/call.py"
