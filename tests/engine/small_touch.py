"""A figure that answers for the small site, and a page with every such figure of the project over made-up tables."""

from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd

from recomputed.audit.ledger import read
from recomputed.drawing.drawings import files_of, touches
from recomputed.drawing.touch import Answer, Control, Touch, View, rows, wide
from recomputed.site import paths
from recomputed.site.environment import templates
from recomputed.site.touches import Panel, panels, scripts
from recomputed.workflow import articles
from recomputed.workflow.strict_yaml import parse


def shell(shares: pd.DataFrame) -> Touch:
    """A line of the small site's shares, with a slider over the dimension."""
    base = alt.Chart(rows("shares")).encode(x="dimension:Q", y="share:Q")
    mark = base.transform_filter("datum.dimension == D").mark_point(filled=True, size=90, opacity=1)
    table = shares.rename(columns={"dimension": "D"})
    return Touch(
        [View(wide(base.mark_line() + mark), "The share over the dimension.")],
        {"shares": shares},
        [Control("D", "Dimension D", [int(d) for d in table["D"]], 3)],
        Answer(table, ["D"], "D = {D}: {share:.3f} of the volume."),
    )


def tables() -> dict[str, object]:
    """Give a made-up table for every file that a figure answers from, with the columns of the real one."""
    rng = np.random.default_rng(1)
    pairs = pd.MultiIndex.from_product([["ball", "cube"], [2, 3, 50], np.arange(5, 180, 10)])
    angle = pairs.to_frame(index=False, name=["law", "dimension", "angle_deg"]).assign(bin_deg=10)
    angle["percent"], angle["ball_percent"] = rng.uniform(1, 9, len(angle)), 100 / 18
    angle["near_percent"] = angle["dimension"] + np.where(angle["law"] == "cube", 0.5, 0.25)
    shells = pd.MultiIndex.from_product([[0.01, 0.1], [1, 2, 400]]).to_frame(index=False, name=["epsilon", "dimension"])
    shells["share_percent"] = 100 * (1 - (1 - shells["epsilon"]) ** shells["dimension"])
    shells["circle_percent"] = 100 * (1 - (1 - shells["epsilon"]) ** 2)
    d = np.arange(1, 31)
    cubes = pd.DataFrame({"dimension": d, "inner_diameter_edge": np.sqrt(d) - 1, "ball_share_percent": 100 / d})
    return {
        "results/curse/angle_slider.csv": angle,
        "results/curse/shells_slider.csv": shells,
        "results/curse/cubes.csv": cubes,
        **_pictures(rng),
        **_recurrent(rng),
        **_fits(rng),
    }


def _pictures(rng: np.random.Generator) -> dict[str, object]:
    grey = rng.integers(0, 256, (4, 2, 28, 28), np.uint8)
    curve = pd.DataFrame({"digits": 3, "dimension": range(1, 785), "cumulative_ratio": np.linspace(0.1, 1, 784)})
    summary = {"digits": ["3", "all"], "share": 0.95, "dimension_reaching_share": [138, 154]}
    errors = pd.DataFrame(
        {"part": "test", "ties": "nearest", "k": range(1, 41), "error_percent": np.linspace(3, 5, 40)}
    )
    toy = pd.DataFrame(
        {"rank": range(4), "x": [0, 0.5, -1, 1.5], "y": 0.0, "label": ["query", "minus", "plus", "plus"]}
    )
    votes = {"minus": [1, 1, 1] * 2, "plus": [0, 1, 2] * 2, "radius": [0.5, 1, 1.5] * 2}
    said = {"predicted": ["minus", "minus", "plus", "plus", "plus", "minus"], "outcome": ["wrong"] * 6}
    maps = ["PCA", "t-SNE 30"]
    kept = pd.DataFrame({"map": np.repeat(maps, 2), "k": [1, 10] * 2, "overlap_percent": [2.0, 7, 50, 45]})
    return {
        "results/pca/mnist_frames.npz": {"axes": np.array([1, 20, 200, 784]), "original": grey[0], "rebuilt": grey}
        | {"cumulative_ratio": np.array([0.1, 0.5, 0.9, 1.0])},
        "results/pca/mnist_ratios.csv": curve,
        "results/pca/mnist_summary.csv": pd.DataFrame(summary),
        "results/knn/error_vs_k.csv": errors,
        "results/knn/neighbour_pictures.npz": {"index": np.array([33, 7]), "query": grey[0], "truth": np.array([4, 2])}
        | {"neighbours": grey[:3].transpose(1, 0, 2, 3), "labels": np.array([[4, 0, 0], [2, 2, 7]])}
        | {"predicted": np.array([[4, 4, 0], [2, 2, 2]])},
        "results/knn/toy_points.csv": toy,
        "results/knn/toy_outcomes.csv": pd.DataFrame(
            {"k": [1, 2, 3] * 2, "ties": np.repeat(["nearest", "highest"], 3), **votes, **said}
        ),
        "results/announced/mnist_maps.npz": {name: rng.normal(size=(50, 2)) for name in maps}
        | {"labels": rng.integers(0, 10, 50)},
        "results/announced/mnist_maps_kept.csv": kept.assign(chance_percent=0.5),
    }


