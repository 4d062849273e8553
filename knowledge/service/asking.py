"""The path of a question: what its community knows by now, what becomes of it, and the record of that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.domain import Decision, Examination, Ignored, Queued, Suggested
from knowledge.matching.decision import worth_suggesting
from knowledge.service.considering import Considered, same_open_question
from knowledge.service.recording import Recording, Settling
from knowledge.service.together import Together
from knowledge.store import outcomes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from knowledge.domain import Outcome, Question
    from knowledge.service.considering import Considering
    from knowledge.service.memories import Memories
    from knowledge.service.memory import Memory
    from knowledge.store.database import Database

_ASKER_SAID = "the asker said that this is not the question"
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
        examination, query, _ = await self._consider((memory, question.text))
        refused = await self._refused(question, examination)
        ranked = tuple(
            replace(each, reasons=(_ASKER_SAID, *each.reasons)) if each.entry.id in refused else each
            for each in examination.ranked
        )
        queued = Examination(Decision.QUEUE, examination.focus, examination.confidence, ranked)
        join = await self._memories.run(same_open_question, memory, query) if query is not None else None
        declined = replace(question, key=outcomes.declined(question.key))
        outcome = await self._settle(_settling(memory, declined, queued, join))
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
        suggested = tuple(each.entry for each in worth_suggesting(left, memory.policy))
        return Suggested(suggested, examination.confidence, examination.text)

    async def _refused(self, question: Question, examination: Examination) -> set[int]:
        """Return the candidates of which the asker said since they asked that they are not the question."""
        picks = [outcomes.picked(question.key, each.entry.id) for each in examination.ranked]
        async with self._database.reader() as session:
            return await outcomes.turned_down(session, question.community, [question.key, *picks])


def _settling(memory: Memory, question: Question, examination: Examination, join: int | None) -> Settling:
    return Settling(question, examination, join, known=memory.version > 0, policy=memory.policy)
