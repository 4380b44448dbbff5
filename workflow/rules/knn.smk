# KNN: neighbours of MNIST images, found once -> results/knn/neighbours/ -> tables -> results/knn/figures/
# results/knn/stopwatch.csv and stopwatch_ratios.csv hold measured seconds: they differ from run to run, nothing else does.


KNN_SHARDS = range(config["knn"]["neighbourhoods"]["shards"])


rule knn:
    input:
        deliverables("knn"),


rule knn_neighbourhoods:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.knn.compute.neighbourhoods"),
    output:
        "results/knn/neighbours/{part}-{shard}.npz",
    log:
        "results/logs/knn/neighbours_{part}-{shard}.log",
    benchmark:
        "results/benchmarks/knn/neighbours_{part}-{shard}.tsv"
    wildcard_constraints:
        part="test|validation|leave_one_out",
        shard=r"\d+",
    threads: 2
    params:
        **config["knn"]["neighbourhoods"],
        call="articles.knn.compute.neighbourhoods:neighbourhoods",
        part=lambda wildcards: wildcards.part,
        shard=lambda wildcards: int(wildcards.shard),
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_errors:
    input:
        test=expand("results/knn/neighbours/test-{shard}.npz", shard=KNN_SHARDS),
        validation=expand("results/knn/neighbours/validation-{shard}.npz", shard=KNN_SHARDS),
        leave_one_out=expand("results/knn/neighbours/leave_one_out-{shard}.npz", shard=KNN_SHARDS),
        code=sources("articles.knn.compute.sweep"),
    output:
        "results/knn/error_vs_k.csv",
    log:
        "results/logs/knn/errors.log",
    benchmark:
        "results/benchmarks/knn/errors.tsv"
    threads: 1
    params:
        call="articles.knn.compute.sweep:errors",
    script:
        "../scripts/call.py"


rule knn_distance_ties:
    input:
        test=expand("results/knn/neighbours/test-{shard}.npz", shard=KNN_SHARDS),
        validation=expand("results/knn/neighbours/validation-{shard}.npz", shard=KNN_SHARDS),
        leave_one_out=expand("results/knn/neighbours/leave_one_out-{shard}.npz", shard=KNN_SHARDS),
        code=sources("articles.knn.compute.sweep"),
    output:
        "results/knn/distance_ties.csv",
    log:
        "results/logs/knn/distance_ties.log",
    benchmark:
        "results/benchmarks/knn/distance_ties.tsv"
    threads: 1
    params:
        call="articles.knn.compute.sweep:distance_ties",
    script:
        "../scripts/call.py"


rule knn_stability:
    input:
        validation=expand("results/knn/neighbours/validation-{shard}.npz", shard=KNN_SHARDS),
        code=sources("articles.knn.compute.stability"),
    output:
        "results/knn/stability.csv",
    log:
        "results/logs/knn/stability.log",
    benchmark:
        "results/benchmarks/knn/stability.tsv"
    threads: 1
    params:
        **config["knn"]["clouds"],
        call="articles.knn.compute.stability:stability",
        ties=config["knn"]["ties"],
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_choices:
    input:
        test=expand("results/knn/neighbours/test-{shard}.npz", shard=KNN_SHARDS),
        errors="results/knn/error_vs_k.csv",
        stability="results/knn/stability.csv",
        code=sources("articles.knn.compute.sweep"),
    output:
        "results/knn/choices.csv",
    log:
        "results/logs/knn/choices.log",
    benchmark:
        "results/benchmarks/knn/choices.tsv"
    threads: 1
    params:
        call="articles.knn.compute.sweep:choices",
        ties=config["knn"]["ties"],
    script:
        "../scripts/call.py"


rule knn_toy_points:
    input:
        code=sources("articles.knn.compute.toy"),
    output:
        "results/knn/toy_points.csv",
    log:
        "results/logs/knn/toy_points.log",
    benchmark:
        "results/benchmarks/knn/toy_points.tsv"
    threads: 1
    params:
        **config["knn"]["toy"],
        call="articles.knn.compute.toy:points",
    script:
        "../scripts/call.py"


