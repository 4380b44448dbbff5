"""The tokens of a formula: which bar opens and which closes, and where < and > are brackets."""

from collections.abc import Iterator

from lark import Token
from lark.lark import PostLex

OPENING = {"LBRACK", "LNORM", "LANGLE", "LBRACE", "BEGIN", "SQRTN"}
CLOSING = {"RBRACK", "RNORM", "RANGLE", "RBRACE", "END"}
ENDS_OPERAND = CLOSING | {"NUMBER", "LETTER", "COMMAND", "TEXT", "DOTS", "PRIME", "BANG", "SUPER"}


class Brackets(PostLex):
    """Turns the tokens BAR, LESS and MORE into brackets or relations by what stands before them."""

    always_accept = ("BAR", "LESS", "MORE")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """Give the tokens of `stream`, each bar and each < or > with the type of its role."""
        opened: list[str] = []
        after_operand = False
        for token in stream:
            kind = _role(token, opened, after_operand)
            if kind in OPENING:
                opened.append(_shape(token) if token.type == "BAR" else kind)
            elif kind in CLOSING and opened:
                opened.pop()
            after_operand = kind in ENDS_OPERAND
            yield Token.new_borrow_pos(kind, token.value, token)


def _role(token: Token, opened: list[str], after_operand: bool) -> str:
    if token.type == "BAR":
        return "RNORM" if after_operand and opened[-1:] == [_shape(token)] else "LNORM"
    if token.type == "LESS":
        return "REL" if after_operand else "LANGLE"
    if token.type == "MORE":
        return "RANGLE" if opened[-1:] == ["LANGLE"] else "REL"
    return token.type


def _shape(token: Token) -> str:
    return "single bar" if token.value in ("|", r"\vert") else "double bar"
