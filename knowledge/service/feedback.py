"""What members say of what they were shown. It is kept for review; nothing changes before somebody has reviewed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.domain import Answered, Decision, EntryStatus, ProposalKind, Question, Suggested
from knowledge.errors import Forgotten, NotFound
from knowledge.language import find_focus
from knowledge.service.choosing import own_policy
from knowledge.store import entries, outcomes, proposals
from knowledge.store.outcomes import Recorded
from knowledge.store.tables import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.policy import Policy
    from knowledge.service.asking import Asking
    from knowledge.store.database import Database

_PROPOSES = {Judgement.CONFIRMED: ProposalKind.PHRASING, Judgement.REJECTED: ProposalKind.BLOCK}


class Feedback:
    """Takes what askers say of answers and suggestions.

    An answer is named by its `key`, and that is all it takes: a button works after any restart. Who pressed it is not
    kept; that it was the asker is for the face to see to. Members can change their minds: what they said last counts.
    """

    def __init__(
        self, database: Database, asking: Asking, clock: Callable[[], datetime], policy: Policy
    ) -> None:
        self._database = database
        self._asking = asking
        self._clock = clock
        self._policy = policy

    async def pick(self, question: Question, entry_id: int) -> Answered:
        """Answer with the entry that a member picked; their wording is kept as a phrasing to review.

        Raises:
            NotFound: the community has no such published entry.
        """
        async with self._database.writer() as session:
            entry = await entries.get(session, question.community, entry_id)
            if entry.status is not EntryStatus.PUBLISHED:
                raise NotFound("entry", entry_id)
            recorded = Recorded(
                key=outcomes.picked(question.key, entry.id),
                text=find_focus(question.text).question,
                decision=Decision.ANSWER,
                confidence=1.0,
                at=self._clock(),
                entry_id=entry.id,
                entry_revision=entry.revision,
                judged=Judgement.CONFIRMED,
            )
            kept = await outcomes.record(session, question.community, recorded)
            if kept is recorded:
                await self._propose(session, question.community, recorded, Judgement.CONFIRMED)
            policy = await own_policy(session, question.community, self._policy)
        overdue = entry.reviewed_at < policy.due_before(self._clock())
        return Answered(entry, 1.0, overdue=overdue, key=recorded.key)

    async def confirm(self, community: str, key: str) -> None:
        """Note that the answer `key` answers its question: the wording is put up to become a phrasing.

        Raises:
            Forgotten: the event got no answer, or it is not known.
        """
        await self._judge(community, key, Judgement.CONFIRMED)

    async def reject(self, community: str, key: str) -> Suggested:
        """Note that the answer `key` is to another question, and return what else it may be; that may be nothing.

        The pair of wording and entry is put up to be blocked.

        Raises:
            Forgotten: the event got no answer, or it is not known.
        """
        await self._judge(community, key, Judgement.REJECTED)
        try:
            question = await self.asked(community, key, asker="")
        except Forgotten:
            return Suggested((), 0.0)
        return await self._asking.others(question)

    async def take_back(self, community: str, key: str) -> Answered:
        """Let it be as if nothing had been said of the answer `key`, and return it to be shown again.

        Raises:
            Forgotten: the event got no answer, or it is not known.
            NotFound: the answer was removed since.
        """
        async with self._database.writer() as session:
            outcome = await self._answer(session, community, key)
            await self._say(session, community, outcome, None)
            entry = await entries.get(session, community, outcome.entry_id or 0)
            policy = await own_policy(session, community, self._policy)
        if entry.status is not EntryStatus.PUBLISHED:
            raise NotFound("entry", entry.id)
        overdue = entry.reviewed_at < policy.due_before(self._clock())
        return Answered(entry, outcome.confidence, overdue=overdue, key=key)

    async def asked(self, community: str, key: str, asker: str) -> Question:
        """Return the question that led to the answer or suggestions `key`, for its asker to go on with.

        Its text is the asking sentence: no more was kept of the message.

        Raises:
            Forgotten: its words are not kept any more, or the event is not known.
        """
        root = outcomes.asked_by(key)
        async with self._database.reader() as session:
            outcome = await outcomes.find(session, community, root) or await outcomes.find(
                session, community, key
            )
        if outcome is None or not outcome.text:
            raise Forgotten(key)
        return Question(community, asker, outcome.text, root)

    async def _judge(self, community: str, key: str, said: Judgement) -> None:
        async with self._database.writer() as session:
            await self._say(session, community, await self._answer(session, community, key), said)

    async def _answer(self, session: AsyncSession, community: str, key: str) -> Recorded:
        outcome = await outcomes.find(session, community, key)
        if outcome is None or outcome.decision is not Decision.ANSWER:
            raise Forgotten(key)
        return outcome

    async def _say(
        self, session: AsyncSession, community: str, outcome: Recorded, said: Judgement | None
    ) -> None:
        if outcome.judged is said:
            return
        await outcomes.judge(session, community, outcome.key, said)
        if outcome.judged is not None:
            await self._withdraw(session, community, outcome, outcome.judged)
        if said is not None:
            await self._propose(session, community, outcome, said)

    async def _propose(
        self, session: AsyncSession, community: str, outcome: Recorded, said: Judgement
    ) -> None:
        if outcome.entry_id is not None and outcome.text:
            kind = _PROPOSES[said]
            await proposals.propose(
                session, community, outcome.entry_id, outcome.text, kind, now=self._clock()
            )

    async def _withdraw(
        self, session: AsyncSession, community: str, outcome: Recorded, said: Judgement
    ) -> None:
        if outcome.entry_id is not None and outcome.text:
            await proposals.withdraw(session, community, outcome.entry_id, outcome.text, _PROPOSES[said])
