"""Events that come late, out of order or again, and answers of Discord that do; with the shipped bot."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
RELAPSE = "How is an MS relapse treated?"
UNKNOWN = "Which wheelchair fits into a small car boot?"
UNKNOWN_INTERACTION, INVALID_TOKEN, INVALID_FORM = 10062, 50027, 50035


async def test_a_command_that_comes_after_its_three_seconds_is_let_be(town: Town) -> None:
    town.discord.expect(UNKNOWN_INTERACTION)
    async with town.bot() as bot:
        town.discord.trouble.gateway.hold("INTERACTION_CREATE")
        await town.ana.slash("ask", question=UNKNOWN)
        town.discord.passes(seconds=4)
        town.discord.trouble.gateway.release("INTERACTION_CREATE")
        await bot.writes("over before it could be acknowledged")
        assert "Yes, most people" in (await (await town.ana.slash("ask", question=VITAMIN)).message()).text
        assert await town.kb.review.queue(town.community) == []
        assert "fault" not in bot.log


async def test_a_press_that_comes_after_its_three_seconds_is_let_be(town: Town) -> None:
    town.discord.expect(UNKNOWN_INTERACTION)
    async with town.bot() as bot:
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        answer = await town.general.next_message()
        town.discord.trouble.gateway.hold("INTERACTION_CREATE")
        await town.ana.clicks(answer, "Not my question")
        town.discord.passes(seconds=4)
        town.discord.trouble.gateway.release("INTERACTION_CREATE")
        await bot.writes("over before it could be acknowledged")
        await town.ana.clicks(answer, "Not my question")
        await town.discord.until(lambda: "Sorry about that" in answer.text, "the other candidates")
        assert "fault" not in bot.log


async def test_an_answer_after_fifteen_minutes_is_lost_but_the_question_is_kept(town: Town) -> None:
    town.discord.expect(INVALID_TOKEN)
    async with town.bot() as bot:
        await (await town.ana.slash("ask", question=VITAMIN)).message()
        busy = sqlite3.connect(town.folder / "store.sqlite3", isolation_level=None)
        busy.execute("BEGIN EXCLUSIVE")
        reply = await town.ana.slash("ask", question=UNKNOWN)
        await reply.acknowledged()
        town.discord.passes(minutes=16)
        busy.execute("ROLLBACK")
        busy.close()
        await bot.writes("an error could not be told: the interaction is gone")
        shown = await (await town.ana.slash("my questions")).message()
        assert "wheelchair" in shown.text
        assert "wheelchair" not in bot.log


async def test_messages_that_come_in_another_order_are_each_answered_where_they_stand(town: Town) -> None:
    async with town.bot():
        town.discord.trouble.gateway.hold("MESSAGE_CREATE")
        first = town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        second = town.ben.says(town.general, f"{town.guild.bot.mention} {RELAPSE}")
        town.discord.trouble.gateway.release("MESSAGE_CREATE", backwards=True)
        await town.discord.until(lambda: len(town.general.from_bot) == 2, "two replies")
        replies = {answer.reply_to: answer.text for answer in town.general.from_bot}
        assert "Yes, most people" in replies[first.id]
        assert "Usually with steroids" in replies[second.id]


async def test_a_message_that_comes_after_it_was_deleted_gets_no_reply(town: Town) -> None:
    town.discord.expect(INVALID_FORM)  # Discord's refusal of a reply to what is not there
    async with town.bot() as bot:
        town.discord.trouble.gateway.hold("MESSAGE_CREATE")
        said = town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        town.ana.deletes(said)
        town.discord.trouble.gateway.release("MESSAGE_CREATE")
        await bot.writes("deleted before the reply")
        assert town.general.from_bot == []
        assert "fault" not in bot.log


async def test_what_a_resumed_session_tells_again_is_answered_once(town: Town) -> None:
    async with town.bot():
        gateway = town.discord.trouble.gateway
        town.ana.says(town.general, f"{town.guild.bot.mention} {UNKNOWN}")
        card = await town.general.next_message()
        await town.ana.clicks(card, "Tell me when it is answered")
        await town.discord.until(lambda: card.buttons == ["Withdraw"], "the promise")
        gateway.replay_again(20)
        gateway.drop(1006)
        await town.discord.until(lambda: gateway.resumed == 1, "the session to be resumed", timeout=20)
        town.ben.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        assert "Yes, most people" in (await town.general.next_message()).text
        await asyncio.sleep(0.5)
        assert len(town.general.from_bot) == 2
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.askers == 1
        assert card.buttons == ["Withdraw"]


async def test_an_acknowledgement_that_discord_had_to_be_asked_for_twice_counts(town: Town) -> None:
    town.discord.expect(40060)
    async with town.bot():
        town.discord.trouble.fail("POST /interactions/*", 502, after_work=True)
        reply = await town.ana.slash("ask", question=VITAMIN)
        assert "Yes, most people" in (await reply.message(timeout=10)).text
        town.discord.trouble.fail("POST /interactions/*", 502, after_work=True)
        pressed = await town.ana.clicks(await reply.message(), "Not my question")
        await town.discord.until(
            lambda: "Sorry about that" in pressed.interaction.source.text, "candidates", 10
        )


async def test_an_answer_to_a_command_that_discord_had_to_be_asked_for_twice_is_there_once(
    town: Town,
) -> None:
    async with town.bot():
        town.discord.trouble.fail("* /webhooks/*", 502, after_work=True)
        reply = await town.ana.slash("ask", question=VITAMIN)
        assert "Yes, most people" in (await reply.message(timeout=10)).text
        await asyncio.sleep(2)
        assert list(answers_of(town)) == ["ask"]


async def test_a_press_that_another_process_of_the_bot_has_acknowledged_is_left_to_it(town: Town) -> None:
    town.discord.expect(40060)
    async with town.bot(), town.bot() as second:
        reply = await town.ana.slash("ask", question=VITAMIN)
        assert "Yes, most people" in (await reply.message()).text
        await asyncio.sleep(1)
        assert reply.interaction.followups == []
        assert "fault" not in second.log


def answers_of(town: Town) -> Iterator[str]:
    """Yield the command of each private message of the bot to Ana that stands there now."""
    for message in town.discord.visible_to(town.ana, town.general):
        if message.only_for == town.ana.id and message.interaction is not None:
            yield message.interaction.data["name"]
