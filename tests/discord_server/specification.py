"""Discord's own OpenAPI file as a judge of both directions; where it is absent, nothing is judged."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(os.environ.get("DISCORD_OPENAPI", Path(__file__).parents[3] / "shared/discord/openapi.json"))
ABSENT = f"Discord's OpenAPI file is not at {FILE}: bodies are judged by our own rules alone"

_EVENTS = {
    "MESSAGE_CREATE": ("MessageResponse", ()),
    "MESSAGE_UPDATE": ("MessageResponse", ()),
    "CHANNEL_CREATE": ("GuildChannelResponse", ()),
    "CHANNEL_UPDATE": ("GuildChannelResponse", ()),
    "CHANNEL_DELETE": ("GuildChannelResponse", ()),
    "THREAD_CREATE": ("ThreadResponse", ()),
    "THREAD_UPDATE": ("ThreadResponse", ()),
    "GUILD_MEMBER_ADD": ("GuildMemberResponse", ()),
    "GUILD_ROLE_CREATE": ("GuildRoleResponse", ("role",)),
    "GUILD_ROLE_UPDATE": ("GuildRoleResponse", ("role",)),
    "GUILD_CREATE": ("GuildResponse", ()),
    "INTERACTION_CREATE": ("MessageResponse", ("message",)),
}


class Specification:
    """The schemas of every route, compiled when first needed."""

    def __init__(self, document: dict[str, Any] | None) -> None:
        self._paths = document["paths"] if document else {}
        self._document = document
        self._validators: dict[str, jsonschema_rs.Validator] = {}

    @property
    def present(self) -> bool:
        return self._document is not None

    def request_flaws(self, method: str, template: str, body: Any) -> list[str]:
        """Return what the file has against a request's body."""
        content = self._operation(method, template).get("requestBody", {}).get("content", {})
        return self._flaws(content.get("application/json", {}).get("schema"), body)

    def answer_flaws(self, method: str, template: str, status: int, body: Any) -> list[str]:
        """Return what the file has against an answer of our own."""
        responses = self._operation(method, template).get("responses", {})
        if self.present and responses and str(status) not in responses and status < 400:
            return [f"the status {status} is none of {sorted(responses)}"]
        content = responses.get(str(status), {}).get("content", {})
        return self._flaws(content.get("application/json", {}).get("schema"), body)

    def event_flaws(self, event: str, data: Any) -> list[str]:
        """Return what the file has against the object that an event carries."""
        name, path = _EVENTS.get(event, ("", ()))
        for step in path:
            data = data.get(step)
        if not name or data is None:
            return []
        return self._flaws({"$ref": f"#/components/schemas/{name}"}, data)

    def knows(self, method: str, template: str) -> bool:
        return bool(self._operation(method, template))

    def _operation(self, method: str, template: str) -> dict[str, Any]:
        found: dict[str, Any] = self._paths.get(template, {}).get(method.lower(), {})
        return found

    def _flaws(self, schema: dict[str, Any] | None, body: Any) -> list[str]:
        if schema is None or self._document is None:
            return []
        key = json.dumps(schema)
        if key not in self._validators:
            self._validators[key] = _compile(schema, self._document)
        if self._validators[key].is_valid(body):
            return []
        return list(_sentences(self._validators[key], body))


def _compile(schema: dict[str, Any], document: dict[str, Any]) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(
        {**schema, "components": document["components"]}, ignore_unknown_formats=True
    )


def _sentences(validator: jsonschema_rs.Validator, body: Any) -> Iterator[str]:
    for error in validator.iter_errors(body):
        place = ".".join(map(str, error.instance_path)) or "the body"
        yield f"{place}: {error.message[:600]}"


@cache
def specification() -> Specification:
    """Read the file, once."""
    if not FILE.exists():
        return Specification(None)
    document = json.loads(FILE.read_text(encoding="utf-8"))
    schemas = document["components"]["schemas"]
    schemas["SnowflakeType"]["type"] = ["string", "integer"]  # discord.py sends integers
    schemas["ChannelTypes"]["oneOf"].append(
        {"title": "GUILD_MEDIA", "const": 16}
    )  # documented, but not there
    return Specification(document)
