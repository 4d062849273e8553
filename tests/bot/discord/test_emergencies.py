"""Whoever is in danger reads first whom to call, wherever they write; with the shipped bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from discord_server import Message

    from tests.bot.discord.conftest import Town

DANGER = "I can't breathe. Is vitamin D good for MS?"


async def by_command(town: Town) -> Message:
    return await (await town.ana.slash("ask", question=DANGER)).message()


async def by_mention(town: Town) -> Message:
    town.ana.says(town.general, f"{town.guild.bot.mention} {DANGER}")
    return await town.general.next_message()


async def by_reply(town: Town) -> Message:
    first = await by_mention(town)
    town.ana.says(town.general, DANGER, reply_to=first)
    return await town.general.next_message()


async def in_private(town: Town) -> Message:
    await town.ana.dm(DANGER)
    return await town.ana.dms.next_message()


async def in_a_post(town: Town) -> Message:
    return await town.ana.posts(town.forum, "Help", DANGER).next_message()


async def in_a_watched_channel_during_the_pause(town: Town) -> Message:
    town.ana.says(town.watched, "Is vitamin D good for MS?")
    await town.watched.next_message()
    town.ana.says(town.watched, DANGER)
    return await town.watched.next_message()


WAYS = (by_command, by_mention, by_reply, in_private, in_a_post, in_a_watched_channel_during_the_pause)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_nothing_competes_with_whom_to_call(
    town_of: Callable[..., object], way: Callable[[Town], Awaitable[Message]]
) -> None:
    async with town_of(message_content=True) as town:  # type: ignore[attr-defined]
        chosen = {
            "watched_channels": [town.watched.id],
            "forum_channels": [town.forum.id],
            "emergency_numbers": "112",
            "disclaimer": "General information.",
        }
        await town.kb.choices.put(town.community, chosen, "owner")
        async with town.bot():
            shown = await way(town)
            assert [embed["title"] for embed in shown.embeds] == ["Call 112 now."]
            assert "footer" not in shown.embeds[0]
            assert max(map(len, shown.text.splitlines())) < 100
            assert shown.buttons == shown.choices == []
            assert await town.kb.review.queue(town.community) == []
