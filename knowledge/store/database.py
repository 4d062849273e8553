"""Engine and sessions, with the recipe that keeps SQLite from losing updates.

On SQLite a transaction that starts with a read and then writes can lose its turn or another's update, so
writers begin with BEGIN IMMEDIATE on one connection of their own, one at a time, and readers cannot write.
On PostgreSQL an advisory lock gives writers the same order, across processes.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from knowledge.errors import StoreError
from knowledge.store.address import is_sqlite, name_of, parse_address
from knowledge.store.failures import store_errors
from knowledge.store.sqlite import sqlite_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import URL

PATIENCE = 10.0  # seconds to wait for another process that writes
_READERS = 4
_CONNECT_SECONDS = 10.0
_WRITER_LOCK = 0x41667465  # any number that other users of the same PostgreSQL database do not take


class Database:
    """The store's two doors: `reader()` and `writer()`. `name` is its address without a password."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        """Prepare the engines and open nothing yet; `patience` is for other processes that write, in seconds.

        Raises:
            StoreError: "bad url".
        """
        self.address = parse_address(url)
        self.patience = patience
        self.name = name_of(self.address)
        self.sqlite = is_sqlite(self.address)
        if self.sqlite:
            self._writing = sqlite_engine(self.address, patience, begin="BEGIN IMMEDIATE", size=1)
            self._reading = sqlite_engine(self.address, patience, begin="BEGIN", size=_READERS)
        else:
            self._writing = _postgresql_engine(self.address, patience)
            # What changed since a version, and that version, must be of one moment.
            self._reading = self._writing.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._writers = async_sessionmaker(self._writing, expire_on_commit=False)
        self._readers = async_sessionmaker(self._reading, expire_on_commit=False)
        self._turn = asyncio.Lock()
        self._wrote = False

    @classmethod
    async def open(cls, url: str, *, migrate: bool = True, patience: float = PATIENCE) -> Self:
        """Open the database at `url`, bringing its tables up to date when `migrate`.

        Raises:
            StoreError: for every way in which it cannot be used ("not migrated", "too new", "corrupt", ...).
        """
        from knowledge.store import migrating  # noqa: PLC0415  # imports this module

        database = cls(url, patience=patience)
        try:
            await migrating.ensure(database, migrate=migrate)
        except BaseException:
            await database.dispose()
            raise
        return database

    @asynccontextmanager
    async def reader(self) -> AsyncIterator[AsyncSession]:
        """Give a session that sees one moment of the database and writes nothing."""
        with store_errors(self.name):
            async with self._readers.begin() as session:
                yield session

    @asynccontextmanager
    async def writer(self) -> AsyncIterator[AsyncSession]:
        """Give the session of a transaction that commits at the end; one at a time, never inside another.

        A cancelled task's transaction is rolled back, or was committed whole, before the next writer's turn.
        """
        async with self._turn:
            self._wrote = True
            with store_errors(self.name):
                async with self._writers.begin() as session:
                    await session.connection()
                    if not self.sqlite:
                        await session.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})"))
                    yield session

    async def dispose(self) -> None:
        """Close every connection, after `scrub` where something was written."""
        await self._reading.dispose()
        if self._wrote:
            # Whatever made the database unusable has been told to whoever used it.
            with suppress(StoreError):
                await self.scrub()
        await self._writing.dispose()

    async def scrub(self) -> None:
        """Take what was deleted out of SQLite's write-ahead log, where it would stay for a while."""
        if self.sqlite:
            await self.run_pragma("wal_checkpoint(TRUNCATE)")

    async def run_pragma(self, pragma: str) -> list[Any]:
        """Run an SQLite pragma outside any transaction and return the first row, empty when there is none."""
        async with self._turn:
            with store_errors(self.name):
                async with self._writing.connect() as connection:
                    raw = (await connection.get_raw_connection()).driver_connection
                    assert raw is not None  # noqa: S101  # the pool has just connected
                    async with raw.execute(f"PRAGMA {pragma}") as cursor:
                        return list(await cursor.fetchone() or ())


def _postgresql_engine(address: URL, patience: float) -> AsyncEngine:
    return create_async_engine(
        address,
        pool_size=_READERS + 1,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={
            "timeout": _CONNECT_SECONDS,
            "server_settings": {
                "application_name": "afterword",
                "lock_timeout": str(int(patience * 1000)),
            },
        },
    )
