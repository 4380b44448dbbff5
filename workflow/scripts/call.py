"""Run the function a rule names in `params.call`; the only script that knows Snakemake.

Named inputs are loaded and passed by name together with the other params; `code` only declares dependencies.
With named outputs the function returns a dict keyed by those names, otherwise one value for every output.
"""

import os
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module

# Before any library reads them; Snakemake sets the BLAS variables for its jobs, but not numba's.
os.environ["NUMBA_NUM_THREADS"] = str(snakemake.threads)  # noqa: F821

from articles.errors import BadInput
from articles.store import fingerprint, load, save


def call(job) -> None:
    params = dict(job.params.items())
    module, function = params.pop("call").split(":")
    inputs = {name: path for name, path in job.input.items() if name != "code"}
    result = getattr(import_module(module), function)(**{n: load(p) for n, p in inputs.items()}, **params)
    data = fingerprint(inputs.values())
    for name, path in job.output.items() or [(None, path) for path in job.output]:
        save(result[name] if name else result, path, data=data)


def main(job) -> int:
    with open(job.log[0], "w", encoding="utf-8") as log, redirect_stdout(log), redirect_stderr(log):
        try:
            call(job)
        except BadInput as error:
            problem = str(error)
        except Exception:
            traceback.print_exc()
            problem = f"failed; the traceback is in {job.log[0]}"
        else:
            return 0
        print(problem, file=log)
    print(f"{job.rule}: {problem}", file=sys.__stderr__)
    return 1


sys.exit(main(snakemake))  # noqa: F821
