"""What the ledger of an article says is printed: formulas and numbers of each claim, to be looked for in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from recomputed.audit.printed import parse
from recomputed.coverage.formulas import mathematics
from recomputed.coverage.normal import normal, squeezed
from recomputed.coverage.numbers import numbers
from recomputed.coverage.units import NUMBER

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WORTE = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
SECTIONS = re.compile(r"sections? ((?:\d+(?:\.\d+)*(?:, | and )?)+)(?:, [a-z]+)?")
OURS, PRINTED = "ours", "printed"


@dataclass(frozen=True)
class Print:
    """The print of a claim: LaTeX without spaces, and numbers without their units; nothing where it is not printed."""

    id: str
    origin: str
    where: str
    formulas: tuple[str, ...]
    numbers: tuple[str, ...]
    open: bool = False
    selected: tuple[str, ...] = ()  # numbers that select the rows of its evidence

    def lacks(self, sentences: list[str]) -> list[str]:
        """List the formulas and numbers of the claim that stand in none of `sentences`."""
        latex = [squeezed(sentence) for sentence in sentences]
        digits = {number for sentence in sentences for number in _numbers(sentence)} if self.numbers else set()
        missing = [formula for formula in self.formulas if not any(formula in text for text in latex)]
        return missing + [number for number in self.numbers if number not in digits]

    def quotes(self, unit: str, text: str) -> bool:
        """Say whether the claim prints all of `text`, a number or a formula; or a number within this formula."""
        if unit == NUMBER:
            return canonical(text) in self.numbers
        latex = squeezed(text)
        in_common = {*self.numbers} & {*re.findall(r"-?\d+(?:[.,]\d+)*", latex)}
        return bool(in_common) or any(latex in formula for formula in self.formulas)

    def carries(self, unit: str, text: str) -> bool:
        """Say whether the claim prints all of `text`, or has this number as the condition under which it is judged."""
        return self.quotes(unit, text) or (unit == NUMBER and canonical(text).replace(",", "") in self.selected)

    def is_elsewhere(self, section: str) -> bool:
        """Say whether the ledger places the claim in numbered sections, and `section` is none of them nor in one."""
        named = SECTIONS.fullmatch(self.where)
        numbers = re.findall(r"\d+(?:\.\d+)*", named[1]) if named else []
        return bool(numbers) and not any(f"{section}.".startswith(f"{number}.") for number in numbers)


def prints(read: dict) -> dict[str, Print]:
    """Give the print of each claim of a ledger by its id; of numbers, only what is said to be printed itself."""
    return {entry["id"]: _print(entry, bool(read.get("decimal_comma"))) for entry in read["claims"]}


def canonical(number: str) -> str:
    """Give a number without its unit, signs unified: "–0.677" -> "-0.677", "90 %" -> "90"."""
    return re.sub(r"\s*(?:[%‰°]|\^\{?\\circ\}?)$", "", normal(number)).lstrip("+")


def _print(entry: dict, decimal_comma: bool) -> Print:
    origin = entry.get("origin", PRINTED)
    formulas = entry.get("formula", [])
    formulas = [formulas] if isinstance(formulas, str) else formulas
    published = entry.get("published", [])
    published = [published] if isinstance(published, str) else published
    more = {"open": "open" in entry, "selected": _selected(entry.get("evidence", {}).get("row", {}))}
    if origin != PRINTED:
        return Print(entry["id"], origin, entry["where"], (), (), **more)
    found = [] if formulas else [number for text in published for number in _plain(text, decimal_comma)]
    return Print(
        entry["id"],
        origin,
        entry["where"],
        tuple(map(squeezed, formulas)),
        tuple(dict.fromkeys(found)),
        **more,
    )


def _selected(row: dict) -> tuple[str, ...]:
    values = [value for cell in row.values() for value in (cell if isinstance(cell, list) else [cell])]
    return tuple(f"{value:.15g}" for value in values if isinstance(value, int | float) and not isinstance(value, bool))


def _plain(text: str, decimal_comma: bool) -> list[str]:
    text = normal(text)
    return [canonical(text[start:end]) for start, end in numbers(text, [], decimal_comma=decimal_comma)]


def nearest_in(sentences: Iterable[str], missing: str) -> str:
    """Give the formula or number in `sentences` that is most like the `missing` one, "" where there is none."""
    value = parse(missing)
    if value is None:
        formulas = [formula for sentence in sentences for formula in _formulas(sentence)]
        return next(iter(get_close_matches(missing, formulas, n=1, cutoff=0.0)), "")
    numbers = {number: parse(number) for sentence in sentences for number in _numbers(sentence)}
    near = [
        (-SequenceMatcher(None, missing, number).ratio(), abs(read.value - value.value), number)
        for number, read in numbers.items()
        if read
    ]
    return min(near, default=(0, 0, ""))[2]  # most digits in common, then nearest in value


def _formulas(sentence: str) -> list[str]:
    return [squeezed(sentence[start:end]) for start, end in mathematics(sentence)[0]]


def _numbers(sentence: str) -> set[str]:
    """List every number of a sentence, also those within formulas, ranges and names, and those written as words."""
    text = normal(sentence)
    found = set(re.findall(r"\d+(?:[.,]\d+)*", text)) | set(re.findall(r"(?<![\w)\]}])-\s?\d+(?:[.,]\d+)*", text))
    found |= {piece for number in list(found) for piece in re.split(r",(?!\d{3}(?!\d))", number)}
    found |= set(_plain(sentence, False)) | set(_plain(sentence, True))
    words = re.findall(r"[^\W\d_]+", text.lower())
    found |= {str(value) for names in (WORDS, WORTE) for value, name in enumerate(names) if name in words}
    return {number.replace("- ", "-") for number in found}
