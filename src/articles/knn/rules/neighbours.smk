# Section "Choosing the right value for K": MNIST -> neighbours/*.npz -> errors and ties for every K, K chosen
from recomputed.workflow.shards import run_of

# Images whose neighbours are searched for, in all shards of a part; fewer where MNIST is the embedded sample.
KNN_QUERIES = {
    "test": 10_000,
    "validation": SIZES["knn"]["neighbourhoods"]["validation_images"],
    "leave_one_out": SIZES["knn"]["neighbourhoods"]["leave_one_out"],
}


rule knn_neighbours:
    input:
        mnist="results/data/mnist.npz",
    output:
        "results/knn/neighbours/{part}-{scatteritem}.npz",
    log:
        "results/logs/knn/neighbours_{part}-{scatteritem}.log",
    wildcard_constraints:
        part="|".join(KNN_QUERIES),
    threads: 2
    resources:
        work=lambda wildcards: len(run_of(KNN_QUERIES[wildcards.part], wildcards.scatteritem)),
    params:
        **SIZES["knn"]["neighbourhoods"],
        **calls("articles.knn.compute.neighbours:neighbours"),
        part="{part}",
        shard="{scatteritem}",
        seed=config["seed"],
    script:
        CALL


rule knn_sweep:
    input:
        mnist="results/data/mnist.npz",
        test=gather.shards("results/knn/neighbours/test-{scatteritem}.npz"),
        validation=gather.shards("results/knn/neighbours/validation-{scatteritem}.npz"),
        leave_one_out=gather.shards("results/knn/neighbours/leave_one_out-{scatteritem}.npz"),
    output:
        error_vs_k="results/knn/error_vs_k.csv",
        distance_ties="results/knn/distance_ties.csv",
        pictures="results/knn/neighbour_pictures.npz",
    log:
        "results/logs/knn/sweep.log",
    params:
        **config["knn"]["pictures"],
        **calls("articles.knn.compute.pictures:tables"),
        ties=config["knn"]["ties"],
        seed=config["seed"],
    script:
        CALL


rule knn_stability:
    input:
        validation=gather.shards("results/knn/neighbours/validation-{scatteritem}.npz"),
    output:
        stability="results/knn/stability.csv",
        steps="results/knn/stability_steps.csv",
        recipe="results/knn/stability_recipe.csv",
    log:
        "results/logs/knn/stability.log",
    params:
        **config["knn"]["two_gaussians"],
        **calls("articles.knn.compute.stability:stability"),
        ties=config["knn"]["ties"],
        seed=config["seed"],
    script:
        CALL


rule knn_choices:
    input:
        test=gather.shards("results/knn/neighbours/test-{scatteritem}.npz"),
        errors="results/knn/error_vs_k.csv",
        stability="results/knn/stability.csv",
        clouds="results/knn/stability_recipe.csv",
    output:
        choices="results/knn/choices.csv",
        recipe="results/knn/recipe.csv",
    log:
        "results/logs/knn/choices.log",
    params:
        **calls("articles.knn.compute.sweep:choices"),
        ties=config["knn"]["ties"],
    script:
        CALL
