# What the series announced: MNIST -> tables -> figures in results/announced/. Everything rests on MNIST.
# t-SNE has one thread, so that the order of its sums, and with it every byte, is fixed.


rule announced:
    input:
        deliverables("announced"),


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
