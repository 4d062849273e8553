"""SQLite as we use it: the pragmas, the explicit BEGIN, and the making of a file."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import URL, Connection

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
)


class _Connection(sqlite3.Connection):
    """Closes its cursors with itself.

    SQLite keeps a connection and its locks for as long as a statement of it lives, and the statement of a
    cancelled task lives on in the traceback of that task.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # sqlite3's own
        super().__init__(*args, **options)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401  # sqlite3's own
        cursor = super().cursor(*args, **options)
        self._cursors.add(cursor)
        return cursor

    def close(self) -> None:
        cursors, self._cursors = list(self._cursors), WeakSet()
        for cursor in cursors:
            cursor.close()
        super().close()


def sqlite_engine(address: URL, patience: float, *, begin: str, size: int) -> AsyncEngine:
    """Return an engine whose `size` connections follow the recipe; each transaction starts with `begin`.

    Only those that begin with BEGIN IMMEDIATE can write. `patience`, in seconds, is for other processes.
    """
    engine = create_async_engine(
        address,
        pool_size=size,
        max_overflow=0,
        # None: Python's sqlite3 begins nothing by itself, so that our own BEGIN counts, also around DDL.
        # timeout: sets busy_timeout.
        connect_args={"isolation_level": None, "timeout": patience, "factory": _Connection},
    )
    pragmas = _PRAGMAS if begin == "BEGIN IMMEDIATE" else (*_PRAGMAS, "PRAGMA query_only = ON")

    def set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own type
        try:
            cursor = connection.cursor()
            for pragma in pragmas:
                cursor.execute(pragma)
            cursor.close()
        except BaseException:
            # The pool forgets a connection that fails here, and its thread would outlive the event loop.
            connection.terminate()
            raise

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", set_pragmas)
    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


def make_file(path: Path, patience: float) -> None:
    """Create a database file, and its folder, readable by their owner only, unless it is there and not empty.

    Raises:
        OSError: the folder or the file cannot be made.
        sqlite3.Error: another process is making it for longer than `patience`, in seconds.
    """
    if path.is_file() and path.stat().st_size:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    deadline = time.monotonic() + patience
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # SQLite does not wait by itself when two processes switch the mode at once.
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return
