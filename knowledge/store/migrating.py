"""Bring a database's tables up to date, and say in what state they are."""

from __future__ import annotations

import asyncio
import logging
from importlib import resources
from typing import TYPE_CHECKING

from sqlalchemy import inspect as sqlalchemy_inspect
from sqlalchemy import text

import migrations
from knowledge.errors import StoreError
from knowledge.store.address import file_of
from knowledge.store.database import Database
from knowledge.store.failures import store_errors
from knowledge.store.sqlite import make_file

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession

HEAD = migrations.HEAD


async def migrate(url: str) -> None:
    """Bring the database at `url` up to date; it is created when an SQLite file is missing.

    Raises:
        StoreError: "too new" when a newer version of this program has been at it, and what else can fail.
    """
    database = await Database.open(url, migrate=True)
    await database.dispose()


async def ensure(database: Database, *, migrate: bool) -> None:
    """Check that the tables are those of this version, or make them so when `migrate`.

    Raises:
        StoreError: "not migrated" (only unless `migrate`) or "too new".
    """
    await _make_file(database)
    async with database.reader() as session:
        found = await revision(session)
    if found == HEAD:
        return
    if found is not None and found not in migrations.KNOWN:
        raise StoreError(database.name, "too new", f"it is at {found}, this version knows {HEAD}")
    if not migrate:
        raise StoreError(database.name, "not migrated", f"it is at {found or 'nothing'}, wanted is {HEAD}")
    async with database.writer() as session:
        await (await session.connection()).run_sync(_upgrade)


async def _make_file(database: Database) -> None:
    path = file_of(database.address)
    if path is None:
        return
    if path.is_dir():
        raise StoreError(database.name, "unreachable", "it is a folder, not a file")
    with store_errors(database.name):
        await asyncio.to_thread(make_file, path, database.patience)


async def revision(session: AsyncSession) -> str | None:
    """Return the database's migration, None before the first."""
    connection = await session.connection()
    if not await connection.run_sync(lambda sync: sqlalchemy_inspect(sync).has_table("alembic_version")):
        return None
    found: str | None = await session.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection) -> None:
    """Run the pending migrations inside the caller's transaction, so that a failed one leaves nothing."""
    # Slow to import and rarely needed: a database that is up to date starts without it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    logging.getLogger("alembic").setLevel(logging.WARNING)
    with resources.as_file(resources.files(migrations)) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
