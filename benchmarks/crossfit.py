"""Verifiers that have not seen the field they are judged on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.matching.verifier import Verifier
from knowledge.service.parts import DataFiles, load_parts
from training.data import KINDS, joined, pairs_of
from training.fitting import calibrated, folds, held_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.preparing import Progress
    from benchmarks.sets import FileSet
    from knowledge.matching.matcher import Parts


def parts_for(
    sets: Sequence[FileSet], progress: Progress, *, held_out: bool
) -> Iterator[tuple[FileSet, Parts]]:
    """Yield each set with the matcher's parts for it, the glossary or none as the set says.

    With `held_out` the verifier is one of those by which `make train` judges itself: it has not seen the field's
    kind. Only its calibration, three numbers, is that of all fields.
    """
    with_glossary, without = load_parts(DataFiles()), load_parts(DataFiles(glossary="none"))
    shared = {each.name: with_glossary if each.glossary else without for each in sets}
    unseen = _fitted_without(shared, progress) if held_out else {}
    for each in sets:
        parts = shared[each.name]
        yield each, replace(parts, verifier=unseen.get(each.name, parts.verifier))


def _fitted_without(parts: Mapping[str, Parts], progress: Progress) -> dict[str, Verifier]:
    blank = Verifier.blank()
    of_fields = []
    for number, (field, shared) in enumerate(parts.items(), start=1):
        of_fields.append(pairs_of(field, replace(shared, verifier=blank)))
        progress("reading", number, len(parts))
    pairs, unseen = joined(of_fields), []
    for fold in folds(pairs):
        unseen.append(fold)
        progress("fitting", len(unseen), len(KINDS))
    calibration = calibrated(pairs, held_out(pairs, unseen))
    return {
        field: replace(fold.verifier, calibration=calibration)
        for fold in unseen
        for field in set(pairs.field[fold.unseen].tolist())
    }
