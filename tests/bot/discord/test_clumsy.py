"""What people send by accident, or without knowing how to ask; with the shipped bot."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
UNKNOWN = "Which wheelchair fits into a small car boot?"
CRISIS = "I want to kill myself"


async def called(town: Town, text: str, **more: dict[str, bytes]) -> Message:
    """Let Ana call the bot with these words, and return its reply, which must be one and ping nobody."""
    said = town.ana.says(town.general, f"{town.guild.bot.mention} {text}", **more)
    reply = await town.general.next_message()
    assert reply.replied is said
    assert reply.content == ""
    assert not town.discord.pings
    return reply


async def test_who_says_nothing_that_can_be_read_learns_how_to_ask(town: Town) -> None:
    async with town.bot():
        for text in ("", "😀" * 950, "https://example.org/a/picture"):
            assert "Ask me a question in one sentence" in (await called(town, text)).text
        shown = await called(town, "", files={"scan.png": b"picture"})
        assert "no pictures or files" in shown.text
        await town.ana.dm("", files={"scan.png": b"picture"})
        assert "no pictures or files" in (await town.ana.dms.next_message()).text
        assert await town.kb.review.queue(town.community) == []


@pytest.mark.parametrize("text", ["hello", "???", "thanks!"])
async def test_who_only_greets_is_greeted(town: Town, text: str) -> None:
    async with town.bot():
        assert "You are welcome" in (await called(town, text)).text


@pytest.mark.parametrize(
    "text",
    [
        "> is vitamin d good for ms?",
        "||is vitamin d good for ms?||",
        "**is** __vitamin d__ good for ms?",
        "@everyone is vitamin d good for ms?",
        "is [vitamin d](https://evil.example) good for ms?",
    ],
)
async def test_a_question_is_understood_whatever_it_is_wrapped_in(town: Town, text: str) -> None:
    async with town.bot():
        answer = await called(town, text)
        assert answer.embeds[0]["title"] == VITAMIN
        assert "evil" not in answer.text


async def test_what_would_ping_or_hide_a_link_is_shown_as_it_was_written(town: Town) -> None:
    async with town.bot():
        card = await called(
            town, f"@everyone {town.ben.mention} which [wheelchair](https://evil.example) is best?"
        )
        mine = await (await town.ana.slash("my questions")).message()
        assert "](https://evil" not in mine.text
        await town.ana.clicks(card, "Tell me when it is answered")
        await town.discord.until(lambda: "I will tell you" in card.text, "the promise")
        (waiting,) = await town.kb.review.queue(town.community)
        assert str(town.ben.id) not in waiting.text
        await town.kb.review.answer(
            town.community, waiting.id, "@everyone see [this](https://x.example)", "Dr Sol"
        )
        told = await town.ana.dms.next_message(timeout=15)
        assert "](https://" not in told.text.replace(r"\]\(", "")
        assert [ping for ping in town.discord.pings if ping.who != "Ana"] == []


async def test_two_questions_at_once_get_no_certain_answer_to_one_of_them(town: Town) -> None:
    async with town.bot():
        shown = await called(town, "Is vitamin D good for MS? And how is an MS relapse treated?")
        assert "**Can I take vitamin D with MS?**" in shown.text
        assert shown.buttons == ["Yes, show me", "None of these"]


async def test_a_message_that_is_edited_is_not_asked_again(town: Town) -> None:
    async with town.bot():
        said = town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await town.general.next_message()
        town.ana.edits(said, f"{town.guild.bot.mention} {UNKNOWN}")
        unasked = town.ana.says(town.general, UNKNOWN)
        town.ana.edits(unasked, f"{town.guild.bot.mention} {UNKNOWN}")
        await asyncio.sleep(0.5)
        assert len(town.general.from_bot) == 1
        assert await town.kb.review.queue(town.community) == []


async def test_the_same_question_twice_in_a_second_is_one_question_of_one_person(town: Town) -> None:
    async with town.bot():
        for _ in range(2):
            town.ana.says(town.general, f"{town.guild.bot.mention} {UNKNOWN}")
        await town.discord.until(lambda: len(town.general.from_bot) == 2, "two replies")
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.askers == 1
        assert sum("You are the first" in each.text for each in town.general.from_bot) == 1


async def test_who_asks_in_a_thread_is_answered_there(town: Town) -> None:
    async with town.bot():
        thread = town.ana.starts_thread(town.ben.says(town.general, "vitamins"), "vitamins")
        town.ana.says(thread, f"{town.guild.bot.mention} {VITAMIN}")
        assert (await thread.next_message()).embeds[0]["title"] == VITAMIN
        assert town.general.from_bot == []


async def test_other_bots_are_not_answered(town: Town) -> None:
    robot = town.guild.member("Robot")
    robot.user.bot = True
    async with town.bot():
        unheard = robot.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        said = town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await town.discord.until(lambda: len(town.general.from_bot) == 2, "the reply")
        assert [each.replied for each in town.general.from_bot if each is not unheard] == [said]


async def test_who_is_in_danger_reads_first_whom_to_call(town: Town) -> None:
    async with town.bot():
        shown = await called(town, f"{CRISIS}. Also, {VITAMIN}")
        assert shown.embeds[0]["title"].startswith("Talk to someone now: 116 123")
        assert "vitamin" not in shown.text
        assert shown.buttons == []


@pytest.mark.parametrize("entry", ["Find an answer", "Send to the author's queue"])
async def test_a_message_in_danger_is_signposted_from_the_apps_menu_and_not_queued(
    town: Town, entry: str
) -> None:
    async with town.bot():
        shown = await menu(town, entry, town.ben.says(town.general, CRISIS))
        assert shown.embeds[0]["title"].startswith("Talk to someone now")
        assert await town.kb.review.queue(town.community) == []


async def menu(town: Town, entry: str, said: Message, person: Person | None = None) -> Message:
    return await (await (person or town.ana).context_menu(entry, said)).message()


async def test_the_apps_menu_says_when_a_message_asks_nothing(town: Town) -> None:
    async with town.bot():
        picture = town.ben.says(town.general, "", files={"scan.png": b"picture"})
        thanks = town.ben.says(town.general, "thank you so much")
        for entry in ("Find an answer", "Send to the author's queue"):
            assert "no words" in (await menu(town, entry, picture)).text
        assert "no question in that message" in (await menu(town, "Send to the author's queue", thanks)).text
        assert await town.kb.review.queue(town.community) == []
