"""Run the function a rule names in `params.call`; the only script that knows Snakemake.

Named inputs are loaded and passed by name (a list as a dict by path) together with the other params; unnamed inputs
only declare dependencies, and `code` makes an edit of the code a changed parameter.
With named outputs the function returns a dict keyed by those names, otherwise one value for every output.
The log begins with what was asked and ends with what it took (recomputed.workflow.job_record).
"""

import os
import signal
import sys
import time
import traceback
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module

STARTED = time.monotonic()
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a person who stops a run needs no traceback of each job
# Before any library reads them. A BLAS gets one thread, as their number decides the last bits of a product.
os.environ["NUMBA_NUM_THREADS"] = str(snakemake.threads)  # noqa: F821
os.environ |= dict.fromkeys(["OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")

from recomputed.errors import BadInput
from recomputed.results.store import load, save
from recomputed.workflow import articles, job_record


def call(job) -> None:
    """Load the inputs, call the function, save what it gives."""
    articles.find(job.config["articles"])  # those elsewhere become importable
    params = {name: value for name, value in job.params.items() if name not in ("call", "code")}
    inputs = {
        name: load(files) if isinstance(files, str) else {path: load(path) for path in files}
        for name, files in job.input.items()
    }
    module, function = job.params.call.split(":")
    result = getattr(import_module(module), function)(**inputs, **params)
    for name, files in list(job.output.items()) or [(None, list(job.output))]:
        for path in [files] if isinstance(files, str) else files:
            save(result if name is None else result[name], path)


def main(job) -> int:
    """Run the job with all it prints going to its log; the log's last line says why it failed."""
    with open(job.log[0], "w", encoding="utf-8") as log, redirect_stdout(log), redirect_stderr(log):
        print(job_record.asked(dict(job.params.items()), dict(job.resources.items())))
        try:
            call(job)
        except BadInput as error:
            print(error)
        except Exception as error:
            traceback.print_exc()
            print(f"{type(error).__name__}: {error}; the traceback is in {job.log[0]}")
        else:
            print(job_record.used(job.output, STARTED))
            return 0
    return 1


try:
    sys.exit(main(snakemake))  # noqa: F821
except OSError as error:  # a full disk takes not even the log
    sys.exit(f"{snakemake.log[0]}: not written: {error.strerror}; correct that and run make again")  # noqa: F821
