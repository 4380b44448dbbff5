"""What TeX cannot typeset: unknown commands, double or empty superscripts and subscripts, braces without a partner."""

import re
from difflib import get_close_matches

from recomputed.formulas.parsing.bad_latex import BadLatex
from recomputed.formulas.parsing.names import SYMBOLS

KNOWN = """boldsymbol mathbf bm mathrm mathcal mathbb mathop operatorname text textrm rm bar overline hat widehat tilde
widetilde vec dot ddot underline tanh sinh cosh arccos arcsin arctan sin cos tan exp log ln max min arg det dim sum prod
frac dfrac tfrac sqrt begin end left right lVert rVert lvert rvert Vert vert langle rangle lbrace rbrace quad qquad dots
ldots cdots vdots ddots cdot times odot otimes circ leq le geq ge neq ne lt gt approx in equiv sim to propto leqslant
geqslant mid limits displaystyle pm"""
COMMANDS = SYMBOLS | {f"\\{name}" for name in KNOWN.split()}
SCRIPTS = {"^": "superscript", "_": "subscript"}
NOTHING = ("", "}", "^", "_", "&", r"\\")
DECORATIONS = (r"\boldsymbol", r"\mathbf", r"\bm", r"\bar", r"\hat", r"\mathbb", r"\mathrm", r"\text")
TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\S", re.DOTALL)


def problems(text: str) -> list[BadLatex]:
    """List what TeX cannot typeset in a formula, in the order of the text."""
    tokens = [(found[0], found.start()) for found in TOKEN.finditer(text)]
    found = [_unknown(token, place, text) for token, place in tokens if re.fullmatch(r"\\[a-zA-Z]+", token)]
    found += [*_scripts(tokens, text), *_partners(tokens)]
    return sorted(filter(None, found), key=lambda problem: problem.position)


def _unknown(command: str, place: int, text: str) -> BadLatex | None:
    if command in COMMANDS:
        return None
    nearest = get_close_matches(command, sorted(COMMANDS), n=1, cutoff=0.7)
    repair = text[:place] + nearest[0] + text[place + len(command) :] if nearest else ""
    return BadLatex(f"unknown command {command}", place, repair)


def _scripts(tokens: list[tuple[str, int]], text: str) -> list[BadLatex]:
    """Find superscripts and subscripts that follow one of their own kind, or that have no content."""
    found: list[BadLatex] = []
    used: set[str] = set()  # the scripts of the part before
    opened: list[set[str]] = []  # the same for each brace that is open, of the part it belongs to
    at = 0
    while at < len(tokens):
        token, place = tokens[at]
        at += 1
        if token in SCRIPTS:
            behind = [following for following, _ in tokens[at : at + 2]] + ["", ""]
            if behind[0] in NOTHING:
                found.append(BadLatex("a script without content", place, (text[:place] + text[place + 1 :]).strip()))
                continue
            found += [_double(text, place, token)] if token in used else []
            used = used | {token}
            at += behind[0] in DECORATIONS and behind[1] == "{"
            if "{" in (behind[0], behind[1] if behind[0] in DECORATIONS else ""):
                opened.append(used)
                used = set()
            at += 1
        elif token == "{":
            opened.append(set())
            used = set()
        elif token == "}":
            used = opened.pop() if opened else set()
        elif token == "'":  # a superscript of its own, unless it comes first
            found += [_double(text, place, "^")] if "^" in used else []
        else:
            used = set()
    return found


def _double(text: str, place: int, token: str) -> BadLatex:
    first = re.search(
        r"(\\[a-zA-Z]+\s*\{[^{}]*\}|\\[a-zA-Z]+|\w)\s*(_\s*(\w|\{[^{}]*\}))?\s*(\^\s*(\w|\{[^{}]*\}))\s*$", text[:place]
    )
    repair = f"{text[: first.start()]}{{{text[first.start() : place].rstrip()}}}{text[place:]}" if first else ""
    return BadLatex(f"double {SCRIPTS[token]}", place, repair)


def _partners(tokens: list[tuple[str, int]]) -> list[BadLatex]:
    r"""Find braces, \left and \begin without a partner."""
    pairs = {"}": "{", r"\right": r"\left", r"\end": r"\begin"}
    opened: list[tuple[str, int]] = []
    for token, place in tokens:
        if token in pairs.values():
            opened.append((token, place))
        elif token in pairs:
            if not opened or opened[-1][0] != pairs[token]:
                return [BadLatex(f"{token} without {pairs[token]}", place)]
            opened.pop()
    return [BadLatex(f"{token} without its partner", place) for token, place in opened[:1]]
