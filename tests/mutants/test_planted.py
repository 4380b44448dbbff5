"""Every planted fault still fits the source, and its tests are there; `make mutants` plants them."""

import pytest

from mutants.plant import ROOT, planted, with_fault

FAULTS = planted()


def test_there_are_faults_enough():
    assert len(FAULTS) >= 40
    assert len({fault["fault"] for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["fault"])
def test_a_fault_fits_in_one_place_and_has_tests(fault):
    text = (ROOT / fault["file"]).read_text(encoding="utf-8")
    changed = with_fault(text, fault)
    assert changed != text
    if fault["file"].endswith(".py"):
        compile(changed, fault["file"], "exec")
    assert all((ROOT / path).exists() for path in fault["caught_by"].split())
