"""The path of a question: safety, focus, matching, decision, and the record of what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from knowledge.domain import (
    Answered,
    Candidate,
    Decision,
    EntryStatus,
    Examination,
    Ignored,
    Queued,
    SourceKind,
)
from knowledge.errors import EmptyText, NotFound, TextTooLong
from knowledge.language import Focus, SafetyKind, clean, find_focus, is_chatter
from knowledge.matching.decision import CERTAIN, decide
from knowledge.service.recording import Recording
from knowledge.store import entries, outcomes, proposals
from knowledge.store.outcomes import Recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from knowledge.domain import Entry, Outcome, Policy, Question
    from knowledge.language import SafetyRules, Signpost
    from knowledge.matching.matcher import Match, Query
    from knowledge.service.memory import Memories, Memory
    from knowledge.store.database import Database

_CONTEXT_LIMIT = 2_000  # characters kept of the message around its asking sentence; the encoder reads no more
_PICKED, _DECLINED = "#picked", "#none"  # what a member did with the suggestions, as events of their own


class _Considered(NamedTuple):
    """An examination and the query it was made with; None where matching was not asked."""

    examination: Examination
    query: Query | None


class Asking:
    """Answers members' questions, and says without recording what it would answer."""

    def __init__(
        self,
        database: Database,
        memories: Memories,
        safety: SafetyRules,
        policy: Policy,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._memories = memories
        self._safety = safety
        self._policy = policy
        self._clock = clock
        self._recording = Recording(database, clock, self._overdue)

    async def examine(self, community: str, text: str) -> Examination:
        """Say what would become of a text, and why; nothing is recorded.

        Raises:
            EmptyText: nothing readable is in it.
            TextTooLong: its asking sentence is longer than the policy allows.
        """
        return await self.examined(await self._memories.refreshed(community), text)

    async def examined(self, memory: Memory, text: str) -> Examination:
        """Say what would become of a text in a community that is as `memory` has it; raises as `examine`."""
        return (await self._consider(memory, text)).examination

    async def ask(self, question: Question) -> Outcome:
        """Answer, suggest, queue, signpost or ignore a question, and record once what became of it.

        Raises:
            EmptyText, TextTooLong: as for `examine`; nothing is recorded.
        """
        memory = await self._memories.refreshed(question.community)
        examination, query = await self._consider(memory, question.text)
        if examination.decision is Decision.IGNORE:
            return Ignored()
        return await self._settle(memory, question, _Considered(examination, query))

    async def pick(self, question: Question, entry_id: int) -> Answered:
        """Answer with the entry that a member picked; their wording is kept as a phrasing to review.

        Raises:
            NotFound: the community has no such published entry.
        """
        now = self._clock()
        async with self._database.writer() as session:
            entry = await entries.get(session, question.community, entry_id)
            if entry.status is not EntryStatus.PUBLISHED:
                raise NotFound("entry", entry_id)
            recorded = Recorded(
                question.key + _PICKED, question.text, Decision.ANSWER, 1.0, now, entry.id, entry.revision
            )
            kept = await outcomes.record(session, question.community, recorded)
            if kept is recorded:
                wording = find_focus(question.text).question
                await proposals.propose(session, question.community, entry.id, wording, now=now)
        return Answered(entry, 1.0, overdue=self._overdue(entry))

    async def none_of_these(self, question: Question) -> Queued:
        """Put to the author a question whose suggestions a member turned down."""
        memory = await self._memories.refreshed(question.community)
        examination, query = await self._consider(memory, question.text)
        queued = Examination(Decision.QUEUE, examination.focus, examination.confidence, examination.ranked)
        declined = replace(question, key=question.key + _DECLINED)
        outcome = await self._settle(memory, declined, _Considered(queued, query))
        assert isinstance(outcome, Queued)  # noqa: S101  the decision was given
        return outcome

    async def _settle(self, memory: Memory, question: Question, considered: _Considered) -> Outcome:
        examination, query = considered
        join = None
        if examination.decision is Decision.QUEUE and query is not None:
            join = await self._memories.run(self._same_open_question, memory, query)
        return await self._recording.settle(question, examination, join=join, known=memory.version > 0)

    async def _consider(self, memory: Memory, text: str) -> _Considered:
        readable = clean(text)
        if not readable:
            raise EmptyText("question")
        signpost = self._safety.check(text)
        if signpost is not None and signpost.kind is not SafetyKind.PERSONAL:
            return _Considered(
                Examination(Decision.SIGNPOST, readable, text=signpost.text, signpost=signpost.kind), None
            )
        exact = await self._memories.run(_exact, memory, readable)
        if exact is None and is_chatter(text):
            return _Considered(Examination(Decision.IGNORE, readable), None)
        focus = _bounded(find_focus(text), self._policy.focus_limit)
        query, matches = await self._memories.run(_match, memory, focus)
        ranked = _candidates(memory, matches)
        if exact is not None:
            ranked = (_sure(exact, ranked), *(each for each in ranked if each.entry.id != exact.id))
        return _Considered(self._decided(memory.policy, focus.question, ranked, signpost), query)

    def _decided(
        self, policy: Policy, focus: str, ranked: tuple[Candidate, ...], signpost: Signpost | None
    ) -> Examination:
        decision, suggestions = decide(ranked, policy)
        confidence = ranked[0].confidence if ranked else 0.0
        if decision is Decision.ANSWER and (signpost is not None or self._withheld(ranked[0].entry)):
            decision, suggestions = Decision.SUGGEST, ranked[:1]
        if signpost is not None and decision is Decision.QUEUE:
            decision = Decision.SIGNPOST  # nobody but their own team should answer this
        if signpost is None:
            return Examination(decision, focus, confidence, ranked, suggestions)
        return Examination(decision, focus, confidence, ranked, suggestions, signpost.text, signpost.kind)

    def _same_open_question(self, memory: Memory, query: Query) -> int | None:
        matches = memory.waiting.match(query, 3)
        return matches[0].owner if matches and matches[0].confidence >= self._policy.join_at else None

    def _overdue(self, entry: Entry) -> bool:
        return self._clock() - entry.reviewed_at > timedelta(days=self._policy.review_after_days)

    def _withheld(self, entry: Entry) -> bool:
        """Tell whether an entry may only be suggested: nobody but the author answers, with words still reviewed."""
        cited = entry.source.kind is SourceKind.PAPER
        return cited or (self._policy.withhold_overdue and self._overdue(entry))


def _exact(memory: Memory, text: str) -> Entry | None:
    owner = memory.exactly(memory.answers.normalise(text).text)
    return memory.entries.get(owner) if owner is not None else None


def _match(memory: Memory, focus: Focus) -> tuple[Query, list[Match]]:
    query = memory.answers.read(focus)
    return query, memory.answers.match(query)


def _bounded(focus: Focus, limit: int) -> Focus:
    if len(focus.question) > limit:
        raise TextTooLong("question", len(focus.question), limit)
    return replace(focus, context=focus.context[:_CONTEXT_LIMIT])


def _candidates(memory: Memory, matches: Sequence[Match]) -> tuple[Candidate, ...]:
    """Return the matches with their entries, but for those removed while the matching thread was at work."""
    found = ((match, memory.entries.get(match.owner)) for match in matches)
    return tuple(
        Candidate(entry, match.score, match.confidence, match.reasons)
        for match, entry in found
        if entry is not None
    )


def _sure(entry: Entry, ranked: Sequence[Candidate]) -> Candidate:
    return Candidate(entry, max((each.score for each in ranked), default=CERTAIN), CERTAIN)
