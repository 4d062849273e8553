"""Word back to those who wait, with the shipped bot on the other side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.conftest import Town

UNKNOWN = "Which wheelchair fits into a small car boot?"


async def ask_and_wait(town: Town, person: Person, question: str = UNKNOWN) -> Message:
    """Ask in the channel by mention and press the button; return the bot's card."""
    town.discord.service.taken.update(each.id for each in town.general.from_bot)
    person.says(town.general, f"{town.guild.bot.mention} {question}")
    card = await town.general.next_message()
    await person.clicks(card, "Tell me when it is answered")
    await town.discord.until(lambda: card.buttons == ["Withdraw"], "the promise")
    return card


async def answer(town: Town) -> None:
    (waiting,) = await town.kb.review.queue(town.community)
    await town.kb.review.answer(town.community, waiting.id, "A folding one.", "Dr Sol")


async def test_each_asker_who_waits_is_told_once_and_in_private(town: Town) -> None:
    async with town.bot():
        await ask_and_wait(town, town.ana)
        await ask_and_wait(town, town.ben)
        await answer(town)
        for person in (town.ana, town.ben):
            told = await person.dms.next_message(timeout=15)
            assert "Your question was answered" in told.text
            assert len(told.embeds) == 1
            assert "A folding one." in told.text
            assert "You asked in Sclerosis Chat" in told.text
        await asyncio.sleep(6)
        assert len(town.ana.dms.from_bot) == len(town.ben.dms.from_bot) == 1
        assert await town.kb.notices.owed() == []


async def test_a_long_answer_is_read_on_below_the_news(town: Town) -> None:
    async with town.bot():
        await ask_and_wait(town, town.ana)
        (waiting,) = await town.kb.review.queue(town.community)
        words = " ".join(f"Sentence {number} of the answer is here." for number in range(80))
        await town.kb.review.answer(town.community, waiting.id, words, "Dr Sol")
        told = await town.ana.dms.next_message(timeout=15)
        await town.ana.clicks(told, "Read on")
        await town.discord.until(lambda: "Page 2 of 2" in told.text, "the next page")
        assert "Your question was answered" in told.text
        assert "Sentence 79" in told.text


async def test_who_did_not_ask_to_be_told_is_not(town: Town) -> None:
    async with town.bot():
        await ask_and_wait(town, town.ana)
        town.ben.says(town.general, f"{town.guild.bot.mention} {UNKNOWN}")
        await town.general.next_message()
        await answer(town)
        await town.ana.dms.next_message(timeout=15)
        assert town.ben.dms.from_bot == []


async def test_closed_private_messages_become_a_mention_of_just_that_person(town: Town) -> None:
    town.discord.expect(50007)
    town.ana.closes_dms()
    async with town.bot():
        card = await ask_and_wait(town, town.ana)
        await answer(town)
        told = await town.general.next_message(timeout=15)
        assert told.content == town.ana.mention
        assert told.replied is card
        assert "A folding one." in told.text
        assert [ping.who for ping in town.discord.pings] == ["Ana"]


async def test_a_private_question_is_never_told_in_public(town: Town) -> None:
    town.discord.expect(50007)
    town.ana.closes_dms()
    async with town.bot():
        card = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        await town.ana.clicks(card, "Tell me when it is answered")
        await town.discord.until(lambda: card.buttons == ["Withdraw"], "the promise")
        await answer(town)
        await town.discord.until(lambda: town.discord.problems, "an attempt", timeout=15)
        await asyncio.sleep(1)
        assert town.general.from_bot == []
        assert len(await town.kb.notices.owed()) == 1  # kept: /my questions shows it


async def test_who_sent_somebodys_message_to_the_author_is_not_named_beside_it(town: Town) -> None:
    town.discord.expect(50007)
    town.ana.closes_dms()
    async with town.bot():
        said = town.ben.says(town.general, UNKNOWN)
        card = await (await town.ana.context_menu("Send to the author's queue", said)).message()
        await town.ana.clicks(card, "Tell me when it is answered")
        await town.discord.until(lambda: card.buttons == ["Withdraw"], "the promise")
        await answer(town)
        await town.discord.until(lambda: town.discord.problems, "an attempt", timeout=15)
        await asyncio.sleep(1)
        assert town.general.from_bot == []
        assert not town.discord.pings


