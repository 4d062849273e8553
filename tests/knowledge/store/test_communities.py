from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.store import communities

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.database import Database


async def test_a_community_is_created_once_and_starts_at_version_zero(
    database: Database, now: datetime
) -> None:
    async with database.writer() as session:
        assert await communities.version(session, "ms") == 0
        await communities.ensure(session, "ms", now)
        await communities.bump(session, "ms")
        await communities.ensure(session, "ms", now)
        assert await communities.version(session, "ms") == 1


async def test_the_versions_of_communities_are_their_own(database: Database, now: datetime) -> None:
    async with database.writer() as session:
        for community in ("ms", "migraine"):
            await communities.ensure(session, community, now)
        assert await communities.bump(session, "ms") == 1
        assert await communities.bump(session, "ms") == 2
        assert await communities.bump(session, "migraine") == 1
