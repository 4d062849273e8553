"""What was asked while the bot was away, or ended before it could reply; with the shipped bot."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
RELAPSE = "How is an MS relapse treated?"
UNKNOWN = "Which wheelchair fits into a small car boot?"
REPLY = "POST /channels/{channel_id}/messages"


async def test_what_was_asked_while_the_bot_was_away_is_answered_once_it_is_back(town: Town) -> None:
    async with town.bot():
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        first = await town.general.next_message()
    said = town.ben.says(town.general, f"{town.guild.bot.mention} {UNKNOWN}")
    town.ben.says(town.general, "Nobody in particular: how is an MS relapse treated?")
    asked = town.ana.says(town.general, RELAPSE, reply_to=first)
    async with town.bot():
        await town.discord.until(lambda: len(town.general.from_bot) == 3, "the replies")
        assert [each.replied for each in town.general.from_bot[1:]] == [said, asked]
        assert not town.discord.pings
    async with town.bot() as bot:
        await asyncio.sleep(0.5)
        assert len(town.general.from_bot) == 3
        assert "caught up" not in bot.log
    (waiting,) = await town.kb.review.queue(town.community)
    assert waiting.askers == 1


async def test_a_reply_that_the_bot_still_owed_when_it_was_killed_is_made_up(town: Town) -> None:
    async with town.bot() as bot:
        town.discord.trouble.drop(REPLY, 9)
        town.ana.says(town.general, f"{town.guild.bot.mention} {UNKNOWN}")
        while not await town.kb.review.queue(town.community):  # noqa: ASYNC110  another process records it
            await asyncio.sleep(0.05)
        await bot.kill()
    town.discord.service.faults.waiting.clear()
    async with town.bot():
        assert "Waiting for the author" in (await town.general.next_message()).text
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.askers == 1


async def test_a_reply_that_discord_would_not_take_is_tried_again(town: Town) -> None:
    async with town.bot() as bot:
        town.discord.trouble.drop(REPLY, 2)
        said = town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await bot.writes("a reply is owed: ServerDisconnectedError")
        await town.discord.until(lambda: town.general.from_bot, "the reply", timeout=40)
        assert [each.replied for each in town.general.from_bot] == [said]
        assert town.general.from_bot[0].embeds[0]["title"] == VITAMIN


async def test_trouble_with_one_channel_is_no_trouble_for_the_next(town: Town) -> None:
    forbidden = town.guild.text_channel("forbidden")
    gone = town.ana.starts_thread(town.ben.says(town.watched, "hello"), "gone")
    for place in (town.general, forbidden, gone):
        town.ana.says(place, f"{town.guild.bot.mention} {VITAMIN}")
    said = town.ana.says(town.watched, f"{town.guild.bot.mention} {VITAMIN}")
    forbidden.denies(town.guild.bot_role, "send_messages")
    gone.vanishes()
    town.discord.trouble.fail("GET /channels/{channel_id}/messages", 403)
    async with town.bot() as bot:
        assert (await town.watched.next_message()).replied is said
        assert "could not be caught up with: Forbidden" in bot.log
        assert town.general.from_bot == []
        assert forbidden.from_bot == []
        assert "fault" not in bot.log


async def test_what_an_invalid_session_lost_is_answered_in_the_next(town: Town) -> None:
    async with town.bot():
        gateway = town.discord.trouble.gateway
        gateway.go_offline()
        said = town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        gateway.refuse_resume(1)
        gateway.go_online()
        await town.discord.until(lambda: town.general.from_bot, "the reply", timeout=30)
        await asyncio.sleep(0.5)
        assert [each.replied for each in town.general.from_bot] == [said]


async def test_what_was_asked_long_ago_is_let_be(town: Town) -> None:
    old = town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
    old.id -= 90 * 60_000 << 22  # milliseconds in a snowflake
    said = town.ben.says(town.general, f"{town.guild.bot.mention} {RELAPSE}")
    async with town.bot():
        assert (await town.general.next_message()).replied is said
        await asyncio.sleep(0.5)
        assert len(town.general.from_bot) == 1
