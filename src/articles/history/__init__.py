"""The history of neural nets: perceptrons, deep nets whose gradients vanish, and the dates the article gives."""

STREAM = 70  # first spawn key of every random number of this article; the second is that of the topic
