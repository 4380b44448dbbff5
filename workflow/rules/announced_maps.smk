# Announced in the series: t-SNE beside PCA and LDA; on MNIST.
# t-SNE has one thread, so that the order of its sums, and with it every byte, is fixed.


rule announced_maps:
    input:
        mnist="results/data/mnist.npz",
        lda_summary="results/announced/mnist_lda_summary.csv",
        code=sources("articles.announced.compute.tsne"),
    output:
        "results/announced/mnist_maps.npz",
    log:
        "results/logs/announced/maps.log",
    benchmark:
        "results/benchmarks/announced/maps.tsv"
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["maps"],
        call="articles.announced.compute.tsne:maps",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule announced_neighbourhoods:
    input:
        layouts="results/announced/mnist_maps.npz",
        code=sources("articles.announced.compute.tsne"),
    output:
        kept="results/announced/mnist_maps_kept.csv",
        summary="results/announced/mnist_maps_summary.csv",
    log:
        "results/logs/announced/neighbourhoods.log",
    benchmark:
        "results/benchmarks/announced/neighbourhoods.tsv"
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["neighbourhoods"],
        call="articles.announced.compute.tsne:measure",
    script:
        "../scripts/call.py"


rule announced_maps_figure:
    input:
        layouts="results/announced/mnist_maps.npz",
        summary="results/announced/mnist_maps_summary.csv",
        code=sources("articles.announced.draw.tsne"),
    output:
        multiext("results/announced/figures/mnist-tsne-maps", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/maps_figure.log",
    benchmark:
        "results/benchmarks/announced/maps_figure.tsv"
    params:
        call="articles.announced.draw.tsne:maps",
    script:
        "../scripts/call.py"


rule announced_neighbourhoods_figure:
    input:
        kept="results/announced/mnist_maps_kept.csv",
        summary="results/announced/mnist_maps_summary.csv",
        code=sources("articles.announced.draw.tsne"),
    output:
        multiext("results/announced/figures/mnist-tsne-neighbourhoods", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/neighbourhoods_figure.log",
    benchmark:
        "results/benchmarks/announced/neighbourhoods_figure.tsv"
    params:
        call="articles.announced.draw.tsne:kept",
    script:
        "../scripts/call.py"
