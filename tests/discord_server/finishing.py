"""What Discord adds to embeds and components before it gives them back."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from discord_server.components import Kind, walk

if TYPE_CHECKING:
    from discord_server.model import Json

_SELECT = {"min_values": 1, "max_values": 1}
_DEFAULTS: dict[int, dict[str, Any]] = {
    Kind.STRING_SELECT: _SELECT,
    Kind.USER_SELECT: _SELECT,
    Kind.ROLE_SELECT: _SELECT,
    Kind.MENTIONABLE_SELECT: _SELECT,
    Kind.CHANNEL_SELECT: _SELECT,
    Kind.CONTAINER: {"accent_color": None, "spoiler": False},
    Kind.SEPARATOR: {"spacing": 1, "divider": True},
    Kind.THUMBNAIL: {"description": None, "spoiler": False},
}


def finished_embed(embed: Json) -> Json:
    """Return an embed with a type, and every field in line or not."""
    fields = [{"inline": False, **field} for field in embed.get("fields", [])]
    return {"type": "rich", **deepcopy(embed), "fields": fields}


def finished_components(components: list[Json]) -> list[Json]:
    """Return components with an id each, and what was left to Discord."""
    copied = deepcopy(components)
    for number, component in enumerate(walk(copied), start=1):
        for key, value in {"id": number, **_DEFAULTS.get(component["type"], {})}.items():
            component.setdefault(key, value)
        for media in _media_of(component):
            media.update({"id": str(number), "proxy_url": media["url"]})
    return copied


def _media_of(component: Json) -> list[Json]:
    if component["type"] == Kind.GALLERY:
        for item in component["items"]:
            item.setdefault("description", None)
            item.setdefault("spoiler", False)
        return [item["media"] for item in component["items"]]
    return [component["media"]] if component["type"] == Kind.THUMBNAIL else []
