# Series, introduction and part 4, KL expansions, subspace method, LDA: MNIST -> results/announced/mnist_{expansions,
# subspace,lda}_*


rule announced_expansions:
    input:
        mnist="results/data/mnist.npz",
    output:
        spectra="results/announced/mnist_expansions_spectra.csv",
        summary="results/announced/mnist_expansions_summary.csv",
        pictures="results/announced/mnist_expansions_pictures.npz",
    log:
        "results/logs/announced/expansions.log",
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["expansions"],
        **calls("articles.announced.compute.expansions:expand"),
    script:
        CALL


rule announced_subspace:
    input:
        mnist="results/data/mnist.npz",
    output:
        errors="results/announced/mnist_subspace_errors.csv",
        comparison="results/announced/mnist_subspace_comparison.csv",
    log:
        "results/logs/announced/subspace.log",
    threads: 2
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["subspace"],
        **calls("articles.announced.compute.subspace:compare"),
        seed=config["seed"],
    script:
        CALL


rule announced_lda:
    input:
        mnist="results/data/mnist.npz",
    output:
        errors="results/announced/mnist_lda_errors.csv",
        differences="results/announced/mnist_lda_differences.csv",
        shrinkage="results/announced/mnist_lda_shrinkage.csv",
        summary="results/announced/mnist_lda_summary.csv",
        projections="results/announced/mnist_lda_projections.npz",
    log:
        "results/logs/announced/lda.log",
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["lda"],
        **calls("articles.announced.compute.lda:study"),
        seed=config["seed"],
    script:
        CALL
