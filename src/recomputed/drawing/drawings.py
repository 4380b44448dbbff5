"""The drawings that a ledger declares: which function draws each figure, from which files, with which settings."""

from recomputed.audit.ledger import FIGURE_FORMATS
from recomputed.errors import BadInput


def drawings(ledger: dict, block: dict) -> dict[str, dict[str, dict]]:
    """Group the figures of `ledger` by the module that draws them: module -> figure's name -> drawing.

    A drawing has `draw` (module:function), `data` (argument -> path or paths) and `settings` (argument -> value).
    block: the settings of the article, where these values are. A figure's name is its id with _ instead of -.
    Raises BadInput for a setting that is not in `block`.
    """
    grouped: dict[str, dict[str, dict]] = {}
    for entry in ledger["figures"]:
        drawing = _drawing(ledger["article"], entry, block)
        module = drawing["draw"].split(":")[0]
        grouped.setdefault(module, {})[entry["id"].replace("-", "_")] = drawing
    return grouped


def touches(ledger: dict, block: dict) -> dict[str, dict]:
    """Give what makes the figures of `ledger` that answer: "article/figure id" -> drawing; see `drawings`."""
    article = ledger["article"]
    return {
        f"{article}/{entry['id']}": _drawing(article, {"id": entry["id"], **entry["touch"]}, block)
        for entry in ledger["figures"]
        if "touch" in entry
    }


def job_of(module: str) -> str:
    """Name the job that draws the figures of `module`, within its article."""
    return f"draw_{module.rpartition('.')[2]}"


def files_of(drawing: dict) -> list[str]:
    """List the files that a drawing reads, in the order of its arguments."""
    return [path for files in drawing["data"].values() for path in ([files] if isinstance(files, str) else files)]


def paths_of(article: str, name: str) -> list[str]:
    """List the files of the figure `name` of `article`, one in each format."""
    return [f"results/{article}/figures/{name.replace('_', '-')}.{suffix}" for suffix in FIGURE_FORMATS]


def _drawing(article: str, entry: dict, block: dict) -> dict:
    module, function = entry["draw"].split(":")
    where = module if "." in module else f"articles.{article}.draw.{module}"
    return {
        "draw": f"{where}:{function}",
        "data": {name: _result_paths(article, files) for name, files in entry.get("data", {}).items()},
        "settings": {name: _setting(entry, place, block) for name, place in entry.get("settings", {}).items()},
    }


def _result_paths(article: str, files: str | list[str]) -> str | list[str]:
    if not isinstance(files, str):
        return [_result_paths(article, file) for file in files]
    return files if files.startswith("results/") else f"results/{article}/{files}"


def _setting(entry: dict, place: str, block: dict):
    value = block
    for key in place.split("."):
        if not isinstance(value, dict) or key not in value:
            where, do = f"figure {entry['id']}", "correct its settings in the ledger"
            raise BadInput("no such setting", where=where, expected="a dotted name in config.yaml", found=place, do=do)
        value = value[key]
    return value
