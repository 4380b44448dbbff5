"""Printed LaTeX -> tree -> LaTeX -> tree; and what is broken is named."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recomputed.formulas import nodes
from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.latex import key, latex
from recomputed.formulas.reading import parse
from recomputed.formulas.tree import bare, children, with_children

PRINTED = [
    (
        r"\boldsymbol{f}^{(t)}= \sigma(\boldsymbol{W}_{for} \boldsymbol{x}^{(t)} + \boldsymbol{R}_{for} "
        r"\boldsymbol{y}^{(t-1)} +  \boldsymbol{b}_{for})"
    ),
    r"\boldsymbol{y}^{(t)} = \boldsymbol{o}^{(t)} \odot tanh(\boldsymbol{c}^{(t)})",
    r"|\boldsymbol{x} - \boldsymbol{c}| = r",
    r"cos\theta = \frac{<\boldsymbol{u}, \boldsymbol{v}>}{|\boldsymbol{u}||\boldsymbol{v}|}",
    r"\frac{\pi r^2 - \pi \{ (1 - \epsilon)\cdot r\} ^2}{\pi r^2}",
    r"\frac{\pi ^{(\frac{D}{2})}}{\Gamma (\frac{D}{2} + 1)} = \pi",
    r"\theta = 90^\circ",
    (
        r"\frac{1}{N} \sum^{N}_{n}{\boldsymbol{u}_1^T \boldsymbol{x}_n - \boldsymbol{u}_1^T "
        r"\bar{\boldsymbol{x}}} = \boldsymbol{u}_1^T S \boldsymbol{u}_1"
    ),
    (
        r"\boldsymbol{u}_1 ^ {*} = \mathop{\rm arg~max}\limits_{\boldsymbol{u}_1} \{ \boldsymbol{u}_1^T S "
        r"\boldsymbol{u}_1 + \lambda_1 (1 - \boldsymbol{u}_1^T \boldsymbol{u}_1) \}"
    ),
    (
        r"V'=\frac{1}{N}\sum{(\boldsymbol{x}')^T\boldsymbol{x}'} "
        r"=U^T(\frac{1}{N}\sum{\boldsymbol{x}\boldsymbol{x}^T})U =diag(\lambda_1, \dots, \lambda_D)"
    ),
    r"\left( \begin{array}{c} -\boldsymbol{u}_1^{T}- \\ -\boldsymbol{u}_2^{T}- \end{array} \right)\boldsymbol{x}",
    r"A = \frac{1}{50} \begin{pmatrix} 60.45 &  33.63 \\33.63 & 68.49 \end{pmatrix}",
    r"\boldsymbol{u}_i^T\boldsymbol{u}_j = \begin{cases} 1 & (i=j) \\ 0 & (otherwise) \end{cases}",
    r"(\boldsymbol{u}_1 \quad \boldsymbol{u}_2) \left( \begin{array}{c} \xi \\ \eta  \end{array} \right)",
    r"\boldsymbol{x}\in \mathbb{R}^D",
    r"\delta \star  ^{(t)}= (\frac{\partial J}{ \partial \star })^{(t)}",
    (
        r"\delta \bar{o}_{k}^{(t)}=\frac{\partial J}{\partial \bar{o}_{k}^{(t)}}= \frac{\partial J}{\partial "
        r"y_{k}^{(t)}} \frac{\partial y_{k}^{(t)}}{\partial \bar{o}_{k}^{(t)}}"
    ),
    (
        r"\frac{\partial \boldsymbol{h}^{(t)}}{\partial \boldsymbol{h}^{(t-1)}} \cdots \frac{\partial "
        r"\boldsymbol{h}^{(k+1)}}{\partial \boldsymbol{h}^{(k)}} = \prod_{k< s \leq t} \frac{\partial "
        r"\boldsymbol{h}^{(s)}}{\partial \boldsymbol{h}^{(s-1)}}"
    ),
    (
        r"\left\lVert \frac{\partial J^{(t)}}{\partial \boldsymbol{h}^{(k)}} \right\rVert \leq \left\lVert "
        r"\boldsymbol{W} ^T \right\rVert ^{(t - k)} \prod_{k< s \leq t} \left\lVert "
        r"diag(g'(\boldsymbol{a}^{(s)}))\right\rVert"
    ),
    r"\frac{\partial}{\partial \boldsymbol{c}^{(t-1)}} (\boldsymbol{c}^{(t-1)} \odot \boldsymbol{f}^{(t)})",
    r"\{z, in, for, out \}",
    r"(p_{out})_{k} \cdot c_{k}^{(t)}",
    r"\hat{\boldsymbol{y}} ^{(t)} = f(\boldsymbol{o}^{(t)})",
    r"\xi = 0.540 (x - \bar{x}) + 0.602 (y - \bar{y}) + 0.588 (z - \bar{z})",
    r"(1, 1, \dots, 1)^T",
    "10^1, 10^2, 100^3",
    "28 * 28 = 784",
    "V = 4/3 π r³",
    "f=f(x)=f(x(y))",
    "√2 − 1",
    r"a\neq 0, b\neq 0",
]


@pytest.mark.parametrize("text", PRINTED)
def test_what_is_printed_comes_back_letter_by_letter_and_in_its_usual_form(text):
    tree = parse(text)
    assert latex(tree) == text
    assert bare(parse(latex(bare(tree)))) == bare(tree)


@pytest.mark.parametrize(
    "spellings",
    [
        (
            r"\boldsymbol{\bar{f}}^{(t)}",
            r"\bar{\boldsymbol{f}} ^ {(t)}",
            r"\bar{\mathbf f}^{( t )}",
            r"\overline{\bm{f}}^{(t)}",
        ),
        (r"\boldsymbol{R}_{for}", r"{\boldsymbol R}_{for}", r"\boldsymbol{R}_{ for }"),
        (r"\delta \bar{o}_k", r"\delta\bar{o}_{k}", r"{\delta\bar o_k}"),
        (r"\lambda_1", r"\lambda_{1}", "λ_1"),
        (r"u \leq v", r"u \le v", "u ≤ v"),
        (r"\delta c", r"\delta  c"),
    ],
)
def test_a_name_has_one_normal_form(spellings):
    assert len({key(parse(text)) for text in spellings}) == 1


LETTERS = st.sampled_from("abxyuvDNr")
NAMES = st.one_of(
    LETTERS,
    LETTERS.map(lambda letter: rf"\boldsymbol{{{letter}}}"),
    LETTERS.map(lambda letter: rf"\bar{{\boldsymbol{{{letter}}}}}"),
    st.sampled_from([r"\lambda", r"\theta", r"\boldsymbol{\theta}", r"g'", r"\delta\bar{o}", r"\delta c"]),
)
NUMBERS = st.one_of(st.integers(0, 999).map(str), st.sampled_from(["0.5", "0.0174"])).map(nodes.Number)
INDEX = st.one_of(
    st.integers(1, 9).map(lambda n: nodes.Number(str(n))), st.just(nodes.Word("for")), LETTERS.map(nodes.Symbol)
)
SIGNS = st.sampled_from(["+", "-", "", r"\cdot", r"\odot", "*", "/"])
RELATIONS = st.sampled_from(["=", r"\approx", "<", r"\leq", ">", r"\geq", r"\neq"])


@st.composite
def symbols(draw):
    index = (draw(INDEX),) if draw(st.booleans()) else ()
    time = draw(st.sampled_from([None, nodes.Symbol("t"), nodes.Binary("-", nodes.Symbol("t"), nodes.Number("1"))]))
    return nodes.Symbol(draw(NAMES), index, time)


def larger(parts):
    pairs = st.tuples(parts, parts)
    rows = st.lists(pairs, min_size=1, max_size=3).map(tuple)
    letter = LETTERS.map(nodes.Symbol)
    return st.one_of(
        st.builds(nodes.Binary, SIGNS, parts, parts),
        st.builds(nodes.Negative, parts),
        st.builds(nodes.Fraction, parts, parts),
        st.builds(nodes.Power, parts, parts.filter(lambda part: part != nodes.Symbol("T"))),
        st.builds(nodes.Postfix, st.sampled_from(["T", "!"]), parts),
        st.builds(nodes.Root, parts),
        st.builds(
            nodes.Apply, st.sampled_from(["tanh", "diag", r"\Gamma"]).map(nodes.Symbol), parts.map(lambda part: (part,))
        ),
        st.builds(nodes.Norm, st.sampled_from("|‖"), parts),
        st.builds(nodes.Listing, st.sampled_from("(["), st.sampled_from([",", r"\quad"]), pairs),
        st.builds(nodes.Matrix, st.just("pmatrix"), rows),
        st.builds(nodes.Big, st.sampled_from([r"\sum", r"\prod"]), letter, st.none() | letter, parts),
        st.builds(nodes.Derivative, symbols(), symbols()),
        st.builds(nodes.Apply, st.builds(nodes.Derivative, st.none(), symbols()), parts.map(lambda part: (part,))),
    )


TREES = st.recursive(st.one_of(NUMBERS, symbols()), larger, max_leaves=12)
FORMULAS = st.one_of(TREES, st.builds(nodes.Relation, st.tuples(RELATIONS), st.tuples(TREES, TREES)))


A, B = nodes.Symbol("a"), nodes.Symbol(r"\lambda", (nodes.Number("1"),))
SAMPLES = [
    A, B, nodes.Symbol("c", (), nodes.Symbol("t")), nodes.Symbol("g'"), nodes.Number("3"), nodes.Negative(A),
    *(nodes.Binary(sign, A, B) for sign in ("+", "-", "", r"\cdot", "/")), nodes.Fraction(A, B), nodes.Power(A, B),
    nodes.Postfix("T", A), nodes.Postfix("!", A), nodes.Root(A), nodes.Root(A, B),
    nodes.Apply(nodes.Symbol("tanh"), (A,)),
    nodes.Apply(nodes.Derivative(None, B), (A,)), nodes.Element(A, (B,)), nodes.Norm("|", A), nodes.Norm("‖", A),
    nodes.Listing("(", ",", (A, B)), nodes.Listing("<", ",", (A, B)), nodes.Matrix("pmatrix", ((A, B), (B, A))),
    nodes.Big(r"\sum", A, B, B), nodes.Big(r"\prod", A, None, B), nodes.Derivative(A, B), nodes.Best("max", A, B),
]  # fmt: skip


@pytest.mark.parametrize("outer", SAMPLES, ids=latex)
def test_every_part_in_every_place_has_the_brackets_that_it_needs(outer):
    for place in range(len(children(outer))):
        if isinstance(outer, nodes.Symbol | nodes.Derivative) or (isinstance(outer, nodes.Apply) and place == 0):
            continue  # where only symbols can be
        for inner in SAMPLES:
            parts = (*children(outer)[:place], inner, *children(outer)[place + 1 :])
            tree = with_children(outer, parts)
            assert bare(parse(latex(tree))) == bare(tree)


@settings(max_examples=150, deadline=None)
@given(FORMULAS)
def test_a_tree_written_and_read_is_the_same_tree(tree):
    text = latex(tree)
    assert bare(parse(text)) == bare(tree)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=r"\{}[]()^_|<>=+-*/!,.'&~ abT12αλ" + "\\", max_size=30))
def test_any_text_is_read_or_refused_with_a_place(text):
    with suppress(BadLatex):  # any other error fails the test
        parse(text)


@pytest.mark.parametrize(
    ("text", "what", "place", "repair"),
    [
        (r"S u = \lamba_1 u", r"unknown command \lamba", 6, r"S u = \lambda_1 u"),
        (r"\bodlsymbol{c}^{(t)}", r"unknown command \bodlsymbol", 0, r"\boldsymbol{c}^{(t)}"),
        (r"\boldsymbol{u}_1 ^ {*}^T S", "double superscript", 22, r"{\boldsymbol{u}_1 ^ {*}}^T S"),
        (r"x_1_2", "double subscript", 3, ""),
        (r"u_1 ^T S \boldsymbol{u}_1 ^", "a script without content", 26, r"u_1 ^T S \boldsymbol{u}_1"),
        (r"\frac{a}{b", "{ without its partner", 8, ""),
        (r"a}", "} without {", 1, ""),
        (r"\left( x", r"\left without its partner", 0, ""),
    ],
)  # fmt: skip
def test_what_tex_cannot_typeset_has_a_place_and_a_repair(text, what, place, repair):
    with pytest.raises(BadLatex) as found:
        parse(text)
    assert (found.value.what, found.value.position, found.value.repair) == (what, place, repair)
    assert not found.value.typeset


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (r"\begin{pmatrix} -0.408 \\ -0.4.23 \end{pmatrix}", "0.4.23 is not a number"),
        ("a = = b", "“=” does not fit here"),
        ("a + = b", "a sign with nothing behind it"),
        ("(a + b", "the formula ends too early"),
        (r"a \cdot", "an operator without a factor"),
        (r"\sum_{n=1}^{N}", "nothing to run over"),
        ("a - ", "a sign with nothing behind it"),
        ("", "the formula ends too early"),
    ],
)
def test_what_is_typeset_but_says_nothing_is_refused(text, what):
    with pytest.raises(BadLatex) as found:
        parse(text)
    assert found.value.what == what
    assert found.value.typeset


def test_a_bracket_behind_a_function_is_its_argument_and_else_a_factor():
    product, value = parse("a (x + y)^2"), parse("a (x + y)^2", frozenset({"a"}))
    assert isinstance(product, nodes.Binary)
    assert isinstance(value, nodes.Power)
    assert isinstance(value.base, nodes.Apply)
