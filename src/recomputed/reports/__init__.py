"""The audit for other readers: errata for an author, JUnit and SARIF for other tools, an exit status, a certificate."""

from recomputed.audit import VERDICTS

DOES_NOT_HOLD = ("refuted", "conditional", "misprint")
OPEN = ("undecided", "not checkable", "open")
HOLDS = tuple(verdict for verdict in VERDICTS if verdict not in DOES_NOT_HOLD + OPEN)
