"""The tokens of running text, as far as they matter to where a formula begins and ends."""

import re
from dataclasses import dataclass
from itertools import pairwise

FUNCTIONS = "sin cos tan tanh exp log ln max min diag det tr arg lim sgn"
FUNCTIONS += " alpha beta gamma delta epsilon theta lambda mu nu pi rho sigma phi"
SHORT_WORDS = "is in of to as at by or we if an it on no so be do he me us am go up my and the for are was"
SHORT_WORDS += " im ab da du er es ob so um wo zu ist und der die das den dem des von mit bei"
FUNCTION_NAMES, NO_PRODUCTS = frozenset(FUNCTIONS.split()), frozenset(SHORT_WORDS.split())
RELATIONS = "=≈≤≥≠∝"
TOKEN = re.compile(
    r"(?P<environment>\\begin\{(?P<name>[A-Za-z]+\*?)\})"
    r"|(?P<set>\\\{)"
    r"|(?P<command>\\[A-Za-z]+\*?|\\[^\sA-Za-z])"
    r"|(?P<identifier>[^\W\d_]{2,}_\w+|[^\W\d_]_[^\W\d_]{3,}\w*)"
    r"|(?P<script>[_^])"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉]+)"
    r"|(?P<word>(?:(?![²³¹ⁿ])[^\W\d_])+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<relation>[{RELATIONS}])"
    r"|(?P<angle>[<>])"
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<group>\{)"
    r"|(?P<minus>[-−])|(?P<mark>[,.;:!?'’&*+/|~…·×⋅√])"
    r"|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)
PROSE, WEAK, STRONG, SPACE = "prose", "weak", "strong", "space"
STRONG_KINDS = {"environment", "set", "command", "script", "raised", "relation"}
WEAK_KINDS = {"number", "angle", "open", "close", "group", "minus", "mark"}
LONGEST_SET = 300


@dataclass(frozen=True)
class Token:
    """A span of the text, its kind (a group of TOKEN), and how it counts: prose, weak, strong or space."""

    start: int
    end: int
    kind: str
    weight: str
    text: str


def tokens(text: str) -> list[Token]:
    """Split `text` without a gap; a command takes its groups {…} with it, a script its argument, \\begin its \\end."""
    closing = _closing_braces(text)
    found: list[Token] = []
    at, unclosed = 0, set()
    while at < len(text):
        match = TOKEN.match(text, at)
        kind = match.lastgroup if match.lastgroup != "name" else "environment"
        end = _end(text, match, kind, closing, unclosed)
        found.append(Token(at, end, kind, _weight(match.group(), kind), text[at:end]))
        at = end
    return _short_words_weighed(found)


def _closing_braces(text: str) -> dict[int, int]:
    """Pair the braces: position of each { that is closed -> position behind its }."""
    stack, pairs = [], {}
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if match.group() == "{":
            stack.append(match.start())
        elif match.group() == "}" and stack:
            pairs[stack.pop()] = match.end()
    return pairs


def _end(text: str, match: re.Match, kind: str, closing: dict[int, int], unclosed: set[str]) -> int:
    end = match.end()
    if kind == "environment" and match["name"] not in unclosed:
        behind = text.find(f"\\end{{{match['name']}}}", end)
        if behind >= 0:
            return behind + len(match["name"]) + len(r"\end{}")
        unclosed.add(match["name"])  # not searched again: the time stays proportional to the length
    if kind == "set":
        behind = text.find(r"\}", end, end + LONGEST_SET)
        return behind + 2 if behind >= 0 else end
    if kind in ("command", "environment"):
        while end in closing:
            end = closing[end]
    if kind == "group":
        return closing.get(match.start(), end)
    return _end_of_argument(text, end, closing) if kind == "script" else end


def _end_of_argument(text: str, end: int, closing: dict[int, int]) -> int:
    argument = re.compile(r"\s*(\\[A-Za-z]+|\{|\d+|[^\W\d_]|[*'+])").match(text, end)
    if not argument or (text[argument.start(1)].isalpha() and end < argument.start(1)):
        return end
    end = argument.end()
    if argument[1] == "{":
        return closing.get(argument.start(1), end)
    while end in closing:
        end = closing[end]
    return end


def _weight(text: str, kind: str) -> str:
    if kind == "space":
        return SPACE
    if kind in STRONG_KINDS:
        return STRONG
    if kind in WEAK_KINDS or (kind == "word" and (len(text) == 1 or text in FUNCTION_NAMES)):
        return WEAK
    return PROSE


def _short_words_weighed(found: list[Token]) -> list[Token]:
    """Let words of two or three letters be products (UU, ax) where they touch mathematics."""
    weighed = list(found)
    for at, (before, token) in enumerate(pairwise(found), 1):
        if token.kind != "word" or token.weight != PROSE or len(token.text) > 3 or token.text in NO_PRODUCTS:
            continue
        behind = found[at + 1].kind if at + 1 < len(found) else ""
        last = before if before.weight != SPACE or at < 2 else found[at - 2]
        touches = before.kind in ("script", "command", "environment") or behind == "script"
        if touches or (len(token.text) == 2 and last.kind in ("relation", "minus") and token.text.islower()):
            weighed[at] = Token(token.start, token.end, token.kind, WEAK, token.text)
    return weighed
