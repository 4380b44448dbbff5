"""Captions of the figures in reStructuredText, for Snakemake's own report."""

import re

from recomputed.formulas.display.prose import plain
from recomputed.site.paths import caption_file


def captions(ledgers: dict[str, dict]) -> dict[str, str]:
    """Give the caption of every figure by its place below results/captions/."""
    return {
        caption_file(ledger["article"], entry["id"]): _caption(entry)
        for ledger in ledgers.values()
        for entry in ledger["figures"]
    }


def _caption(entry: dict) -> str:
    text = f"**{_plain(entry['title'])}** ({_plain(entry['where'])}). {_plain(entry['caption'])}"
    return f"{{% raw %}}{text}{{% endraw %}}\n"  # Snakemake renders captions with Jinja first


def _plain(text: str) -> str:
    """Escape the markup of reStructuredText, and what would end the raw block of Jinja."""
    return re.sub(r"([\\*`|_<>\[\]])", r"\\\1", plain(text)).replace("{%", "{ %")
