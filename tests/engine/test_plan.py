"""The plan of a run as data: every job with what it declares, and one line where there is no plan."""

from pathlib import Path

import pytest

from recomputed.errors import BadInput
from recomputed.workflow import plan

ROOT = Path(__file__).parents[2]
TOY = """
rule all:
    input:
        "b.txt",

for name in ("a", "b"):
    print("a line of another kind")

rule letters:
    output:
        "{letter}.txt",
    log:
        "{letter}.log",
    threads: 3
    resources:
        mem_mb=700,
        work=lambda wildcards: 10 * len(wildcards.letter),
    shell:
        "echo > {output}"
"""


@pytest.fixture
def toy(tmp_path, monkeypatch):
    (tmp_path / "Snakefile").write_text(TOY)
    (tmp_path / "b.txt").touch()  # a plan has what is built already as well
    monkeypatch.chdir(tmp_path)


def test_a_job_has_what_its_rule_declares(toy):
    letters, everything = plan.jobs([])
    resources = letters.pop("resources")
    assert letters == {
        "rule": "letters",
        "wildcards": {"letter": "b"},
        "output": ["b.txt"],
        "log": ["b.log"],
        "threads": 3,
    }
    assert (resources["mem_mb"], resources["work"]) == (700, 10)
    assert (everything["rule"], everything["log"]) == ("all", [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["c.png"], "MissingRuleException: No rule to produce c.png"),
        (["--no-such"], "unrecognized arguments: --no-such"),
        (["--snakefile", "none"], "none"),
    ],
)
def test_a_plan_that_cannot_be_made_is_one_line_with_the_message_of_snakemake(toy, arguments, message):
    with pytest.raises(BadInput, match="no plan") as caught:
        plan.jobs(arguments)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_rules_that_grow_plan_every_shard_with_its_share_of_the_work(monkeypatch):
    monkeypatch.chdir(ROOT)
    whole = {}
    for shards in (1, 7):
        jobs = plan.jobs(["--config", "scale=5000", f"shards={shards}"])
        growing = [job for job in jobs if "work" in job["resources"]]
        assert growing
        for job in growing:
            place = (shards, job["rule"], *(job["wildcards"].get(name, "") for name in ("part", "task", "cell")))
            whole.setdefault(place, []).append(job["resources"]["work"])
    assert {len(shares) for (shards, *_), shares in whole.items() if shards == 7} == {7}
    for (shards, *job), shares in whole.items():
        assert sum(shares) == sum(whole[1, *job]), (shards, job)
        assert max(shares) - min(shares) <= 1
