"""Data sets that are published under the names of MNIST's files: which of them a wrong file comes from."""

import hashlib
from pathlib import Path

# MD5 of the gzipped files, in the order training images and labels, test images and labels; from the tables of
# torchvision.datasets.mnist, which downloads them.
PUBLISHED = {
    "Fashion-MNIST": (
        "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
        "25c81989df183df01b3e8a0aad5dffbe",
        "bef4ecab320f06d8554ea6380940ec79",
        "bb300cfdad3c16e7a12a480ee83cd310",
    ),
    "Kuzushiji-MNIST": (
        "bdb82020997e1d708af4cf47b453dcf7",
        "e144d726b3acfaa3e44228e80efcd344",
        "5c965bf0a639b31b8f53240b1b52f4d7",
        "7320c461ea6c1c855c0b718fb2a4b134",
    ),
}
# Images or labels of each part of EMNIST, for training and for tests: Cohen et al. 2017, table II.
EMNIST_COUNTS = {
    697_932: "ByClass or ByMerge",
    116_323: "ByClass or ByMerge",
    112_800: "Balanced",
    18_800: "Balanced",
    124_800: "Letters",
    88_800: "Letters",
    20_800: "Letters",
    14_800: "Letters",
    240_000: "Digits",
    40_000: "Digits",
}
OF_MNIST_SIZE = "another data set of the same size, such as Fashion-MNIST, Kuzushiji-MNIST or EMNIST MNIST"


def by_hash(path: object) -> str:
    """Name the data set that the file at `path` is published with; "" if it is none of PUBLISHED, or no file."""
    try:
        digest = hashlib.md5(Path(str(path)).read_bytes(), usedforsecurity=False).hexdigest()
    except (OSError, ValueError):
        return ""
    return next((name for name, digests in PUBLISHED.items() if digest in digests), "")


def by_count(items: int) -> str:
    """Name the part of EMNIST with so many images or labels; "" if there is none."""
    part = EMNIST_COUNTS.get(items)
    return f"EMNIST {part}" if part else ""
