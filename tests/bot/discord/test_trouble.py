"""What must be survived: repeated events, lost connections, faults, a busy database; with the shipped bot."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
UNKNOWN = "Which wheelchair fits into a small car boot?"
REPLY = "POST /channels/{channel_id}/messages"


async def test_a_command_and_a_press_that_come_twice_count_once(town: Town) -> None:
    async with town.bot():
        town.discord.trouble.gateway.duplicate_next("INTERACTION_CREATE", 2)
        shown = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        town.discord.trouble.gateway.duplicate_next("INTERACTION_CREATE", 2)
        reply = await town.ana.clicks(shown, "Tell me when it is answered")
        await town.discord.until(lambda: shown.buttons == ["Withdraw"], "the promise")
        await asyncio.sleep(0.3)
        assert reply.interaction.followups == []
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.askers == 1


async def test_a_burst_while_the_connection_drops_loses_nothing_and_answers_nothing_twice(town: Town) -> None:
    async with town.bot():
        said = []
        for number in range(200):
            said.append(
                town.ana.says(town.general, f"{town.guild.bot.mention} is vitamin d good for ms? {number}")
            )
            if number in {60, 120}:
                town.discord.trouble.gateway.drop(1006)
            await asyncio.sleep(0.005)
        await town.discord.until(lambda: len(town.general.from_bot) >= 200, "200 replies", timeout=60)
        await asyncio.sleep(0.5)
        replied = [answer.reply_to for answer in town.general.from_bot]
        assert sorted(replied) == sorted(each.id for each in said)


async def test_an_invalid_session_is_begun_anew(town: Town) -> None:
    async with town.bot():
        before = town.discord.trouble.gateway.identified
        town.discord.trouble.gateway.invalidate()
        await asyncio.sleep(0.1)
        while town.discord.trouble.gateway.identified == before:  # noqa: ASYNC110  the gateway has no event for it
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.5)
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        assert "Yes, most people" in (await town.general.next_message()).text


async def test_a_limit_on_requests_is_waited_for(town: Town) -> None:
    async with town.bot():
        town.discord.trouble.limit(REPLY, 2, retry_after=0.3)
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await town.general.next_message()
        assert len(town.general.from_bot) == 1


async def test_a_channel_that_is_deleted_meanwhile_is_let_be(town: Town) -> None:
    town.discord.expect(10003, 10008)
    async with town.bot() as bot:
        slow = town.discord.trouble.slow(REPLY, 0.5)
        town.ana.says(town.watched, f"{town.guild.bot.mention} {VITAMIN}")
        await slow.begun()
        town.watched.vanishes()
        await bot.writes("deleted before the reply")
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await town.general.next_message()
        assert "fault" not in bot.log


async def test_an_answer_that_is_deleted_meanwhile_is_let_be(town: Town) -> None:
    town.discord.expect(10008)
    async with town.bot() as bot:
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        answer = await town.general.next_message()
        slow = town.discord.trouble.slow("PATCH /webhooks/*", 0.5)
        await town.ana.clicks(answer, "Not my question")
        await slow.begun()
        town.guild.owner.deletes(answer)
        await bot.writes("deleted before it could be changed")
        assert "fault" not in bot.log


async def test_a_busy_database_delays_the_answer_but_not_the_acknowledgement(town: Town) -> None:
    async with town.bot():
        await (await town.ana.slash("ask", question=VITAMIN)).message()
        file = town.folder / "store.sqlite3"
        busy = sqlite3.connect(file, isolation_level=None)
        busy.execute("BEGIN EXCLUSIVE")
        reply = await town.ana.slash("ask", question=UNKNOWN)
        await reply.acknowledged(timeout=2)
        await asyncio.sleep(5)
        busy.execute("ROLLBACK")
        busy.close()
        assert "Waiting for the author" in (await reply.message(timeout=10)).text


async def test_a_fault_is_told_with_a_reference_and_logged_without_what_was_asked(town: Town) -> None:
    async with town.bot() as bot:
        await (await town.ana.slash("ask", question=VITAMIN)).message()
        broken = sqlite3.connect(town.folder / "store.sqlite3")
        broken.execute("ALTER TABLE outcomes RENAME TO elsewhere")
        broken.commit()
        broken.close()
        told = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        town.ana.says(town.general, f"{town.guild.bot.mention} {UNKNOWN}")
        await town.general.next_message()
        assert told.only_for == town.ana.id
        reference = told.text.rpartition("reference ")[2].rstrip(".")
        assert f"fault {reference}" in bot.log
        assert "OperationalError" in bot.log
        assert "wheelchair" not in bot.log
        assert "MTIz" not in bot.log


async def test_a_bot_on_two_shards_answers_in_both(town: Town) -> None:
    town.discord.expect(10007)  # the bot asks each server whether the person is a member
    other = town.discord.guild("Another Chat")
    talk, cleo = other.text_channel("talk"), other.member("Cleo")
    town.discord.service.shards = 2
    assert {town.guild.shard(2), other.shard(2)} == {0, 1}
    async with town.bot():
        cleo.says(talk, f"{other.bot.mention} {VITAMIN}")
        assert (
            "Waiting for the author" in (await talk.next_message()).text
        )  # the other server's FAQ is not theirs
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        assert "Yes, most people" in (await town.general.next_message()).text
        await town.ana.dm(VITAMIN)
        assert "Yes, most people" in (await town.ana.dms.next_message()).text
