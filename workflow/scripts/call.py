"""Run the function a rule names in `params.call`; the only script that knows Snakemake.

Named inputs are loaded and passed by name (a list as a dict by path) together with the other params; unnamed inputs and
`code` only declare dependencies.
With named outputs the function returns a dict keyed by those names, otherwise one value for every output.
The log begins with the call and ends with what it took; `articles.predict` reads both.
"""

import json
import os
import resource
import signal
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path

signal.signal(signal.SIGINT, signal.SIG_DFL)  # who stops a run needs no traceback of each job
# Before any library reads them. A BLAS gets one thread, as their number decides the last bits of a product.
os.environ["NUMBA_NUM_THREADS"] = str(snakemake.threads)  # noqa: F821
os.environ |= dict.fromkeys(["OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")

from articles.errors import BadInput
from articles.store import fingerprint, load, save


def call(job) -> None:
    params = dict(job.params.items())
    module, function = params.pop("call").split(":")
    inputs = {name: files for name, files in job.input.items() if name != "code"}
    loaded = {name: load(f) if isinstance(f, str) else {path: load(path) for path in f} for name, f in inputs.items()}
    result = getattr(import_module(module), function)(**loaded, **params)
    data_hash = fingerprint(
        path for files in inputs.values() for path in ([files] if isinstance(files, str) else files)
    )
    for name, path in list(job.output.items()) or [(None, path) for path in job.output]:
        save(result[name] if name else result, path, data_hash=data_hash)


def asked(job) -> dict:
    """Give the params that are one word or number, for the log."""
    return {name: value for name, value in job.params.items() if isinstance(value, str | int | float)}


def used(job) -> dict:
    """Give what the job took up to now: seconds of all processors, the most memory, and what it wrote."""
    written = sum(os.path.getsize(path) for path in job.output) / 1e6
    return {"cpu_seconds": round(sum(os.times()[:4]), 2), "peak_mb": round(peak_mb()), "written_mb": round(written, 3)}


def peak_mb() -> float:
    """Give the most memory of this process; the usual ru_maxrss starts from what Snakemake held when it forked."""
    try:
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        return int(status["VmHWM"].split()[0]) / 1024
    except (OSError, KeyError):  # no Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def main(job) -> int:
    """Run the job with all it prints going to its log; the log's last line says why it failed."""
    with open(job.log[0], "w", encoding="utf-8") as log, redirect_stdout(log), redirect_stderr(log):
        print("asked:", json.dumps(asked(job), ensure_ascii=False))
        try:
            call(job)
        except BadInput as error:
            print(error)
        except Exception as error:
            traceback.print_exc()
            print(f"{type(error).__name__}: {error}; the traceback is in {job.log[0]}")
        else:
            print("used:", json.dumps(used(job)))
            return 0
    return 1


try:
    sys.exit(main(snakemake))  # noqa: F821
except OSError as error:  # a full disk takes not even the log
    sys.exit(f"{snakemake.log[0]}: not written: {error.strerror}; mend that and run make again")  # noqa: F821
