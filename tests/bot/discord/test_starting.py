"""What a start sends to Discord, and what it leaves alone; with the shipped bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.registering import COMPARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.discord.conftest import Town

COMMANDS = "/applications/{application_id}/commands"
NOT_COMPARED = {"dm_permission"}  # Discord derives it from the contexts


def sent(town: Town) -> list[Any]:
    """Return the lists of commands that the bot has sent."""
    return [each.body for each in town.discord.requests if (each.method, each.template) == ("PUT", COMMANDS)]


def keys(part: Any) -> Iterator[str]:  # noqa: ANN401  JSON
    for each in part if isinstance(part, list) else [part]:
        if isinstance(each, dict):
            yield from each
            for value in each.values():
                yield from keys(value)


async def test_a_second_start_sends_no_commands(town: Town) -> None:
    async with town.bot() as bot:
        assert "the commands were renewed" in bot.log
    async with town.bot():
        assert (await (await town.ana.slash("help")).message()).text
    (commands,) = sent(town)
    assert set(keys(commands)) <= COMPARED | NOT_COMPARED


async def test_commands_that_changed_are_sent_again(town: Town) -> None:
    async with town.bot():
        pass
    ask = next(each for each in town.discord.service.world.commands[None] if each["name"] == "ask")
    ask["description"] = "Of an older version"
    async with town.bot():
        pass
    assert len(sent(town)) == 2
    assert "older" not in str(town.discord.service.world.commands[None])


async def test_a_start_while_discord_does_not_say_what_it_has_keeps_the_commands(town: Town) -> None:
    async with town.bot():
        pass
    town.discord.trouble.fail(f"GET {COMMANDS}", 403)
    async with town.bot() as bot:
        assert "the commands could not be renewed" in bot.log
        assert (await (await town.ana.slash("help")).message()).text
    assert len(sent(town)) == 1
