"""Runs of the workflow: one at a time in a folder, progress, a run repeated elsewhere."""
