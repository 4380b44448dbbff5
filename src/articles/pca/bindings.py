"""Values for the symbols of the printed formulas: random ellipsoids and clouds, and the marks of the 30 students."""

from articles.pca import bindings_of_clouds, bindings_of_ellipsoids, bindings_of_marks
from recomputed.formulas.binding import Binding
from recomputed.stats import streams


def bindings(seed: int) -> dict[str, Binding | list[Binding]]:
    """Give the Binding of every claim with a formula, or one for each of its formulas."""
    rng = streams.rng(seed, "pca bindings")
    return {
        **bindings_of_ellipsoids.bindings(rng),
        **bindings_of_clouds.bindings(rng),
        **bindings_of_marks.bindings(seed),
    }
