"""The grammar of the printed formulas, in the language of lark."""

GRAMMAR = r"""
// The notation of the printed formulas. What a bracket after a symbol means (a product, or the value of a function) and
// how far a sum reaches is worked out in build.py; which bar opens or closes, and where < is a bracket, in tokens.py.

start: listing
listing: relation ((COMMA | QUAD) relation)*
relation: sum (REL sum)*
sum: SIGN? product (SIGN product)* SIGN? // the last one is half of a row drawn as a line, -u-
product: item+

?item: factor | OP | head
head: (FUNC | BEST | BIG) mark*
factor: atom mark*
mark: SUB atom    -> sub
    | SUP atom    -> sup
    | SUP OP      -> star
    | PRIME       -> prime
    | BANG        -> bang
    | SUPER       -> super

?atom: number | name | decorated | dots | bracket | norm | angle | group | fraction | root | matrix
number: NUMBER
name: LETTER | COMMAND | TEXT
decorated: DECORATION atom
dots: DOTS
bracket: LBRACK listing? RBRACK
norm: LNORM listing RNORM
angle: LANGLE listing RANGLE
group: LBRACE listing? RBRACE
fraction: FRAC atom atom
root: SQRT atom | SQRTN listing RBRACK atom
matrix: BEGIN row (ROW row)* END
row: cell (AMP cell)*
cell: listing?

NUMBER: /\d+(\.\d+)*/
LETTER: /[a-zA-ZΑ-Ωα-ωℝ]/
COMMAND: /\\[a-zA-Z]+/
TEXT.4: /\\(text|textrm|mathrm|operatorname)\s*\{[^{}]*\}/ | /otherwise(?![a-zA-Z])/
DECORATION.3: /\\(boldsymbol|mathbf|bm|mathcal|mathbb|bar|overline|hat|widehat)(?![a-zA-Z])/
    | /\\(tilde|widetilde|vec|dot|ddot|underline)(?![a-zA-Z])/
FUNC.3: /\\?(tanh|sinh|cosh|arccos|arcsin|arctan|sin|cos|tan|exp|log|ln)(?![a-zA-Z])/
    | /\\?(max|min|diag|rank|sign|sgn|cov|var)(?![a-zA-Z])/
    | /\\(det|tr|dim)(?![a-zA-Z])/
BEST.5: /(\\mathop\s*\{\s*\\rm\s*)arg\s*~?\s*(max|min)\s*\}\s*(\\limits)?/
    | /\\arg\s*\\(max|min)(\s*\\limits)?/
    | /\\operatorname\*?\s*\{arg\s*[~\\,]*\s*(max|min)\}(\s*\\limits)?/
BIG.3: /\\(sum|prod)(?![a-zA-Z])(\s*\\limits)?/ | /[ΣΠ∑∏]/
FRAC.3: /\\[dt]?frac(?![a-zA-Z])/
SQRT.3: /\\sqrt(?![a-zA-Z])/ | "√"
SQRTN.4: /\\sqrt\s*\[/
BEGIN.3: /\\begin\s*\{array\}\s*\{[clr| ]*\}/ | /\\begin\s*\{([pbvBV]?matrix|cases)\}/
END.3: /\\end\s*\{(array|[pbvBV]?matrix|cases)\}/
ROW.3: /\\\\/
AMP: "&"
LBRACK.4: /\\left\s*(\(|\[|\\\{|\\lbrace(?![a-zA-Z]))/ | /\(|\[|\\\{|\\lbrace(?![a-zA-Z])/
RBRACK.4: /\\right\s*(\)|\]|\\\}|\\rbrace(?![a-zA-Z]))/ | /\)|\]|\\\}|\\rbrace(?![a-zA-Z])/
LNORM.4: /\\left\s*(\||\\\||\\[lr]?[vV]ert(?![a-zA-Z]))/ | /\\l[vV]ert(?![a-zA-Z])/
RNORM.4: /\\right\s*(\||\\\||\\[lr]?[vV]ert(?![a-zA-Z]))/ | /\\r[vV]ert(?![a-zA-Z])/
BAR.3: /\\?\|/ | "‖" | /\\[vV]ert(?![a-zA-Z])/
LANGLE.4: /(\\left\s*)?\\langle(?![a-zA-Z])/ | /\\left\s*</
RANGLE.4: /(\\right\s*)?\\rangle(?![a-zA-Z])/ | /\\right\s*>/
LESS: "<"
MORE: ">"
LBRACE: "{"
RBRACE: "}"
SUB: "_"
SUP: "^"
SUPER: /[⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ°]/
PRIME: /['’′]+/
BANG: "!"
COMMA: "," | /\\mid(?![a-zA-Z])/
QUAD.3: /\\q?quad(?![a-zA-Z])/
DOTS.3: /\\[lcv]?dots(?![a-zA-Z])/ | "…" | /\.\.\.+/
OP.3: /\\(cdot|times|odot|circ|otimes)(?![a-zA-Z])/ | /[*\/×·⊙]/
SIGN: /[-+−–]/
REL.3: /\\(leqslant|geqslant|leq?|geq?|neq?|approx|lt|gt|in|equiv|sim|to|propto)(?![a-zA-Z])/ | /[=≈≤≥≠∈:]/


%ignore /[\s~]+|\\[,;:! ]|\\limits(?![a-zA-Z])|\\displaystyle(?![a-zA-Z])/
"""
