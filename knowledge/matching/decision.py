"""Answer, suggest or leave it to the author: from confidence and margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.domain import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.domain import Candidate, Examination
    from knowledge.policy import Policy

MOST_SUGGESTIONS = 3
CERTAIN = 1.0  # the confidence of an exact hit; the verifier is never that sure


def decide(ranked: Sequence[Candidate], policy: Policy) -> tuple[Decision, tuple[Candidate, ...]]:
    """Decide on candidates, best first; the second part is what a "did you mean" shows."""
    ranked = [each for each in ranked if each.at_most is not Decision.QUEUE]
    if not ranked:
        return Decision.QUEUE, ()
    best = ranked[0]
    lead = best.confidence - (ranked[1].confidence if len(ranked) > 1 else 0.0)
    sure = best.confidence >= CERTAIN or (best.confidence >= policy.answer_at and lead >= policy.margin)
    if sure and best.at_most is Decision.ANSWER:
        return Decision.ANSWER, ()
    suggestions = worth_suggesting(ranked, policy)
    return (Decision.SUGGEST, suggestions) if suggestions else (Decision.QUEUE, ())


def worth_suggesting(ranked: Sequence[Candidate], policy: Policy) -> tuple[Candidate, ...]:
    """Return what a "did you mean" shows of candidates, best first: beside a likely one, others half as likely.

    All of them have the question's subject. The chance alone would not do: small as it has to be to find most right
    entries, chatter about something else reaches it, too.
    """
    related = [
        each for each in ranked if each.at_most is not Decision.QUEUE and each.score >= policy.related_at
    ]
    if not related or related[0].confidence < policy.suggest_at:
        return ()
    likely = (each for each in related if each.confidence >= policy.suggest_at / 2)
    return tuple(likely)[:MOST_SUGGESTIONS]


def decide_again(examination: Examination, policy: Policy) -> Decision:
    """Say what another policy would have decided about an examined text."""
    if not examination.ranked:
        return examination.decision  # an emergency, chatter, or nothing to choose from
    decision, _ = decide(examination.ranked, policy.beside(examination.signpost))
    if examination.signpost is not None:  # a request for personal advice
        return {Decision.ANSWER: Decision.SUGGEST, Decision.QUEUE: Decision.SIGNPOST}.get(decision, decision)
    return decision
