"""Buttons, selects and modals, as far as a person can see and use them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord_server.components import LINK_STYLE, SELECTS, Kind, buttons_of, walk
from discord_server.driver import resolving
from discord_server.message_shapes import COMPONENT, MODAL
from discord_server.permissions import permissions_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord_server.driver.people import Person
    from discord_server.driver.replies import Modal
    from discord_server.model import Json, Message
    from discord_server.service import Service

__all__ = [
    "COMPONENT",
    "MODAL",
    "button_data",
    "check_visible",
    "forged_modal_data",
    "modal_data",
    "select_data",
]


def check_visible(person: Person, message: Message) -> None:
    """Fail unless the person can see the message."""
    assert not message.deleted, "the message is gone"
    assert message.only_for in (None, person.user.id), f"{person.name} cannot see a message for somebody else"
    assert permissions_in(message.channel, person.user.id), f"{person.name} cannot see the channel"


def button_data(message: Message, wanted: str) -> Json:
    """Return the data of a press on the button with this label or custom id."""
    buttons = buttons_of(message.components)
    fitting = [each for each in buttons if wanted in (each.get("label"), each.get("custom_id"))]
    assert fitting, f"there is no button {wanted!r}, only {message.buttons}"
    button = fitting[0]
    assert not button.get("disabled"), f"the button {wanted!r} is greyed out"
    assert button["style"] != LINK_STYLE, f"{wanted!r} is a link to {button.get('url')}"
    return {"custom_id": button["custom_id"], "component_type": Kind.BUTTON, "id": button["id"]}


def select_data(service: Service, message: Message, chosen: list[Any], custom_id: str) -> Json:
    """Return the data of a choice in the select with this custom id, or in the only one."""
    selects = [each for each in walk(message.components) if each["type"] in SELECTS]
    fitting = [each for each in selects if custom_id in ("", each["custom_id"])]
    assert len(fitting) == 1, f"there are {len(fitting)} selects to pick from"
    select = fitting[0]
    assert not select.get("disabled"), "the select is greyed out"
    assert select["min_values"] <= len(chosen) <= select["max_values"], "too few or too many are chosen"
    data: Json = {"custom_id": select["custom_id"], "component_type": select["type"], "id": select["id"]}
    if select["type"] != Kind.STRING_SELECT:
        resolved: Json = {}
        values = [resolving.resolve(service, service.world.bot, each, resolved) for each in chosen]
        return {**data, "values": values, "resolved": resolved}
    return {**data, "values": _values(select["options"], chosen)}


def _values(options: list[Json], chosen: list[str]) -> list[str]:
    offered = {option["label"]: option["value"] for option in options}
    for label in chosen:
        assert label in offered, f"{label!r} is not offered, only {sorted(offered)}"
    return [offered[label] for label in chosen]


def modal_data(modal: Modal, given: Mapping[str, Any]) -> Json:
    """Return the data of a filled-in modal; fields are named by custom id or label."""
    inputs = modal.inputs
    by_label = {field["label"]: name for name, field in inputs.items()}
    named = {by_label.get(name, name): value for name, value in given.items()}
    for name in named:
        assert name in inputs, f"the modal has no field {name!r}, only {sorted(inputs)} or {sorted(by_label)}"
    filled = [_filled(part, named) for part in modal.body["components"]]
    return {"custom_id": modal.body["custom_id"], "components": filled, "resolved": {}}


def _filled(part: Json, given: Mapping[str, Any]) -> Json:
    if part["type"] == Kind.LABEL:
        return {"type": Kind.LABEL, "id": part.get("id", 1), "component": _field(part["component"], given)}
    if part["type"] == Kind.ROW:
        return {
            "type": Kind.ROW,
            "id": part.get("id", 1),
            "components": [_field(each, given) for each in part["components"]],
        }
    return {"type": part["type"], "id": part.get("id", 1)}


def _field(field: Json, given: Mapping[str, Any]) -> Json:
    name = field["custom_id"]
    filled = {"type": field["type"], "id": field.get("id", 1), "custom_id": name}
    if field["type"] in SELECTS:
        preset = [option["label"] for option in field.get("options", []) if option.get("default")]
        return {**filled, "values": _values(field.get("options", []), given.get(name, preset))}
    value = given.get(name, field.get("value") or "")
    assert value or not field.get("required", True), f"the field {name!r} must be filled in"
    assert len(value) <= (field.get("max_length") or 4000), f"the field {name!r} takes no such long text"
    assert not value or len(value) >= (field.get("min_length") or 0), (
        f"the field {name!r} takes no such short text"
    )
    return {**filled, "value": value}


def forged_modal_data(custom_id: str, fields: Mapping[str, str]) -> Json:
    """Return the data of a modal that was never opened."""
    rows = [
        {"type": 1, "id": n, "components": [{"type": 4, "id": n, "custom_id": name, "value": value}]}
        for n, (name, value) in enumerate(fields.items(), start=1)
    ]
    return {"custom_id": custom_id, "components": rows, "resolved": {}}
