"""Split a block of text into sentences.

A sentence ends at . ! ? or …, with the quotes and brackets that close behind it, before space and what can begin
another: a capital letter, a digit, a quote, a bracket, a command. It does not end behind an abbreviation or an
initial, at an ellipsis that lists (1, 2, …), and not within a formula. A missing space before a capitalised word is
forgiven.
"""

import re

from recomputed.coverage.formulas import Span

ABBREVIATIONS = (
    "e.g i.e fig figs eq eqs vs cf pp p dr prof mr mrs ms st no nr sec ch vol ed eds al approx resp ref refs"
)
ABBREVIATIONS += " z.b d.h u.a bzw ca vgl abb tab bspw ggf evtl inkl sog s o.ä"
SHORT = frozenset(ABBREVIATIONS.split())
MONTHS = re.compile("Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember")
END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<closing>[\"'”’»)\]]*)(?=\s|$)|(?P<glued>(?<=[a-z]{2})[.!?])(?=[A-Z][a-z]*\s)|[。！？]+[」』）]*"
)
START = re.compile(r"\s+[\"'“‘„«(\[*<-]*(?=[^\W_]|[\\|「『√])")
INITIAL = re.compile(r"(?:^|.*?(?P<before>\S+)\s+)[(\"“]?[A-ZÄÖÜ]$", re.DOTALL)
TWO_LETTERS = re.compile(r"(?:^|[\s(])[a-zA-Z]\. [a-zA-Z]$")  # z. B, d. h, i. e
LOOK_BACK = 60


def sentences(text: str, formulas: list[Span]) -> list[Span]:
    """Give start and end of each sentence of `text`, one block without space at its ends, in order."""
    found, start, inside = [], 0, iter([*formulas, (len(text), len(text))])
    formula = next(inside)
    for match in END.finditer(text):
        while formula[1] <= match.start():
            following = next(inside, None)
            if following is None:
                break
            formula = following
        if formula[0] <= match.start() < formula[1] or not _ends(text, match, start):
            continue
        if text[start : match.end()].strip():
            found.append(_trimmed(text, start, match.end()))
            start = match.end()
    if text[start:].strip():
        found.append(_trimmed(text, start, len(text)))
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, start + len(text[start:end].rstrip())


def _ends(text: str, match: re.Match, start: int) -> bool:
    """Say whether a sentence that began at `start` ends at `match`."""
    if match.end() == len(text) or match["stop"] is None:
        return True
    following = START.match(text, match.end())
    if not following or (
        not text[following.end()].isupper()
        and not text[following.end()].isdigit()
        and text[following.end()] not in "\\|「『√"
    ):
        return bool(following) and _begins_with_mathematics(text, match, following)
    if match["stop"] != "." or match["closing"]:
        return not (match["stop"][0] in "….." and len(match["stop"]) > 1 and text[match.start() - 1].isspace())
    before = text[max(start, match.start() - LOOK_BACK) : match.start()]
    return not (
        _is_abbreviation(before)
        or _is_initial(before, text[following.end() :][:3])
        or _is_date(before, text, following)
    )


def _begins_with_mathematics(text: str, match: re.Match, following: re.Match) -> bool:
    """Say whether a sentence begins with a symbol in small letters behind a plain full stop: "… of x_1. x_2 is …"."""
    return match["stop"] == "." and bool(
        re.match(r"[a-zα-ω](?:[_^(]|\s?=)", text[following.end() : following.end() + 3])
    )


def _is_abbreviation(before: str) -> bool:
    word = re.search(r"[^\s(\[\"“„'‘,]*$", before).group().lower()
    if word in SHORT or TWO_LETTERS.search(before):
        return True
    return re.search(r"(?:^|[\s(])(?:[A-ZÄÖÜ]\.)+[A-ZÄÖÜ]$", before) is not None


def _is_initial(before: str, following: str) -> bool:
    """Say whether one letter abbreviates: another follows, or a capitalised word or "by" is before it."""
    if re.match(r"[A-ZÄÖÜ]\.", following) and re.search(r"(?:^|[\s(])[^\W\d_]$", before):
        return True
    match = INITIAL.match(before)
    if not match:
        return False
    word = match["before"] or "."
    return word[0].isupper() or word in (".", "by", "von", "and", "und")


def _is_date(before: str, text: str, following: re.Match) -> bool:
    """Say whether the stop belongs to a day, as in 3. Oktober."""
    is_day = re.search(r"(?<!\S)\d{1,2}$", before) is not None
    return is_day and MONTHS.match(text, following.end()) is not None
