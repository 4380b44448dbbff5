"""Finds the parameters of a rule in config.yaml."""

Path = tuple[str, ...]


def places(params: dict, config: dict, article: str) -> list[str]:
    """Name the dotted paths in `config` that `params` came from: whole blocks where all of a block is there.

    A parameter is found by its name and its value, within `article` where config has it; the blocks with most of them
    come first, and equally good places are joined by "or". Parameters that config does not have under their name and
    value are left out.
    """
    inside = {article: config[article]} if article in config else config
    blocks = sorted(_blocks(params, inside, ()), key=lambda block: (not block[2], -len(block[1])))
    found: list[str] = []
    missing = set(params)
    while best := next(((path, names & missing, whole) for path, names, whole in blocks if names & missing), None):
        path, names, whole = best
        found += [_name(path)] if whole else [_either(name, names, blocks) for name in params if name in names]
        missing -= names
    return found + [name for name in params if name in missing and name in config and config[name] == params[name]]


def _blocks(params: dict, node: dict, path: Path) -> list[tuple[Path, set[str], bool]]:
    """List the blocks below `node` that hold some of `params`: path, names, and whether that is all of the block."""
    names = {name for name, value in node.items() if path and name in params and params[name] == value}
    found = [(path, names, len(names) == len(node))] if names else []
    deeper = [(name, value) for name, value in node.items() if isinstance(value, dict) and name not in names]
    return found + [block for name, value in deeper for block in _blocks(params, value, (*path, name))]


def _either(name: str, names: set[str], blocks: list[tuple[Path, set[str], bool]]) -> str:
    """Name the entry in each block that is an equally good place: one that holds as many of the parameters."""
    return " or ".join(_name((*path, name)) for path, held, whole in blocks if not whole and names <= held)


def _name(path: Path) -> str:
    return ".".join(path)
