"""What the series announced and never showed: subspace method, discriminant analysis, autoencoders, t-SNE."""
