# The history of neural nets, sections 1 to 4: MNIST for pretraining, else no input -> tables in results/history/


rule history_scenes:
    output:
        points="results/history/scenes_points.csv",
        lines="results/history/scenes_lines.csv",
        mistakes="results/history/scenes_mistakes.csv",
    log:
        "results/logs/history/scenes.log",
    params:
        **config["history"]["separability"]["scenes"],
        **calls("articles.history.compute.separability:scenes"),
        seed=config["seed"],
    script:
        CALL


rule history_boolean_functions:
    output:
        functions="results/history/boolean_functions.csv",
        lines="results/history/perceptron_lines.csv",
    log:
        "results/logs/history/boolean_functions.log",
    params:
        **config["history"]["separability"]["functions"],
        **calls("articles.history.compute.boolean_functions:boolean_functions"),
    script:
        CALL


rule history_multilayer:
    output:
        losses="results/history/multilayer_losses.csv",
        solved="results/history/multilayer_solved.csv",
        picture="results/history/multilayer_picture.csv",
    log:
        "results/logs/history/multilayer.log",
    params:
        **config["history"]["multilayer"],
        **calls("articles.history.compute.multilayer:multilayer"),
        seed=config["seed"],
    script:
        CALL


rule history_approximation:
    output:
        errors="results/history/approximation_errors.csv",
        reached="results/history/approximation_reached.csv",
    log:
        "results/logs/history/approximation.log",
    params:
        **config["history"]["approximation"],
        **calls("articles.history.compute.approximation:approximation"),
        seed=config["seed"],
    script:
        CALL


rule history_retina:
    output:
        learning="results/history/retina_learning.csv",
        summary="results/history/retina_summary.csv",
        pictures="results/history/retina_pictures.npz",
    log:
        "results/logs/history/retina.log",
    params:
        **config["history"]["retina"],
        **calls("articles.history.compute.retina:retina"),
        seed=config["seed"],
    script:
        CALL


rule history_gradients:
    output:
        profile="results/history/gradients_profile.csv",
        first_layer="results/history/gradients_first_layer.csv",
        rates="results/history/gradients_rates.csv",
        exponential="results/history/gradients_exponential.csv",
    log:
        "results/logs/history/gradients.log",
    params:
        **config["history"]["gradients"],
        **calls("articles.history.compute.gradients:gradients"),
        seed=config["seed"],
    script:
        CALL


rule history_recurrent:
    output:
        clipping="results/history/clipping.csv",
        memory="results/history/memory.csv",
    log:
        "results/logs/history/recurrent.log",
    params:
        **config["history"]["recurrent"],
        **calls("articles.history.compute.recurrent:recurrent"),
        seed=config["seed"],
    script:
        CALL


rule history_first_cnn:
    input:
        mnist="results/data/mnist.npz",
    output:
        errors="results/history/first_cnn_errors.csv",
        gradients="results/history/first_cnn_gradients.csv",
    log:
        "results/logs/history/first_cnn.log",
    params:
        **config["history"]["first_cnn"],
        **calls("articles.history.compute.first_cnn:first_cnn"),
        seed=config["seed"],
    script:
        CALL


rule history_graphics:
    output:
        motions="results/history/graphics.csv",
        spaces="results/history/colour_spaces.csv",
        panels="results/history/panels.csv",
    log:
        "results/logs/history/graphics.log",
    params:
        **config["history"]["graphics"],
        **calls("articles.history.compute.graphics:graphics"),
        seed=config["seed"],
    script:
        CALL


rule history_spaces:
    output:
        house="results/history/spaces_house.csv",
        colours="results/history/spaces_colours.csv",
        linear="results/history/spaces_linear.csv",
    log:
        "results/logs/history/spaces.log",
    params:
        **calls("articles.history.compute.spaces:spaces"),
    script:
        CALL


rule history_pretraining:
    input:
        mnist="results/data/mnist.npz",
    output:
        search="results/history/pretraining_search.csv",
        choices="results/history/pretraining_choices.csv",
        curves="results/history/pretraining_curves.csv",
        gradients="results/history/pretraining_gradients.csv",
        nets="results/history/pretraining_nets.csv",
        effects="results/history/pretraining_effects.csv",
        starts="results/history/pretraining_starts.csv",
        start_rates="results/history/pretraining_start_rates.csv",
        rates="results/history/pretraining_rates.csv",
    log:
        "results/logs/history/pretraining.log",
    priority: 10  # start the longest jobs first: one that starts last runs alone at the end
    resources:
        runtime=15,
    params:
        **config["history"]["pretraining"],
        **calls("articles.history.compute.pretraining:pretraining"),
        seed=config["seed"],
    script:
        CALL


rule history_remedies:
    input:
        mnist="results/data/mnist.npz",
        nets="results/history/pretraining_nets.csv",
        curves="results/history/pretraining_curves.csv",
    output:
        search="results/history/remedies_search.csv",
        nets="results/history/remedies.csv",
        effects="results/history/remedies_effects.csv",
        up_pass="results/history/up_pass.csv",
    log:
        "results/logs/history/remedies.log",
    priority: 10  # as history_pretraining, after which it runs
    resources:
        runtime=15,
    params:
        **config["history"]["remedies"],
        **calls("articles.history.compute.remedies:remedies"),
        depths=config["history"]["pretraining"]["depths"],
        rates=config["history"]["pretraining"]["rates"],
        shared=config["history"]["pretraining"]["shared"],
        seed=config["seed"],
    script:
        CALL


rule history_timeline:
    output:
        events="results/history/events.csv",
        checks="results/history/event_checks.csv",
        periods="results/history/event_periods.csv",
        repeats="results/history/repeats.csv",
        ranges="results/history/year_ranges.csv",
    log:
        "results/logs/history/timeline.log",
    params:
        **calls("articles.history.compute.timeline:timeline"),
        events=config["history"]["timeline"]["events"],
        checks=config["history"]["timeline"]["checks"],
        memberships=config["history"]["timeline"]["memberships"],
        repeats=config["history"]["timeline"]["repeats"],
        translation_begins=config["history"]["timeline"]["translation_begins"],
        winter_begins=config["history"]["timeline"]["winter_begins"],
    script:
        CALL
