"""The text of an article as nested pieces: blocks, sentences, and in these formulas, symbols, numbers and words."""

from dataclasses import dataclass, field

from recomputed.coverage.blocks import Block, blocks
from recomputed.coverage.draft import matched
from recomputed.coverage.formulas import mathematics
from recomputed.coverage.table import Row
from recomputed.coverage.units import FORMULA, NUMBER, SENTENCE, Unit, units
from recomputed.formulas.mathml import Typeset, typeset

PLAIN, SYMBOL, BREAK = "text", "symbol", "break"


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence. kind: text, symbol, formula or number; row: its row of print.csv where it has one."""

    kind: str
    text: str
    row: Row | None = None
    look: Typeset | None = None


@dataclass
class Sentence:
    """A sentence with its row of print.csv, None where it has none, and its pieces."""

    place: str
    row: Row | None
    pieces: list[Piece] = field(default_factory=list)


@dataclass
class Marked:
    """A block of the text. role: heading, reference, code or empty; mark: what stands before it, as • or *."""

    section: str
    role: str
    mark: str
    sentences: list[Sentence] = field(default_factory=list)


def marked(text: str, rows: list[Row], *, decimal_comma: bool = False) -> list[Marked]:
    """Cut `text` into blocks of sentences of pieces, each with its row."""
    pairs, _ = matched(rows, units(text, decimal_comma=decimal_comma))
    found, at, end = [], 0, 0
    for block in blocks(text):
        inside = []
        while at < len(pairs) and pairs[at][0].end <= block.end:
            inside.append(pairs[at])
            at += 1
        found.append(
            Marked(block.section, block.role, text[end : block.start].strip(), _sentences(text, block, inside))
        )
        end = block.end
    return found


def _sentences(text: str, block: Block, pairs: list[tuple[Unit, Row | None]]) -> list[Sentence]:
    """Give the sentences of one block, with the lone symbols in them."""
    _, symbols = mathematics(text[block.start : block.end]) if block.role != "code" else ([], [])
    lone = [(block.start + start, block.start + end) for start, end in symbols]
    found = []
    for at, (unit, row) in enumerate(pairs):
        if unit.kind != SENTENCE:
            continue
        parts = [(u.start, u.end, u.kind, r) for u, r in pairs[at + 1 :] if u.kind != SENTENCE and u.end <= unit.end]
        parts += [(start, end, SYMBOL, None) for start, end in lone if unit.start <= start and end <= unit.end]
        place = f"{unit.section}-{'.'.join(map(str, unit.place))}"
        found.append(Sentence(place, row, _pieces(text, unit, sorted(parts, key=lambda part: part[:2]))))
    return found


def _pieces(text: str, sentence: Unit, parts: list[tuple[int, int, str, Row | None]]) -> list[Piece]:
    pieces, at = [], sentence.start
    for start, end, kind, row in parts:
        pieces.append(Piece(PLAIN, text[at:start]))
        look = typeset(text[start:end]) if kind != NUMBER or "\\" in text[start:end] else None
        pieces.append(Piece(kind, text[start:end], row, look))
        at = end
    return [piece for piece in [*pieces, Piece(PLAIN, text[at : sentence.end])] if piece.text]


def without_typesetting(found: list[Marked]) -> list[tuple[str, str]]:
    """List the formulas and symbols that cannot be typeset, each with the reason."""
    pieces = [piece for block in found for sentence in block.sentences for piece in sentence.pieces]
    return [
        (piece.text, piece.look.reason) for piece in pieces if piece.kind in (FORMULA, SYMBOL) and not piece.look.mathml
    ]
