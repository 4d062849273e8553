"""Database addresses: which are understood, and how they are named without a password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from knowledge.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import URL

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def parse_address(url: str) -> URL:
    """Return `url` with the driver we use.

    Raises:
        StoreError: "bad url" for anything but a PostgreSQL database or an SQLite file.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        # The text may hold a password: it is not repeated.
        raise StoreError("", "bad url", "not a database address") from None
    driver = _DRIVERS.get(address.drivername)
    if driver is None:
        raise StoreError(
            name_of(address), "bad url", f"{address.drivername} is neither sqlite nor postgresql"
        )
    address = address.set(drivername=driver)
    if is_sqlite(address):
        _require_file(address)
        return address
    # libpq's word for it; asyncpg takes the same values under another name.
    if "sslmode" in address.query:
        address = address.update_query_dict({"ssl": address.query["sslmode"]})
        address = address.difference_update_query(["sslmode"])
    return address


def is_sqlite(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def name_of(address: URL) -> str:
    """Return the address as it may be shown: an SQLite file's path, else the address without password."""
    if is_sqlite(address):
        return address.database or ""
    shown = address.set(drivername=address.get_backend_name(), password=None, query={})
    return shown.render_as_string(hide_password=True)


def file_of(address: URL) -> Path | None:
    """Return the path of an SQLite file; None for PostgreSQL and for what is a `file:` address."""
    if not is_sqlite(address) or not address.database or address.database.startswith("file:"):
        return None
    return Path(address.database)


def _require_file(address: URL) -> None:
    database = address.database or ""
    if not database or ":memory:" in database or address.query.get("mode") == "memory":
        # One connection would be shared by all tasks, and a rollback of one would discard another's work.
        raise StoreError(name_of(address), "bad url", "a database in memory cannot be shared")
