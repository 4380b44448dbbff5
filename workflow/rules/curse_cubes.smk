# Section 2.1: spiky cubes.


rule curse_cubes:
    input:
        code=sources("articles.curse.compute.cubes"),
    output:
        inner="results/curse/cubes.csv",
        boxes="results/curse/cubes_boxes.csv",
        corners="results/curse/cubes_corners.csv",
        formulas="results/curse/cubes_formulas.csv",
    log:
        "results/logs/curse/cubes.log",
    benchmark:
        "results/benchmarks/curse/cubes.tsv"
    params:
        **config["curse"]["cubes"],
        seed=config["seed"],
        call="articles.curse.compute.cubes:tables",
    script:
        "../scripts/call.py"


rule curse_unit_cells_figure:
    input:
        inner="results/curse/cubes.csv",
        code=sources("articles.curse.draw.cubes"),
    output:
        multiext("results/curse/figures/spiky-unit-cells", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-unit-cells.log",
    benchmark:
        "results/benchmarks/curse/spiky-unit-cells.tsv"
    params:
        call="articles.curse.draw.cubes:unit_cells",
    script:
        "../scripts/call.py"


rule curse_stacked_cells_figure:
    input:
        inner="results/curse/cubes.csv",
        code=sources("articles.curse.draw.cubes"),
    output:
        multiext("results/curse/figures/spiky-stacked-cells", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-stacked-cells.log",
    benchmark:
        "results/benchmarks/curse/spiky-stacked-cells.tsv"
    params:
        call="articles.curse.draw.cubes:stacked_cells",
    script:
        "../scripts/call.py"


rule curse_pseudo_hypercubes_figure:
    input:
        inner="results/curse/cubes.csv",
        boxes="results/curse/cubes_boxes.csv",
        code=sources("articles.curse.draw.hypercubes"),
    output:
        multiext("results/curse/figures/spiky-pseudo-hypercubes", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-pseudo-hypercubes.log",
    benchmark:
        "results/benchmarks/curse/spiky-pseudo-hypercubes.tsv"
    params:
        dimension=config["curse"]["cube_figures"]["pseudo_dimension"],
        call="articles.curse.draw.hypercubes:pseudo_hypercubes",
    script:
        "../scripts/call.py"


rule curse_true_slices_figure:
    input:
        inner="results/curse/cubes.csv",
        code=sources("articles.curse.draw.hypercubes"),
    output:
        multiext("results/curse/figures/spiky-true-slices", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-true-slices.log",
    benchmark:
        "results/benchmarks/curse/spiky-true-slices.tsv"
    params:
        dimensions=config["curse"]["cube_figures"]["slices"],
        call="articles.curse.draw.hypercubes:true_slices",
    script:
        "../scripts/call.py"


rule curse_inner_diameter_figure:
    input:
        inner="results/curse/cubes.csv",
        boxes="results/curse/cubes_boxes.csv",
        code=sources("articles.curse.draw.hypercubes"),
    output:
        multiext("results/curse/figures/spiky-inner-diameter", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-inner-diameter.log",
    benchmark:
        "results/benchmarks/curse/spiky-inner-diameter.tsv"
    params:
        up_to=config["curse"]["cube_figures"]["up_to"],
        call="articles.curse.draw.hypercubes:inner_diameter",
    script:
        "../scripts/call.py"


rule curse_volume_ratio_figure:
    input:
        inner="results/curse/cubes.csv",
        corners="results/curse/cubes_corners.csv",
        code=sources("articles.curse.draw.hypercubes"),
    output:
        multiext("results/curse/figures/spiky-volume-ratio", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-volume-ratio.log",
    benchmark:
        "results/benchmarks/curse/spiky-volume-ratio.tsv"
    params:
        up_to=config["curse"]["cube_figures"]["up_to"],
        call="articles.curse.draw.hypercubes:volume_ratio",
    script:
        "../scripts/call.py"
