"""What follows a first response: the original message again, and followups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server import errors
from discord_server.message_shapes import message_json
from discord_server.posting import amend, post, refuse_large, remove
from discord_server.rest.call import Answer, Call, route
from discord_server.rest.messages import change_message, filenames
from discord_server.rules.messages import check_message, refuse_empty

if TYPE_CHECKING:
    from discord_server.model import Interaction, Message
    from discord_server.service import Service

_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = f"{_HOOK}/messages/@original"
_ONE = f"{_HOOK}/messages/{{message_id}}"


def _answered(service: Service, call: Call) -> Interaction:
    if call.id("webhook_id") != service.world.bot.id:
        raise errors.unknown_webhook()
    interaction = service.world.interaction_by_token(call.params["webhook_token"])
    if interaction.response is None:
        raise errors.unknown_webhook()
    return interaction


def _original(service: Service, call: Call) -> Message:
    message = _answered(service, call).original
    if message is None or message.deleted:
        raise errors.unknown_message()
    return message


def _followup(service: Service, call: Call) -> Message:
    interaction = _answered(service, call)
    own = [interaction.original, *interaction.followups, interaction.source]
    for message in own:
        if message is not None and message.id == call.id("message_id") and not message.deleted:
            return message
    raise errors.unknown_message()


@route("POST", _HOOK)
def create_followup(service: Service, call: Call) -> Answer:
    interaction, body = _answered(service, call), call.body or {}
    check_message(body, "followup", filenames(call.files))
    refuse_large(call.files)
    refuse_empty(body, call.files)
    original = interaction.original
    if original is not None and original.loading and not original.deleted:
        amend(service, original, body, call.files)  # the first followup takes the place of "is thinking"
        return Answer(200, message_json(service.world, original))
    message = post(service, interaction.channel, service.world.bot, body, call.files, interaction)
    interaction.followups.append(message)
    service.journal.stir()
    return Answer(200, message_json(service.world, message))


@route("GET", _ORIGINAL)
def get_original(service: Service, call: Call) -> Answer:
    return Answer(200, message_json(service.world, _original(service, call)))


@route("PATCH", _ORIGINAL)
def edit_original(service: Service, call: Call) -> Answer:
    message = _original(service, call)
    change_message(service, message, call.body or {}, call.files)
    return Answer(200, message_json(service.world, message))


@route("DELETE", _ORIGINAL)
def delete_original(service: Service, call: Call) -> Answer:
    remove(service, _original(service, call))
    return Answer(204)


@route("GET", _ONE)
def get_followup(service: Service, call: Call) -> Answer:
    return Answer(200, message_json(service.world, _followup(service, call)))


@route("PATCH", _ONE)
def edit_followup(service: Service, call: Call) -> Answer:
    message = _followup(service, call)
    change_message(service, message, call.body or {}, call.files)
    return Answer(200, message_json(service.world, message))


@route("DELETE", _ONE)
def delete_followup(service: Service, call: Call) -> Answer:
    remove(service, _followup(service, call))
    return Answer(204)
