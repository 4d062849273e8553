"""Forums and channels that a moderator picked, with the shipped bot on the other side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
UNKNOWN = "Which wheelchair fits into a small car boot?"


@pytest.fixture
async def open_town(town_of: Callable[..., object]) -> AsyncIterator[Town]:
    """Give the town with the message content intent, one watched channel and one forum."""
    async with town_of(message_content=True) as built:  # type: ignore[attr-defined]
        chosen = {"watched_channels": [built.watched.id], "forum_channels": [built.forum.id]}
        await built.kb.choices.put(built.community, chosen, "owner")
        yield built


async def test_a_forum_post_is_answered_once_and_marked_when_solved(open_town: Town) -> None:
    town = open_town
    async with town.bot():
        post = town.ana.posts(town.forum, "Vitamin D?", "Is vitamin D good for MS?", tags=["open"])
        answer = await post.next_message()
        assert answer.embeds[0]["title"] == VITAMIN
        town.ben.says(post, "How is an MS relapse treated?")
        await town.ana.clicks(answer, "This answers it")
        await town.discord.until(lambda: post.tags == ["open", "Solved"], "the tag")
        assert len(post.from_bot) == 1


async def test_a_forum_post_that_nobody_has_answered_waits(open_town: Town) -> None:
    town = open_town
    async with town.bot():
        post = town.ana.posts(town.forum, "Car boots", UNKNOWN)
        assert "Waiting for the author" in (await post.next_message()).text
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.places == (f"{post.id}/{post.id}",)


async def test_a_missing_permission_to_tag_is_named(open_town: Town) -> None:
    town = open_town
    town.discord.expect(50013)
    town.forum.denies(town.guild.bot_role, "manage_threads")
    async with town.bot():
        post = town.ana.posts(town.forum, "Vitamin D?", "Is vitamin D good for MS?")
        answer = await post.next_message()
        reply = await town.ana.clicks(answer, "This answers it")
        assert "Manage Posts" in (await reply.followup(2)).text


async def test_in_a_watched_channel_only_certain_answers_to_plain_questions_are_given(
    open_town: Town,
) -> None:
    town = open_town
    async with town.bot():
        for said in ("I took vitamin D today.", "is flying allowed", UNKNOWN, "hello everybody"):
            town.ben.says(town.watched, said)
        said = town.ana.says(town.watched, "Is vitamin D good for MS?")
        answer = await town.watched.next_message()
        assert answer.replied is said
        assert len(town.watched.from_bot) == 1
        assert await town.kb.review.queue(town.community) == []
        assert not town.discord.pings


async def test_a_watched_channel_has_a_pause_for_each_person_but_not_for_emergencies(open_town: Town) -> None:
    town = open_town
    async with town.bot():
        town.ana.says(town.watched, "Is vitamin D good for MS?")
        await town.watched.next_message()
        town.ana.says(town.watched, "How is an MS relapse treated?")
        town.ana.says(town.watched, "I want to kill myself")
        assert "Talk to someone now" in (await town.watched.next_message()).text
        town.ben.says(town.watched, "How is an MS relapse treated?")
        assert "Usually with steroids" in (await town.watched.next_message()).text
        assert len(town.watched.from_bot) == 3


async def test_a_channel_that_is_not_watched_is_left_alone(open_town: Town) -> None:
    town = open_town
    async with town.bot():
        town.ana.says(town.general, "Is vitamin D good for MS?")
        town.ana.says(town.watched, "Is vitamin D good for MS?")
        await town.watched.next_message()
        await asyncio.sleep(0.2)
        assert town.general.from_bot == []


async def test_help_says_that_the_bot_listens(open_town: Town) -> None:
    async with open_town.bot():
        shown = await (await open_town.ana.slash("help")).message()
        assert "without being called" in shown.text


@pytest.mark.parametrize(
    "text",
    [
        "Is vitamin D good for MS? And how is an MS relapse treated?",
        "> Is vitamin D good for MS?\nI read this yesterday and had to laugh.",
        "```\nIs vitamin D good for MS?\n```",
        "https://example.org/?q=is+vitamin+d+good+for+ms",
    ],
)
async def test_in_a_watched_channel_what_is_not_plainly_one_question_of_ones_own_is_left_alone(
    open_town: Town, text: str
) -> None:
    town = open_town
    async with town.bot():
        town.ben.says(town.watched, text)
        said = town.ana.says(town.watched, "> words of somebody else\nIs vitamin D good for MS??")
        assert (await town.watched.next_message()).replied is said
        assert len(town.watched.from_bot) == 1


async def test_two_questions_within_a_second_in_a_watched_channel_get_one_answer(open_town: Town) -> None:
    town = open_town
    async with town.bot():
        town.ana.says(town.watched, "Is vitamin D good for MS?")
        town.ana.says(town.watched, "How is an MS relapse treated?")
        await town.watched.next_message()
        await asyncio.sleep(0.5)
        assert len(town.watched.from_bot) == 1


async def test_an_answer_marked_by_a_slip_loses_the_solved_tag_again(open_town: Town) -> None:
    town = open_town
    async with town.bot():
        post = town.ana.posts(town.forum, "Vitamin D?", "Is vitamin D good for MS?", tags=["open"])
        answer = await post.next_message()
        await town.ana.clicks(answer, "This answers it")
        await town.discord.until(lambda: post.tags == ["open", "Solved"], "the tag")
        await town.ana.clicks(answer, "Take that back")
        await town.discord.until(lambda: post.tags == ["open"], "the tag to go")


async def test_without_the_intent_a_forum_post_is_answered_by_its_title_if_that_asks(town: Town) -> None:
    chosen = {"watched_channels": [town.watched.id], "forum_channels": [town.forum.id]}
    await town.kb.choices.put(town.community, chosen, "owner")
    async with town.bot():
        silent = town.ana.posts(town.forum, "Please help", "Is vitamin D good for MS?")
        town.ana.says(town.watched, "Is vitamin D good for MS?")
        post = town.ana.posts(town.forum, "Is vitamin D good for MS?", "My doctor says so.")
        assert (await post.next_message()).embeds[0]["title"] == VITAMIN
        called = town.ana.posts(
            town.forum, "Is vitamin D good for MS?", f"{town.guild.bot.mention} who knows?"
        )
        assert (await called.next_message()).text
        assert silent.from_bot == town.watched.from_bot == []
