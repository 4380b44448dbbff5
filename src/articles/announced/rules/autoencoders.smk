# Series, part 5, autoencoders compared with PCA: MNIST -> results/announced/mnist_{linear_,}autoencoder_*


rule announced_linear_autoencoder:
    input:
        mnist="results/data/mnist.npz",
    output:
        learning="results/announced/mnist_linear_autoencoder_learning.csv",
        end="results/announced/mnist_linear_autoencoder_end.csv",
        pictures="results/announced/mnist_linear_autoencoder_pictures.npz",
    log:
        "results/logs/announced/linear_autoencoder.log",
    params:
        **config["announced"]["linear_autoencoder"],
        **calls("articles.announced.compute.autoencoder:linear_autoencoder"),
        seed=config["seed"],
    script:
        CALL


rule announced_autoencoder:
    input:
        mnist="results/data/mnist.npz",
    output:
        learning="results/announced/mnist_autoencoder_learning.csv",
        errors="results/announced/mnist_autoencoder_errors.csv",
        ratios="results/announced/mnist_autoencoder_ratios.csv",
        pictures="results/announced/mnist_autoencoder_pictures.npz",
    log:
        "results/logs/announced/autoencoder.log",
    priority: 10  # the longest jobs start first, so that the run does not wait for one of them at the end
    resources:
        mem_mb=growing(1500),
    params:
        **config["announced"]["autoencoder"],
        **calls("articles.announced.compute.autoencoder:deep_autoencoder"),
        seed=config["seed"],
    script:
        CALL
