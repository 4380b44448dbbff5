# Dates, what is announced for later articles, graphics as linear maps, the head image.


rule history_events:
    output:
        events="results/history/events.csv",
        checks="results/history/event_checks.csv",
    log:
        "results/logs/history/events.log",
    params:
        **calls("articles.history.compute.timeline:events"),
        events=config["history"]["timeline"]["events"],
        checks=config["history"]["timeline"]["checks"],
    script:
        CALL


rule history_announcements:
    output:
        "results/history/announcements.csv",
    log:
        "results/logs/history/announcements.log",
    params:
        **config["history"]["announcements"],
        **calls("articles.history.compute.timeline:announcements"),
    script:
        CALL


rule history_graphics:
    output:
        "results/history/graphics_formulas.csv",
    log:
        "results/logs/history/graphics.log",
    params:
        **config["history"]["graphics"],
        **calls("articles.history.compute.graphics:linearity"),
        seed=config["seed"],
    script:
        CALL
