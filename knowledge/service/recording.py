"""What became of a question, recorded once for each event, and told again when the event is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.domain import Answered, Decision, EntryStatus, Ignored, Nearest, Queued, Signposted, Suggested
from knowledge.language.tokens import fold
from knowledge.store import communities, entries, outcomes, questions
from knowledge.store.outcomes import Recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Candidate, Entry, Examination, Outcome, Question
    from knowledge.policy import Policy
    from knowledge.store.database import Database
    from knowledge.store.questions import Opened

_NEAREST_KEPT = 5


@dataclass(frozen=True, slots=True)
class Settling:
    """What was decided about a question. If queued it joins the open question `join` where that is still open.

    `known` says that the community is in the database, `policy` is its own.
    """

    question: Question
    examination: Examination
    join: int | None
    known: bool
    policy: Policy


class Recording:
    """Records decisions."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def settle(self, settlings: Sequence[Settling]) -> list[Outcome | Exception]:
        """Record what was decided, all in one transaction, and return the outcomes that count.

        An event that has an outcome already keeps it. Where the transaction fails, each has one of its own.
        """
        try:
            async with self._database.writer() as session:
                return [await self._settled(session, each) for each in settlings]
        except Exception as error:  # noqa: BLE001  it is told to whoever is concerned
            if len(settlings) == 1:
                return [error]
            return [result for each in settlings for result in await self.settle([each])]

    async def _settled(self, session: AsyncSession, settling: Settling) -> Outcome:
        question, examination = settling.question, settling.examination
        if not settling.known:
            await communities.ensure(session, question.community, self._clock())
        kept = await outcomes.find(session, question.community, question.key)
        if kept is not None:
            shown, askers = await _recalled(session, question.community, kept)
            return self._told(kept, shown, askers, settling)
        opened = None
        if examination.decision is Decision.QUEUE:
            opened = await self._open(session, question, examination, settling.join)
        kept = self._recorded(question, examination, opened)
        await outcomes.add(session, question.community, kept)
        shown = {each.entry.id: each.entry for each in examination.ranked}
        return self._told(kept, shown, opened.askers if opened else 0, settling)

    async def _open(
        self, session: AsyncSession, question: Question, examination: Examination, join: int | None
    ) -> Opened:
        return await questions.open_or_join(
            session,
            question.community,
            examination.focus,
            folded=fold(examination.focus),
            asker=question.asker or None,
            key=question.key,
            origin=question.origin,
            now=self._clock(),
            join=join,
            nearest=[_nearest(each) for each in examination.nearest[:_NEAREST_KEPT]],
            language=examination.language.name if examination.language else "",
            place=question.place,
            waits=question.waits,
        )

    def _recorded(self, question: Question, examination: Examination, opened: Opened | None) -> Recorded:
        decision = examination.decision
        entry = examination.ranked[0].entry if decision is Decision.ANSWER else None
        return Recorded(
            key=question.key,
            text="" if decision is Decision.SIGNPOST else examination.focus,
            decision=decision,
            confidence=examination.confidence,
            at=self._clock(),
            entry_id=entry.id if entry else None,
            entry_revision=entry.revision if entry else None,
            question_id=opened.question_id if opened else None,
            joined=opened.joined if opened else False,
            suggestions=tuple(each.entry.id for each in examination.suggestions),
        )

    def _told(self, kept: Recorded, shown: Mapping[int, Entry], askers: int, settling: Settling) -> Outcome:
        examination = settling.examination
        match kept.decision:
            case Decision.ANSWER:
                entry = shown.get(kept.entry_id or 0)
                if entry is None:  # removed since
                    return Suggested((), kept.confidence, examination.text)
                overdue = entry.reviewed_at < settling.policy.due_before(self._clock())
                return Answered(entry, kept.confidence, overdue=overdue, key=kept.key)
            case Decision.SUGGEST:
                suggested = tuple(shown[each] for each in kept.suggestions if each in shown)
                return Suggested(suggested, kept.confidence, examination.text)
            case Decision.QUEUE if kept.question_id is not None:
                return Queued(
                    kept.question_id,
                    askers,
                    kept.confidence,
                    joined=kept.joined,
                    language=examination.language,
                )
            case Decision.SIGNPOST:
                return Signposted(examination.text or "", examination.signpost or "", kept.confidence)
            case _:
                return Ignored(kept.confidence)


async def _recalled(session: AsyncSession, community: str, kept: Recorded) -> tuple[dict[int, Entry], int]:
    """Return the entries that are still published, and the number of askers, that a recorded outcome speaks of."""
    wanted = [*kept.suggestions, *([kept.entry_id] if kept.entry_id is not None else [])]
    found = await entries.get_many(session, community, wanted)
    shown = {number: entry for number, entry in found.items() if entry.status is EntryStatus.PUBLISHED}
    if kept.question_id is None:
        return shown, 0
    return shown, (await questions.get(session, community, kept.question_id)).askers


def _nearest(candidate: Candidate) -> Nearest:
    return Nearest(candidate.entry.id, candidate.entry.question, candidate.confidence, candidate.reasons)
