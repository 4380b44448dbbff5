# Series, part 6, maps by t-SNE, PCA and LDA: MNIST -> results/announced/mnist_maps*


# One thread: the order of the sums of t-SNE, and with it every byte, is then fixed.
rule announced_maps:
    input:
        mnist="results/data/mnist.npz",
        lda_summary="results/announced/mnist_lda_summary.csv",
    output:
        "results/announced/mnist_maps.npz",
    log:
        "results/logs/announced/maps.log",
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["maps"],
        **calls("articles.announced.compute.tsne:maps"),
        seed=config["seed"],
    script:
        CALL


rule announced_neighbourhoods:
    input:
        layouts="results/announced/mnist_maps.npz",
    output:
        kept="results/announced/mnist_maps_kept.csv",
        summary="results/announced/mnist_maps_summary.csv",
    log:
        "results/logs/announced/neighbourhoods.log",
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["neighbourhoods"],
        **calls("articles.announced.compute.tsne:neighbourhoods"),
    script:
        CALL
