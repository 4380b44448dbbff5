"""The errors that the code can print, read from the code: the fixed words of each, for docs/troubleshooting.md.

An error is a call of BadInput, of `sys.exit` with a text, of `print` to the error output, of `refuse`, or of a function
that passes an argument on to one of them.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

GAP = "…"  # in place of what only a run knows
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
SOURCE = Path(__file__).parents[2]
ERROR_OUTPUT = "sys.stderr"
LAST = -1  # of the arguments, in place of its number
SHORTEST = 6  # characters of fixed words that can be looked up


def of_python(folder: Path) -> dict[str, list[str]]:
    """Give the fixed words of every error in the modules below `folder`, sorted: words -> names of the modules."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        for words in of_module(ast.parse(path.read_text(encoding="utf-8"))):
            modules = found.setdefault(words, [])
            modules += [path.stem] if path.stem not in modules else []
    return dict(sorted(found.items()))


def of_shell(text: str) -> list[str]:
    """Give the fixed words of every error in a shell script or a Makefile: after `make: `, `end "` or `$(error `.

    `$(warning ` is one as well.
    """
    lines = re.findall(r"(?:echo \"make: |^.*\bend \"|\$\((?:error|warning) )(.*?)(?:\"|\)\)+$)", text, re.MULTILINE)
    return sorted(filter(None, {fixed_words(re.sub(r"\$\(?\w+\)?", GAP, line)) for line in lines}))


def fixed_words(message: str) -> str:
    """Give the longest run of fixed words before the first `;`, after which the advice follows; "" without any."""
    pieces = (piece.strip(" :,.'()[]{}") for piece in message.split(";")[0].split(GAP))
    longest = max(pieces, key=len)
    return longest if len(longest) >= SHORTEST else ""


def of_module(tree: ast.Module) -> Iterator[str]:
    """Yield the fixed words of every error in a module."""
    places = {"BadInput": 0, "sys.exit": 0, "refuse": LAST} | _passed_on_anywhere() | _passed_on(tree)
    constants = {ast.unparse(node.targets[0]): node.value for node in tree.body if isinstance(node, ast.Assign)}
    for function in (tree, *_functions(tree)):
        names = constants | _assigned(function)
        for call in (node for node in _own_nodes(function) if isinstance(node, ast.Call)):
            said = [keyword.value for keyword in call.keywords if keyword.arg == "what"]
            called = ast.unparse(call.func)
            place = 0 if _is_printed(call) else places.get(called, places.get(called.rpartition(".")[2]))
            if place is not None and place < len(call.args):
                said += call.args[place:][:1]
            for argument in said:
                value = names.get(argument.id, argument) if isinstance(argument, ast.Name) else argument
                yield from filter(None, [fixed_words(_text(value, names))])


def _text(node: ast.expr, names: dict[str, ast.expr]) -> str:
    """Write a text with GAP in place of what only a run knows."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, names) for part in node.values)
    if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name):
        node = names.get(node.value.id, node)
    if isinstance(node, ast.BoolOp):  # what a caller names, or these words
        node = node.values[-1]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else GAP


def _assigned(function: ast.AST) -> dict[str, ast.expr]:
    """Give the texts that are assigned to a name in `function`."""
    found = [node for node in _own_nodes(function) if isinstance(node, ast.Assign)]
    texts = [node for node in found if isinstance(node.value, ast.JoinedStr | ast.Constant)]
    return {ast.unparse(node.targets[0]): node.value for node in texts}


def _functions(tree: ast.AST) -> list[FUNCTION]:
    return [node for node in ast.walk(tree) if isinstance(node, FUNCTION)]


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is in `node`, without what is in a function inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, FUNCTION):
            yield child
            yield from _own_nodes(child)


@cache
def _passed_on_anywhere() -> dict[str, int]:
    """Give the public functions of all modules that pass an argument on to an error: name -> number of the argument."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py")))
    found = {name: place for tree in trees for name, place in _passed_on(tree).items()}
    return {name: place for name, place in found.items() if not name.startswith("_")}


def _passed_on(tree: ast.AST) -> dict[str, int]:
    """Give the functions of a module that pass an argument on to an error: name -> number of the argument."""
    found = {}
    for function in _functions(tree):
        parameters = [parameter.arg for parameter in function.args.args if parameter.arg != "self"]
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args]
        errors = [call for call in calls if ast.unparse(call.func) == "BadInput" or _is_printed(call)]
        passed = [ast.unparse(call.args[0]) for call in errors]
        if places := [parameters.index(name) for name in passed if name in parameters]:
            found[function.name] = places[0]
    return found


def _is_printed(call: ast.Call) -> bool:
    """Say whether a call prints to the error output."""
    to = [ast.unparse(keyword.value) for keyword in call.keywords if keyword.arg == "file"]
    return ast.unparse(call.func) == "print" and to == [ERROR_OUTPUT]
