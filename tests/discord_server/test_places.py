"""Channels, threads, files and reactions, by plain requests and a plain websocket."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

if TYPE_CHECKING:
    from tests.discord_server.conftest import Api, Scene


async def test_a_closed_thread_opens_when_written_in_but_is_not_edited(scene: Scene, api: Api) -> None:
    scene.discord.expect(50083)
    thread = scene.ana.posts(scene.forum, "Tired", "Why?")
    thread.closes()
    path = f"/channels/{thread.id}"
    assert (await api("PATCH", path, {"name": "x"}))[1]["code"] == 50083
    assert (await api("POST", f"{path}/messages", {"content": "x"}))[0] == 200
    assert not thread.channel.archived
    assert (await api("PATCH", path, {"name": "x"}))[1]["name"] == "x"


async def test_a_locked_thread_takes_only_moderators(scene: Scene, api: Api) -> None:
    scene.discord.expect(50013)
    thread = scene.ana.posts(scene.forum, "Tired", "Why?")
    thread.closes(locked=True)
    path = f"/channels/{thread.id}/messages"
    assert (await api("POST", path, {"content": "x"}))[0] == 200, "the bot may manage threads"
    scene.guild.grants(scene.guild.bot_role, "view_channel", "send_messages_in_threads")
    assert (await api("POST", path, {"content": "x"}))[1]["code"] == 50013


@pytest.mark.parametrize("tags", [["1"], ["1"] * 6])
async def test_only_the_tags_of_a_forum_can_be_applied(scene: Scene, api: Api, tags: list[str]) -> None:
    scene.discord.expect(50035)
    thread = scene.ana.posts(scene.forum, "Tired", "Why?")
    assert (await api("PATCH", f"/channels/{thread.id}", {"applied_tags": tags}))[0] == 400


async def test_the_first_message_of_a_post_has_the_number_of_its_thread(scene: Scene, api: Api) -> None:
    thread = scene.ana.posts(scene.forum, "Tired", "Why?")
    assert [message.id for message in thread.messages] == [thread.id]
    body = {"name": "News", "message": {"content": "x"}}
    _, made = await api("POST", f"/channels/{scene.forum.id}/threads", body)
    assert made["message"]["id"] == made["id"]


async def test_a_thread_can_start_from_a_message(scene: Scene, api: Api) -> None:
    said = scene.ana.says(scene.general, "hello")
    _, thread = await api(
        "POST", f"/channels/{scene.general.id}/messages/{said.id}/threads", {"name": "More"}
    )
    assert thread["id"] == str(said.id)
    assert scene.general.thread_of(said).name == "More"
    answer = scene.mod.says(scene.mod.starts_thread(scene.ana.says(scene.general, "again"), "Again"), "x")
    assert answer.channel.parent is scene.general.channel


async def test_a_file_above_ten_megabytes_is_too_large(scene: Scene, api: Api) -> None:
    scene.discord.expect(40005)
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps({"attachments": [{"id": 0, "filename": "a.bin"}]}))
    form.add_field("files[0]", io.BytesIO(bytes(10 * 1024 * 1024 + 1)), filename="a.bin")
    status, answer = await api("POST", f"/channels/{scene.general.id}/messages", data=form)
    assert (status, answer["code"]) == (413, 40005)


async def test_a_picture_in_an_embed_must_come_with_the_message(scene: Scene, api: Api) -> None:
    form = aiohttp.FormData(quote_fields=False)
    embed = {"title": "Chart", "image": {"url": "attachment://chart.png"}}
    form.add_field(
        "payload_json", json.dumps({"embeds": [embed], "attachments": [{"id": 0, "filename": "chart.png"}]})
    )
    form.add_field("files[0]", b"PNG", filename="chart.png")
    _, said = await api("POST", f"/channels/{scene.general.id}/messages", data=form)
    [attachment] = said["attachments"]
    async with api.session.get(attachment["url"]) as file:
        assert await file.read() == b"PNG"
    assert scene.discord.requests[-1].files == {"chart.png": b"PNG"}
    async with api.session.get(attachment["url"].replace(attachment["id"], "1")) as file:
        assert file.status == 404


async def test_raw_bodies_of_all_that_was_sent_are_kept(scene: Scene, api: Api) -> None:
    _, said = await api.say(content="one")
    await api("PATCH", f"/channels/{scene.general.id}/messages/{said['id']}", {"content": "two"})
    assert scene.general.messages[0].bodies == [{"content": "one"}, {"content": "two"}]
    assert [request.body for request in scene.discord.requests] == [{"content": "one"}, {"content": "two"}]


async def test_reactions_are_kept(scene: Scene, api: Api) -> None:
    scene.discord.expect(50013)
    said = scene.ana.says(scene.general, "hello")
    path = f"/channels/{scene.general.id}/messages/{said.id}/reactions/%F0%9F%91%8D/@me"
    assert (await api("PUT", path))[0] == 204
    assert said.reactions == {"👍": {scene.discord.bot.id}}
    scene.general.denies(scene.guild.bot, "add_reactions")
    assert (await api("PUT", path))[1]["code"] == 50013


async def test_who_cannot_see_a_channel_sees_nothing_of_it(scene: Scene, api: Api) -> None:
    scene.discord.expect(50001)
    secret = scene.guild.text_channel("secret")
    secret.denies(scene.guild.everyone, "view_channel")
    assert (await api("GET", f"/channels/{secret.id}"))[1]["code"] == 50001
    with pytest.raises(AssertionError, match="Ana cannot write in secret"):
        scene.ana.says(secret, "x")
    secret.allows(scene.guild.bot, "view_channel", "send_messages")
    assert (await api("POST", f"/channels/{secret.id}/messages", {"content": "x"}))[0] == 200
    assert scene.ana.sees(secret) == []


async def test_a_deleted_role_is_gone_from_everybody(scene: Scene, api: Api) -> None:
    scene.guild.loses_role(
        next(role for role in scene.guild.guild.roles.values() if role.name == "Moderators")
    )
    assert (await api("GET", f"/guilds/{scene.guild.id}/members/{scene.mod.id}"))[1]["roles"] == []


async def test_a_guild_without_the_bot_is_closed_to_it(scene: Scene, api: Api) -> None:
    scene.discord.expect(10004, 50001)
    scene.guild.removes_bot()
    assert (await api("GET", f"/guilds/{scene.guild.id}"))[1]["code"] == 10004
    assert (await api.say(content="x"))[1]["code"] == 50001


async def login(scene: Scene, socket: aiohttp.ClientWebSocketResponse, **more: Any) -> None:
    assert (await socket.receive_json())["op"] == 10
    token = scene.discord.environment["AFTERWORD_DISCORD_TOKEN"]
    await socket.send_json({"op": 2, "d": {"token": token, "intents": 1, "properties": {}, **more}})


async def test_a_wrong_token_closes_the_gateway(scene: Scene, api: Api) -> None:
    async with api.session.ws_connect(scene.discord.service.gateway_url + "?v=10&encoding=json") as socket:
        await login(scene, socket, token="wrong")  # noqa: S106 - it is wrong
        assert (await socket.receive()).data == 4004


async def test_events_are_numbered_and_heartbeats_answered(scene: Scene, api: Api) -> None:
    async with api.session.ws_connect(scene.discord.service.gateway_url + "?v=10&encoding=json") as socket:
        await login(scene, socket)
        ready, guild = await socket.receive_json(), await socket.receive_json()
        assert [(each["t"], each["s"]) for each in (ready, guild)] == [("READY", 1), ("GUILD_CREATE", 2)]
        await socket.send_json({"op": 1, "d": 2})
        assert (await socket.receive_json())["op"] == 11
        scene.ana.says(scene.general, "without the intent nobody hears of it")
        scene.guild.text_channel("new")
        assert (await socket.receive_json())["t"] == "CHANNEL_CREATE"
