"""Discord's own OpenAPI file judges both directions, where it is present."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from discord_server.rest.application import specified
from discord_server.rest.call import known_routes
from discord_server.specification import ABSENT, Specification, specification

if TYPE_CHECKING:
    from tests.discord_server.conftest import Api, Scene

judged = pytest.mark.skipif(not specification().present, reason=ABSENT)


@judged
@pytest.mark.parametrize(("method", "template"), known_routes())
def test_every_route_of_ours_is_one_of_discords(method: str, template: str) -> None:
    assert specification().knows(method, specified(template))


@judged
@pytest.mark.parametrize(
    "body", [{"content": 5}, {"content": "x", "embeds": [{"color": "red"}]}, {"content": "x", "flags": "no"}]
)
async def test_a_request_that_the_file_forbids_is_refused(
    scene: Scene, api: Api, body: dict[str, Any]
) -> None:
    scene.discord.expect(50035)
    status, answer = await api.say(**body)
    assert (status, answer["code"]) == (400, 50035)
    assert "OPENAPI" in str(answer)


@judged
async def test_an_answer_of_ours_that_the_file_forbids_is_a_problem(scene: Scene, api: Api) -> None:
    scene.guild.guild.name = 5  # type: ignore[assignment]
    assert (await api("GET", f"/guilds/{scene.guild.id}"))[0] == 200
    [problem] = scene.discord.problems
    assert "our own answer to GET /guilds/{guild_id}: name: 5 is not of type" in problem.detail
    scene.discord.problems.clear()


@judged
async def test_an_event_of_ours_that_the_file_forbids_is_a_problem(scene: Scene) -> None:
    said = scene.ana.says(scene.general, "hello")
    assert scene.discord.problems == []
    said.components = "none"  # type: ignore[assignment]
    scene.ana.edits(said, "changed")
    assert "our own MESSAGE_UPDATE: components" in scene.discord.problems[0].detail
    scene.discord.problems.clear()


@judged
async def test_numbers_are_taken_for_snowflakes_as_discord_py_sends_them(scene: Scene, api: Api) -> None:
    said = scene.ana.says(scene.general, "hello")
    status, _ = await api.say(content="x", message_reference={"message_id": said.id})
    assert status == 200


def test_without_the_file_nothing_is_judged() -> None:
    blind = Specification(None)
    assert not blind.present
    assert blind.request_flaws("POST", "/channels/{channel_id}/messages", {"content": 5}) == []
    assert blind.answer_flaws("GET", "/users/@me", 200, {}) == []
    assert blind.event_flaws("MESSAGE_CREATE", {}) == []
