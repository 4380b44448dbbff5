"""Entities of a crate that are the same for every run: files, software, settings, the workflow, the run itself."""

import hashlib
from pathlib import PurePosixPath

ENCODINGS = {
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".lock": "text/plain",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".sarif": "application/sarif+json",
    ".smk": "text/plain",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
PYPI = "https://pypi.org/project/{name}/{version}/"
PYTHON = "https://www.python.org/downloads/release/python-{digits}/"
TYPES = {bool: "Boolean", int: "Integer", float: "Float", str: "Text"}


def ref(name: str) -> dict:
    """Refer to the entity `name`."""
    return {"@id": name}


def refs(entities: list[dict]) -> list[dict]:
    """Refer to each of `entities`."""
    return [ref(entity["@id"]) for entity in entities]


def file(place: str, content: bytes, **more) -> dict:
    """Describe a file of the crate by its kind, size in bytes and SHA-256."""
    return {
        "@id": place,
        "@type": "File",
        "name": PurePosixPath(place).name,
        "encodingFormat": ENCODINGS.get(PurePosixPath(place).suffix, "text/plain"),
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    } | more


def software(versions: dict[str, str]) -> list[dict]:
    """Describe Python and the libraries: name -> version."""
    return [
        {
            "@id": (place := _address(name, version)),
            "@type": "SoftwareApplication",
            "name": name,
            "softwareVersion": version,
            "url": place,
        }
        for name, version in versions.items()
    ]


def setting(name: str, value: bool | int | float | str) -> tuple[dict, dict]:
    """Give the parameter `name` of the workflow, and the value that the run had."""
    held = {"@id": f"#{name}", "@type": "PropertyValue", "name": name, "value": value}
    return parameter(name, TYPES[type(value)], held), held


def parameter(name: str, kind: str, example: dict) -> dict:
    """Give a parameter of the workflow, an input or an output, and note it at its `example`."""
    place = f"#parameter-{name}"
    example["exampleOfWork"] = ref(place)
    conforms = ref("https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE")
    return {
        "@id": place,
        "@type": "FormalParameter",
        "additionalType": kind,
        "conformsTo": conforms,
        "name": name,
        "workExample": ref(example["@id"]),
    }


def _address(name: str, version: str) -> str:
    if name == "python":
        return PYTHON.format(digits=version.replace(".", ""))
    return PYPI.format(name=name, version=version)
