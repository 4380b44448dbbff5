"""A SLURM for the tests here, where Debian's packages are installed."""

import shlex
import sys
import warnings

import pytest
from slurm import Slurm, missing_programs


@pytest.fixture(scope="session")
def slurm(tmp_path_factory):
    """One real SLURM for all tests of a worker; skipped, loudly, where programs are missing."""
    missing = missing_programs()
    if missing:
        warnings.warn(f"no {', '.join(missing)}: apt install slurm-wlm munge to run the cluster tests", stacklevel=1)
        pytest.skip("no SLURM here: apt install slurm-wlm munge")
    if shlex.quote(sys.executable) != sys.executable:
        warnings.warn("the cluster tests need a folder name without spaces and quotes", stacklevel=1)
        pytest.skip("the SLURM plugin (2.8.0) cannot submit arrays from a folder whose name needs quotes")
    cluster = Slurm(tmp_path_factory.mktemp("slurm"))
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
