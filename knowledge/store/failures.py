"""The one place where a driver's error becomes a `StoreError`."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asyncpg.exceptions import InterfaceError, PostgresError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from knowledge.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

# https://www.sqlite.org/rescode.html; the low byte is the primary code.
_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_PERM: "unreachable",
    sqlite3.SQLITE_IOERR: "unreachable",
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html; the longest prefix that fits decides.
_POSTGRESQL = {
    "08": "unreachable",
    "25006": "read-only",
    "28": "unreachable",
    "3D000": "unreachable",
    "40": "locked",
    "42P01": "not migrated",
    "53": "unreachable",
    "53100": "full",
    "53200": "full",
    "55P03": "locked",
    "57": "unreachable",
    "57014": "locked",
    "58": "unreachable",
    "XX001": "corrupt",
    "XX002": "corrupt",
}
_OPERATING_SYSTEM = {
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
}


@contextmanager
def store_errors(database: str) -> Iterator[None]:
    """Turn what the drivers raise inside into `StoreError` about `database`; other errors pass unchanged."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError, sqlite3.Error, PostgresError, InterfaceError, OSError) as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise StoreError(database, reason, _detail(error)) from error


def _reason(error: Exception) -> str | None:
    if isinstance(error, PoolTimeoutError):
        return "locked"
    if isinstance(error, DBAPIError):
        cause = _driver_error(error)
        found = _reason(cause) if cause is not None else None
        return found or ("unreachable" if error.connection_invalidated else None)
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, PostgresError):
        return _by_prefix(getattr(error, "sqlstate", None) or "")
    if isinstance(error, OSError):
        return _OPERATING_SYSTEM.get(error.errno or 0, "unreachable")
    return "unreachable"


def _driver_error(error: DBAPIError) -> Exception | None:
    """Return the driver's own error; SQLAlchemy's asyncpg adapter wraps it once more."""
    cause = error.orig
    inner = getattr(cause, "driver_exception", None) or getattr(cause, "__cause__", None)
    if isinstance(inner, PostgresError | InterfaceError | OSError):
        return inner
    return cause if isinstance(cause, sqlite3.Error | PostgresError | InterfaceError | OSError) else None


def _by_prefix(state: str) -> str | None:
    return next((_POSTGRESQL[state[:length]] for length in (5, 2) if state[:length] in _POSTGRESQL), None)


def _detail(error: Exception) -> str:
    cause = _driver_error(error) if isinstance(error, DBAPIError) else None
    return str(cause or error).split("\n", maxsplit=1)[0].strip()
