"""What workflow/scripts/call.py sets before a job's libraries are loaded."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "workflow/scripts/call.py"
JOB = """
import sys
from types import SimpleNamespace


class Named(dict):
    __getattr__ = dict.__getitem__


output = type("Files", (list,), {"items": lambda self: []})(["pools.json"])
params, config = Named(call="probe:pools"), {"articles": "all"}
job = {"threads": 2, "log": ["job.log"], "input": {}, "output": output, "params": params}
job |= {"config": config, "resources": Named()}
snakemake = SimpleNamespace(**job)
exec(compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec"))
"""


def test_a_job_has_one_blas_thread_whatever_it_is_granted(tmp_path):
    probe = "import numpy\nfrom threadpoolctl import threadpool_info as pools\n"
    (tmp_path / "probe.py").write_text(probe, encoding="utf-8")
    env = os.environ | {"OPENBLAS_NUM_THREADS": "2"}  # as Snakemake sets it for a job of two threads
    done = subprocess.run([sys.executable, "-c", JOB, SCRIPT], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pools = json.loads((tmp_path / "pools.json").read_text(encoding="utf-8"))
    assert [pool["num_threads"] for pool in pools if pool["user_api"] == "blas"] == [1]


def test_a_job_that_is_stopped_at_the_keyboard_leaves_no_traceback(tmp_path):
    probe = "import os, signal\ndef pools():\n    os.kill(os.getpid(), signal.SIGINT)\n"
    (tmp_path / "probe.py").write_text(probe, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", JOB, SCRIPT], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")
