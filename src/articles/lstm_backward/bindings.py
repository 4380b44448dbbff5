"""Values of the symbols in the printed formulas: claim -> trials on random functions and nets, see docs/formulas.md."""

from articles.lstm_backward.bindings_equations import equation_bindings
from articles.lstm_backward.bindings_errors import error_bindings
from articles.lstm_backward.bindings_rnn import rnn_bindings
from recomputed.formulas.binding import Binding


def bindings(seed: int) -> dict[str | tuple[str, str], Binding | list[Binding]]:
    """Bind the symbols of every claim with a formula."""
    return rnn_bindings(seed) | equation_bindings(seed) | error_bindings(seed)
