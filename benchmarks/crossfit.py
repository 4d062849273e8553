"""Verifiers that have not seen the field they are judged on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.matching.verifier import Verifier, parse_verifier
from knowledge.service.parts import DataFiles, load_parts
from training.data import joined, pairs_of
from training.fitting import fitted, held_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.preparing import Progress
    from benchmarks.sets import FileSet
    from knowledge.matching.matcher import Parts
    from training.data import Pairs


def parts_for(
    sets: Sequence[FileSet], progress: Progress, *, held_out: bool
) -> Iterator[tuple[FileSet, Parts]]:
    """Yield each set with the matcher's parts for it, the glossary or none as the set says.

    With `held_out` the verifier is fitted as `make train` does, on the fields of all the other sets.
    """
    with_glossary, without = load_parts(DataFiles()), load_parts(DataFiles(glossary="none"))
    shared = {each.name: with_glossary if each.glossary else without for each in sets}
    unseen = _fitted_without(shared, progress) if held_out else {}
    for each in sets:
        parts = shared[each.name]
        yield each, replace(parts, verifier=unseen.get(each.name, parts.verifier))


def _fitted_without(parts: Mapping[str, Parts], progress: Progress) -> dict[str, Verifier]:
    blank = Verifier.blank()
    pairs = {}
    for number, (field, shared) in enumerate(parts.items(), start=1):
        pairs[field] = pairs_of(field, replace(shared, verifier=blank))
        progress("fitting", number, len(parts))
    return {
        left_out: _fitted_on(each for name, each in pairs.items() if name != left_out) for left_out in pairs
    }


def _fitted_on(fields: Iterable[Pairs]) -> Verifier:
    pairs = joined(fields)
    return parse_verifier(fitted(pairs, held_out(pairs)))
