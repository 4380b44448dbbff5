"""What a cluster does to jobs and drivers, on a toy workflow: failures, limits, a controller that comes and goes."""

import subprocess
import sys
from pathlib import Path

import pytest
from test_profile import PROFILE, SHORT_WAITS

TOY = Path(__file__).parent / "toy" / "Snakefile"
ROOT = Path(__file__).parents[2]
SNAKEMAKE = Path(sys.executable).parent / "snakemake"


@pytest.fixture
def toy(slurm, tmp_path):
    """Start the toy workflow in a folder of its own, on the cluster, by the profile of the workflow proper."""
    drivers = []

    def start(*targets: str) -> subprocess.Popen:
        options = ["--snakefile", TOY, "--profile", ROOT / PROFILE[1], "--workflow-profile", "none", "--keep-going"]
        command = [SNAKEMAKE, *options, *SHORT_WAITS, "--config", f"folder={tmp_path}", "--", *targets]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        drivers.append(subprocess.Popen(command, cwd=tmp_path, env=slurm.env, **streams))
        return drivers[-1]

    yield start
    for driver in drivers:
        driver.kill()
        driver.communicate()


def test_a_failed_job_is_retried_and_one_over_its_memory_is_named_while_the_rest_goes_on(toy, tmp_path):
    driver = toy("all")
    told, _ = driver.communicate(timeout=600)
    assert driver.returncode != 0, told
    assert {path.name for path in tmp_path.glob("*.txt")} == {"fine-0.txt", "fine-1.txt", "flaky.txt"}, told
    assert (tmp_path / "tried").exists()
    assert "Error in rule greedy" in told
    log = next(tmp_path.glob(".snakemake/slurm_logs/rule_greedy/**/*.log"))
    assert "memory limit" in log.read_text()


def test_a_controller_that_stops_and_starts_loses_nothing(toy, slurm, tmp_path):
    driver = toy("waiting.txt")
    slurm.wait_until(lambda: driver.poll() is not None or (tmp_path / "begun").exists())
    slurm.stop_controller()
    (tmp_path / "switch").touch()
    slurm.start_controller()
    told, _ = driver.communicate(timeout=600)
    assert driver.returncode == 0, told
    assert (tmp_path / "waiting.txt").read_text() == "done\n"
    assert "Error" not in told


@pytest.mark.long  # limits on time are checked once a minute
def test_a_job_over_its_time_is_named_while_the_rest_goes_on(toy, tmp_path):
    driver = toy("endless.txt", "fine-0.txt")
    told, _ = driver.communicate(timeout=600)
    assert driver.returncode != 0, told
    assert {path.name for path in tmp_path.glob("*.txt")} == {"fine-0.txt"}
    assert "Error in rule endless" in told
    assert "TIMEOUT" in told
