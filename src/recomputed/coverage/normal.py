"""The normalised form of a piece of text, and its fingerprint: equal for what a reader sees as equal."""

import re
import unicodedata
from hashlib import sha256

LENGTH = 12  # hex digits of a fingerprint: 48 bits, so that two of a million pieces agree by chance with p = 0.002
SIGNS = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))


def normal(text: str) -> str:
    """Give `text` with one form of quotes, dashes and compatible characters (NFKC), and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(SIGNS)).translate(SIGNS).split())


def squeezed(text: str) -> str:
    """Give the normalised `text` without any space, as two spellings of a formula are compared."""
    return re.sub(r"\s", "", normal(text))


def fingerprint(text: str) -> str:
    """Give the first hex digits of the SHA-256 of `text`, which is normalised already."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
