"""What a moderator said must not be answered, as matching needs it: by its words, and in other words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from knowledge.domain import Candidate, Decision
from knowledge.language.tokens import fold
from knowledge.matching.decision import CERTAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from knowledge.matching.matcher import Matcher, Query
    from knowledge.service.encoded import Encoded
    from knowledge.store.blocks import Pair

BLOCKED = "a moderator said that this is not the question"
NEAR_BLOCKED = "close to what a moderator said is not the question"
_LOOKED_AT = 12  # blocked wordings compared with a question; one is blocked for more than one entry at times


class _Kept(NamedTuple):
    """A block: the entry, and the wording folded and normalised."""

    entry_id: int
    words: str


@dataclass(slots=True)
class Blocked:
    """The blocked wordings of one community, each a line of its own in `matcher`, under the block's id.

    `kept` is never changed, only replaced: the matching thread may be looking at it.
    """

    matcher: Matcher
    kept: Mapping[int, _Kept] = field(default_factory=dict)

    def copy(self) -> Blocked:
        """Return the same blocks, apart from changes to come."""
        return Blocked(self.matcher.copy(), self.kept)

    def changes(self, pairs: Collection[Pair]) -> tuple[list[int], list[Pair]]:
        """Return which blocks are gone when these are all there are, and which are new."""
        there = {pair.id for pair in pairs}
        return [each for each in self.kept if each not in there], [p for p in pairs if p.id not in self.kept]

    def replace(self, gone: Collection[int], new: Collection[Pair], found: Mapping[str, Encoded]) -> None:
        """Take over what `changes` told, the new ones as they were encoded."""
        still = {block: kept for block, kept in self.kept.items() if block not in gone}
        added = {pair.id: _Kept(pair.entry_id, fold(found[pair.wording].text)) for pair in new}
        self.kept = still | added

    def by_words(self, *texts: str) -> frozenset[int]:
        """Return the entries for which one of these normalised texts is blocked."""
        asked = {fold(text) for text in texts}
        return frozenset(kept.entry_id for kept in self.kept.values() if kept.words in asked)

    def concern(self, entries: Iterable[int]) -> bool:
        """Tell whether anything is blocked for one of these entries."""
        have_blocks = {kept.entry_id for kept in self.kept.values()}
        return not have_blocks.isdisjoint(entries)

    def nearness(self, query: Query, texts: Sequence[str]) -> dict[int, float]:
        """Return for which entries a question may be blocked, and how surely.

        That is the matcher's confidence, or certainty where one of `texts`, its own words normalised, is blocked.
        """
        kept, found = self.kept, dict[int, float]()
        for match in self.matcher.match(query, _LOOKED_AT):
            if match.owner in kept:
                found.setdefault(kept[match.owner].entry_id, match.confidence)
        return found | dict.fromkeys(self.by_words(*texts), CERTAIN)


def without_blocked(
    ranked: Sequence[Candidate], nearness: Mapping[int, float], same_at: float
) -> tuple[Candidate, ...]:
    """Return candidates, best first, with no answer left to what is blocked: that comes last, with the reason.

    From `same_at` on a question is the blocked one in other words, and its entry is not offered. Where the question is
    nearer still to the entry itself it may be either, and the entry is suggested at most.
    """
    weighed = [_weighed(each, nearness.get(each.entry.id, 0.0), same_at) for each in ranked]
    return tuple(sorted(weighed, key=lambda each: each.at_most is Decision.QUEUE))


def _weighed(candidate: Candidate, blocked: float, same_at: float) -> Candidate:
    if blocked < same_at:
        return candidate
    if blocked >= candidate.confidence:
        reasons = (BLOCKED, *candidate.reasons)
        return replace(candidate, confidence=0.0, reasons=reasons, at_most=Decision.QUEUE)
    if candidate.confidence >= CERTAIN:
        return candidate  # a curator wrote these very words
    return replace(candidate, reasons=(NEAR_BLOCKED, *candidate.reasons), at_most=Decision.SUGGEST)
