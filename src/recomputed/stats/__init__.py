"""Random numbers, intervals, compiled kernels."""
