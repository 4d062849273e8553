"""What is refused although the OpenAPI file would let it pass: each rule broken once, by plain requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.discord_server.conftest import Api, Scene


def button(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **more}


def select(options: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "pick", "options": options, **more}


def option(n: int, **more: Any) -> dict[str, Any]:
    return {"label": f"Option {n}", "value": str(n), **more}


def one_row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def rows(*components: dict[str, Any]) -> dict[str, Any]:
    return {"content": "x", "components": [one_row(*components)]}


def embed(**more: Any) -> dict[str, Any]:
    return {"embeds": [{"description": "x", **more}]}


def field(name: str = "n", value: str = "v") -> dict[str, Any]:
    return {"name": name, "value": value}


REFUSED_MESSAGES = {
    "long content": {"content": "a" * 2001},
    "unknown key": {"content": "x", "colour": "red"},
    "embed title": embed(title="a" * 257),
    "embed description": embed(description="a" * 4097),
    "26 fields": embed(fields=[field()] * 26),
    "field name": embed(fields=[field(name="a" * 257)]),
    "field value": embed(fields=[field(value="a" * 1025)]),
    "empty field": embed(fields=[field(value=" ")]),
    "footer": embed(footer={"text": "a" * 2049}),
    "author": embed(author={"name": "a" * 257}),
    "6,000 in all": {"embeds": [{"description": "a" * 3001}, {"description": "a" * 3000}]},
    "11 embeds": {"embeds": [{"description": "x"}] * 11},
    "empty embed": {"embeds": [{}]},
    "scheme of a url": embed(url="ftp://example.org"),
    "script in a url": embed(url="javascript:alert(1)"),
    "url without a host": embed(image={"url": "https://"}),
    "url with a space": embed(url="https://example.org/a b"),
    "missing file": embed(image={"url": "attachment://chart.png"}),
    "unknown key in an embed": embed(colour=1),
    "six rows": {
        "content": "x",
        "components": [{"type": 1, "components": [button(custom_id=str(n))]} for n in range(6)],
    },
    "six buttons": rows(*[button(custom_id=str(n)) for n in range(6)]),
    "empty row": rows(),
    "no row": {"content": "x", "components": [button()]},
    "long custom id": rows(button(custom_id="a" * 101)),
    "no custom id": rows({"type": 2, "style": 1, "label": "Go"}),
    "same custom id twice": rows(button(), button()),
    "long label": rows(button(label="a" * 81)),
    "no label": rows(button(label="")),
    "link without url": rows({"type": 2, "style": 5, "label": "Go"}),
    "link with custom id": rows(button(style=5, url="https://example.org")),
    "no options": rows(select([])),
    "26 options": rows(select([option(n) for n in range(26)])),
    "option label": rows(select([option(1, label="a" * 101)])),
    "option value": rows(select([option(1, value="a" * 101)])),
    "option description": rows(select([option(1, description="a" * 101)])),
    "same option twice": rows(select([option(1), option(1)])),
    "placeholder": rows(select([option(1)], placeholder="a" * 151)),
    "more picks than options": rows(select([option(1)], max_values=2)),
    "select beside a button": rows(select([option(1)]), button()),
    "text input in a message": rows({"type": 4, "custom_id": "t", "label": "T", "style": 1}),
    "parse and list": {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
    "reply to nothing": {"content": "x", "message_reference": {"message_id": "1"}},
    "long nonce": {"content": "x", "nonce": "a" * 26},
}


@pytest.mark.parametrize("name", REFUSED_MESSAGES)
async def test_a_message_that_breaks_a_rule_is_refused(scene: Scene, api: Api, name: str) -> None:
    scene.discord.expect(50035)
    status, answer = await api.say(**REFUSED_MESSAGES[name])
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    assert answer["errors"]
    assert scene.general.messages == []


async def test_the_errors_tree_says_where_and_what(scene: Scene, api: Api) -> None:
    scene.discord.expect(50035)
    _, answer = await api.say(content="x", embeds=[{"title": "a" * 257, "description": "x"}])
    detail = answer["errors"]["embeds"]["0"]["title"]["_errors"][0]
    assert detail == {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 256 or fewer in length."}


LARGEST = {
    "content": {"content": "a" * 2000},
    "embed": embed(
        title="a" * 256,
        description="a" * 4096,
        footer={"text": "a" * 624},
        fields=[field("n", "v" * 1023)],
    ),
    "buttons": {
        "content": "x",
        "components": [
            {
                "type": 1,
                "components": [
                    button(custom_id=f"{row}{n}".ljust(100, "x"), label="a" * 80) for n in range(5)
                ],
            }
            for row in range(5)
        ],
    },
    "select": rows(
        select([option(n, label=f"{n:0100}", description="d" * 100) for n in range(25)], max_values=25)
    ),
}


@pytest.mark.parametrize("name", LARGEST)
async def test_the_largest_message_is_taken(scene: Scene, api: Api, name: str) -> None:
    status, answer = await api.say(**LARGEST[name])
    assert status == 200, answer
    assert [str(message.id) for message in scene.general.messages] == [answer["id"]]


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": " \n "}, {"embeds": []}])
async def test_an_empty_message_is_refused(scene: Scene, api: Api, body: dict[str, Any]) -> None:
    scene.discord.expect(50006)
    status, answer = await api.say(**body)
    assert (status, answer["code"]) == (400, 50006)


async def test_an_edit_cannot_leave_nothing(scene: Scene, api: Api) -> None:
    scene.discord.expect(50006)
    _, said = await api.say(content="x")
    path = f"/channels/{scene.general.id}/messages/{said['id']}"
    assert (await api("PATCH", path, {"content": ""}))[0] == 400
    assert (await api("PATCH", path, {"content": "y"}))[1]["content"] == "y"


async def test_an_unknown_route_is_recorded_and_answered_501(scene: Scene, api: Api) -> None:
    assert (await api("GET", "/nowhere"))[0] == 501
    with pytest.raises(AssertionError, match="does not know this route"):
        scene.discord.check()
    scene.discord.problems.clear()


async def test_a_wrong_token_is_refused(scene: Scene, api: Api) -> None:
    scene.discord.expect(401)
    assert (await api("GET", "/users/@me", headers={"Authorization": "Bot wrong"}))[0] == 401


async def test_json_is_answered_without_a_charset(scene: Scene, api: Api) -> None:
    environment = scene.discord.environment
    headers = {"Authorization": f"Bot {environment['AFTERWORD_DISCORD_TOKEN']}"}
    async with api.session.get(
        environment["AFTERWORD_DISCORD_API_URL"] + "/users/@me", headers=headers
    ) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        assert "Via" in answer.headers


async def test_the_same_nonce_makes_one_message_if_enforced(scene: Scene, api: Api) -> None:
    _, first = await api.say(content="x", nonce="1", enforce_nonce=True)
    _, again = await api.say(content="x", nonce="1", enforce_nonce=True)
    assert first["id"] == again["id"]
    await api.say(content="x", nonce="1")
    assert len(scene.general.messages) == 2


async def test_pings_follow_allowed_mentions(scene: Scene, api: Api) -> None:
    role = scene.guild.role("Helpers", mentionable=True)
    text = f"{scene.ana.mention} {scene.mod.mention} <@&{role.id}> @everyone"
    await api.say(content=text, allowed_mentions={"parse": []})
    assert scene.discord.pings == []
    await api.say(content=text, allowed_mentions={"users": [str(scene.ana.id)]})
    assert [ping.who for ping in scene.discord.pings] == ["Ana"]
    scene.discord.pings.clear()
    await api.say(content=text)
    assert [ping.who for ping in scene.discord.pings] == ["Ana", "Mo", "@Helpers"]


async def test_a_reply_pings_its_author_unless_told_otherwise(scene: Scene, api: Api) -> None:
    said = scene.ana.says(scene.general, "hello")
    reference = {"message_id": str(said.id)}
    await api.say(
        content="x", message_reference=reference, allowed_mentions={"parse": [], "replied_user": False}
    )
    assert scene.discord.pings == []
    await api.say(content="x", message_reference=reference)
    assert [ping.who for ping in scene.discord.pings] == ["Ana"]


async def test_others_messages_cannot_be_edited_nor_deleted(scene: Scene, api: Api) -> None:
    scene.discord.expect(50005, 50013)
    path = f"/channels/{scene.general.id}/messages/{scene.ana.says(scene.general, 'hello').id}"
    assert (await api("PATCH", path, {"content": "x"}))[1]["code"] == 50005
    assert (await api("DELETE", path))[1]["code"] == 50013


async def test_messages_are_listed_latest_first(scene: Scene, api: Api) -> None:
    for text in ("one", "two", "three"):
        scene.ana.says(scene.general, text)
    _, listed = await api("GET", f"/channels/{scene.general.id}/messages?limit=2")
    assert [message["content"] for message in listed] == ["three", "two"]
    _, earlier = await api("GET", f"/channels/{scene.general.id}/messages?before={listed[-1]['id']}")
    assert [message["content"] for message in earlier] == ["one"]


async def test_the_unknown_is_unknown(scene: Scene, api: Api) -> None:
    scene.discord.expect(10003, 10004, 10007, 10008, 10013)
    for path, code in {
        "/channels/1": 10003,
        "/guilds/1": 10004,
        f"/guilds/{scene.guild.id}/members/1": 10007,
        f"/channels/{scene.general.id}/messages/1": 10008,
        "/users/1": 10013,
    }.items():
        status, answer = await api("GET", path)
        assert (status, answer["code"]) == (404, code)
