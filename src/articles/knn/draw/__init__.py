"""The KNN article, drawn: one module a topic."""
