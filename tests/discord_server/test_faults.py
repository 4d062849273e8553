"""Trouble of REST and of the gateway, and what a real bot on discord.py makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.discord_server.conftest import Scene

POST = "POST /channels/*/messages"


def posts(scene: Scene) -> list[int]:
    return [
        request.status
        for request in scene.discord.requests
        if request.template.endswith("{channel_id}/messages")
    ]


@pytest.mark.parametrize("globally", [False, True])
async def test_a_limited_request_is_sent_again_later(scene: Scene, start: Any, *, globally: bool) -> None:
    async with start():
        scene.discord.trouble.limit(POST, retry_after=0.1, globally=globally)
        scene.ana.says(scene.general, "hello")
        await scene.general.next_message()
        assert posts(scene) == [429, 200]


async def test_a_post_whose_answer_was_lost_appears_once_thanks_to_its_nonce(
    scene: Scene, start: Any
) -> None:
    async with start():
        scene.discord.trouble.fail(POST, 502, after_work=True)
        scene.ana.says(scene.general, "hello")
        await scene.discord.until(lambda: posts(scene) == [502, 200], "the second attempt")
        assert len(scene.general.from_bot) == 1


async def test_a_server_error_before_the_work_is_tried_again(scene: Scene, start: Any) -> None:
    async with start():
        scene.discord.trouble.fail(POST, 500)
        scene.ana.says(scene.general, "hello")
        assert "Overheard hello" in (await scene.general.next_message()).text
        assert posts(scene) == [500, 200]


async def test_a_cut_line_leaves_the_message_unsent(scene: Scene, start: Any) -> None:
    async with start() as bot:
        scene.discord.trouble.drop(POST)
        scene.ana.says(scene.general, "hello")
        await bot.writes("ServerDisconnectedError")
        assert scene.general.from_bot == []


async def test_a_slow_answer_comes_late(scene: Scene, start: Any) -> None:
    async with start():
        scene.discord.trouble.slow(POST, 0.5)
        scene.ana.says(scene.general, "hello")
        with pytest.raises(AssertionError, match="waited"):
            await scene.general.next_message(timeout=0.3)
        await scene.general.next_message(timeout=2)


async def test_what_was_missed_while_offline_is_replayed_on_resume(scene: Scene, start: Any) -> None:
    async with start() as bot:
        gateway = scene.discord.trouble.gateway
        gateway.go_offline()
        scene.ana.says(scene.general, "missed")
        gateway.go_online()
        assert "missed" in (await scene.general.next_message()).text
        await bot.writes("resumed")
        assert (gateway.identified, gateway.resumed) == (1, 1)


async def test_what_was_missed_is_lost_when_the_session_is_refused(scene: Scene, start: Any) -> None:
    async with start():
        gateway = scene.discord.trouble.gateway
        gateway.refuse_resume()
        gateway.go_offline()
        scene.ana.says(scene.general, "missed")
        gateway.go_online()
        await scene.discord.until(lambda: gateway.identified == 2, "a new session")
        scene.ana.says(scene.general, "again")
        assert "again" in (await scene.general.next_message()).text
        assert gateway.resumed == 0


async def test_a_dropped_connection_is_resumed(scene: Scene, start: Any) -> None:
    async with start():
        gateway = scene.discord.trouble.gateway
        gateway.drop()
        await scene.discord.until(lambda: gateway.resumed == 1, "the resumption")
        scene.ana.says(scene.general, "hello")
        await scene.general.next_message()


async def test_op_7_makes_the_bot_resume(scene: Scene, start: Any) -> None:
    async with start():
        gateway = scene.discord.trouble.gateway
        gateway.ask_to_reconnect()
        await scene.discord.until(lambda: gateway.resumed == 1, "the resumption")


async def test_an_invalid_session_makes_the_bot_identify_again(scene: Scene, start: Any) -> None:
    async with start():
        gateway = scene.discord.trouble.gateway
        gateway.invalidate()
        await scene.discord.until(lambda: gateway.identified == 2, "a new session")
        scene.ana.says(scene.general, "hello")
        await scene.general.next_message()


async def test_an_event_can_come_twice(scene: Scene, start: Any) -> None:
    async with start():
        scene.discord.trouble.gateway.duplicate_next("MESSAGE_CREATE")
        scene.ana.says(scene.general, "hello")
        await scene.discord.until(lambda: posts(scene) == [200, 200], "two posts")
        assert len(scene.general.from_bot) == 1, "the nonce makes them one"


async def test_events_can_come_late_and_the_last_one_first(scene: Scene, start: Any) -> None:
    async with start():
        gateway = scene.discord.trouble.gateway
        gateway.hold("MESSAGE_CREATE")
        scene.ana.says(scene.general, "first")
        scene.ana.says(scene.general, "second")
        await scene.discord.quiet()
        assert scene.general.from_bot == []
        gateway.release("MESSAGE_CREATE", backwards=True)
        assert "second" in (await scene.general.next_message()).text
        assert "first" in (await scene.general.next_message()).text


async def test_a_restarted_bot_answers_old_buttons(scene: Scene, start: Any) -> None:
    async with start() as bot:
        answer = await (await scene.ana.slash("ask", question="Why?")).message()
        assert await bot.stop() is not None
    async with start():
        await (await scene.ana.clicks(answer, "This answers it")).message()
        assert answer.text.startswith("Solved for Ana")


async def test_missing_permissions_are_refused_and_must_be_expected(scene: Scene, start: Any) -> None:
    async with start():
        scene.general.denies(scene.guild.bot, "send_messages")
        scene.ana.says(scene.general, "hello")
        await scene.discord.until(lambda: scene.discord.problems, "the refusal")
        with pytest.raises(AssertionError, match="50013 Missing Permissions"):
            scene.discord.check()
        scene.discord.expect(50013)


async def test_things_can_vanish_in_mid_flow(scene: Scene, start: Any) -> None:
    scene.discord.expect(10003, 10008, 50035)
    async with start():
        scene.discord.trouble.slow(POST, 0.2, times=2)
        scene.ana.deletes(scene.ana.says(scene.general, f"{scene.guild.bot.mention} quick"))
        await scene.discord.until(lambda: scene.discord.problems, "the refusal of a reply to nothing")
        scene.ana.says(scene.general, "soon gone")
        scene.general.vanishes()
        await scene.discord.until(
            lambda: scene.discord.problems[-1].code == 10003, "the refusal of the channel"
        )


async def test_a_bot_without_the_content_intent_reads_only_what_is_meant_for_it(
    scene: Scene, start: Any
) -> None:
    scene.discord.service.world.message_content = False
    async with start(SAMPLE_CONTENT="0"):
        scene.ana.says(scene.general, "not for the bot")
        scene.ana.says(scene.general, f"{scene.guild.bot.mention} for the bot")
        assert "for the bot" in (await scene.general.next_message()).text
        await scene.ana.dm("in private")
        assert "in private" in (await scene.ana.dms.next_message()).text
        assert len(scene.general.from_bot) == 1


async def test_a_privileged_intent_that_is_off_ends_the_session(scene: Scene, start: Any) -> None:
    scene.discord.service.world.message_content = False
    scene.discord.expect(4014)
    with pytest.raises(AssertionError, match="PrivilegedIntentsRequired"):
        async with start():
            pass


async def test_a_burst_is_answered_once_each_while_the_connection_drops(scene: Scene, start: Any) -> None:
    async with start():
        gateway = scene.discord.trouble.gateway
        for number in range(100):
            scene.ana.says(scene.general, f"question {number:03}.")
            if number % 40 == 30:
                await scene.discord.until(lambda: len(list(gateway.connections())) == 1, "the bot to be back")
                await scene.discord.until(lambda: scene.general.from_bot, "a first answer")
                gateway.drop()
        await scene.discord.until(lambda: len(scene.general.from_bot) >= 100, "all answers", 20)
        await scene.discord.quiet()
        texts = sorted(message.text for message in scene.general.from_bot)
        assert [text.split(".")[0] for text in texts] == [f"Overheard question {n:03}" for n in range(100)]
        assert gateway.resumed == 2
