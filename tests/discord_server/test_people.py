"""What people do and see, with a real bot on the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.discord_server.conftest import Scene


async def test_a_mention_is_answered_in_place_as_a_reply(scene: Scene, start: Any) -> None:
    async with start():
        said = scene.ana.says(scene.general, f"{scene.guild.bot.mention} why?")
        answer = await scene.general.next_message()
        assert answer.replied is said
        assert answer.text == "I heard: @Afterword why?"
        assert not scene.discord.pings


async def test_a_deferred_reply_is_seen_by_the_asker_alone(scene: Scene, start: Any) -> None:
    async with start():
        reply = await scene.ana.slash("ask", question="Why is the sky blue?")
        answer = await reply.message()
        assert answer.ephemeral
        assert "Because of the light." in answer.text
        assert answer.buttons == ["This answers it", "Not my question", "Write it yourself"]
        assert scene.ana.sees(scene.general) == [answer]
        assert scene.mod.sees(scene.general) == []


async def test_a_button_changes_the_message_that_it_stands_on(scene: Scene, start: Any) -> None:
    async with start():
        answer = await (await scene.ana.slash("ask", question="Why?", everyone=True)).message()
        await (await scene.mod.clicks(answer, "This answers it")).message()
        assert answer.text.startswith("Solved for Mo")
        assert answer.buttons == []


async def test_a_button_that_is_not_there_cannot_be_clicked(scene: Scene, start: Any) -> None:
    async with start():
        answer = await (await scene.ana.slash("ask", question="Why?")).message()
        with pytest.raises(AssertionError, match="there is no button 'Buy'"):
            await scene.ana.clicks(answer, "Buy")
        with pytest.raises(AssertionError, match="cannot see"):
            await scene.mod.clicks(answer, "This answers it")
