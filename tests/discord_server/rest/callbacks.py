"""The first response to an interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server import errors
from discord_server.errors import DiscordError, Flaw, refuse_flawed
from discord_server.message_shapes import AUTOCOMPLETE, COMPONENT, MODAL, callback_json
from discord_server.model import EPHEMERAL, LOADING
from discord_server.posting import post, refuse_large
from discord_server.rest.call import Answer, Call, route
from discord_server.rest.messages import change_message, filenames
from discord_server.rules.commands import choices_flaws
from discord_server.rules.limits import known_keys
from discord_server.rules.messages import check_message, refuse_empty
from discord_server.rules.modals import modal_flaws

if TYPE_CHECKING:
    from collections.abc import Callable

    from discord_server.model import Interaction, Message
    from discord_server.service import Service

SECONDS_TO_RESPOND = 3.0


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
def respond(service: Service, call: Call) -> Answer:
    interaction = _waiting(service, call)
    kind = call.body["type"]
    refuse_flawed(known_keys(call.body, {"type", "data"}))
    if kind not in _allowed(interaction):
        reason = f"A response of type {kind} does not fit this interaction."
        refuse_flawed([Flaw(("type",), "INTERACTION_RESPONSE_TYPE", reason)])
    try:
        message = _RESPONSES[kind](service, interaction, call)
    except DiscordError as refusal:
        raise refusal.inside("data") from None
    interaction.response, interaction.response_body = kind, call.body
    service.journal.stir()
    if call.query.get("with_response") not in ("1", "true"):
        return Answer(204)
    return Answer(200, callback_json(service.world, interaction, message))


def _waiting(service: Service, call: Call) -> Interaction:
    interaction = service.world.interactions.get(call.id("interaction_id"))
    if interaction is None or interaction.token != call.params["interaction_token"]:
        raise errors.unknown_interaction()
    if interaction.response is not None:
        raise errors.already_acknowledged()
    if service.world.clock.seconds() - interaction.started > SECONDS_TO_RESPOND:
        raise errors.unknown_interaction()
    return interaction


def _allowed(interaction: Interaction) -> set[int]:
    if interaction.type == AUTOCOMPLETE:
        return {8}
    on_message = {6, 7} if interaction.source is not None else set()
    if interaction.type == COMPONENT:
        return {4, 5, 9} | on_message
    return {4, 5} | on_message if interaction.type == MODAL else {4, 5, 9}


def _message(service: Service, interaction: Interaction, call: Call) -> Message:
    body = call.body.get("data") or {}
    check_message(body, "interaction", filenames(call.files))
    refuse_large(call.files)
    refuse_empty(body, call.files)
    interaction.original = post(
        service, interaction.channel, service.world.bot, body, call.files, interaction
    )
    return interaction.original


def _defer(service: Service, interaction: Interaction, call: Call) -> Message:
    data = call.body.get("data") or {}
    refuse_flawed(known_keys(data, {"flags"}))
    body = {"flags": ((data.get("flags") or 0) & EPHEMERAL) | LOADING}
    interaction.original = post(service, interaction.channel, service.world.bot, body, {}, interaction)
    return interaction.original


def _defer_update(_service: Service, interaction: Interaction, call: Call) -> Message | None:
    if call.body.get("data"):
        refuse_flawed(known_keys(call.body["data"], {"flags"}))
    interaction.original = interaction.source
    return interaction.source


def _update(service: Service, interaction: Interaction, call: Call) -> Message | None:
    source = interaction.source
    if source is None or source.deleted:
        raise DiscordError(404, 10008, "Unknown Message")
    change_message(service, source, call.body.get("data") or {}, call.files)
    interaction.original = source
    return source


def _autocomplete(_service: Service, _interaction: Interaction, call: Call) -> None:
    data = call.body.get("data") or {}
    refuse_flawed(known_keys(data, {"choices"}))
    refuse_flawed(choices_flaws(data.get("choices") or [], ("choices",)))


def _modal(_service: Service, _interaction: Interaction, call: Call) -> None:
    refuse_flawed(modal_flaws(call.body.get("data") or {}))


_RESPONSES: dict[int, Callable[[Service, Interaction, Call], Message | None]] = {
    4: _message,
    5: _defer,
    6: _defer_update,
    7: _update,
    8: _autocomplete,
    9: _modal,
}
