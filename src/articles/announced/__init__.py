"""Topics that the series announced but did not show: subspace method, discriminant analysis, autoencoders, t-SNE.

Modules of this folder are the methods; those of `compute` apply them to MNIST, those of `draw` draw the results.
"""
