"""Verifiers that have not seen what they are judged on."""

from __future__ import annotations

from benchmarks.crossfit import parts_for
from benchmarks.sets import fields
from training.data import WITH_GLOSSARY

SMALL = ("garden", "shop")


def test_a_field_is_read_with_a_glossary_where_the_fit_reads_it_with_one() -> None:
    assert {each.name for each in fields() if each.glossary} == WITH_GLOSSARY


def test_each_field_meets_a_verifier_of_its_own_and_all_meet_the_shipped_one_otherwise() -> None:
    sets = [each for each in fields() if each.name in SMALL]
    shipped = [parts.verifier for _, parts in parts_for(sets, lambda *_: None, held_out=False)]
    fitted = [parts.verifier for _, parts in parts_for(sets, lambda *_: None, held_out=True)]
    assert shipped[0] is shipped[1]
    assert len({verifier.regression.bias for verifier in (*fitted, shipped[0])}) == 3
    assert (
        len({verifier.calibration for verifier in fitted}) == 1
    )  # calibrated together, on what neither has seen
