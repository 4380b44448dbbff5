"""Claims against results: what the articles publish, recomputed."""

VERDICTS = ("reproduced", "approximate", "misprint", "refuted", "not checkable")
