"""The word back to whoever waits for it, in all communities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.store import notices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from knowledge.domain import Owed
    from knowledge.store.database import Database


class Notices:
    """Says who is to be told what, until they are. Whoever tells them may be stopped at any moment and begin again."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def owed(self, limit: int = 50) -> list[Owed]:
        """Return at most `limit` notices that are owed in all communities, what was closed first in front.

        There is one for each asker of a question who waits, however often they asked it.
        """
        async with self._database.reader() as session:
            return await notices.owed(session, now=self._clock(), limit=limit)

    async def told(self, ids: Sequence[int]) -> None:
        """Note that these notices reached their askers, or never will: their ids are erased from the questions."""
        if ids:
            async with self._database.writer() as session:
                await notices.told(session, ids, now=self._clock())
