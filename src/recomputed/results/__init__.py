"""The files of a run: how they are written, hashed, listed and compared."""
