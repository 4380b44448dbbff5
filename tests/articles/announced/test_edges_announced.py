"""Discriminant analysis, subspaces, maps, and the split of MNIST at the edges of what they take."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.announced import classification_errors, lda, neighbourhoods, subspace
from articles.announced.compute import expansions, tsne
from articles.announced.compute.subspace import wrong_by_rule
from datasets.mnist.split import part, split
from edges import NOT_FINITE, WHOLE, laid_out, layouts, refused, refuses_no_numbers, with_one

RNG = np.random.default_rng(4)
SAMPLES, LABELS = RNG.integers(0, 120, (20, 4)), np.repeat([0, 1], 10)


@given(st.sampled_from(WHOLE[1:]), layouts)
def test_classifiers_of_any_type_answer_alike(dtype, layout):
    samples, means = laid_out(SAMPLES.astype(dtype), layout), np.array([[0, 100, 5, 7], [100, 0, 9, 1]])
    if layout == "reversed":
        samples = SAMPLES.astype(dtype)
    exact = SAMPLES.astype(float)
    np.testing.assert_array_equal(
        subspace.nearest_mean(means.astype(dtype), samples), subspace.nearest_mean(means.astype(float), exact)
    )
    ours, other = (lda.solve(lda.scatters(x, LABELS.astype(t)), 0.1) for x, t in ((samples, dtype), (exact, int)))
    np.testing.assert_allclose(ours.transform(samples), other.transform(exact), rtol=1e-9)
    np.testing.assert_array_equal(neighbourhoods.order(samples), neighbourhoods.order(exact))


def test_classifiers_refuse_what_they_cannot_rank():
    fitted = lda.solve(lda.scatters(SAMPLES, LABELS), 0.1)
    refuses_no_numbers(lambda table: lda.scatters(table, LABELS), SAMPLES)
    refuses_no_numbers(fitted.transform, SAMPLES)
    refuses_no_numbers(neighbourhoods.order, SAMPLES)
    for value in NOT_FINITE:
        refused(lambda value=value: lda.scatters(with_one(SAMPLES, value), LABELS), "not finite")
        refused(lambda value=value: fitted.predict(np.array([[value]])), "not finite")
        refused(lambda value=value: subspace.nearest_mean(SAMPLES, with_one(SAMPLES, value)), "not finite")
        refused(lambda value=value: neighbourhoods.order(with_one(SAMPLES, value)), "not finite")
    refused(lambda: lda.scatters(SAMPLES, LABELS[:3]), "labels: wrong shape")
    refused(lambda: neighbourhoods.order(SAMPLES * 1e200), "squared distances")
    refused(lambda: neighbourhoods.distance_correlation(np.eye(3), np.eye(3)), "no correlation")
    for labels in (LABELS * 1.0, LABELS - 1, LABELS[:3]):
        refused(lambda labels=labels: subspace.span(SAMPLES, labels, 1, centred=True), "labels")
    refused(lambda: wrong_by_rule(SAMPLES, LABELS, SAMPLES, LABELS[:2], 1), "classes of the queries")


def test_what_is_no_order_of_points_has_no_overlap():
    order = neighbourhoods.order(SAMPLES)
    for measure in (neighbourhoods.overlap, neighbourhoods.trustworthiness):
        assert (measure(order, order.astype(np.int16), 3) == 1).all()
        for other in (order[:5], order[:, :3], order - 1, order * 1.0, order + 1):
            refused(lambda other=other, measure=measure: measure(order, other, 3), "order of the points")
            refused(lambda other=other, measure=measure: measure(other, order, 3))
        for k in (0, -1, 20):
            refused(lambda k=k, measure=measure: measure(order, order, k), "K")
    refuses_no_numbers(neighbourhoods.ranks, order)
    spanned = subspace.span(SAMPLES, LABELS, 1, centred=True)
    refuses_no_numbers(lambda table: subspace.similarities(spanned, table, "flats"), SAMPLES)
    refused(lambda: subspace.similarities(spanned, SAMPLES, "CLAFIC"), "do not fit")


def test_a_constant_first_score_starts_no_map():
    refused(lambda: tsne.layout(np.ones((20, 2)), 3.0, 0), "no start")
    refused(lambda: tsne.layout(np.ones((20, 1)), 3.0, 0), "number of scores")
    refused(lambda: tsne.layout(with_one(np.ones((20, 2)), np.nan), 3.0, 0), "not finite")


def test_errors_of_no_predictions_are_refused():
    refused(lambda: classification_errors.error_percent([]), "empty")
    refused(lambda: classification_errors.excess_percent([True], [True, False]), "wrong shape")
    refused(lambda: classification_errors.sample_indices(5, -1, 0), "number of images")


def mnist(**changes):
    labels = np.tile(np.arange(10, dtype=np.uint8), 6)
    images = np.arange(240, dtype=np.uint8).reshape(60, 2, 2)
    none = {"test_images": images[:0], "test_labels": labels[:0], "data": np.array("made")}
    return {"train_images": images, "train_labels": labels, **none, **changes}


def test_the_split_names_what_is_wrong_with_its_arrays():
    labels, images = mnist()["train_labels"], mnist()["train_images"]
    assert len(split(mnist(), 5, 1).train) == 48
    for change in (
        {"train_images": images[0]},
        {"train_images": None},
        {"train_images": images[:5]},
        {"train_labels": labels * 1.0},
        {"train_labels": labels + 1},
        {"train_labels": labels.astype(str)},
        {"test_labels": labels},
    ):
        refused(lambda change=change: split(mnist(**change), 5, 1), "train_|test_")
    for number in (-1, 0.5):
        refused(lambda number=number: split(mnist(), number, 1), "validation_images")
    for layout in ("read-only", "Fortran order", "every second number"):
        found = split(mnist(train_images=laid_out(images, layout)), 5, 1)
        np.testing.assert_array_equal(found.train, split(mnist(), 5, 1).train)
    refused(lambda: part({}, "train"), "train_images")
    refused(lambda: expansions.expand(mnist(train_images=images * 0), 2, 3, 1), "no direction")
