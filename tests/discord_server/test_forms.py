"""What options, selects and forms of every kind carry, and the newer kind of components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.discord_server.conftest import Api, Scene

KINDS = {"text": 3, "number": 4, "yes": 5, "person": 6, "place": 7, "role": 8, "share": 10, "file": 11}
ALL = {
    "name": "all",
    "description": "One of each",
    "options": [{"type": kind, "name": name, "description": name} for name, kind in KINDS.items()],
}


async def test_options_of_every_kind_come_with_what_they_stand_for(scene: Scene, api: Api) -> None:
    await api.register(ALL)
    role = scene.guild.role("Authors")
    reply = await scene.ana.slash(
        "all",
        text="x",
        number=3,
        yes=True,
        person=scene.mod,
        place=scene.general,
        role=role,
        share=0.5,
        file=("a.txt", b"x"),
    )
    data = reply.interaction.data
    given = {each["name"]: each["value"] for each in data["options"]}
    assert (given["text"], given["number"], given["yes"], given["share"]) == ("x", 3, True, 0.5)
    assert data["resolved"]["users"][given["person"]]["global_name"] == "Mo"
    assert data["resolved"]["channels"][given["place"]]["name"] == "general"
    assert data["resolved"]["roles"][given["role"]]["name"] == "Authors"
    assert data["resolved"]["attachments"][given["file"]]["filename"] == "a.txt"
    assert scene.discord.unanswered == [reply.interaction]


@pytest.mark.parametrize("options", [{"text": 1}, {"number": "x"}, {"yes": "yes"}, {"text": "a" * 6001}])
async def test_an_option_takes_only_its_kind(scene: Scene, api: Api, options: dict[str, Any]) -> None:
    await api.register(ALL)
    with pytest.raises(AssertionError, match="takes"):
        await scene.ana.slash("all", **options)


async def test_choices_and_bounds_of_options_are_kept(scene: Scene, api: Api) -> None:
    choices = [{"name": "High", "value": "h"}, {"name": "Low", "value": "l"}]
    level = {"type": 3, "name": "level", "description": "Which?", "choices": choices}
    days = {"type": 4, "name": "days", "description": "How many?", "min_value": 1, "max_value": 30}
    await api.register({"name": "set", "description": "Set", "options": [level, days]})
    reply = await scene.ana.slash("set", level="High", days=30)
    assert [each["value"] for each in reply.interaction.data["options"]] == ["h", 30]
    with pytest.raises(AssertionError, match="offers"):
        await scene.ana.slash("set", level="Middle")
    with pytest.raises(AssertionError, match="out of range"):
        await scene.ana.slash("set", days=31)


async def test_roles_channels_and_people_can_be_selected(scene: Scene, api: Api) -> None:
    kinds = {"people": 5, "roles": 6, "places": 8}
    rows = [{"type": 1, "components": [{"type": kind, "custom_id": name}]} for name, kind in kinds.items()]
    await api.say(content="Set up", components=rows)
    [message] = scene.general.messages
    role = scene.guild.role("Authors")
    for name, thing in {"people": scene.mod, "roles": role, "places": scene.forum}.items():
        reply = await scene.ana.selects(message, [thing], custom_id=name)
        assert reply.interaction.data["values"] == [str(thing.id)]
        assert str(thing.id) in str(reply.interaction.data["resolved"])
    with pytest.raises(AssertionError, match="3 selects"):
        await scene.ana.selects(message, [role])
    with pytest.raises(AssertionError, match="too few or too many"):
        await scene.ana.selects(message, [role, role], custom_id="roles")


async def test_people_have_an_apps_menu(scene: Scene, api: Api) -> None:
    await api.register({"name": "Look up", "type": 2})
    reply = await scene.mod.context_menu("Look up", scene.ana)
    assert reply.interaction.data["target_id"] == str(scene.ana.id)
    with pytest.raises(AssertionError, match="there is no command 'Look up'"):
        await scene.mod.context_menu("Look up", scene.ana.says(scene.general, "x"))


async def test_commands_of_one_guild_are_offered_there_alone(scene: Scene, api: Api) -> None:
    path = f"/applications/{scene.discord.bot.id}/guilds/{scene.guild.id}/commands"
    status, [made] = await api("PUT", path, [ALL])
    assert (status, made["guild_id"]) == (200, str(scene.guild.id))
    assert (await scene.ana.slash("all")).interaction.data["guild_id"] == str(scene.guild.id)
    with pytest.raises(AssertionError, match="there is no command"):
        await scene.ana.slash("all", at=scene.ana.dms)


async def test_commands_can_be_kept_out_of_private_messages(scene: Scene, api: Api) -> None:
    await api.register({**ALL, "contexts": [0]})
    await scene.ana.slash("all")
    with pytest.raises(AssertionError, match="not offered"):
        await scene.ana.slash("all", at=scene.ana.dms)


V2 = 1 << 15


def container(*texts: str) -> dict[str, Any]:
    return {"type": 17, "components": [{"type": 10, "content": text} for text in texts]}


async def test_components_of_the_newer_kind_are_messages_of_their_own(scene: Scene, api: Api) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
    link = {"type": 2, "style": 5, "label": "Source", "url": "https://example.org"}
    picture = {"type": 12, "items": [{"media": {"url": "https://example.org/chart.png"}}]}
    section = {"type": 9, "components": [{"type": 10, "content": "Three"}], "accessory": link}
    status, answer = await api.say(flags=V2, components=[container("One", "Two"), section, picture, row])
    assert status == 200, answer
    [message] = scene.general.messages
    assert message.text == "One\nTwo\nThree"
    assert message.buttons == ["Source", "Go"]
    with pytest.raises(AssertionError, match="is a link"):
        await scene.ana.clicks(message, "Source")


@pytest.mark.parametrize(
    "body",
    [
        {"flags": V2, "content": "x", "components": [container("One")]},
        {"flags": V2, "components": [container("a" * 2001), container("a" * 2000)]},
        {"flags": V2, "components": [container(*["a"] * 40)]},
        {"components": [container("One")], "content": "x"},
    ],
)
async def test_the_newer_components_have_limits_too(scene: Scene, api: Api, body: dict[str, Any]) -> None:
    scene.discord.expect(50035)
    assert (await api.say(**body))[1]["code"] == 50035


async def test_a_modal_can_hold_a_select(scene: Scene, api: Api) -> None:
    await api.register(ALL)
    reply = await scene.ana.slash("all")
    options = [{"label": "High", "value": "h"}, {"label": "Low", "value": "l", "default": True}]
    select = {"type": 3, "custom_id": "level", "options": options}
    labels = [{"type": 18, "label": "Level", "component": select}, {"type": 10, "content": "Take care."}]
    status, answer = await api.respond(reply, 9, custom_id="form", title="Form", components=labels)
    assert status == 200, answer
    modal = await reply.modal()
    preset = (await scene.ana.submits(modal)).interaction.data["components"][0]["component"]
    chosen = (await scene.ana.submits(modal, Level=["High"])).interaction.data["components"][0]["component"]
    assert (preset["values"], chosen["values"]) == (["l"], ["h"])


async def test_a_forged_form_can_say_anything(scene: Scene) -> None:
    reply = await scene.ana.forges_modal(custom_id="publish:7", fields={"answer": "mine"})
    [row] = reply.interaction.data["components"]
    assert row["components"][0]["value"] == "mine"
