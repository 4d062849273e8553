"""Column types that keep both backends alike: times in UTC, text both can hold, keys both can index."""

from __future__ import annotations

from datetime import UTC as UTC_ZONE
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import DateTime, String, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect

KEY_LENGTH = 200


class UTC(TypeDecorator[datetime]):
    """A moment, kept in UTC; SQLite has no time zones, so it goes in and comes out with its zone here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value!r}")
        moment = value.astimezone(UTC_ZONE)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC_ZONE) if value.tzinfo is None else value.astimezone(UTC_ZONE)


class Words(TypeDecorator[str]):
    """Text from people: PostgreSQL refuses NUL, and neither driver can write a lone surrogate."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else storable(value)


def storable(words: str) -> str:
    """Return `words` without what a database cannot hold: NUL out, lone surrogates replaced."""
    return words.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


class Key(TypeDecorator[str]):
    """A name that is looked up; a long one is kept as its digest: PostgreSQL indexes 2,700 bytes."""

    impl = String(KEY_LENGTH)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else as_key(value)


def as_key(name: str) -> str:
    """Return `name` as a `Key` column holds it."""
    name = storable(name)
    return name if len(name) <= KEY_LENGTH else f"sha256:{sha256(name.encode()).hexdigest()}"


def digest_of(words: str) -> bytes:
    """Return the SHA-256 of `words`, by which equal texts find each other."""
    return sha256(storable(words).encode()).digest()
