"""The path of a question: safety, focus, matching, decision, and the record of what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from knowledge.domain import (
    Candidate,
    Decision,
    Examination,
    Ignored,
    Queued,
    SourceKind,
    Suggested,
)
from knowledge.errors import EmptyText, TextTooLong
from knowledge.language import Focus, SafetyKind, clean, find_focus, is_chatter
from knowledge.matching.decision import CERTAIN, decide, worth_suggesting
from knowledge.service.blocking import without_blocked
from knowledge.service.recording import Recording
from knowledge.store import outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from knowledge.domain import Entry, Outcome, Policy, Question
    from knowledge.language import Languages, SafetyRules, Signpost
    from knowledge.matching.matcher import Match, Query
    from knowledge.service.memory import Memories, Memory
    from knowledge.store.database import Database

_CONTEXT_LIMIT = 2_000  # characters kept of the message around its asking sentence; the encoder reads no more
_DECLINED = "#none"  # turning down all suggestions is an event of its own
_ASKER_SAID = "the asker said that this is not the question"


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
        languages: Languages,
        policy: Policy,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._memories = memories
        self._safety = safety
        self._languages = languages
        self._policy = policy
        self._clock = clock
        self._recording = Recording(database, clock, self.overdue)

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

    async def none_of_these(self, question: Question) -> Queued:
        """Put to the author a question whose suggestions a member turned down."""
        memory = await self._memories.refreshed(question.community)
        examination, query = await self._consider(memory, question.text)
        refused = await self._refused(question, examination)
        ranked = tuple(
            replace(each, reasons=(_ASKER_SAID, *each.reasons)) if each.entry.id in refused else each
            for each in examination.ranked
        )
        queued = Examination(Decision.QUEUE, examination.focus, examination.confidence, ranked)
        declined = replace(question, key=question.key + _DECLINED)
        outcome = await self._settle(memory, declined, _Considered(queued, query))
        assert isinstance(outcome, Queued)  # noqa: S101  the decision was given
        return outcome

    async def others(self, question: Question) -> Suggested:
        """Return what else a question may mean, without what its asker said it does not; nothing is recorded.

        Nothing may be left.
        """
        memory = await self._memories.refreshed(question.community)
        examination = (await self._consider(memory, question.text)).examination
        refused = await self._refused(question, examination)
        left = [each for each in examination.ranked if each.entry.id not in refused]
        suggested = tuple(each.entry for each in worth_suggesting(left, memory.policy))
        return Suggested(suggested, examination.confidence, examination.text)

    async def _refused(self, question: Question, examination: Examination) -> set[int]:
        """Return the candidates of which the asker said since they asked that they are not the question."""
        picks = [outcomes.picked(question.key, each.entry.id) for each in examination.ranked]
        async with self._database.reader() as session:
            return await outcomes.turned_down(session, question.community, [question.key, *picks])

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
        if exact is None and (unmatched := self._unmatched(text, readable, signpost)):
            return _Considered(unmatched, None)
        focus = _bounded(find_focus(text), self._policy.focus_limit)
        query, matches, blocked = await self._memories.run(_match, memory, focus, readable)
        ranked = _candidates(memory, matches)
        if exact is not None:
            ranked = (_sure(exact, ranked), *(each for each in ranked if each.entry.id != exact.id))
        ranked = without_blocked(ranked, blocked, memory.policy.join_at)
        return _Considered(self._decided(memory.policy, focus.question, ranked, signpost), query)

    def _unmatched(self, text: str, readable: str, signpost: Signpost | None) -> Examination | None:
        """Return what becomes of chatter and of other languages, which are compared with nothing; None of the rest."""
        english = signpost is not None or not self._policy.english_only
        language = None if english else self._languages.foreign(readable)
        if self._languages.is_pleasantry(readable) or (language is None and is_chatter(text)):
            return Examination(Decision.IGNORE, readable)
        if language is None:
            return None
        whole = _bounded(Focus(readable, "", asks=True), self._policy.focus_limit)
        return Examination(Decision.QUEUE, whole.question, language=language)

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
        return matches[0].owner if matches and matches[0].confidence >= memory.policy.join_at else None

    def overdue(self, entry: Entry) -> bool:
        """Tell whether an entry is past its review date."""
        return self._clock() - entry.reviewed_at > timedelta(days=self._policy.review_after_days)

    def _withheld(self, entry: Entry) -> bool:
        """Tell whether an entry may only be suggested: nobody but the author answers, with words still reviewed."""
        cited = entry.source.kind is SourceKind.PAPER
        return cited or (self._policy.withhold_overdue and self.overdue(entry))


def _exact(memory: Memory, text: str) -> Entry | None:
    owner = memory.exactly(memory.answers.normalise(text).text)
    return memory.entries.get(owner) if owner is not None else None


def _match(memory: Memory, focus: Focus, readable: str) -> tuple[Query, list[Match], dict[int, float]]:
    """Read a question and match it, also with what is blocked: by the whole of its words, or those that ask."""
    query = memory.answers.read(focus)
    matches = memory.answers.match(query)
    if not memory.blocked.concern(match.owner for match in matches):
        return query, matches, {}
    words = [memory.answers.normalise(text).text for text in (readable, focus.question)]
    return query, matches, memory.blocked.nearness(query, words)


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
