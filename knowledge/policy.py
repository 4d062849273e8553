"""How sure the bot must be, in words and in numbers, and what else decides about questions; standard library only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Strictness(StrEnum):
    """How sure the bot must be, in words: `HARD_TEST` says how many of 100 answers given at once were right.

    The more eager, the more questions get an answer or a "did you mean"; the more cautious, the more wait.
    """

    CAUTIOUS = "cautious"
    BALANCED = "balanced"
    EAGER = "eager"


class Thresholds(NamedTuple):
    """Confidences (0..1): needed to answer at once, needed to suggest, and the lead that an answer needs."""

    answer_at: float
    suggest_at: float
    margin: float


HARD_TEST = {Strictness.CAUTIOUS: 95, Strictness.BALANCED: 91, Strictness.EAGER: 80}
"""Of 100 direct answers, how many were right in training fields of a kind that the verifier had not seen. A hard test:
seven of ten questions there are look-alikes made on purpose, or have no entry. Ordinary questions fare better."""

THRESHOLDS = {
    Strictness.CAUTIOUS: Thresholds(answer_at=0.85, suggest_at=0.15, margin=0.1),
    Strictness.BALANCED: Thresholds(answer_at=0.75, suggest_at=0.1, margin=0.1),
    Strictness.EAGER: Thresholds(answer_at=0.5, suggest_at=0.06, margin=0.05),
}
"""Twentieths from which about 95, somewhat more than 90 and 80 of 100 direct answers are right in the hard test."""

Chosen = Strictness | float | None
"""What a community chose: a strictness, its own confidence (0..1) to answer at once, or nothing."""


UNDO_FOR = timedelta(minutes=5)
"""For how long an author may take back that a question was dismissed; until then nobody is told."""

UNSETTLED_FOR = timedelta(days=1)
"""After which time without a word from its asker a "did you mean" is taken for none of these."""

_LIKELY = 0.25  # the confidence from which a general entry may help with a request for personal advice
_OWN = ("review_after_days", "withhold_overdue")  # what else a community may choose, by the same names


@dataclass(frozen=True, slots=True)
class Policy:
    """What decides about questions; the defaults are the balanced ones and work at once.

    Confidences are chances (0..1), ages are days, lengths are characters. `related_at` is the score (0..1, by which
    candidates are ranked) that shows that an entry has the same subject: a "did you mean" needs both, some chance that
    it is the question, and the subject.
    """

    answer_at: float = THRESHOLDS[Strictness.BALANCED].answer_at
    suggest_at: float = THRESHOLDS[Strictness.BALANCED].suggest_at
    margin: float = THRESHOLDS[Strictness.BALANCED].margin
    related_at: float = 0.45
    join_at: float = 0.6
    review_after_days: int = 1095
    withhold_overdue: bool = False
    focus_limit: int = 1000
    english_only: bool = True

    def under(self, chosen: Chosen, choices: Mapping[str, Any] | None = None) -> Policy:
        """Return the policy of a community that chose this strictness and these `choices`; the rest stays."""
        own = {name: choices[name] for name in _OWN if name in choices} if choices else {}
        match chosen:
            case None:
                return replace(self, **own)
            case Strictness():
                return replace(self, **THRESHOLDS[chosen]._asdict(), **own)
        return replace(self, answer_at=chosen, suggest_at=min(chosen, self.suggest_at), **own)

    def beside(self, signpost: object) -> Policy:
        """Return the policy for a question with this signpost, None for most.

        Who asks for personal advice is shown what is likely alone: what is merely near would be in the way there.
        """
        return self if signpost is None else replace(self, suggest_at=max(self.suggest_at, _LIKELY))

    def due_before(self, now: datetime) -> datetime:
        """Return before when words were last reviewed that are past their review date `now`."""
        return now - timedelta(days=self.review_after_days)
