"""What the KNN article asserts, computed: one module a topic."""
