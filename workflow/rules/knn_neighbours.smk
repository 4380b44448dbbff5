# The search for neighbours, the errors for every K, and the choice of K.


rule knn_neighbourhoods:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.knn.compute.neighbourhoods"),
    output:
        "results/knn/neighbours/{part}-{scatteritem}.npz",
    log:
        "results/logs/knn/neighbours_{part}-{scatteritem}.log",
    benchmark:
        "results/benchmarks/knn/neighbours_{part}-{scatteritem}.tsv"
    wildcard_constraints:
        part="test|validation|leave_one_out",
    threads: 2
    params:
        **SIZES["knn"]["neighbourhoods"],
        call="articles.knn.compute.neighbourhoods:neighbourhoods",
        part="{part}",
        shard="{scatteritem}",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_errors:
    input:
        test=gather.shards("results/knn/neighbours/test-{scatteritem}.npz"),
        validation=gather.shards("results/knn/neighbours/validation-{scatteritem}.npz"),
        leave_one_out=gather.shards("results/knn/neighbours/leave_one_out-{scatteritem}.npz"),
        code=sources("articles.knn.compute.sweep"),
    output:
        "results/knn/error_vs_k.csv",
    log:
        "results/logs/knn/errors.log",
    benchmark:
        "results/benchmarks/knn/errors.tsv"
    params:
        call="articles.knn.compute.sweep:errors",
    script:
        "../scripts/call.py"


rule knn_distance_ties:
    input:
        test=gather.shards("results/knn/neighbours/test-{scatteritem}.npz"),
        validation=gather.shards("results/knn/neighbours/validation-{scatteritem}.npz"),
        leave_one_out=gather.shards("results/knn/neighbours/leave_one_out-{scatteritem}.npz"),
        code=sources("articles.knn.compute.sweep"),
    output:
        "results/knn/distance_ties.csv",
    log:
        "results/logs/knn/distance_ties.log",
    benchmark:
        "results/benchmarks/knn/distance_ties.tsv"
    params:
        call="articles.knn.compute.sweep:distance_ties",
    script:
        "../scripts/call.py"


rule knn_stability:
    input:
        validation=gather.shards("results/knn/neighbours/validation-{scatteritem}.npz"),
        code=sources("articles.knn.compute.stability"),
    output:
        "results/knn/stability.csv",
    log:
        "results/logs/knn/stability.log",
    benchmark:
        "results/benchmarks/knn/stability.tsv"
    params:
        **config["knn"]["clouds"],
        call="articles.knn.compute.stability:stability",
        ties=config["knn"]["ties"],
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_choices:
    input:
        test=gather.shards("results/knn/neighbours/test-{scatteritem}.npz"),
        errors="results/knn/error_vs_k.csv",
        stability="results/knn/stability.csv",
        code=sources("articles.knn.compute.sweep"),
    output:
        "results/knn/choices.csv",
    log:
        "results/logs/knn/choices.log",
    benchmark:
        "results/benchmarks/knn/choices.tsv"
    params:
        call="articles.knn.compute.sweep:choices",
        ties=config["knn"]["ties"],
    script:
        "../scripts/call.py"


rule knn_error_vs_k_figure:
    input:
        errors="results/knn/error_vs_k.csv",
        choices="results/knn/choices.csv",
        code=sources("articles.knn.draw.sweep"),
    output:
        multiext("results/knn/figures/knn-error-vs-k", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/error_vs_k_figure.log",
    benchmark:
        "results/benchmarks/knn/error_vs_k_figure.tsv"
    params:
        call="articles.knn.draw.sweep:error_vs_k",
        ties=config["knn"]["ties"],
    script:
        "../scripts/call.py"


rule knn_ties_vs_k_figure:
    input:
        errors="results/knn/error_vs_k.csv",
        distances="results/knn/distance_ties.csv",
        code=sources("articles.knn.draw.sweep"),
    output:
        multiext("results/knn/figures/knn-ties-vs-k", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/ties_vs_k_figure.log",
    benchmark:
        "results/benchmarks/knn/ties_vs_k_figure.tsv"
    params:
        call="articles.knn.draw.sweep:ties_vs_k",
    script:
        "../scripts/call.py"


rule knn_stability_vs_k_figure:
    input:
        stability="results/knn/stability.csv",
        code=sources("articles.knn.draw.stability"),
    output:
        multiext("results/knn/figures/knn-stability-vs-k", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/stability_vs_k_figure.log",
    benchmark:
        "results/benchmarks/knn/stability_vs_k_figure.tsv"
    params:
        call="articles.knn.draw.stability:stability_vs_k",
    script:
        "../scripts/call.py"
