"""The recipe: every test here fails without a part of it."""

from __future__ import annotations

import asyncio
import random
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from knowledge.domain import Decision, EntryText, Origin
from knowledge.errors import StoreError
from knowledge.store import communities, entries, outcomes, questions
from knowledge.store.database import Database
from knowledge.store.outcomes import Recorded
from knowledge.store.tables import AskerRow, CommunityRow, OutcomeRow, PhrasingRow

if TYPE_CHECKING:
    from datetime import datetime

READERS = 4  # as many as the pool has


async def test_twenty_tasks_that_read_and_then_write_lose_no_update(
    database: Database, now: datetime
) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)

    async def count_up() -> None:
        for _ in range(20):
            async with database.writer() as session:
                version = await communities.version(session, "ms")
                await session.execute(update(CommunityRow).values(version=version + 1))

    await asyncio.gather(*(count_up() for _ in range(20)))
    async with database.reader() as session:
        assert await communities.version(session, "ms") == 400


async def test_two_databases_on_one_address_lose_no_update(
    database: Database, database_url: str, now: datetime
) -> None:
    other = await Database.open(database_url)
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)

    async def count_up(database: Database) -> None:
        for _ in range(20):
            async with database.writer() as session:
                version = await communities.version(session, "ms")
                await asyncio.sleep(0)
                await session.execute(update(CommunityRow).values(version=version + 1))

    await asyncio.gather(count_up(database), count_up(other))
    async with other.reader() as session:
        assert await communities.version(session, "ms") == 40
    await other.dispose()


async def test_a_reader_sees_one_moment(database: Database, now: datetime) -> None:
    async with database.reader() as reading:
        assert await communities.version(reading, "ms") == 0
        async with database.writer() as session:
            await communities.ensure(session, "ms", now)
            await communities.bump(session, "ms")
        assert await communities.version(reading, "ms") == 0
    async with database.reader() as reading:
        assert await communities.version(reading, "ms") == 1


async def test_a_reader_cannot_write(database: Database, now: datetime) -> None:
    with pytest.raises((DBAPIError, StoreError)):
        async with database.reader() as session:
            await communities.ensure(session, "ms", now)
    async with database.reader() as session:
        assert await session.scalar(select(func.count()).select_from(CommunityRow)) == 0


async def test_writers_that_wait_for_their_turn_keep_no_reader_waiting(
    database: Database, now: datetime
) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        waiting = [asyncio.create_task(_ask(database, f"key {number}", now)) for number in range(20)]
        await asyncio.sleep(0.05)
        async with asyncio.timeout(5), database.reader() as reading:
            assert await communities.version(reading, "ms") == 0
    await asyncio.gather(*waiting)


async def test_an_error_takes_back_everything(database: Database, now: datetime) -> None:
    async def fail() -> None:
        async with database.writer() as session:
            await communities.ensure(session, "ms", now)
            await entries.add(session, "ms", EntryText("Why?", "So."), editor="ada", now=now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.reader() as session:
        assert await session.scalar(select(func.count()).select_from(CommunityRow)) == 0
        assert await entries.listed(session, "ms") == []


async def test_a_foreign_key_is_enforced(database: Database, now: datetime) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        await communities.ensure(session, "migraine", now)
        entry = await entries.add(session, "ms", EntryText("Why?", "So."), editor="ada", now=now)
    for community, entry_id in (("ms", entry.id + 1), ("migraine", entry.id), ("nobody", entry.id)):
        with pytest.raises(IntegrityError):
            async with database.writer() as session:
                await session.execute(
                    insert(PhrasingRow).values(
                        community_id=community, entry_id=entry_id, position=0, text="x"
                    )
                )


async def test_every_connection_of_the_pool_follows_the_recipe(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    async with AsyncExitStack() as stack:
        sessions = [await stack.enter_async_context(database.reader()) for _ in range(READERS)]
        sessions.append(await stack.enter_async_context(database.writer()))
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
        for session in sessions:
            found = {pragma: await session.scalar(text(f"PRAGMA {pragma}")) for pragma in wanted}
            assert found == wanted
            raw = await (await session.connection()).get_raw_connection()
            assert raw.driver_connection is not None
            assert raw.driver_connection.isolation_level is None
    await database.dispose()


def files_with(words: str, sqlite_url: str) -> list[str]:
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    return sorted(file.name for file in folder.iterdir() if words.encode() in file.read_bytes())


async def test_what_goes_with_its_community_is_gone_from_the_file(sqlite_url: str, now: datetime) -> None:
    private = "a sentence that must not stay behind"
    database = await Database.open(sqlite_url)
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        await entries.add(session, "ms", EntryText("Why?", private, (private,)), editor="ada", now=now)
    await database.dispose()
    assert files_with(private, sqlite_url) == ["store.sqlite3"]
    database = await Database.open(sqlite_url)
    async with database.writer() as session:
        await session.execute(text("DELETE FROM communities"))
        assert await session.scalar(select(func.count()).select_from(PhrasingRow)) == 0
    assert files_with(private, sqlite_url) != []
    await database.scrub()
    assert files_with(private, sqlite_url) == []
    await database.dispose()
    assert files_with("", sqlite_url) == ["store.sqlite3"]


async def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "deeper" / "store.sqlite3"
    database = await Database.open(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    await database.dispose()


async def _ask(database: Database, key: str, now: datetime) -> Recorded:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        opened = await questions.open_or_join(
            session, "ms", key, folded=key, asker="u1", key=key, origin=Origin.TERMINAL, now=now
        )
        outcome = Recorded(key, key, Decision.QUEUE, 0.1, now, question_id=opened.question_id)
        return await outcomes.record(session, "ms", outcome)


async def test_cancelled_asks_leave_nothing_half_done_and_no_duplicate_when_retried(
    database: Database, now: datetime
) -> None:
    await _ask(database, "first", now)
    dice = random.Random(7)  # noqa: S311  # any moment will do
    for number in range(150):
        key = f"key {number}"
        task = asyncio.create_task(_ask(database, key, now))
        await asyncio.sleep(dice.uniform(0, 0.012))
        task.cancel()
        [result] = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(result, Recorded | asyncio.CancelledError)
        async with asyncio.timeout(3):
            retried = await _ask(database, key, now)
        assert retried.key == key
    async with database.reader() as session:
        assert await session.scalar(select(func.count()).select_from(OutcomeRow)) == 151
        assert await session.scalar(select(func.count()).select_from(AskerRow)) == 151
        assert len(await questions.queue(session, "ms")) == 151


async def test_tasks_cancelled_while_waiting_for_their_turn_do_not_hold_it(
    database: Database, now: datetime
) -> None:
    tasks = [asyncio.create_task(_ask(database, f"key {number}", now)) for number in range(30)]
    await asyncio.sleep(0.02)
    for task in tasks[::2]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(result, Recorded) for result in results[1::2])
    async with asyncio.timeout(3):
        await _ask(database, "the next", now)


async def test_cancelled_readers_give_their_connections_back(database: Database) -> None:
    async def read() -> None:
        async with database.reader() as session:
            for _ in range(20):
                await communities.version(session, "ms")

    for _ in range(10):
        tasks = [asyncio.create_task(read()) for _ in range(READERS * 2)]
        await asyncio.sleep(0.004)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(5):
        await asyncio.gather(*(read() for _ in range(READERS * 2)))
