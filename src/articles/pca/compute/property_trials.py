"""Trials of properties of PCA: each gives what was found and the true value, in any unit.

A trial takes a generator and a cloud; those of matrices take a generator, a covariance matrix V and the divisor of V.
"""

import numpy as np
from scipy.linalg import eigh

from articles.pca.compute.optimise import axes_one_by_one, largest_ratio, largest_variance, smallest_error_axes
from articles.pca.compute.random_clouds import unit_vector
from methods.pca.fit import eigen, fit

CLASSES = 3  # of labelled samples, for linear discriminant analysis


def orthogonal_axes(rng, cloud):
    """Compare AᵀA with I, A the axes of a random ellipsoid by a solver that does not make them orthogonal."""
    axes = np.linalg.eig(np.linalg.inv(cloud.covariance))[1]
    return axes.T @ axes, np.eye(len(axes))


def axes_of_diagonal(power):
    """Compare the longest and the shortest axis of (x, Ax) = 1, A = diag(a^power), with the nearest coordinate axis."""

    def trial(rng, cloud):
        a = rng.permutation(np.linspace(0.5, 3.0, cloud.mean.size)) ** power
        ends = [largest_ratio(rng, *pair) for pair in ((np.eye(len(a)), np.diag(a)), (np.diag(a), np.eye(len(a))))]
        nearest = [np.where(np.abs(u) == np.abs(u).max(), np.sign(u), 0.0) for u in ends]
        return np.array(ends), np.array(nearest)

    return trial


def formulations(rng, cloud):
    """Compare the first half of the axes of largest variance with those of smallest error, as projectors."""
    count = cloud.mean.size // 2
    least = smallest_error_axes(rng, cloud.samples - cloud.mean, count)
    most = cloud.axes[:, :count]
    return least @ least.T, most @ most.T


def shifted(rng, cloud):
    """Compare the mean of the coordinates after PCA with 0, in standard deviations along the first axis."""
    mean = fit(cloud.samples).transform(cloud.samples).mean(axis=0)
    return 1 + mean / np.sqrt(cloud.variances[0]), np.ones(len(mean))


def largest(rng, cloud):
    """Compare the largest variance along 1,000 random directions and along a numerical optimum with λ1."""
    u = rng.normal(size=(1000, cloud.mean.size))
    u = np.vstack([u, largest_ratio(rng, cloud.covariance, np.eye(cloud.mean.size))])
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    return np.einsum("nd,de,ne->n", u, cloud.covariance, u).max(), cloud.variances[0]


def stationary(rng, cloud):
    """At the numerical maximum u of uᵀSu compare S u with λ u, λ = uᵀSu, and λ with the largest eigenvalue."""
    u = largest_variance(rng, cloud.covariance)
    variance = u @ cloud.covariance @ u
    return np.append(cloud.covariance @ u, variance), np.append(variance * u, cloud.variances[0])


def one_by_one(rng, cloud):
    """Compare axes chosen one after another for their variance with the eigenvectors, largest eigenvalue first."""
    found = axes_one_by_one(rng, cloud.covariance)
    return found * np.sign(np.sum(found * cloud.axes, axis=0)), cloud.axes


def first_coordinates(rng, cloud):
    """Compare the variance of the first k new coordinates with that of the best k old ones, if that is larger."""
    new, old = np.cumsum(cloud.variances), np.cumsum(np.sort(np.diag(cloud.covariance))[::-1])
    return new, np.maximum(new, old)


def mean_along(measure):
    """Compare the mean of a measure of the samples' deviations on a random unit vector with uᵀSu."""

    def trial(rng, cloud):
        u = unit_vector(rng, cloud.mean.size)
        return np.mean([measure(d) for d in (cloud.samples - cloud.mean) @ u]), u @ cloud.covariance @ u

    return trial


def discriminant(rng, cloud):
    """Compare the direction of largest Fisher ratio with the first generalised eigenvector, both up to the sign."""
    labels = np.arange(len(cloud.samples)) % CLASSES
    samples = cloud.samples + rng.normal(size=(CLASSES, cloud.mean.size))[labels]
    means = np.array([samples[labels == k].mean(axis=0) for k in range(CLASSES)])
    within = np.cov((samples - means[labels]).T, bias=True)
    between = np.cov(means[labels].T, bias=True)
    found, truth = largest_ratio(rng, between, within), eigh(between, within)[1][:, -1]
    return found * np.sign(found @ truth), truth / np.linalg.norm(truth)


def rigid(rng, v, divisor):
    """Compare the inner products (lengths, angles) of random points before and after Uᵀ."""
    points = rng.normal(size=(len(v), 10))
    turned = eigen(v)[1].T @ points
    return turned.T @ turned, points.T @ points


def multiple(rng, v, divisor):
    """Compare the eigenvectors, and the eigenvalues times the divisor, of V / divisor with those of V."""
    (scaled, axes), (variances, truth) = eigen(v / divisor), eigen(v)
    return np.vstack([axes, scaled * divisor / variances[0]]), np.vstack([truth, variances / variances[0]])
