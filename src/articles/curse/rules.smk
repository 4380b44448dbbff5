# The curse of dimensionality: seeded simulations and closed forms -> results/curse/*.csv, figures from them


include: "rules/grids.smk"
include: "rules/cubes.smk"
include: "rules/angles.smk"
include: "rules/shells.smk"


# The closed forms by other formulas, for the second route of the claims.
rule curse_second_routes:
    output:
        "results/curse/second_routes.csv",
    log:
        "results/logs/curse/second_routes.log",
    params:
        **calls("articles.curse.compute.second_routes:second_routes"),
        cells_per_axis=config["curse"]["grids"]["cells_per_axis"],
        grid_dimensions=[1, 2, 3],  # those that the article counts
        samples=config["curse"]["grids"]["samples"],
        cube_dimensions=config["curse"]["cubes"]["dimensions"],
        box_widths=config["curse"]["cubes"]["box_widths"],
        epsilon=config["curse"]["shells"]["epsilon"],
        shell_dimensions=[2, 3],
        distance_dimension=config["curse"]["shells"]["stated"]["dimension"],
        same_range_percent=config["curse"]["shells"]["same_range_percent"],
        empty_range_percent=config["curse"]["grids"]["empty_range_percent"],
        corner_range_percent=config["curse"]["cubes"]["corner_range_percent"],
        zero_range_percent=config["curse"]["shells"]["zero_range_percent"],
    script:
        CALL
