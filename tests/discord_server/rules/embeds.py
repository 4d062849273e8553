"""The limits of embeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord_server.errors import Flaw
from discord_server.model import embed_texts
from discord_server.rules.limits import address, count, known_keys, length, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

TOTAL = 6000
_KEYS = frozenset(
    {
        "type",
        "title",
        "description",
        "url",
        "color",
        "timestamp",
        "footer",
        "image",
        "thumbnail",
        "video",
        "provider",
        "author",
        "fields",
        "flags",
    }
)
_PART_KEYS = {
    "footer": frozenset({"text", "icon_url", "proxy_icon_url"}),
    "image": words("url proxy_url height width description flags"),
    "thumbnail": words("url proxy_url height width description flags"),
    "author": words("name url icon_url proxy_icon_url"),
}
_FIELD_KEYS = frozenset({"name", "value", "inline"})


def embed_flaws(embeds: list[dict[str, Any]], files: Collection[str]) -> Iterator[Flaw]:
    """Find everything that Discord would refuse in the embeds of one message."""
    yield from count(embeds, ("embeds",), 10)
    for index, embed in enumerate(embeds):
        yield from _one(embed, ("embeds", index), files)
    total = sum(len(text) for text in embed_texts(embeds))
    if total > TOTAL:
        yield Flaw(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {TOTAL}")


def _one(embed: dict[str, Any], path: tuple[str | int, ...], files: Collection[str]) -> Iterator[Flaw]:
    yield from known_keys(embed, _KEYS, path)
    yield from length(embed.get("title"), (*path, "title"), 256)
    yield from length(embed.get("description"), (*path, "description"), 4096)
    yield from _fields(embed.get("fields", []), (*path, "fields"))
    footer, author = embed.get("footer"), embed.get("author")
    if footer is not None:
        yield from length(footer.get("text"), (*path, "footer", "text"), 2048, least=1)
    if author is not None:
        yield from length(author.get("name"), (*path, "author", "name"), 256, least=1)
    yield from _addresses(embed, path, files)
    if not _shows_something(embed):
        yield Flaw((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")


def _fields(fields: list[dict[str, Any]], path: tuple[str | int, ...]) -> Iterator[Flaw]:
    yield from count(fields, path, 25)
    for index, field in enumerate(fields):
        yield from known_keys(field, _FIELD_KEYS, (*path, index))
        yield from length((field.get("name") or "").strip(), (*path, index, "name"), 256, least=1)
        yield from length((field.get("value") or "").strip(), (*path, index, "value"), 1024, least=1)


def _addresses(embed: dict[str, Any], path: tuple[str | int, ...], files: Collection[str]) -> Iterator[Flaw]:
    if embed.get("url") is not None:
        yield from address(embed["url"], (*path, "url"))
    for part, keys in _PART_KEYS.items():
        value = embed.get(part)
        if value is None:
            continue
        yield from known_keys(value, keys, (*path, part))
        for name in ("url", "icon_url"):
            if value.get(name) is not None:
                file_allowed = (part, name) != ("author", "url")
                yield from address(value[name], (*path, part, name), files, may_attach=file_allowed)


def _shows_something(embed: dict[str, Any]) -> bool:
    return any(
        embed.get(name)
        for name in ("title", "description", "fields", "footer", "author", "image", "thumbnail")
    )