def _recurrent(rng: np.random.Generator) -> dict[str, object]:
    steps = pd.MultiIndex.from_product([[0.5, 0.9, 1.0], [0.0, 0.1], range(4)])
    hand = steps.to_frame(index=False, name=["forget", "input", "step"])
    hand["kept_percent"] = 100 * hand["forget"] ** hand["step"]
    hand["cell"] = hand["kept_percent"] / 100 + hand["input"] * hand["step"]
    nets = [("gain", value) for value in (0.5, 1.0)] + [("forget bias", value) for value in (0.0, 3.0)]
    grads = pd.DataFrame([(s, v, lag, -lag / (v + 1)) for s, v in nets for lag in (0, 10, 100)])
    grads.columns = ["setting", "value", "lag", "decades"]
    w, b = np.linspace(0, 4, 41), np.linspace(-1.5, 2, 41)
    path = pd.DataFrame(
        {"threshold": np.repeat([1, 10.0], 3), "update": [0, 1, 2] * 2, "w": 2.0, "b": [0, 0.1, 0.2, 0, 0.5, 1]}
    )
    return {
        "results/lstm_forward/by_hand.csv": hand.assign(squashed=np.tanh(hand["cell"])),
        "results/lstm_backward/untrained_gradients.csv": grads.assign(
            low=grads["decades"] - 1, high=grads["decades"] + 1, bound_decades=grads["lag"] / 10
        ),
        "results/lstm_backward/descents_slider.csv": path.assign(loss=path["threshold"] / 7, step=0.1, longest=0.25),
        "results/lstm_backward/cliff.npz": {"w": w, "b": b, "loss": rng.uniform(0, 2, (41, 41))},
    }


def _fits(rng: np.random.Generator) -> dict[str, object]:
    models = [("degree", 1.0), ("degree", 2.0), ("penalty", 0.1)]
    x = np.linspace(-1, 1, 9)
    fits = [
        pd.DataFrame({"sweep": s, "value": v, "training_set": n, "x": x, "prediction": rng.normal(size=9), "truth": x})
        for s, v in models
        for n in range(3)
    ]
    parts = pd.DataFrame(models, columns=["sweep", "value"]).assign(bias2=[0.4, 0.1, 0.2], variance=[0.01, 0.2, 0.1])
    return {
        "results/bias_variance/one_predictor_fits.csv": pd.concat(fits),
        "results/bias_variance/one_predictor.csv": parts.assign(noise=0.09, test_error=0.5),
    }


def declared() -> dict[str, dict]:
    """Give what makes every figure of the project that answers."""
    found = {}
    for article in articles.find("all"):
        settings = parse(article.settings.read_text(encoding="utf-8")) if article.settings.is_file() else {}
        found |= touches(read(article), settings)
    return found


def build(folder: Path) -> dict[str, Panel]:
    """Write a page for every figure of the project that answers, over `tables`; give the panels by key."""
    made, given = declared(), tables()
    books = {article.name: read(article) for article in articles.find("all")}
    found = panels(made, {file: given[file] for one in made.values() for file in files_of(one)}, books)
    environment = templates(paths.HERE / "templates")
    environment.globals["sizes"] = {}
    page = environment.from_string(
        '{% extends "base.html" %}{% import "touch.html" as moving with context %}{% block title %}{{ p.title }}'
        "{% endblock %}{% block scripts %}{{ moving.scripts([p.key]) }}{% endblock %}"
        "{% block main %}<h1>{{ p.title }}</h1>{{ moving.panel(p) }}{% endblock %}"
    )
    files = scripts(found) | {name: (paths.HERE / "static" / name).read_text("utf-8") for name in paths.STATIC}
    files |= {f"{one.id}.html": page.render(root="", place="x", p=one) for one in found.values()}
    for place, text in {**files, paths.RUN_TIMES: ""}.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    return found
