"""The path of a question: what its community knows by now, what becomes of it, and the record of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from knowledge.domain import Decision, Examination, Ignored, Question, Queued, Suggested
from knowledge.matching.decision import worth_suggesting
from knowledge.policy import UNSETTLED_FOR
from knowledge.service.considering import Considered, compared, same_open_question
from knowledge.service.recording import Recording, Settling
from knowledge.service.together import Together
from knowledge.store import outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from knowledge.domain import Candidate, Origin, Outcome
    from knowledge.service.considering import Considering
    from knowledge.service.memories import Memories
    from knowledge.service.memory import Memory
    from knowledge.store.database import Database

_ASKER_SAID = "the asker said that this is not the question"
_ASKER_LEFT_IT = "the asker was shown this and left it there"
_LOOKED_BACK = timedelta(days=7)  # for what nobody settled
_CROWD = 32  # questions considered, or recorded, in one go: the first of a hundred need not wait for the last


class Asking:
    """Answers members' questions, and says without recording what it would answer."""

    def __init__(
        self,
        database: Database,
        memories: Memories,
        considering: Considering,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._memories = memories
        self._clock = clock
        recording = Recording(database, clock)

        async def consider(asked: list[tuple[Memory, str]]) -> list[Considered | Exception]:
            return await memories.run(considering, asked)

        self._consider: Together[tuple[Memory, str], Considered] = Together(consider, _CROWD)
        self._settle: Together[Settling, Outcome] = Together(recording.settle, _CROWD)

    async def examine(self, community: str, text: str) -> Examination:
        """Say what would become of a text, and why; nothing is recorded.

        Raises:
            EmptyText: nothing readable is in it.
            TextTooLong: its asking sentence is longer than the policy allows.
        """
        return await self.examined(await self._memories.refreshed(community), text)

    async def examined(self, memory: Memory, text: str) -> Examination:
        """Say what would become of a text in a community that is as `memory` has it; raises as `examine`."""
        return (await self._consider((memory, text))).examination

    async def compare(self, community: str, text: str) -> tuple[Candidate, ...]:
        """Return the entries nearest to a text, most confident first, whatever becomes of it.

        Raises:
            TextTooLong: as for `examine`.
        """
        memory = await self._memories.refreshed(community)
        return await self._memories.run(compared, memory, text, memory.policy.focus_limit)

    async def ask(self, question: Question) -> Outcome:
        """Answer, suggest, queue, signpost or ignore a question, and record once what became of it.

        Raises:
            EmptyText, TextTooLong: as for `examine`; nothing is recorded.
        """
        memory = await self._memories.refreshed(question.community)
        examination, _, join = await self._consider((memory, question.text))
        if examination.decision is Decision.IGNORE:
            return Ignored()
        return await self._settle(_settling(memory, question, examination, join))

    async def none_of_these(self, question: Question) -> Queued:
        """Put to the author a question whose suggestions a member turned down."""
        memory = await self._memories.refreshed(question.community)
        considered = await self._consider((memory, question.text))
        refused = await self._refused(question, considered.examination)
        declined = replace(question, key=outcomes.declined(question.key))
        return await self._put_to_author(memory, declined, considered, refused, _ASKER_SAID)

    async def take_up(self, community: str, origin: Origin) -> int:
        """Put to the author what was suggested a day ago or longer and never settled, and return how many questions.

        Who asked is not known any more, so nobody will be told. What needs a signpost, or has an answer by now, is not
        for the author.
        """
        now, taken = self._clock(), 0
        async with self._database.reader() as session:
            found = await outcomes.unsettled(session, community, now - _LOOKED_BACK, now - UNSETTLED_FOR)
        memory = await self._memories.refreshed(community)
        for each in found:
            question = Question(community, "", each.text, outcomes.left(each.key), origin, waits=False)
            considered = await self._consider((memory, each.text))
            examination = considered.examination
            if examination.signpost is None and examination.decision in {Decision.SUGGEST, Decision.QUEUE}:
                shown = set(each.suggestions)
                await self._put_to_author(memory, question, considered, shown, _ASKER_LEFT_IT)
                taken += 1
        return taken

    async def _put_to_author(
        self, memory: Memory, question: Question, considered: Considered, wrong: Collection[int], why: str
    ) -> Queued:
        """Queue a question whatever was decided about it; the author reads `why` beside the `wrong` candidates."""
        examination, query, _ = considered
        ranked = tuple(
            replace(each, reasons=(why, *each.reasons)) if each.entry.id in wrong else each
            for each in examination.ranked
        )
        queued = Examination(Decision.QUEUE, examination.focus, examination.confidence, ranked)
        join = await self._memories.run(same_open_question, memory, query) if query is not None else None
        outcome = await self._settle(_settling(memory, question, queued, join))
        assert isinstance(outcome, Queued)  # noqa: S101  the decision was given
        return outcome

    async def others(self, question: Question) -> Suggested:
        """Return what else a question may mean, without what its asker said it does not; nothing is recorded.

        Nothing may be left.
        """
        memory = await self._memories.refreshed(question.community)
        examination = (await self._consider((memory, question.text))).examination
        refused = await self._refused(question, examination)
        left = [each for each in examination.ranked if each.entry.id not in refused]
        policy = memory.policy.beside(examination.signpost)
        suggested = tuple(each.entry for each in worth_suggesting(left, policy))
        return Suggested(suggested, examination.confidence, examination.text)

    async def _refused(self, question: Question, examination: Examination) -> set[int]:
        """Return the candidates of which the asker said since they asked that they are not the question."""
        picks = [outcomes.picked(question.key, each.entry.id) for each in examination.ranked]
        async with self._database.reader() as session:
            return await outcomes.turned_down(session, question.community, [question.key, *picks])


def _settling(memory: Memory, question: Question, examination: Examination, join: int | None) -> Settling:
    return Settling(question, examination, join, known=memory.version > 0, policy=memory.policy)
