"""What is refused when commands are registered: each rule broken once, by plain requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.discord_server.conftest import Api, Scene


def command(**more: Any) -> dict[str, Any]:
    return {"name": "ask", "description": "Ask a question", "type": 1, **more}


def text_option(name: str = "question", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "What?", **more}


REFUSED_COMMANDS = {
    "capital letters": [command(name="Ask")],
    "a space": [command(name="ask me")],
    "a long name": [command(name="a" * 33)],
    "no description": [command(description="")],
    "a long description": [command(description="a" * 101)],
    "a menu entry with a description": [command(name="Find", type=3, description="x")],
    "the same name twice": [command(), command()],
    "101 commands": [command(name=f"c{n}") for n in range(101)],
    "six menu entries": [{"name": f"Find {n}", "type": 3} for n in range(6)],
    "26 options": [command(options=[text_option(f"o{n}") for n in range(26)])],
    "required after optional": [command(options=[text_option("a"), text_option("b", required=True)])],
    "26 choices": [
        command(options=[text_option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])])
    ],
    "a long choice": [command(options=[text_option(choices=[{"name": "a" * 101, "value": "a"}])])],
    "an unknown key": [command(colour="red")],
}


@pytest.mark.parametrize("name", REFUSED_COMMANDS)
async def test_a_command_that_breaks_a_rule_is_refused(scene: Scene, api: Api, name: str) -> None:
    scene.discord.expect(50035)
    status, answer = await api.register(*REFUSED_COMMANDS[name])
    assert (status, answer["code"]) == (400, 50035)
    assert not scene.discord.service.world.commands


async def test_commands_keep_their_ids_when_registered_again(api: Api) -> None:
    _, [first] = await api.register(command())
    _, [again] = await api.register(command(description="Ask anything"))
    assert first["id"] == again["id"]
    assert first["version"] != again["version"]
