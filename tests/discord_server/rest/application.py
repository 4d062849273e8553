"""What happens to every request: the record, the faults, the token, the specification, the answer."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from discord_server import errors
from discord_server.errors import DiscordError
from discord_server.journal import Request
from discord_server.rest.call import Answer, Call, find_handler, read_body

if TYPE_CHECKING:
    from discord_server.faults import Fault
    from discord_server.service import Service

PREFIX = "/api/v10"
_OPEN = ("/interactions/", "/webhooks/")  # their token is in the path


async def serve_rest(service: Service, request: web.Request) -> web.StreamResponse:
    """Answer one request of the bot, whatever it is."""
    path = request.path.removeprefix(PREFIX)
    found = find_handler(request.method, path)
    template = found[1] if found else path
    record = Request(request.method, template, path, None, {}, service.world.clock.seconds())
    service.journal.requests.append(record)
    fault = service.faults.take(request.method, template)
    if fault is not None and fault.delay:
        await asyncio.sleep(fault.delay)
    spoiled = fault is not None and bool(fault.status or fault.drop)
    answer = None if spoiled and not fault.after_work else await _work(service, request, record)
    response = _spoil(fault, request) if spoiled else _respond(answer, template)
    record.status = response.status
    service.journal.stir()
    return response


async def _work(service: Service, request: web.Request, record: Request) -> Answer:
    try:
        answer = await _handle(service, request, record)
    except DiscordError as refusal:
        service.journal.problem(refusal.code or refusal.status, f"{record.method} {record.path}: {refusal}")
        answer = Answer(refusal.status, refusal.body())
    except Exception as broken:
        service.journal.problem(0, f"{record.method} {record.path} broke the local Discord: {broken!r}")
        raise
    record.answer = answer.body
    return answer


async def _handle(service: Service, request: web.Request, record: Request) -> Answer:
    path = record.path
    found = find_handler(request.method, path)
    if found is None:
        raise errors.unknown_route()
    if not path.startswith(_OPEN) and request.headers.get("Authorization") != f"Bot {service.token}":
        raise errors.unauthorized()
    handler, template, params = found
    body, files = await read_body(request)
    record.body, record.files = body, {file.filename: file.content for file in files.values()}
    _judge_request(service, record, body)
    answer = handler(service, Call(request.method, template, params, dict(request.query), body, files))
    _judge_answer(service, record, answer)
    return answer


def specified(template: str) -> str:
    """Return the template as the OpenAPI file spells it."""
    return template.replace("{emoji}", "{emoji_name}")


def _judge_request(service: Service, record: Request, body: Any) -> None:
    specification = service.specification
    found = (
        specification.request_flaws(record.method, specified(record.template), body)
        if body is not None
        else []
    )
    errors.refuse_flawed(found)


def _judge_answer(service: Service, record: Request, answer: Answer) -> None:
    template = specified(record.template)
    for flaw in service.specification.answer_flaws(record.method, template, answer.status, answer.body):
        service.journal.problem(0, f"our own answer to {record.method} {template}: {flaw}")


def _respond(answer: Answer, template: str) -> web.Response:
    headers = {
        "Via": "1.1 local",
        "X-RateLimit-Bucket": f"{abs(hash(template)):x}",
        "X-RateLimit-Limit": "1000",
        "X-RateLimit-Remaining": "999",
        "X-RateLimit-Reset": "9999999999",
        "X-RateLimit-Reset-After": "1.0",
    }
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    return json_response(answer.status, answer.body, headers)


def json_response(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    """Return JSON whose Content-Type has no charset, as Discord's has none."""
    headers = {**headers, "Content-Type": "application/json"}
    return web.Response(status=status, body=json.dumps(body).encode(), headers=headers)


def _spoil(fault: Fault, request: web.Request) -> web.Response:
    if fault.drop:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=499)
    if fault.status == 429:
        return _too_many(fault)
    return web.Response(status=fault.status, text="upstream connect error", headers={"Via": "1.1 local"})


def _too_many(fault: Fault) -> web.Response:
    body = {
        "message": "You are being rate limited.",
        "retry_after": fault.retry_after,
        "global": fault.globally,
    }
    headers = {
        "Via": "1.1 local",
        "Retry-After": str(max(1, round(fault.retry_after))),
        "X-RateLimit-Scope": "global" if fault.globally else "user",
        "X-RateLimit-Reset-After": str(fault.retry_after),
    }
    if fault.globally:
        headers["X-RateLimit-Global"] = "true"
    else:
        headers |= {"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}
    return json_response(429, body, headers)
