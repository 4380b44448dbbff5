"""Nearest neighbours: exact, by brute force, once for every K; their votes and means."""
