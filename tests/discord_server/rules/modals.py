"""The limits of modals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from discord_server.components import SELECTS, Kind, walk
from discord_server.errors import Flaw
from discord_server.rules.components import custom_id_flaws, select_flaws
from discord_server.rules.limits import Path, count, known_keys, length

if TYPE_CHECKING:
    from collections.abc import Iterator

_INPUT = frozenset(
    {
        "type",
        "id",
        "custom_id",
        "style",
        "label",
        "min_length",
        "max_length",
        "required",
        "value",
        "placeholder",
    }
)
LONGEST = 4000


def modal_flaws(data: dict[str, Any]) -> Iterator[Flaw]:
    """Find everything that Discord would refuse in a modal."""
    yield from known_keys(data, {"custom_id", "title", "components"})
    yield from length(data.get("title"), ("title",), 45, least=1)
    yield from custom_id_flaws(data, ())
    components = data.get("components") or []
    yield from count(components, ("components",), 5, least=1)
    for index, component in enumerate(components):
        yield from _top(component, ("components", index))
    ids = Counter(part["custom_id"] for part in walk(components) if part.get("custom_id"))
    for custom_id in [each for each, times in ids.items() if times > 1]:
        message = f"Component custom id cannot be duplicated: {custom_id}"
        yield Flaw(("components",), "COMPONENT_CUSTOM_ID_DUPLICATED", message)


def _top(component: dict[str, Any], path: Path) -> Iterator[Flaw]:
    kind = component.get("type")
    if kind == Kind.ROW:
        children = component.get("components") or []
        yield from count(children, (*path, "components"), 1, least=1)
        for index, child in enumerate(children):
            yield from _input(child, (*path, "components", index), labelled=False)
    elif kind == Kind.LABEL:
        yield from length(component.get("label"), (*path, "label"), 45, least=1)
        yield from length(component.get("description"), (*path, "description"), 100)
        yield from _labelled(component.get("component") or {}, (*path, "component"))
    elif kind != Kind.TEXT:
        yield Flaw((*path, "type"), "UNION_TYPE_CHOICES", f"A modal has no components of type {kind}.")


def _labelled(component: dict[str, Any], path: Path) -> Iterator[Flaw]:
    if component.get("type") in SELECTS:
        yield from select_flaws(component, path)
    elif component.get("type") == Kind.FILE_UPLOAD:
        yield from custom_id_flaws(component, path)
    else:
        yield from _input(component, path, labelled=True)


def _input(field: dict[str, Any], path: Path, *, labelled: bool) -> Iterator[Flaw]:
    if field.get("type") != Kind.TEXT_INPUT:
        yield Flaw((*path, "type"), "UNION_TYPE_CHOICES", "Only a text input can stand here.")
        return
    yield from known_keys(field, _INPUT, path)
    yield from custom_id_flaws(field, path)
    if not labelled:
        yield from length(field.get("label"), (*path, "label"), 45, least=1)
    if field.get("style") not in (1, 2):
        yield Flaw((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
    yield from length(field.get("placeholder"), (*path, "placeholder"), 100)
    yield from _bounds(field, path)


def _bounds(field: dict[str, Any], path: Path) -> Iterator[Flaw]:
    least, most = field.get("min_length") or 0, field.get("max_length") or LONGEST
    if not 0 <= least <= LONGEST or not 1 <= most <= LONGEST or least > most:
        message = f"Lengths are between 0 and {LONGEST}, in order."
        yield Flaw((*path, "min_length"), "BASE_TYPE_BAD_INTEGER", message)
    elif field.get("value"):
        yield from length(field["value"], (*path, "value"), most, least)
