"""Mentions, replies and direct messages, with the shipped bot on the other side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
UNKNOWN = "Which wheelchair fits into a small car boot?"


async def test_a_mention_is_answered_in_place_as_a_reply(town: Town) -> None:
    async with town.bot():
        said = town.ana.says(town.general, f"{town.guild.bot.mention} is vitamin d good for ms?")
        answer = await town.general.next_message()
        assert answer.replied is said
        assert answer.embeds[0]["title"] == VITAMIN
        assert not town.discord.pings
        await (await town.ana.clicks(answer, "This answers it")).followup()
        assert "This answers it" not in answer.buttons


async def test_a_reply_to_the_bot_is_a_question(town: Town) -> None:
    async with town.bot():
        town.ana.says(town.general, f"{town.guild.bot.mention} is vitamin d good for ms?")
        first = await town.general.next_message()
        said = town.ben.says(town.general, "How is an MS relapse treated?", reply_to=first)
        answer = await town.general.next_message()
        assert answer.replied is said
        assert "Usually with steroids" in answer.text


async def test_an_event_that_comes_twice_is_one_question_and_one_reply(town: Town) -> None:
    async with town.bot():
        town.discord.trouble.gateway.duplicate_next("MESSAGE_CREATE", 2)
        town.ana.says(town.general, f"{town.guild.bot.mention} {UNKNOWN}")
        await town.general.next_message()
        await asyncio.sleep(0.3)
        assert len(town.general.from_bot) == 1
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.askers == 1


async def test_a_reply_that_discord_had_to_be_asked_for_twice_is_there_once(town: Town) -> None:
    async with town.bot():
        town.discord.trouble.fail("POST /channels/{channel_id}/messages", 502, after_work=True)
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await town.general.next_message()
        await asyncio.sleep(1.5)
        assert len(town.general.from_bot) == 1


async def test_nobody_elses_name_goes_to_the_author(town: Town) -> None:
    async with town.bot():
        town.ana.says(
            town.general,
            f"{town.guild.bot.mention} would {town.ben.mention}'s wheelchair fit into a car boot?",
        )
        await town.general.next_message()
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.text == "would somebody's wheelchair fit into a car boot?"


async def test_talk_that_is_not_for_the_bot_is_left_alone(town: Town) -> None:
    async with town.bot():
        town.ana.says(town.general, "Can I take vitamin D with MS?")
        town.ana.says(town.general, f"{town.guild.bot.mention}")
        answer = await town.general.next_message()
        assert "Ask me a question" in answer.text
        assert len(town.general.from_bot) == 1


async def test_a_private_message_is_answered_for_the_one_server_that_is_shared(town: Town) -> None:
    async with town.bot():
        said = await town.ana.dm("Is vitamin D good for MS?")
        answer = await town.ana.dms.next_message()
        assert answer.replied is said
        assert answer.embeds[0]["title"] == VITAMIN
        await town.ana.clicks(answer, "Not my question")
        await town.discord.until(lambda: "Sorry about that" in answer.text, "the other candidates")


async def test_who_shares_several_servers_chooses_one(town: Town) -> None:
    other = town.discord.guild("Another Chat")
    other.text_channel("talk")
    other.member(town.ana)
    async with town.bot():
        await town.ana.dm("Is vitamin D good for MS?")
        asked = await town.ana.dms.next_message()
        assert asked.choices == ["Another Chat", "Sclerosis Chat"]
        await town.ana.selects(asked, ["Sclerosis Chat"])
        await town.discord.until(lambda: VITAMIN in asked.text, "the answer")
        assert await town.kb.review.queue(str(other.id)) == []


async def test_who_shares_no_server_is_told_so(town: Town) -> None:
    town.discord.expect(10007)
    async with town.bot():
        town.ana.leaves()
        await town.ana.dm("Is vitamin D good for MS?")
        assert "not in any server together" in (await town.ana.dms.next_message()).text


async def test_a_missing_permission_is_named_to_the_asker(town: Town) -> None:
    town.discord.expect(50013)
    town.general.denies(town.guild.bot_role, "send_messages")
    async with town.bot():
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        told = await town.ana.dms.next_message()
        assert "I need these permissions there: Send Messages." in told.text


async def test_a_question_that_is_deleted_meanwhile_gets_no_reply(town: Town) -> None:
    town.discord.expect(50035)
    async with town.bot() as bot:
        slow = town.discord.trouble.slow("POST /channels/{channel_id}/messages", 0.5)
        said = town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await slow.begun()
        town.ana.deletes(said)
        await bot.writes("deleted before the reply")
        assert town.general.from_bot == []


async def test_a_fault_is_told_with_a_reference_and_without_the_question(town: Town) -> None:
    async with town.bot() as bot:
        town.ana.says(town.general, f"{town.guild.bot.mention} " + "wheelchair " * 150)
        answer = await town.general.next_message()
        assert "too long" in answer.text
        assert "wheelchair" not in bot.log


async def test_the_bot_leaves_within_five_seconds_and_finishes_what_it_has_begun(town: Town) -> None:
    async with town.bot() as bot:
        slow = town.discord.trouble.slow("POST /channels/{channel_id}/messages", 1.0)
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await slow.begun()
        assert town.general.from_bot == []
        assert await bot.stop() == 0
        assert len(town.general.from_bot) == 1
        assert "Traceback" not in bot.log


async def test_the_bot_leaves_when_a_command_is_answered(town: Town) -> None:
    async with town.bot() as bot:
        slow = town.discord.trouble.slow("PATCH /webhooks/*", 1.0)
        reply = await town.ana.slash("ask", question=VITAMIN)
        await slow.begun()
        assert await bot.stop() == 0
        assert "Yes, most people" in (await reply.message()).text
