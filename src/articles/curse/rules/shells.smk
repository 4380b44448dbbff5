# Section 2.3, volume and distances in a ball: settings -> results/curse/{shells*,ball_volumes,distances}.csv; section 2,
# the printed definition of a ball -> results/curse/ball_set.csv


rule curse_shells:
    output:
        shells="results/curse/shells.csv",
        passing="results/curse/shells_passing.csv",
        ball_volumes="results/curse/ball_volumes.csv",
        almost_zero="results/curse/shells_almost_zero.csv",
        squashed="results/curse/shells_squashed.csv",
        slider="results/curse/shells_slider.csv",
    log:
        "results/logs/curse/shells.log",
    params:
        **calls("articles.curse.compute.shells:tables"),
        epsilon=config["curse"]["shells"]["epsilon"],
        dimension_max=config["curse"]["shells"]["dimension_max"],
        passing_percent=config["curse"]["shells"]["passing_percent"],
        volume_dimension_max=config["curse"]["shells"]["balls"]["dimension_max"],
        steps_per_dimension=config["curse"]["shells"]["balls"]["steps_per_dimension"],
        zero_range_percent=config["curse"]["shells"]["zero_range_percent"],
        stated_dimension=config["curse"]["shells"]["stated"]["dimension"],
        same_range_percent=config["curse"]["shells"]["same_range_percent"],
        slider_epsilons=config["curse"]["shells"]["slider_epsilons"],
        slider_dimensions=config["curse"]["shells"]["distances"]["dimensions"],
    script:
        CALL


rule curse_distances:
    output:
        distances="results/curse/distances.csv",
        same="results/curse/distances_same.csv",
    log:
        "results/logs/curse/distances.log",
    threads: 2
    params:
        **config["curse"]["shells"]["distances"],
        **calls("articles.curse.compute.distances:tables"),
        seed=config["seed"],
        epsilon=config["curse"]["shells"]["epsilon"],
        stated_dimension=config["curse"]["shells"]["stated"]["dimension"],
        same_range_percent=config["curse"]["shells"]["same_range_percent"],
    script:
        CALL


rule curse_ball_set:
    output:
        "results/curse/ball_set.csv",
    log:
        "results/logs/curse/ball_set.log",
    params:
        **config["curse"]["shells"]["ball_set"],
        **calls("articles.curse.compute.ball_set:ball_set"),
        seed=config["seed"],
    script:
        CALL
