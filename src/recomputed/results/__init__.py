"""Files of a run: written whole, sealed, listed, compared."""
