"""Names, colours and marks of the cells that the figures compare."""

from articles.lstm_backward.nets import SIMPLE, VANILLA
from recomputed.drawing import style

NAMES = {SIMPLE: "simple RNN", VANILLA: "LSTM"}
COLOURS = {SIMPLE: style.VERMILLION, VANILLA: style.BLUE}
MARKS = {SIMPLE: "s", VANILLA: "o"}
