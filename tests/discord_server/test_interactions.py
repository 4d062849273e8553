"""The rules of interactions: three seconds, one response, fifteen minutes, who sees what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from discord_server import Reply
    from tests.discord_server.conftest import Api, Scene

ASK = {
    "name": "ask",
    "description": "Ask a question",
    "options": [{"type": 3, "name": "question", "description": "What?", "autocomplete": True}],
}
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
BUTTON = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]


async def asked(scene: Scene, api: Api) -> Reply:
    await api.register(ASK)
    return await scene.ana.slash("ask", question="Why?")


async def test_a_response_after_three_seconds_finds_nobody(scene: Scene, api: Api) -> None:
    scene.discord.expect(10062)
    reply = await asked(scene, api)
    scene.discord.passes(seconds=3.1)
    status, answer = await api.respond(reply, MESSAGE, content="late")
    assert (status, answer["code"], answer["message"]) == (404, 10062, "Unknown interaction")
    with pytest.raises(AssertionError, match="in vain"):
        await reply.message(timeout=0.05)


async def test_a_second_response_is_refused(scene: Scene, api: Api) -> None:
    scene.discord.expect(40060)
    reply = await asked(scene, api)
    assert (await api.respond(reply, MESSAGE, content="one"))[0] == 200
    status, answer = await api.respond(reply, MESSAGE, content="two")
    assert (status, answer["code"]) == (400, 40060)


async def test_a_token_lives_for_fifteen_minutes(scene: Scene, api: Api) -> None:
    scene.discord.expect(50027)
    reply = await asked(scene, api)
    await api.respond(reply, DEFER)
    scene.discord.passes(minutes=14)
    assert (await api.follow("PATCH", reply, "/messages/@original", {"content": "done"}))[0] == 200
    scene.discord.passes(minutes=2)
    status, answer = await api.follow("POST", reply, "", {"content": "more"})
    assert (status, answer["code"]) == (401, 50027)


async def test_a_token_serves_nothing_before_the_first_response(scene: Scene, api: Api) -> None:
    scene.discord.expect(10015)
    reply = await asked(scene, api)
    assert (await api.follow("POST", reply, "", {"content": "early"}))[1]["code"] == 10015


async def test_the_first_followup_takes_the_place_of_thinking(scene: Scene, api: Api) -> None:
    reply = await asked(scene, api)
    _, answer = await api.respond(reply, DEFER, flags=64)
    assert answer["interaction"]["response_message_loading"]
    _, first = await api.follow("POST", reply, "", {"content": "first"})
    assert first["id"] == answer["interaction"]["response_message_id"]
    assert (await reply.message()).ephemeral, "the deferral decides who sees it"
    await api.follow("POST", reply, "", {"content": "second"})
    assert (await reply.followup(1)).text == "second"


async def test_followups_can_be_changed_read_and_taken_away(scene: Scene, api: Api) -> None:
    scene.discord.expect(10008)
    reply = await asked(scene, api)
    await api.respond(reply, MESSAGE, content="answer")
    _, more = await api.follow("POST", reply, "", {"content": "more", "flags": 64})
    path = f"/messages/{more['id']}"
    assert (await api.follow("PATCH", reply, path, {"content": "changed"}))[1]["content"] == "changed"
    assert (await api.follow("GET", reply, path))[1]["flags"] == 64
    assert (await api.follow("DELETE", reply, path))[0] == 204
    assert (await api.follow("GET", reply, path))[1]["code"] == 10008
    assert (await api.follow("GET", reply, "/messages/@original"))[1]["content"] == "answer"
    assert (await api.follow("DELETE", reply, "/messages/@original"))[0] == 204
    assert scene.ana.sees(scene.general) == []


@pytest.mark.parametrize("kind", [DEFER_UPDATE, UPDATE, CHOICES])
async def test_a_response_must_fit_what_was_asked(scene: Scene, api: Api, kind: int) -> None:
    scene.discord.expect(50035)
    reply = await asked(scene, api)
    data: dict[str, Any] = {"choices": []} if kind == CHOICES else {"content": "x"} if kind == UPDATE else {}
    status, answer = await api.respond(reply, kind, **data)
    assert (status, answer["code"]) == (400, 50035)
    assert reply.interaction.response is None


async def test_a_component_can_change_its_message(scene: Scene, api: Api) -> None:
    reply = await asked(scene, api)
    await api.respond(reply, MESSAGE, content="answer", components=BUTTON, flags=64)
    message = await reply.message()
    pressed = await scene.ana.clicks(message, "Go")
    _, answer = await api.respond(pressed, UPDATE, content="done", components=[])
    assert answer["resource"]["type"] == UPDATE
    assert await pressed.message() is message
    assert (message.text, message.buttons) == ("done", [])


async def test_a_deferred_update_is_seen_once_the_message_changes(scene: Scene, api: Api) -> None:
    reply = await asked(scene, api)
    await api.respond(reply, MESSAGE, content="answer", components=BUTTON)
    pressed = await scene.ana.clicks(await reply.message(), "Go")
    await api.respond(pressed, DEFER_UPDATE)
    with pytest.raises(AssertionError, match="in vain"):
        await pressed.message(timeout=0.05)
    await api.follow("PATCH", pressed, "/messages/@original", {"content": "changed"})
    assert (await pressed.message()).text == "changed"


def text_input(**more: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "t", "style": 2, "label": "Text", **more}


def form(*inputs: dict[str, Any], title: str = "Form") -> dict[str, Any]:
    return {
        "custom_id": "form",
        "title": title,
        "components": [{"type": 1, "components": [each]} for each in inputs],
    }


def labelled(label: str, **more: Any) -> dict[str, Any]:
    component = {"type": 4, "custom_id": "t", "style": 2, **more}
    return {
        "custom_id": "form",
        "title": "Form",
        "components": [{"type": 18, "label": label, "component": component}],
    }


REFUSED_MODALS = {
    "a long title": form(text_input(), title="a" * 46),
    "no fields": form(),
    "six fields": form(*[text_input(custom_id=str(n)) for n in range(6)]),
    "a long label": form(text_input(label="a" * 46)),
    "a long label of its own": labelled("a" * 46),
    "a long value": form(text_input(value="a" * 4001)),
    "a value above its maximum": form(text_input(value="abc", max_length=2)),
    "a value below its minimum": form(text_input(value="a", min_length=2)),
    "bounds in disorder": form(text_input(min_length=5, max_length=2)),
    "a maximum of 4,001": form(text_input(max_length=4001)),
    "a long placeholder": form(text_input(placeholder="a" * 101)),
    "the same field twice": form(text_input(), text_input()),
    "a button": form({"type": 2, "style": 1, "label": "Go", "custom_id": "go"}),
}


@pytest.mark.parametrize("name", REFUSED_MODALS)
async def test_a_modal_that_breaks_a_rule_is_refused(scene: Scene, api: Api, name: str) -> None:
    scene.discord.expect(50035)
    reply = await asked(scene, api)
    status, answer = await api.respond(reply, MODAL, **REFUSED_MODALS[name])
    assert (status, answer["code"]) == (400, 50035)


@pytest.mark.parametrize("data", [form(text_input(value="before")), labelled("Text", value="before")])
async def test_a_modal_is_filled_in_within_its_limits(scene: Scene, api: Api, data: dict[str, Any]) -> None:
    reply = await asked(scene, api)
    await api.respond(reply, MODAL, **data)
    modal = await reply.modal()
    with pytest.raises(AssertionError, match="no such long text"):
        await scene.ana.submits(modal, Text="a" * 4001)
    with pytest.raises(AssertionError, match="must be filled in"):
        await scene.ana.submits(modal, t="")
    with pytest.raises(AssertionError, match="no field 'name'"):
        await scene.ana.submits(modal, name="x")
    submitted = await scene.ana.submits(modal)
    await api.respond(submitted, MESSAGE, content="thanks")
    assert (await submitted.message()).text == "thanks"


def choices(names: Iterable[str], value: str = "v") -> dict[str, Any]:
    return {"choices": [{"name": name, "value": value} for name in names]}


@pytest.mark.parametrize(
    "data", [choices(map(str, range(26))), choices(["a" * 101]), choices(["a"], "v" * 101), choices([""])]
)
async def test_autocomplete_that_breaks_a_rule_is_refused(
    scene: Scene, api: Api, data: dict[str, Any]
) -> None:
    scene.discord.expect(50035)
    await api.register(ASK)
    with pytest.raises(AssertionError, match="in vain"):
        await scene.ana.autocomplete("ask", "question", "wh", timeout=0.05)
    interaction = next(iter(scene.discord.service.world.interactions.values()))
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    status, answer = await api("POST", path, {"type": CHOICES, "data": data})
    assert (status, answer["code"]) == (400, 50035)


async def test_a_private_answer_in_private_messages_works(scene: Scene, api: Api) -> None:
    await api.register(ASK)
    reply = await scene.ana.slash("ask", at=scene.ana.dms, question="Why?")
    await api.respond(reply, MESSAGE, content="because", flags=64)
    assert scene.ana.sees(scene.ana.dms) == [await reply.message()]


async def test_a_private_answer_cannot_be_fetched_from_its_channel(scene: Scene, api: Api) -> None:
    scene.discord.expect(10008)
    reply = await asked(scene, api)
    await api.respond(reply, MESSAGE, content="because", flags=64)
    number = (await reply.message()).id
    assert (await api("GET", f"/channels/{scene.general.id}/messages/{number}"))[1]["code"] == 10008


async def test_a_deferred_answer_pings_when_it_is_filled_in_and_an_edit_does_not(
    scene: Scene, api: Api
) -> None:
    reply = await asked(scene, api)
    await api.respond(reply, DEFER)
    assert scene.discord.pings == []
    await api.follow("PATCH", reply, "/messages/@original", {"content": scene.ana.mention})
    assert [ping.who for ping in scene.discord.pings] == ["Ana"]
    await api.follow("PATCH", reply, "/messages/@original", {"content": f"again {scene.ana.mention}"})
    assert len(scene.discord.pings) == 1


async def test_only_answers_to_interactions_can_be_private(scene: Scene, api: Api) -> None:
    await api.say(content="for all", flags=64)
    assert [message.text for message in scene.mod.sees(scene.general)] == ["for all"]
