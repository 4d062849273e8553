"""The words for message components, and how to walk through nested ones."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(IntEnum):
    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19


SELECTS = frozenset({3, 5, 6, 7, 8})
LINK_STYLE = 5


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield every component, the nested ones after what holds them."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        yield from walk([component[name] for name in ("accessory", "component") if name in component])


def buttons_of(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the buttons among the components."""
    return [part for part in walk(components) if part["type"] == Kind.BUTTON]


def selects_of(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the selects that bring their own options."""
    return [part for part in walk(components) if part["type"] == Kind.STRING_SELECT]


def texts_of(components: list[dict[str, Any]]) -> list[str]:
    """Return what the text components say."""
    return [part["content"] for part in walk(components) if part["type"] == Kind.TEXT]
