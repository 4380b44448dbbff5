"""A text is split into sections, sentences, formulas and numbers, each at its place."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recomputed.coverage.normal import fingerprint, normal, squeezed
from recomputed.coverage.units import FORMULA, NUMBER, SENTENCE, units

MUCH_S = 60  # of a processor: ten times what the longest text takes on a slow machine; its square takes hours

TEXT = r"""On boxes

A preface about J. A. Smith, who measured 1,000 boxes in 1997.

1. First part

A box has n sides, i.e. 6 of them. Its volume is a^3 (see Fig. 2). The vectors \boldsymbol{x}_1, \boldsymbol{x}_2, and
\theta are names. We find \frac{a}{b} = 0.25, c \leq 3 and a \neq b.

  • \boldsymbol{y}^{(t)} = \sigma(\boldsymbol{x}^{(t)})
  • a second item

*A note with 3-dimensional boxes, R2D2 and x_2.

1.1: second part
Does this work? “Yes.” It works for (K = 2) …

Appendix: the end

Nothing more; see [5] for 90 % of it.
"""


def of_kind(text: str, kind: str, **settings) -> list[str]:
    return [unit.text for unit in units(text, **settings) if unit.kind == kind]


def test_sections_and_places():
    found = [(u.section, u.place, u.text.split()[0]) for u in units(TEXT) if u.kind == SENTENCE]
    assert found == [
        ("0", (1, 1), "On"),
        ("0", (2, 1), "A"),
        ("1", (0, 1), "First"),
        ("1", (1, 1), "A"),
        ("1", (1, 2), "Its"),
        ("1", (1, 3), "The"),
        ("1", (1, 4), "We"),
        ("1", (2, 1), r"\boldsymbol{y}^{(t)}"),
        ("1", (3, 1), "a"),
        ("1", (4, 1), "A"),
        ("1.1", (0, 1), "second"),
        ("1.1", (1, 1), "Does"),
        ("1.1", (1, 2), "“Yes.”"),
        ("1.1", (1, 3), "It"),
        ("A", (0, 1), "Appendix:"),
        ("A", (1, 1), "Nothing"),
    ]


def test_formulas_and_numbers():
    assert of_kind(TEXT, FORMULA) == [
        "a^3",
        r"\frac{a}{b} = 0.25",
        r"c \leq 3",
        r"a \neq b",
        r"\boldsymbol{y}^{(t)} = \sigma(\boldsymbol{x}^{(t)})",
        "K = 2",
    ]
    assert of_kind(TEXT, NUMBER) == ["1,000", "1997", "6", "2", "3", "90 %"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Then \boldsymbol{x}, A\boldsymbol{x} differ.", [r"A\boldsymbol{x}"]),
        (r"The product (\boldsymbol{x}, A\boldsymbol{x}) = 1, where A=diag(a_1^2, \dots, a_D^2).",
         [r"(\boldsymbol{x}, A\boldsymbol{x}) = 1", r"A=diag(a_1^2, \dots, a_D^2)"]),
        (r"Here U: U^T V_{xyz}U = I.", [r"U^T V_{xyz}U = I"]),
        (r"A matrix a D\times D one", [r"D\times D"]),
        (r"cos\theta = \frac{<\boldsymbol{u}, \boldsymbol{v}>}{2}.",
         [r"cos\theta = \frac{<\boldsymbol{u}, \boldsymbol{v}>}{2}"]),
        (r"<\boldsymbol{u}, \boldsymbol{v}> is a product", [r"<\boldsymbol{u}, \boldsymbol{v}>"]),
        (r"the gradient \frac{\partial J}{\partial \boldsymbol{\theta}^{(t)}} and \delta \boldsymbol{y}^{(t)}", []),
        (r"the misspelt \bodlsymbol{y}^{(t)} and \lamba here", [r"\bodlsymbol{y}^{(t)}", r"\lamba"]),
        (r"S\boldsymbol{u} ^ {*}  = \lamba_1 \boldsymbol{u} ^ {*}.",
         [r"S\boldsymbol{u} ^ {*}  = \lamba_1 \boldsymbol{u} ^ {*}"]),
        (r"set \{z, in, for, out \} of names", [r"\{z, in, for, out \}"]),
        (r"\left( \begin{array}{c} 1 \\ 2, 3 \end{array} \right) = x, and so on",
         [r"\left( \begin{array}{c} 1 \\ 2, 3 \end{array} \right) = x"]),
        (r"U^TU = UU^T = I. It is", [r"U^TU = UU^T = I"]),
        ("28 * 28 = 784 dimensional", ["28 * 28 = 784"]),
        ("increase K to 2 (K=2), you", ["K=2"]),
        (r"in J^{(s)}  (s \geq t) of", [r"s \geq t"]),
        ("the file LATENT_DIMENSION and x_train are names", []),
        ("y = ax + b holds, p < 0.05 too", ["y = ax + b", "p < 0.05"]),
        (r"with $x$ and $x^2 + 1$ and \(y = 2\), it costs $5 or $7", ["x^2 + 1", "y = 2"]),
        (r"the value -\frac{1}{2}x_1 of it", [r"-\frac{1}{2}x_1"]),
    ],
)  # fmt: skip
def test_where_a_formula_begins_and_ends(text, expected):
    assert of_kind(text, FORMULA) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("values –0.677, −1 and 1e-9 in [0, 1] or [-1, 1]", ["–0.677", "−1", "1e-9", "0", "1", "-1", "1"]),
        ("pages 34-35 in the 1990s, 0.90 ± 0.05 of 20*20", ["34-35", "1990s", "0.90 ± 0.05", "20", "20"]),
        (r"an angle of 90^\circ, 1.99 % or 5%", [r"90^\circ", "1.99 %", "5%"]),
        (
            "2D, 3d, 3rd, R2D2, x_1, COVID-19, CS224N and [5] are names; 3-dimensional and 23-year-old are not",
            ["3", "23"],
        ),
        ("10, 100, 1000.", ["10", "100", "1000"]),
        (
            r"the part \frac{\partial \bar{i}_{k}^{(t+1)}}{\partial c_{k}^{(t)}} of \boldsymbol{u}_1 and $x_3$ is 4",
            ["4"],
        ),
        ("version 1.2.3, half .5, (2018).", ["1.2.3", ".5", "2018"]),
    ],
)
def test_numbers_as_printed(text, expected):
    assert of_kind(text, NUMBER) == expected


def test_a_decimal_comma_is_read_where_the_article_says_so():
    assert of_kind("Es sind 1.000,5 von 148,34.", NUMBER, decimal_comma=True) == ["1.000,5", "148,34"]
    assert of_kind("There are 1,000.5 of 148.34.", NUMBER) == ["1,000.5", "148.34"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("By C. M. Bishop and Dr. Fox, e.g. here, et al. there. It ends.", 2),
        ("By C.M. Bishop it ends.", 1),
        ("Daten, z. B. Zahlen, d. h. Ziffern, am 3. Oktober bzw. danach. Ende.", 2),
        ("We have matrix A. Then B.", 2),
        ("It is 0.01. Then 3.60. And more.", 3),
        ("One, two …. Dth of all, and “three.” Four follows…. I say.", 3),
        ("A figure.Without a space. Node.js stays.", 3),
        ("He asks “Time?” and goes. (A note. Another one.) End!", 4),
        (r"This is x_1. \boldsymbol{y} follows. x_2 ends.", 3),
        ("一つ。二つ。", 2),
    ],
)
def test_where_a_sentence_ends(text, count):
    assert len(of_kind(text, SENTENCE)) == count


def test_other_kinds_of_text():
    markdown = "# Title\n\nText here.\n\n## Part\n\nMore text\nthat goes on.\n\n```\nx = 1. Y\n```\n\n### Sub\n\nEnd.\n"
    found = [(u.section, u.place, u.role, u.text) for u in units(markdown) if u.kind == SENTENCE]
    assert found == [
        ("0", (1, 1), "heading", "Title"),
        ("0", (2, 1), "", "Text here."),
        ("1", (0, 1), "heading", "Part"),
        ("1", (1, 1), "", "More text\nthat goes on."),
        ("1", (2, 1), "code", "```\nx = 1. Y\n```"),
        ("1.1", (0, 1), "heading", "Sub"),
        ("1.1", (1, 1), "", "End."),
    ]
    display = "The sum\n\n$$\na + b\n= c\n$$\n\nis known."
    assert of_kind(display, FORMULA) == ["\na + b\n= c\n"]


def test_a_numbered_list_is_no_heading():
    text = "Steps:\n\n  1. Do this\n  2. Do that\n\n3. And this.\n\n1. First\n2. Second\n"
    assert {unit.section for unit in units(text)} == {"0"}


def test_what_looks_equal_has_one_fingerprint():
    assert normal("“A –  b”\n…") == normal('"A - b" ...')
    assert squeezed(r"\boldsymbol{x} ^{(t)}") == squeezed(r"\boldsymbol{x}^{(t)}")
    assert fingerprint(normal("0.0199")) != fingerprint(normal("0.0198"))
    assert re.fullmatch("[0-9a-f]{12}", fingerprint("x"))


PIECES = st.sampled_from(
    ["\n", "\n\n", "\r\n", " ", ". ", "x_1", r"\frac{a}{b}", "= ", "(", ")", "{", "}", "$", "Word", "e.g. ", "3.5",
     "• ", "*", "1. ", "2.1: ", "<script>", "```\n", "\\", "[5]", "…", "”", "é", "数。", r"\begin{array}", r"\{", "# ",
     "Z. B. "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_covered_once_and_in_order(text):
    found = units(text)
    assert found == units(text)
    sentences = [unit for unit in found if unit.kind == SENTENCE]
    gaps, at = [], 0
    for unit in sentences:
        assert unit.start >= at
        gaps.append(text[at : unit.start])
        at = unit.end
    rebuilt = "".join(gap + unit.text for gap, unit in zip(gaps, sentences, strict=True)) + text[at:]
    assert rebuilt == text
    marks = re.compile(r"(?:\s|[•◦▪‣·*+>#,:.)\]\[–—-]|\d|\\(?:sub)*section\*?\{)*")
    assert all(marks.fullmatch(gap) for gap in [*gaps, text[at:]])
    parents = {(unit.section, unit.place): unit for unit in sentences}
    assert len({(unit.section, unit.place) for unit in found}) == len(found)
    for unit in found:
        parent = parents[unit.section, unit.place[:2]]
        assert text[unit.start : unit.end] == unit.text
        assert parent.start <= unit.start < unit.end <= parent.end
        assert unit.line == text.count("\n", 0, unit.start) + 1


@pytest.mark.parametrize(
    "text",
    [
        "A sentence without any number. " * 40_000 + "\n" + ("Short lines with x_1 = 2.\r\n" * 20_000),
        "{" * 1_000 + "x" + "}" * 1_000 + r" = \alpha",
        r"\frac{" * 1_000 + "x" + "}{y}" * 1_000,
        "x_1 + " * 2_000 + "y = 0",
        r"\begin{array} " * 5_000 + r"\{ " * 5_000 + "<script>alert(1)</script>" + "(" * 20_000,
        "\n" * 100_000 + "C. " * 20_000,
        "1." * 50_000 + "a" * 200_000 + "." * 100_000,
    ],
)
def test_large_and_hostile_texts_take_seconds(text):
    start = time.process_time()
    units(text)
    assert time.process_time() - start < MUCH_S


MARKED_UP = r"""---
title: In 5 steps
---

