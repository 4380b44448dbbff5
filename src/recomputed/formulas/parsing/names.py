"""Names of symbols, operators and functions, in the one form in which they are compared."""

GREEK = """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau
upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"""
OTHERS = "star partial circ infty ell nabla prime cdots mathbb ast top"
SYMBOLS = {f"\\{name}" for names in (GREEK, OTHERS) for name in names.split()}
SIGNS = {
    "≤": r"\leq", r"\le": r"\leq", r"\leqslant": r"\leq", "≥": r"\geq", r"\ge": r"\geq", r"\geqslant": r"\geq",
    "≠": r"\neq", r"\ne": r"\neq", "≈": r"\approx", r"\lt": "<", r"\gt": ">", "∈": r"\in",
    "×": r"\times", "·": r"\cdot", "⊙": r"\odot", "−": "-", "–": "-", "∑": r"\sum", "Σ": r"\sum", "∏": r"\prod",
    "Π": r"\prod", r"\mathbf": r"\boldsymbol", r"\bm": r"\boldsymbol", r"\overline": r"\bar", r"\widehat": r"\hat",
    r"\widetilde": r"\tilde", r"\ast": "*", r"\prime": "'", "ln": "log",
}  # fmt: skip
SMALL = """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau
upsilon phi chi psi omega"""
LETTERS = {chr(ord("α") + n): f"\\{name}" for n, name in enumerate(SMALL.split())} | {
    "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Φ": r"\Phi", "Ψ": r"\Psi",
    "Ω": r"\Omega", "ℝ": r"\mathbb{R}",
}  # fmt: skip
NAMES = """tanh sinh cosh arccos arcsin arctan sin cos tan exp log ln max min diag rank sign sgn cov var det tr dim"""
FUNCTIONS = frozenset(NAMES.split())
ALWAYS_FUNCTIONS = FUNCTIONS | {r"\Gamma"}  # an opening bracket after it holds its argument
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def normal(text: str) -> str:
    """Give the one spelling of a command, operator or letter."""
    text = "".join(text.split())
    return LETTERS.get(text) or SIGNS.get(text, text)


def decorated(mark: str, name: str) -> str:
    r"""Put a decoration on a name: bold is always the innermost, so that \bar{\boldsymbol{f}} has one form."""
    mark = normal(mark)
    if mark != r"\boldsymbol":
        return f"{mark}{{{name}}}"
    outer, inner = _outer(name)
    return outer + f"{mark}{{{inner}}}" + "}" * outer.count("{") if not inner.startswith(mark) else name


def _outer(name: str) -> tuple[str, str]:
    """Split the accents off a name: what opens them, and what they are on."""
    accents = (r"\bar{", r"\hat{", r"\tilde{", r"\vec{", r"\dot{", r"\ddot{", r"\underline{")
    opened = ""
    while accent := next((a for a in accents if name.startswith(a) and name.endswith("}")), ""):
        opened, name = opened + accent, name[len(accent) : -1]
    return opened, name
