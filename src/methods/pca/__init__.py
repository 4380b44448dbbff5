"""Principal component analysis by exact sums, a block of samples at a time."""