# The title of 7 words

See [a page](https://a.example/2020/01/a_1.png "of 3") and <img width="300" alt='4'> with 23 people.

\begin{equation}
P = \frac{n}{365} \label{eq:1}
\end{equation}
"""


def test_front_matter_is_code_and_what_no_reader_sees_has_no_numbers():
    """Written before the splitter knew them: of what is marked up, only what a reader sees is a number or formula."""
    assert of_kind(MARKED_UP, NUMBER) == ["7", "23"]
    assert [text.split() for text in of_kind(MARKED_UP, FORMULA)] == [["P", "=", r"\frac{n}{365}", r"\label{eq:1}"]]
    assert [(unit.role, unit.line) for unit in units(MARKED_UP)][:2] == [("code", 1), ("heading", 5)]


def test_the_preamble_of_a_latex_document_is_code():
    text = "\\documentclass[11pt]{a}\n\\usepackage{b}\n\\begin{document}\n\\section{One}\n\n\\begin{itemize}\n"
    text += "\\item A box of 3 \\emph{sides} \\cite{x2001}.\n\\end{itemize}\n\\end{document}\n"
    assert of_kind(text, NUMBER) == ["3"]
    assert of_kind(text, FORMULA) == []
    assert units(text)[0].role == "code"


@pytest.mark.parametrize(
    "piece", ["word 23 and $x=1$. He is ", "\\[ ", "\\( x ", "$ ", "( ", "x_{", "[a](", '<a b="', "1.", "$$ a"]
)
def test_the_time_grows_with_the_length_of_a_text_whatever_it_has(piece):
    start = time.process_time()
    units(piece * (200_000 // len(piece)))
    assert time.process_time() - start < MUCH_S


def test_one_long_line_does_not_cut_the_paragraphs_of_a_wrapped_text():
    paragraph = "A sentence goes on\nin the next line of 7 words. Another one begins\nand ends here.\n\n"
    text = paragraph * 9 + "See $" + "a + " * 60 + "b = 1$.\n"
    assert len(of_kind(text, SENTENCE)) == 19
