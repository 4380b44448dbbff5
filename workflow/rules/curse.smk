# The curse of dimensionality: seeded simulations and closed forms -> results/curse/*.csv -> results/curse/figures/


include: "curse_grids.smk"
include: "curse_cubes.smk"
include: "curse_angles.smk"
include: "curse_shells.smk"


rule curse_second_routes:
    input:
        code=sources("articles.curse.compute.second_routes"),
    output:
        "results/curse/second_routes.csv",
    log:
        "results/logs/curse/second_routes.log",
    benchmark:
        "results/benchmarks/curse/second_routes.tsv"
    params:
        call="articles.curse.compute.second_routes:table",
        cells_per_axis=config["curse"]["grids"]["cells_per_axis"],
        grid_dimensions=[1, 2, 3],  # those the article counts
        samples=config["curse"]["grids"]["samples"],
        cube_dimensions=config["curse"]["cubes"]["dimensions"],
        box_widths=config["curse"]["cubes"]["box_widths"],
        epsilon=config["curse"]["shells"]["epsilon"],
        shell_dimensions=[2, 3],
        distance_dimensions=[500],
    script:
        "../scripts/call.py"


rule curse:
    input:
        deliverables("curse"),
