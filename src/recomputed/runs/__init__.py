"""Runs of the workflow: one at a time in a folder, their progress, and the same run repeated in another folder."""
