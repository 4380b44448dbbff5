# Appendix, PCA of the 3s and of all digits: MNIST -> results/pca/mnist_*.csv, mnist_images.npz


rule pca_mnist:
    input:
        mnist="results/data/mnist.npz",
    output:
        images="results/pca/mnist_images.npz",
        frames="results/pca/mnist_frames.npz",
        ratios="results/pca/mnist_ratios.csv",
        summary="results/pca/mnist_summary.csv",
        reconstruction="results/pca/mnist_reconstruction.csv",
        shapes="results/pca/mnist_shapes.csv",
        likeness="results/pca/mnist_likeness.csv",
        kept="results/pca/mnist_kept.csv",
        left_out="results/pca/mnist_left_out.csv",
        neighbours="results/pca/mnist_neighbours.csv",
        sizes="results/pca/mnist_sizes.csv",
        switch="results/pca/mnist_switch.csv",
    log:
        "results/logs/pca/mnist.log",
    threads: 2
    resources:
        mem_mb=growing(1500),
    params:
        **config["pca"]["mnist"],
        **calls("articles.pca.compute.mnist:study"),
    script:
        CALL
