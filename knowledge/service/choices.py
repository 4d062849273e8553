"""What communities choose for themselves, besides their strictness."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from knowledge.service.choosing import checked_choices, expire, put_choices
from knowledge.store import choices, leaving

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from knowledge.store.database import Database


class Choices:
    """Keeps a community's choices by name.

    The next question obeys `review_after_days`, `withhold_overdue`, `emergency_numbers` and `crisis_numbers`, and
    `emergency_words`, `crisis_words` and `personal_words`, which stand in a signpost behind whom to call; retention
    obeys `words_kept_days`. The others mean nothing here and are the face's own. That a community sent the bot away is
    noted here too. `deleted` is told of each community of which nothing is left.
    """

    def __init__(
        self, database: Database, clock: Callable[[], datetime], deleted: Callable[[str], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._deleted = deleted

    async def get(self, community: str) -> dict[str, Any]:
        """Return what a community chose, by name; what it did not choose is missing."""
        async with self._database.reader() as session:
            return await choices.kept(session, community)

    async def put(self, community: str, changes: Mapping[str, Any], editor: str) -> dict[str, Any]:
        """Choose these values, taking back those that are None, and return all that hold now.

        Raises:
            BadChoice: a value makes no sense; nothing was changed.
        """
        changes = checked_choices(changes)
        async with self._database.writer() as session:
            return await put_choices(session, community, changes, editor=editor, now=self._clock())

    async def in_use(self) -> list[str]:
        """Return the communities of which something is kept and that did not send the bot away, as far as is noted."""
        async with self._database.reader() as session:
            return await leaving.in_use(session)

    async def left(self, community: str) -> None:
        """Note that the bot was sent away from a community; until it is back, nobody there is owed a notice."""
        async with self._database.writer() as session:
            await leaving.leave(session, community, now=self._clock())

    async def came_back(self, community: str) -> None:
        """Note that the bot is in a community, whether it had left or not: nothing of it is deleted."""
        async with self._database.writer() as session:
            await leaving.come_back(session, community)

    async def purge(self, after_days: int = 30) -> list[str]:
        """Delete everything of the communities left `after_days` ago or longer, and return them; to be called daily.

        Of those left since, only what is kept of members goes in its time, as it does where the bot still is.
        """
        now = self._clock()
        async with self._database.reader() as session:
            found = await leaving.left_by(session, now)
        moment = now - timedelta(days=after_days)
        purged = [community for community in found if await self._purged(community, moment, now)]
        if found:
            await self._database.scrub()
        return purged

    async def _purged(self, community: str, moment: datetime, now: datetime) -> bool:
        """Delete a community if it was left by `moment`, and tell whether; else erase what is old of its members."""
        async with self._database.writer() as session:
            purged = community in await leaving.left_by(session, moment)
            if purged:
                await leaving.delete_all(session, community)
            else:
                await expire(session, community, now=now)
        if purged:
            self._deleted(community)
        return purged
