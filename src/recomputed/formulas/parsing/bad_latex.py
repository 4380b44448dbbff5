"""LaTeX that cannot be read, or that TeX does not typeset."""


class BadLatex(ValueError):
    """A place of a formula that cannot be read: what is wrong, its position from 0, and the formula with a repair.

    typeset: TeX sets it all the same, so that a reader sees a formula; without it a reader sees an error in its place.
    """

    def __init__(self, what: str, position: int, repair: str = "", typeset: bool = False):
        self.what, self.position, self.repair, self.typeset = what, position, repair, typeset
        super().__init__(
            f"{what} at place {position + 1}" + (f"; nearest that can be read: {repair}" if repair else "")
        )