rule knn_toy:
    input:
        points="results/knn/toy_points.csv",
        code=sources("articles.knn.compute.toy"),
    output:
        "results/knn/toy.csv",
    log:
        "results/logs/knn/toy.log",
    benchmark:
        "results/benchmarks/knn/toy.tsv"
    threads: 1
    params:
        call="articles.knn.compute.toy:outcomes",
    script:
        "../scripts/call.py"


rule knn_regression_fits:
    input:
        code=sources("articles.knn.compute.regression"),
    output:
        points="results/knn/regression_points.csv",
        curves="results/knn/regression_curves.csv",
    log:
        "results/logs/knn/regression_fits.log",
    benchmark:
        "results/benchmarks/knn/regression_fits.tsv"
    threads: 1
    params:
        call="articles.knn.compute.regression:fits",
        seed=config["seed"],
        samples=config["knn"]["regression"]["samples"],
        noise_sd=config["knn"]["regression"]["noise_sd"],
        grid=config["knn"]["regression"]["grid"],
        shown=config["knn"]["regression"]["shown"],
    script:
        "../scripts/call.py"


rule knn_regression:
    input:
        code=sources("articles.knn.compute.regression"),
    output:
        "results/knn/regression.csv",
    log:
        "results/logs/knn/regression.log",
    benchmark:
        "results/benchmarks/knn/regression.tsv"
    threads: 1
    params:
        call="articles.knn.compute.regression:sweep",
        seed=config["seed"],
        samples=config["knn"]["regression"]["samples"],
        noise_sd=config["knn"]["regression"]["noise_sd"],
        grid=config["knn"]["regression"]["grid"],
        k_max=config["knn"]["regression"]["k_max"],
        training_sets=config["knn"]["regression"]["training_sets"],
    script:
        "../scripts/call.py"


rule knn_works:
    input:
        choices="results/knn/choices.csv",
        regression="results/knn/regression.csv",
        code=sources("articles.knn.compute.works"),
    output:
        "results/knn/works.csv",
    log:
        "results/logs/knn/works.log",
    benchmark:
        "results/benchmarks/knn/works.tsv"
    threads: 1
    params:
        call="articles.knn.compute.works:works",
    script:
        "../scripts/call.py"


rule knn_definition:
    input:
        code=sources("articles.knn.compute.definition"),
    output:
        "results/knn/definition.csv",
    log:
        "results/logs/knn/definition.log",
    benchmark:
        "results/benchmarks/knn/definition.tsv"
    threads: 1
    params:
        **config["knn"]["definition"],
        call="articles.knn.compute.definition:check",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_rescaling:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.knn.compute.rescaling"),
    output:
        "results/knn/rescaling.csv",
    log:
        "results/logs/knn/rescaling.log",
    benchmark:
        "results/benchmarks/knn/rescaling.tsv"
    threads: 1
    params:
        **config["knn"]["rescaling"],
        call="articles.knn.compute.rescaling:rescaling",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_accuracy:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.knn.compute.accuracy"),
    output:
        "results/knn/accuracy.csv",
    log:
        "results/logs/knn/accuracy.log",
    benchmark:
        "results/benchmarks/knn/accuracy.tsv"
    threads: 1
    params:
        **config["knn"]["accuracy"],
        call="articles.knn.compute.accuracy:accuracy",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_accuracy_ranks:
    input:
        accuracy="results/knn/accuracy.csv",
        code=sources("articles.knn.compute.accuracy"),
    output:
        "results/knn/accuracy_ranks.csv",
    log:
        "results/logs/knn/accuracy_ranks.log",
    benchmark:
        "results/benchmarks/knn/accuracy_ranks.tsv"
    threads: 1
    params:
        call="articles.knn.compute.accuracy:ranks",
    script:
        "../scripts/call.py"


rule knn_accuracy_standing:
    input:
        ranks="results/knn/accuracy_ranks.csv",
        code=sources("articles.knn.compute.accuracy"),
    output:
        "results/knn/accuracy_standing.csv",
    log:
        "results/logs/knn/accuracy_standing.log",
    benchmark:
        "results/benchmarks/knn/accuracy_standing.tsv"
    threads: 1
    params:
        call="articles.knn.compute.accuracy:standing",
    script:
        "../scripts/call.py"


