"""The whole text of an article with the verdicts of its claims, for the reader's own machine."""
