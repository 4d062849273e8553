"""Discord's own OpenAPI file as a judge of both directions; where it is absent, nothing is judged."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from discord_server.errors import Flaw

FILE = Path(os.environ.get("DISCORD_OPENAPI", Path(__file__).parents[3] / "shared/discord/openapi.json"))
ABSENT = f"Discord's OpenAPI file is not at {FILE}: bodies are judged by our own rules alone"

_EVENTS = {
    "MESSAGE_CREATE": "MessageResponse",
    "MESSAGE_UPDATE": "MessageResponse",
    "CHANNEL_CREATE": "GuildChannelResponse",
    "CHANNEL_UPDATE": "GuildChannelResponse",
    "CHANNEL_DELETE": "GuildChannelResponse",
    "THREAD_CREATE": "ThreadResponse",
    "THREAD_UPDATE": "ThreadResponse",
    "GUILD_CREATE": "GuildResponse",
    "GUILD_MEMBER_ADD": "GuildMemberResponse",
    "GUILD_MEMBER_UPDATE": "GuildMemberResponse",
    "GUILD_ROLE_CREATE": "GuildRoleResponse",
    "GUILD_ROLE_UPDATE": "GuildRoleResponse",
    "INTERACTION_CREATE": "MessageResponse",
}
_INSIDE = {"GUILD_ROLE_CREATE": "role", "GUILD_ROLE_UPDATE": "role", "INTERACTION_CREATE": "message"}


class Specification:
    """The schemas of every route, compiled when first needed."""

    def __init__(self, document: dict[str, Any] | None) -> None:
        self._paths = document["paths"] if document else {}
        self._document = document
        self._validators: dict[str, jsonschema_rs.Validator] = {}

    @property
    def present(self) -> bool:
        return self._document is not None

    def request_flaws(self, method: str, template: str, body: Any) -> list[Flaw]:
        """Return what the file has against a request's body."""
        content = self._operation(method, template).get("requestBody", {}).get("content", {})
        return self._flaws(content.get("application/json", {}).get("schema"), body)

    def answer_flaws(self, method: str, template: str, status: int, body: Any) -> list[Flaw]:
        """Return what the file has against an answer of our own."""
        responses = self._operation(method, template).get("responses", {})
        if self.present and responses and str(status) not in responses and status < 400:
            return [Flaw((), "OPENAPI", f"the status {status} is none of {sorted(responses)}")]
        content = responses.get(str(status), {}).get("content", {})
        return self._flaws(content.get("application/json", {}).get("schema"), body)

    def event_flaws(self, event: str, data: Any) -> list[Flaw]:
        """Return what the file has against the object that an event carries."""
        judged = data.get(_INSIDE[event]) if event in _INSIDE else data
        if event not in _EVENTS or judged is None:
            return []
        return self._flaws({"$ref": f"#/components/schemas/{_EVENTS[event]}"}, judged)

    def knows(self, method: str, template: str) -> bool:
        return bool(self._operation(method, template))

    def _operation(self, method: str, template: str) -> dict[str, Any]:
        found: dict[str, Any] = self._paths.get(template, {}).get(method.lower(), {})
        return found

    def _flaws(self, schema: dict[str, Any] | None, body: Any) -> list[Flaw]:
        if not schema or self._document is None:
            return []
        key = json.dumps(schema)
        if key not in self._validators:
            self._validators[key] = _compile(schema, self._document)
        if self._validators[key].is_valid(body):
            return []
        return [_flaw(error) for error in self._validators[key].iter_errors(body)]


def _compile(schema: dict[str, Any], document: dict[str, Any]) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(
        {**schema, "components": document["components"]}, ignore_unknown_formats=True
    )


def _flaw(error: jsonschema_rs.ValidationError) -> Flaw:
    error = _deepest(error)
    path = tuple(error.instance_path)
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.MaxLength):
        return Flaw(path, "BASE_TYPE_MAX_LENGTH", f"Must be {error.kind.limit} or fewer in length.")
    return Flaw(path, "OPENAPI", error.message[:400])


def _deepest(error: jsonschema_rs.ValidationError) -> jsonschema_rs.ValidationError:
    """Return the error inside a union that lies deepest: the branch that was meant, most likely."""
    branches = getattr(error.kind, "context", None) or []
    inner = [_deepest(one) for branch in branches for one in branch]
    return max([error, *inner], key=lambda one: len(one.instance_path))


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
