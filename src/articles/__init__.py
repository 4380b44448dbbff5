"""Figures and audit of the articles, a package for each; importing it tells numba where to keep compiled kernels."""

from articles import compiled

compiled.use_own_folder()
