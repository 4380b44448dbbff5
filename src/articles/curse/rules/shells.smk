# Section 2.3: where the volume and the other points lie.


rule curse_shells:
    output:
        "results/curse/shells.csv",
    log:
        "results/logs/curse/shells.log",
    params:
        **calls("articles.curse.compute.shells:shares"),
        epsilon=config["curse"]["shells"]["epsilon"],
        dimension_max=config["curse"]["shells"]["dimension_max"],
    script:
        CALL


rule curse_shells_passing:
    output:
        "results/curse/shells_passing.csv",
    log:
        "results/logs/curse/shells_passing.log",
    params:
        **calls("articles.curse.compute.shells:passing"),
        epsilon=config["curse"]["shells"]["epsilon"],
        passing_percent=config["curse"]["shells"]["passing_percent"],
    script:
        CALL


rule curse_distances:
    output:
        "results/curse/distances.csv",
    log:
        "results/logs/curse/distances.log",
    threads: 2
    params:
        **config["curse"]["shells"]["distances"],
        **calls("articles.curse.compute.shells:distances"),
        seed=config["seed"],
        epsilon=config["curse"]["shells"]["epsilon"],
    script:
        CALL


rule curse_balls:
    output:
        "results/curse/balls.csv",
    log:
        "results/logs/curse/balls.log",
    params:
        **config["curse"]["shells"]["balls"],
        **calls("articles.curse.compute.shells:balls"),
    script:
        CALL


rule curse_ball_set:
    output:
        "results/curse/ball_set.csv",
    log:
        "results/logs/curse/ball_set.log",
    params:
        **config["curse"]["shells"]["ball_set"],
        **calls("articles.curse.compute.ball_set:judged"),
        seed=config["seed"],
    script:
        CALL


rule curse_shells_formulas:
    output:
        "results/curse/shells_formulas.csv",
    log:
        "results/logs/curse/shells_formulas.log",
    params:
        **config["curse"]["shells"]["formulas"],
        **calls("articles.curse.compute.shells:formulas"),
        seed=config["seed"],
    script:
        CALL
