# MNIST, found once and verified -> results/data/mnist.npz, and where it was found -> results/data/mnist.json
import os


localrules:
    mnist,  # the head of a cluster has a network


rule mnist:
    input:
        code=sources("articles.mnist.find"),
    output:
        arrays="results/data/mnist.npz",
        record="results/data/mnist.json",
    log:
        "results/logs/data/mnist.log",
    benchmark:
        "results/benchmarks/data/mnist.tsv"
    params:
        call="articles.mnist.find:obtain",
        source=config["mnist"]["source"],
        folder=config["mnist"]["dir"] or os.environ.get("MNIST_DIR", ""),
        mirrors=config["mnist"]["mirrors"],
        timeout_seconds=config["mnist"]["timeout_seconds"],
    script:
        "../scripts/call.py"
