# Section 2.1, spiky cubes: settings -> results/curse/cubes*.csv


rule curse_cubes:
    output:
        inner="results/curse/cubes.csv",
        boxes="results/curse/cubes_boxes.csv",
        corners="results/curse/cubes_corners.csv",
        spiky="results/curse/cubes_spiky.csv",
    log:
        "results/logs/curse/cubes.log",
    params:
        **config["curse"]["cubes"],
        **calls("articles.curse.compute.cubes:tables"),
        seed=config["seed"],
    script:
        CALL
