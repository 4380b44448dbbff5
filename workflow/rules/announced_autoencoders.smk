# Announced in the series: a linear autoencoder beside PCA, and a deep one; on MNIST.


rule announced_linear_autoencoder:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.announced.compute.autoencoder"),
    output:
        learning="results/announced/mnist_linear_autoencoder_learning.csv",
        end="results/announced/mnist_linear_autoencoder_end.csv",
        pictures="results/announced/mnist_linear_autoencoder_pictures.npz",
    log:
        "results/logs/announced/linear_autoencoder.log",
    benchmark:
        "results/benchmarks/announced/linear_autoencoder.tsv"
    params:
        **config["announced"]["linear_autoencoder"],
        call="articles.announced.compute.autoencoder:linear",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule announced_autoencoder:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.announced.compute.autoencoder"),
    output:
        learning="results/announced/mnist_autoencoder_learning.csv",
        errors="results/announced/mnist_autoencoder_errors.csv",
        ratios="results/announced/mnist_autoencoder_ratios.csv",
        pictures="results/announced/mnist_autoencoder_pictures.npz",
    log:
        "results/logs/announced/autoencoder.log",
    benchmark:
        "results/benchmarks/announced/autoencoder.tsv"
    priority: 10  # the longest jobs first: one that begins last is waited for alone
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["autoencoder"],
        call="articles.announced.compute.autoencoder:deep",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule announced_linear_autoencoder_figure:
    input:
        learning="results/announced/mnist_linear_autoencoder_learning.csv",
        end="results/announced/mnist_linear_autoencoder_end.csv",
        pictures="results/announced/mnist_linear_autoencoder_pictures.npz",
        code=sources("articles.announced.draw.autoencoder"),
    output:
        multiext("results/announced/figures/mnist-linear-autoencoder", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/linear_autoencoder_figure.log",
    benchmark:
        "results/benchmarks/announced/linear_autoencoder_figure.tsv"
    params:
        call="articles.announced.draw.autoencoder:linear",
    script:
        "../scripts/call.py"


rule announced_autoencoder_errors_figure:
    input:
        learning="results/announced/mnist_autoencoder_learning.csv",
        errors="results/announced/mnist_autoencoder_errors.csv",
        code=sources("articles.announced.draw.autoencoder"),
    output:
        multiext("results/announced/figures/mnist-autoencoder-error", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/autoencoder_errors_figure.log",
    benchmark:
        "results/benchmarks/announced/autoencoder_errors_figure.tsv"
    params:
        call="articles.announced.draw.autoencoder:errors",
    script:
        "../scripts/call.py"


rule announced_autoencoder_pictures_figure:
    input:
        pictures="results/announced/mnist_autoencoder_pictures.npz",
        errors="results/announced/mnist_autoencoder_errors.csv",
        code=sources("articles.announced.draw.autoencoder"),
    output:
        multiext("results/announced/figures/mnist-autoencoder-pictures", ".svg", ".pdf", ".png"),
    log:
        "results/logs/announced/autoencoder_pictures_figure.log",
    benchmark:
        "results/benchmarks/announced/autoencoder_pictures_figure.tsv"
    params:
        call="articles.announced.draw.autoencoder:pictures",
    script:
        "../scripts/call.py"
