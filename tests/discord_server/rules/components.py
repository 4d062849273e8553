"""The limits of buttons, selects and rows in messages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from discord_server.components import LINK_STYLE, SELECTS, Kind, walk
from discord_server.errors import Flaw
from discord_server.rules.limits import Path, address, count, known_keys, length, words

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP_LEVEL = 5
TOP_LEVEL_V2 = 10
TOTAL_V2 = 40
TEXT_V2 = 4000
_ANY_BUTTON = words("type id style label emoji custom_id url sku_id disabled")
_ANY_SELECT = frozenset(
    {
        "type",
        "id",
        "custom_id",
        "options",
        "placeholder",
        "min_values",
        "max_values",
        "disabled",
        "required",
        "default_values",
        "channel_types",
    }
)
_OPTION = words("label value description emoji default")
_V2_ONLY = frozenset({9, 10, 11, 12, 13, 14, 17})


def component_flaws(components: list[dict[str, Any]], *, version_2: bool = False) -> Iterator[Flaw]:
    """Find everything that Discord would refuse in a message's components."""
    path: Path = ("components",)
    yield from count(components, path, TOP_LEVEL_V2 if version_2 else TOP_LEVEL)
    for index, component in enumerate(components):
        if not version_2 and component.get("type") != Kind.ROW:
            message = 'Value of field "type" must be one of (1,).'
            yield Flaw((*path, index, "type"), "UNION_TYPE_CHOICES", message)
        else:
            yield from _nested(component, (*path, index))
    yield from _duplicates(components, path)
    if version_2:
        yield from _version_2_totals(components, path)


def _nested(component: dict[str, Any], path: Path) -> Iterator[Flaw]:
    kind = component.get("type")
    if kind == Kind.ROW:
        yield from _row(component, path)
    elif kind == Kind.BUTTON:
        yield from button_flaws(component, path)
    elif kind in SELECTS:
        yield from select_flaws(component, path)
    elif kind in _V2_ONLY:
        for index, child in enumerate(component.get("components", [])):
            yield from _nested(child, (*path, "components", index))
        if "accessory" in component:
            yield from _nested(component["accessory"], (*path, "accessory"))
        if kind == Kind.TEXT:
            yield from length(component.get("content"), (*path, "content"), TEXT_V2, least=1)
    else:
        yield Flaw((*path, "type"), "UNION_TYPE_CHOICES", f"A message has no components of type {kind}.")


def _row(row: dict[str, Any], path: Path) -> Iterator[Flaw]:
    children = row.get("components", [])
    yield from known_keys(row, {"type", "id", "components"}, path)
    yield from count(children, (*path, "components"), 5, least=1)
    for index, child in enumerate(children):
        if child.get("type") in SELECTS and len(children) > 1:
            yield Flaw((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select fills its row.")
        if child.get("type") not in {Kind.BUTTON, *SELECTS}:
            yield Flaw(
                (*path, "components", index), "UNION_TYPE_CHOICES", "A row holds buttons or one select."
            )
        else:
            yield from _nested(child, (*path, "components", index))


def button_flaws(button: dict[str, Any], path: Path) -> Iterator[Flaw]:
    """Find everything wrong with a button."""
    yield from known_keys(button, _ANY_BUTTON, path)
    yield from length(button.get("label"), (*path, "label"), 80)
    if not button.get("label") and not button.get("emoji"):
        yield Flaw((*path, "label"), "BUTTON_COMPONENT_LABEL_REQUIRED", "A button needs a label or an emoji.")
    if button.get("style") not in range(1, 6):
        yield Flaw((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
    elif button["style"] == LINK_STYLE:
        yield from address(button.get("url"), (*path, "url"))
        yield from length(button.get("url") or "", (*path, "url"), 512)
        if button.get("custom_id") is not None:
            yield Flaw((*path, "custom_id"), "BUTTON_COMPONENT_LINK_CUSTOM_ID", "A link has no custom id.")
    else:
        yield from custom_id_flaws(button, path)
        if button.get("url") is not None:
            yield Flaw((*path, "url"), "BUTTON_COMPONENT_URL", "Only a link has a url.")


def custom_id_flaws(component: dict[str, Any], path: Path) -> Iterator[Flaw]:
    """Find a custom id that is missing or too long."""
    yield from length(component.get("custom_id"), (*path, "custom_id"), 100, least=1)


def select_flaws(select: dict[str, Any], path: Path) -> Iterator[Flaw]:
    """Find everything wrong with a select."""
    yield from known_keys(select, _ANY_SELECT, path)
    yield from custom_id_flaws(select, path)
    yield from length(select.get("placeholder"), (*path, "placeholder"), 150)
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not 0 <= least <= 25 or not 1 <= most <= 25 or least > most:
        yield Flaw((*path, "min_values"), "BASE_TYPE_BAD_INTEGER", "Values are between 0 and 25, in order.")
    if select.get("type") == Kind.STRING_SELECT:
        yield from _options(select.get("options", []), (*path, "options"))
        if most > len(select.get("options", [])):
            yield Flaw((*path, "max_values"), "BASE_TYPE_BAD_INTEGER", "There are fewer options than that.")


def _options(options: list[dict[str, Any]], path: Path) -> Iterator[Flaw]:
    yield from count(options, path, 25, least=1)
    for index, option in enumerate(options):
        yield from known_keys(option, _OPTION, (*path, index))
        yield from length(option.get("label"), (*path, index, "label"), 100, least=1)
        yield from length(option.get("value"), (*path, index, "value"), 100, least=1)
        yield from length(option.get("description"), (*path, index, "description"), 100)
    for value, times in Counter(option.get("value") for option in options).items():
        if times > 1:
            yield Flaw(
                path, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", f"The value {value!r} is there twice."
            )


def _duplicates(components: list[dict[str, Any]], path: Path) -> Iterator[Flaw]:
    ids = Counter(part["custom_id"] for part in walk(components) if part.get("custom_id"))
    for custom_id, times in ids.items():
        if times > 1:
            message = f"Component custom id cannot be duplicated: {custom_id}"
            yield Flaw(path, "COMPONENT_CUSTOM_ID_DUPLICATED", message)


def _version_2_totals(components: list[dict[str, Any]], path: Path) -> Iterator[Flaw]:
    parts = list(walk(components))
    if len(parts) > TOTAL_V2:
        yield Flaw(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"There are more than {TOTAL_V2}.")
    if sum(len(part.get("content", "")) for part in parts if part["type"] == Kind.TEXT) > TEXT_V2:
        yield Flaw(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"Texts exceed {TEXT_V2} in all.")
