"""The definition at the end, and classes of different distributions, in one job."""

import pandas as pd

from articles.knn.compute.definition import definition as definition_table
from articles.knn.compute.shapes import shapes as shapes_table


def examples(seed: int, definition: dict, shapes: dict) -> dict[str, pd.DataFrame]:
    """Make the tables `definition` and `shapes`, each from the settings of its name."""
    return {"definition": definition_table(**definition, seed=seed), "shapes": shapes_table(**shapes, seed=seed)}
