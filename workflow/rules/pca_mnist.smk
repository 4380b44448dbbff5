# Appendix: PCA of the 3s of MNIST.


rule pca_mnist:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.pca.compute.mnist"),
    output:
        images="results/pca/mnist_images.npz",
        ratios="results/pca/mnist_ratios.csv",
        summary="results/pca/mnist_summary.csv",
        reconstruction="results/pca/mnist_reconstruction.csv",
        shapes="results/pca/mnist_shapes.csv",
        switch="results/pca/mnist_switch.csv",
    log:
        "results/logs/pca/mnist.log",
    benchmark:
        "results/benchmarks/pca/mnist.tsv"
    threads: 2
    resources:
        mem_mb=growing(1500),
    params:
        **config["pca"]["mnist"],
        call="articles.pca.compute.mnist:study",
    script:
        "../scripts/call.py"


rule pca_mnist3_first_three_figure:
    input:
        images="results/pca/mnist_images.npz",
        code=sources("articles.pca.draw.mnist"),
    output:
        multiext("results/pca/figures/mnist3-first-three", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/mnist3_first_three_figure.log",
    benchmark:
        "results/benchmarks/pca/mnist3_first_three_figure.tsv"
    params:
        call="articles.pca.draw.mnist:first_images",
    script:
        "../scripts/call.py"


rule pca_mnist3_eigenvectors_25_figure:
    input:
        images="results/pca/mnist_images.npz",
        code=sources("articles.pca.draw.mnist"),
    output:
        multiext("results/pca/figures/mnist3-eigenvectors-25", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/mnist3_eigenvectors_25_figure.log",
    benchmark:
        "results/benchmarks/pca/mnist3_eigenvectors_25_figure.tsv"
    params:
        call="articles.pca.draw.mnist:eigenvectors",
    script:
        "../scripts/call.py"


rule pca_mnist_cumulative_ratio_figure:
    input:
        ratios="results/pca/mnist_ratios.csv",
        summary="results/pca/mnist_summary.csv",
        code=sources("articles.pca.draw.mnist"),
    output:
        multiext("results/pca/figures/mnist-cumulative-ratio", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/mnist_cumulative_ratio_figure.log",
    benchmark:
        "results/benchmarks/pca/mnist_cumulative_ratio_figure.tsv"
    params:
        call="articles.pca.draw.mnist:cumulative_ratio",
    script:
        "../scripts/call.py"


rule pca_mnist3_reconstruction_200_figure:
    input:
        images="results/pca/mnist_images.npz",
        reconstruction="results/pca/mnist_reconstruction.csv",
        code=sources("articles.pca.draw.mnist"),
    output:
        multiext("results/pca/figures/mnist3-reconstruction-200", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/mnist3_reconstruction_200_figure.log",
    benchmark:
        "results/benchmarks/pca/mnist3_reconstruction_200_figure.tsv"
    params:
        call="articles.pca.draw.mnist:reconstructions",
    script:
        "../scripts/call.py"
