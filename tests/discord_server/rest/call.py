"""One request as its handler sees it, and the table of all handlers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from discord_server.errors import Flaw, refuse_flawed

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web

    from discord_server.service import Service


@dataclass
class Upload:
    filename: str
    content: bytes


@dataclass
class Call:
    """A request, its body read."""

    method: str
    template: str
    params: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: dict[str, Upload] = field(default_factory=dict)

    def id(self, name: str) -> int:
        """Return a snowflake of the path.

        Raises:
            DiscordError: it is none.
        """
        value = self.params[name]
        refuse_flawed(
            []
            if value.isdecimal()
            else [Flaw((name,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')]
        )
        return int(value)


@dataclass
class Answer:
    status: int
    body: Any = None


if TYPE_CHECKING:
    Handler = Callable[[Service, Call], Answer]

_HANDLERS: list[tuple[str, str, re.Pattern[str], Handler]] = []


def route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Register the handler of a route, written as in Discord's documentation."""
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template))

    def register(handler: Handler) -> Handler:
        _HANDLERS.append((method, template, pattern, handler))
        return handler

    return register


def known_routes() -> list[tuple[str, str]]:
    """Return the method and template of every route."""
    return [(method, template) for method, template, _, _ in _HANDLERS]


def find_handler(method: str, path: str) -> tuple[Handler, str, dict[str, str]] | None:
    """Return the handler of a path, the route's template and what stands in its braces."""
    for known_method, template, pattern, handler in _HANDLERS:
        found = pattern.fullmatch(path) if method == known_method else None
        if found:
            return handler, template, found.groupdict()
    return None


async def read_body(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    """Return the JSON of a request, and the files that came with it."""
    if request.content_type.startswith("multipart/"):
        return await _read_multipart(request)
    raw = await request.read()
    if not raw:
        return None, {}
    refuse_flawed(
        []
        if request.content_type == "application/json"
        else [Flaw((), "CONTENT_TYPE_INVALID", 'Expected "Content-Type" header to be application/json.')]
    )
    try:
        return json.loads(raw), {}
    except ValueError:
        refuse_flawed([Flaw((), "JSON_INVALID", "The request body contains invalid JSON.")])
        raise


async def _read_multipart(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    body, files = None, {}
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        content = await part.read()  # type: ignore[union-attr]  # nested multipart is not Discord's
        name = part.name or ""  # type: ignore[union-attr]
        if name == "payload_json":
            body = json.loads(content)
        elif match := re.fullmatch(r"files\[(\d+)\]", name):
            files[match[1]] = Upload(part.filename or "file", bytes(content))  # type: ignore[union-attr]
        else:
            refuse_flawed([Flaw((name,), "MULTIPART_UNKNOWN", "Discord knows no such part.")])
    return body, files
