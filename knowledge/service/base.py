"""KnowledgeBase: the use-cases in one place, and how it is opened and closed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from knowledge.errors import StoreError
from knowledge.policy import Policy
from knowledge.service.askers import Askers
from knowledge.service.asking import Asking
from knowledge.service.choices import Choices
from knowledge.service.choosing import own_signs
from knowledge.service.considering import Considering
from knowledge.service.curation import Curation
from knowledge.service.feedback import Feedback
from knowledge.service.importing import Importing
from knowledge.service.learning import Learning
from knowledge.service.memories import Memories
from knowledge.service.notices import Notices
from knowledge.service.parts import DataFiles, load_languages, load_parts, load_safety, load_signposts
from knowledge.service.preview import Previewing
from knowledge.service.remembered import RememberedVectors
from knowledge.service.review import Review
from knowledge.store import communities, entries
from knowledge.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from knowledge.domain import (
        Answered,
        Candidate,
        Entry,
        EntryText,
        Examination,
        Origin,
        Outcome,
        Progress,
        Question,
        Queued,
        Signs,
    )
    from knowledge.guard import Preview
    from knowledge.language import Languages, SafetyRules
    from knowledge.matching.matcher import Parts
    from knowledge.service.signposts import Signposts


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class KnowledgeConfig:
    """What a knowledge base is opened with. `numbers` are the telephone numbers that signposts name."""

    database_url: str
    data: DataFiles = field(default_factory=DataFiles)
    policy: Policy = field(default_factory=Policy)
    numbers: Mapping[str, str] | None = None
    migrate: bool = True
    clock: Callable[[], datetime] = _now


class KnowledgeBase:
    """Everything the bot can do with questions and answers.

    `feedback` and `askers` are for members, `learning` (what comes of it), `curation` and `choices` for moderators,
    `review` for authors, `imports` for documents and their drafts, `notices` for who brings word to askers; `policy`
    decides where a community has chosen nothing of its own.
    """

    def __init__(
        self,
        config: KnowledgeConfig,
        database: Database,
        parts: Parts,
        safety: SafetyRules,
        signposts: Signposts,
        languages: Languages,
    ) -> None:
        clock = config.clock
        self._database = database
        self._clock = clock
        self._signposts = signposts
        self.policy = config.policy
        self._memories = Memories(database, parts, config.policy, clock)
        considering = Considering(safety, signposts, languages, config.policy, clock)
        self._asking = Asking(database, self._memories, considering, clock)
        remembered = RememberedVectors(parts.encoder)
        self._previewing = Previewing(database, self._memories, self._asking, remembered, clock)
        self.feedback = Feedback(database, self._asking, clock, config.policy)
        self.learning = Learning(database, clock)
        self.curation = Curation(database, clock, parts.normaliser.glossary)
        self.choices = Choices(database, clock, self._memories.forget)
        self.review = Review(database, clock, config.policy)
        self.askers = Askers(database, clock)
        self.notices = Notices(database, clock)
        self.imports = Importing(database, clock)

    @classmethod
    async def open(cls, config: KnowledgeConfig, parts: Parts | None = None) -> Self:
        """Open the database and load the model; `parts` may be handed in where several bases share them.

        Raises:
            StoreError, ModelError, BadData: what is unusable, and why.
        """
        safety = load_safety(config.data.safety, config.numbers)
        signposts = load_signposts(config.data.safety, config.numbers)
        loading = asyncio.to_thread(load_parts, config.data) if parts is None else None
        if loading is None:
            database = await Database.open(config.database_url, migrate=config.migrate)
        else:
            opening = asyncio.create_task(Database.open(config.database_url, migrate=config.migrate))
            try:
                parts = await loading
            except BaseException:
                with suppress(StoreError):  # the first trouble is the one that is told
                    await (await opening).dispose()
                raise
            database = await opening
        assert parts is not None  # noqa: S101  one of the two branches made it
        return cls(config, database, parts, safety, signposts, load_languages())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the matching thread and close the database."""
        await self._memories.close()
        await self._database.dispose()

    async def ask(self, question: Question) -> Outcome:
        """Answer, suggest, queue, signpost or ignore a question, and record once what became of it.

        Raises:
            EmptyText, TextTooLong: nothing was recorded.
        """
        return await self._asking.ask(question)

    async def examine(self, community: str, text: str) -> Examination:
        """Say what would become of a text, and why; nothing is recorded."""
        return await self._asking.examine(community, text)

    async def compare(self, community: str, text: str) -> tuple[Candidate, ...]:
        """Return the entries nearest to a text, most confident first, also where `examine` compares it with none: an
        emergency, chatter, another language. For evaluation.
        """
        return await self._asking.compare(community, text)

    async def pick(self, question: Question, entry_id: int) -> Answered:
        """Answer with the suggestion that a member picked; their wording is kept as a phrasing to review."""
        return await self.feedback.pick(question, entry_id)

    async def none_of_these(self, question: Question) -> Queued:
        """Put to the author a question whose suggestions a member turned down."""
        return await self._asking.none_of_these(question)

    async def take_up(self, community: str, origin: Origin) -> int:
        """Put to the author what was suggested a day ago or longer and never settled, and return how many questions.

        Nobody will be told of the answer: who asked is not kept. To be called daily.
        """
        return await self._asking.take_up(community, origin)

    async def preview(
        self, community: str, text: EntryText, entry_id: int | None = None, progress: Progress | None = None
    ) -> Preview:
        """Say what would change if `text` were published as a new entry, or as the new words of `entry_id`.

        Raises:
            EmptyText, TextTooLong, WordingBlocked, NotFound: it cannot be published.
        """
        return await self._previewing.preview(community, text, entry_id, progress)

    async def signs(self, community: str) -> Signs:
        """Return whom a community's signposts name and what they say, by kind ("emergency", "crisis", "personal")."""
        return self._signposts.in_force(own_signs(await self.choices.get(community)))

    async def load_bank(
        self, community: str, texts: Sequence[EntryText], editor: str = "bank"
    ) -> list[Entry]:
        """Publish many entries in one transaction; their answers may be empty. For evaluation and benchmarks."""
        now = self._clock()
        async with self._database.writer() as session:
            await communities.ensure(session, community, now)
            return await entries.add_many(session, community, texts, editor=editor, now=now)

    async def warm(self, community: str, progress: Progress | None = None) -> int:
        """Encode and load what a community has; return how many entries it publishes.

        What was kept of members for long enough is erased first: call this at every start, and daily.
        """
        await self.review.expire(community)
        memory = await self._memories.refreshed(community, progress)
        return len(memory)


async def open_knowledge_base(config: KnowledgeConfig, parts: Parts | None = None) -> KnowledgeBase:
    """Open a knowledge base; use it as an asynchronous context manager, or close it."""
    return await KnowledgeBase.open(config, parts)