@pytest.mark.parametrize("after_work", [False, True])
async def test_a_bot_that_dies_while_telling_tells_once(town: Town, *, after_work: bool) -> None:
    async with town.bot() as bot:
        await ask_and_wait(town, town.ana)
        town.discord.trouble.drop("POST /channels/{channel_id}/messages", 9, after_work=after_work)
        await answer(town)
        messages = "/channels/{channel_id}/messages"
        before = len([each for each in town.discord.requests if each.template == messages])
        await town.discord.until(
            lambda: len([each for each in town.discord.requests if each.template == messages]) > before,
            "an attempt",
            timeout=15,
        )
        await bot.kill()
    town.discord.service.faults.waiting.clear()
    async with town.bot():
        await town.discord.until(lambda: town.ana.dms.from_bot, "the news", timeout=15)
        while await town.kb.notices.owed():  # noqa: ASYNC110  another process notes it
            await asyncio.sleep(0.1)
        assert len(town.ana.dms.from_bot) == 1


async def test_a_bot_that_leaves_finishes_what_it_is_telling(town: Town) -> None:
    async with town.bot() as bot:
        await ask_and_wait(town, town.ana)
        slow = town.discord.trouble.slow("POST /channels/{channel_id}/messages", 1.0)
        await answer(town)
        while slow.times:  # noqa: ASYNC110  a fault has no event
            await asyncio.sleep(0.01)
        assert await bot.stop() == 0
        assert len(town.ana.dms.from_bot) == 1
        assert await town.kb.notices.owed() == []


async def test_news_for_one_that_cannot_be_told_does_not_hold_up_the_next(town: Town) -> None:
    town.discord.expect(50007, 10003)
    lost = town.guild.text_channel("lost")
    async with town.bot() as bot:
        town.ana.says(lost, f"{town.guild.bot.mention} {UNKNOWN}")
        card = await lost.next_message()
        await town.ana.clicks(card, "Tell me when it is answered")
        await town.discord.until(lambda: card.buttons == ["Withdraw"], "the promise")
        await ask_and_wait(town, town.ben)
        town.ana.closes_dms()
        lost.vanishes()
        await answer(town)
        assert "A folding one." in (await town.ben.dms.next_message(timeout=15)).text
        assert town.general.from_bot[-1].content == ""
        while len(left := await town.kb.notices.owed()) > 1:  # noqa: ASYNC110  another process notes what was told
            await asyncio.sleep(0.1)
        assert [each.asker for each in left] == [str(town.ana.id)]
        assert "fault" not in bot.log
        assert "Traceback" not in bot.log


async def test_news_during_trouble_on_the_line_reach_the_next_at_once(town: Town) -> None:
    async with town.bot() as bot:
        for person in (town.ana, town.ben):
            await ask_and_wait(town, person)
        town.discord.trouble.drop("POST /users/@me/channels", 1)
        await answer(town)
        assert "A folding one." in (await town.ben.dms.next_message(timeout=15)).text
        await bot.writes("could not be told: ServerDisconnectedError")
        assert town.ana.dms.from_bot == []
        assert "Traceback" not in bot.log


async def test_who_left_the_server_meanwhile_is_no_trouble(town: Town) -> None:
    town.discord.expect(50007)
    async with town.bot() as bot:
        await ask_and_wait(town, town.ana)
        await ask_and_wait(town, town.ben)
        town.ana.closes_dms()
        town.ana.leaves()
        await answer(town)
        assert "A folding one." in (await town.ben.dms.next_message(timeout=15)).text
        assert "Traceback" not in bot.log


async def test_the_news_stands_under_the_question_that_was_answered(town: Town) -> None:
    async with town.bot():
        await ask_and_wait(town, town.ana, "what wheelchair would fit in the boot of a tiny car?")
        (waiting,) = await town.kb.review.queue(town.community)
        await town.kb.review.answer(town.community, waiting.id, "A folding one.", "Dr Sol", question=UNKNOWN)
        told = await town.ana.dms.next_message(timeout=15)
        (embed,) = told.embeds
        assert (embed["author"]["name"], embed["title"]) == ("Your question was answered", UNKNOWN)
        assert embed["description"] == "A folding one."
        assert embed["fields"][0]["value"] == "what wheelchair would fit in the boot of a tiny car?"
