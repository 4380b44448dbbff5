# Announced in the series: expansions about mean and origin, the subspace method, LDA; on MNIST.


rule announced_expansions:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.announced.compute.expansions"),
    output:
        spectra="results/announced/mnist_expansions_spectra.csv",
        summary="results/announced/mnist_expansions_summary.csv",
        pictures="results/announced/mnist_expansions_pictures.npz",
    log:
        "results/logs/announced/expansions.log",
    benchmark:
        "results/benchmarks/announced/expansions.tsv"
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["expansions"],
        call="articles.announced.compute.expansions:expand",
    script:
        "../scripts/call.py"


rule announced_subspace:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.announced.compute.subspace"),
    output:
        errors="results/announced/mnist_subspace_errors.csv",
        standing="results/announced/mnist_subspace_standing.csv",
    log:
        "results/logs/announced/subspace.log",
    benchmark:
        "results/benchmarks/announced/subspace.tsv"
    threads: 2
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["subspace"],
        call="articles.announced.compute.subspace:compare",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule announced_lda:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.announced.compute.lda"),
    output:
        errors="results/announced/mnist_lda_errors.csv",
        differences="results/announced/mnist_lda_differences.csv",
        shrinkage="results/announced/mnist_lda_shrinkage.csv",
        summary="results/announced/mnist_lda_summary.csv",
        projections="results/announced/mnist_lda_projections.npz",
    log:
        "results/logs/announced/lda.log",
    benchmark:
        "results/benchmarks/announced/lda.tsv"
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["lda"],
        call="articles.announced.compute.lda:study",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule announced_expansions_figure:
    input:
        spectra="results/announced/mnist_expansions_spectra.csv",
        summary="results/announced/mnist_expansions_summary.csv",
        code=sources("articles.announced.draw.subspace"),
    output:
        multiext("results/announced/figures/mnist-two-expansions", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/expansions_figure.log",
    benchmark:
        "results/benchmarks/announced/expansions_figure.tsv"
    params:
        call="articles.announced.draw.subspace:expansions",
    script:
        "../scripts/call.py"


rule announced_axes_figure:
    input:
        pictures="results/announced/mnist_expansions_pictures.npz",
        code=sources("articles.announced.draw.subspace"),
    output:
        multiext("results/announced/figures/mnist-two-expansions-axes", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/axes_figure.log",
    benchmark:
        "results/benchmarks/announced/axes_figure.tsv"
    params:
        call="articles.announced.draw.subspace:axes",
    script:
        "../scripts/call.py"


rule announced_subspace_figure:
    input:
        errors="results/announced/mnist_subspace_errors.csv",
        standing="results/announced/mnist_subspace_standing.csv",
        code=sources("articles.announced.draw.subspace"),
    output:
        multiext("results/announced/figures/mnist-subspace-error", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/subspace_figure.log",
    benchmark:
        "results/benchmarks/announced/subspace_figure.tsv"
    params:
        call="articles.announced.draw.subspace:errors",
    script:
        "../scripts/call.py"


rule announced_lda_projections_figure:
    input:
        projections="results/announced/mnist_lda_projections.npz",
        errors="results/announced/mnist_lda_errors.csv",
        code=sources("articles.announced.draw.lda"),
    output:
        multiext("results/announced/figures/mnist-lda-and-pca", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/lda_projections_figure.log",
    benchmark:
        "results/benchmarks/announced/lda_projections_figure.tsv"
    params:
        call="articles.announced.draw.lda:projections",
    script:
        "../scripts/call.py"


rule announced_lda_errors_figure:
    input:
        errors="results/announced/mnist_lda_errors.csv",
        shrinkage="results/announced/mnist_lda_shrinkage.csv",
        summary="results/announced/mnist_lda_summary.csv",
        code=sources("articles.announced.draw.lda"),
    output:
        multiext("results/announced/figures/mnist-lda-error", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/lda_errors_figure.log",
    benchmark:
        "results/benchmarks/announced/lda_errors_figure.tsv"
    params:
        call="articles.announced.draw.lda:errors",
    script:
        "../scripts/call.py"
