"""What the series announced and never showed: subspace method, discriminant analysis, autoencoders, t-SNE."""

STREAM = 95  # spawn key of this article; the second entry is the topic's
