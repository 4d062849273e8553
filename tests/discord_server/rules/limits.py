"""The plain checks that every rule is made of: lengths, counts, addresses, known keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from discord_server.errors import Flaw

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Path = tuple[str | int, ...]
URL_LIMIT = 2048


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def length(text: str | None, path: Path, most: int, least: int = 0) -> Iterator[Flaw]:
    """Find a text that is too long or too short."""
    size = len(text or "")
    if text is not None and not isinstance(text, str):
        yield Flaw(path, "STRING_TYPE_CONVERT", "Could not interpret as string.")
    elif size < least and not text:
        yield Flaw(path, "BASE_TYPE_REQUIRED", "This field is required")
    elif size < least:
        yield Flaw(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    elif size > most:
        yield Flaw(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def count(items: Collection[Any], path: Path, most: int, least: int = 0) -> Iterator[Flaw]:
    """Find a list that is too long or too short."""
    if not least <= len(items) <= most:
        yield Flaw(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def known_keys(body: dict[str, Any], known: Collection[str], path: Path = ()) -> Iterator[Flaw]:
    """Find keys that mean nothing to Discord (it ignores them; a client that sends them errs)."""
    for key in body:
        if key not in known:
            yield Flaw((*path, key), "UNKNOWN_KEY", "Discord knows no such key here.")


def address(url: Any, path: Path, files: Collection[str] = (), *, may_attach: bool = False) -> Iterator[Flaw]:
    """Find an address that no client could open."""
    if not isinstance(url, str) or len(url) > URL_LIMIT:
        yield Flaw(path, "BASE_TYPE_MAX_LENGTH", f"Must be {URL_LIMIT} or fewer in length.")
        return
    try:
        parts = urlsplit(url)
    except ValueError:
        yield Flaw(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return
    if may_attach and parts.scheme == "attachment":
        if parts.netloc not in files:
            yield Flaw(path, "URL_TYPE_INVALID_URL", f"No file named {parts.netloc} comes with the message.")
    elif parts.scheme not in ("http", "https"):
        message = f"Scheme {parts.scheme!r} is not supported. Scheme must be one of ('http', 'https')."
        yield Flaw(path, "URL_TYPE_INVALID_SCHEME", message)
    elif not parts.hostname or ("." not in parts.hostname and parts.hostname != "localhost") or " " in url:
        yield Flaw(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
