"""Recorded evidence: tables of computations that take too long for `make`, kept in the folder of their article."""
