"""What a community talks about all the time: there it tells no entry from another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from knowledge.domain import EntryText
    from knowledge.language.normalise import Normaliser
    from knowledge.matching.reading import Reader

_SAMPLE = 200  # entries looked at
_ENOUGH = 20  # fewer say nothing about a community
_GROWN = 1.2  # times as many entries: time to look again


def is_outgrown(counted: int, entries: int) -> bool:
    """Tell whether what was common among `counted` entries should be looked for again among all `entries`."""
    return entries > _GROWN * counted


def commonness(
    texts: Mapping[int, EntryText], reader: Reader, normaliser: Normaliser
) -> Callable[[str], float]:
    """Return how common words and concepts are, by their keys, 0..1; 1 is what stands in half of all entries."""
    sample = list(texts)[:: max(1, len(texts) // _SAMPLE)]
    if len(sample) < _ENOUGH:
        return lambda _: 0.0
    counts: Counter[str] = Counter()
    for number in sample:
        text = texts[number]
        terms = reader(normaliser(" . ".join((text.question, *text.phrasings))), learnt=False).terms
        counts.update({term.key for term in terms})
    shares = {key: count / len(sample) for key, count in counts.items() if count > 1}
    return lambda key: min(1.0, 2 * shares.get(key, 0.0))