rule knn_stopwatch:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.knn.compute.stopwatch"),
    output:
        "results/knn/stopwatch.csv",
    log:
        "results/logs/knn/stopwatch.log",
    benchmark:
        "results/benchmarks/knn/stopwatch.tsv"
    threads: 1  # one core for everyone, see the module
    params:
        call="articles.knn.compute.stopwatch:seconds",
        seed=config["seed"],
        k=config["knn"]["stopwatch"]["k"],
        samples=config["knn"]["stopwatch"]["samples"],
        queries=config["knn"]["stopwatch"]["queries"],
        repeats=config["knn"]["stopwatch"]["repeats"],
    script:
        "../scripts/call.py"


rule knn_stopwatch_ratios:
    input:
        seconds="results/knn/stopwatch.csv",
        code=sources("articles.knn.compute.stopwatch"),
    output:
        "results/knn/stopwatch_ratios.csv",
    log:
        "results/logs/knn/stopwatch_ratios.log",
    benchmark:
        "results/benchmarks/knn/stopwatch_ratios.tsv"
    threads: 1
    params:
        call="articles.knn.compute.stopwatch:ratios",
        far=config["knn"]["stopwatch"]["far"],
        margin_percent=config["knn"]["stopwatch"]["margin_percent"],
    script:
        "../scripts/call.py"


rule knn_toy_k123_figure:
    input:
        points="results/knn/toy_points.csv",
        outcomes="results/knn/toy.csv",
        code=sources("articles.knn.draw.toy"),
    output:
        multiext("results/knn/figures/knn-toy-k123", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/toy_k123_figure.log",
    benchmark:
        "results/benchmarks/knn/toy_k123_figure.tsv"
    threads: 1
    params:
        call="articles.knn.draw.toy:toy",
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
    threads: 1
    params:
        call="articles.knn.draw.sweep:error_vs_k",
        ties=config["knn"]["ties"],
    script:
        "../scripts/call.py"


rule knn_ties_vs_k_figure:
    input:
        errors="results/knn/error_vs_k.csv",
        code=sources("articles.knn.draw.sweep"),
    output:
        multiext("results/knn/figures/knn-ties-vs-k", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/ties_vs_k_figure.log",
    benchmark:
        "results/benchmarks/knn/ties_vs_k_figure.tsv"
    threads: 1
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
    threads: 1
    params:
        call="articles.knn.draw.stability:stability_vs_k",
    script:
        "../scripts/call.py"


rule knn_stopwatch_figure:
    input:
        seconds="results/knn/stopwatch.csv",
        ratios="results/knn/stopwatch_ratios.csv",
        code=sources("articles.knn.draw.stopwatch"),
    output:
        multiext("results/knn/figures/knn-stopwatch", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/stopwatch_figure.log",
    benchmark:
        "results/benchmarks/knn/stopwatch_figure.tsv"
    threads: 1
    params:
        call="articles.knn.draw.stopwatch:stopwatch",
    script:
        "../scripts/call.py"


rule knn_rescaling_figure:
    input:
        rescaling="results/knn/rescaling.csv",
        code=sources("articles.knn.draw.rescaling"),
    output:
        multiext("results/knn/figures/knn-rescaling", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/rescaling_figure.log",
    benchmark:
        "results/benchmarks/knn/rescaling_figure.tsv"
    threads: 1
    params:
        call="articles.knn.draw.rescaling:rescaling",
    script:
        "../scripts/call.py"


rule knn_accuracy_figure:
    input:
        accuracy="results/knn/accuracy.csv",
        code=sources("articles.knn.draw.accuracy"),
    output:
        multiext("results/knn/figures/knn-accuracy", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/accuracy_figure.log",
    benchmark:
        "results/benchmarks/knn/accuracy_figure.tsv"
    threads: 1
    params:
        call="articles.knn.draw.accuracy:accuracy",
    script:
        "../scripts/call.py"


rule knn_regression_vs_k_figure:
    input:
        points="results/knn/regression_points.csv",
        curves="results/knn/regression_curves.csv",
        errors="results/knn/regression.csv",
        code=sources("articles.knn.draw.regression"),
    output:
        multiext("results/knn/figures/knn-regression-vs-k", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/regression_vs_k_figure.log",
    benchmark:
        "results/benchmarks/knn/regression_vs_k_figure.tsv"
    threads: 1
    params:
        call="articles.knn.draw.regression:regression_vs_k",
    script:
        "../scripts/call.py"
