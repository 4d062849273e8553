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


async def test_a_button_that_is_not_for_the_answer_gets_a_private_followup(scene: Scene, start: Any) -> None:
    async with start():
        answer = await (await scene.ana.slash("ask", question="Why?")).message()
        pressed = await scene.ana.clicks(answer, "Not my question")
        asked = await pressed.message()
        assert asked.text == "What did you mean, then?"
        assert await pressed.followup(1) is asked
        assert asked.ephemeral


async def test_a_select_offers_its_labels(scene: Scene, start: Any) -> None:
    async with start():
        answer = await (await scene.ana.slash("ask", question="Why?")).message()
        assert "How deep is the sea?" in answer.choices
        picked = await (await scene.ana.selects(answer, ["How deep is the sea?"])).message()
        assert picked.text == "Picked How deep is the sea?"
        with pytest.raises(AssertionError, match="'Nothing' is not offered"):
            await scene.ana.selects(answer, ["Nothing"])


async def test_a_modal_is_prefilled_and_keeps_line_breaks(scene: Scene, start: Any) -> None:
    async with start():
        answer = await (await scene.ana.slash("ask", question="Why?")).message()
        modal = await (await scene.ana.clicks(answer, "Write it yourself")).modal()
        assert (modal.title, modal.values) == ("Your answer", {"answer": "Because"})
        written = await (await scene.ana.submits(modal, answer="First.\n\nSecond.")).message()
        assert written.text == "You wrote: First.\n\nSecond."
        assert scene.mod.sees(scene.general) == [written]


async def test_autocomplete_offers_while_typing(scene: Scene, start: Any) -> None:
    async with start():
        assert await scene.ana.autocomplete("ask", "question", "why") == [
            "Why is the sky blue?",
            "Why is grass green?",
        ]


async def test_only_registered_commands_and_options_can_be_used(scene: Scene, start: Any) -> None:
    async with start():
        with pytest.raises(AssertionError, match="there is no command 'tell'"):
            await scene.ana.slash("tell")
        with pytest.raises(AssertionError, match="has no option 'answer'"):
            await scene.ana.slash("ask", question="Why?", answer="Because")
        with pytest.raises(AssertionError, match="needs 'question'"):
            await scene.ana.slash("ask")


async def test_a_command_for_moderators_is_not_offered_to_members(scene: Scene, start: Any) -> None:
    async with start():
        assert (await (await scene.mod.slash("faq count")).message()).text == "3"
        with pytest.raises(AssertionError, match="is not offered"):
            await scene.ana.slash("faq count")
        assert (await (await scene.ana.slash("faq count", hidden=True)).message()).text == "3"


async def test_a_message_has_an_apps_menu(scene: Scene, start: Any) -> None:
    async with start():
        said = scene.ana.says(scene.general, "Why is water wet?")
        found = await (await scene.mod.context_menu("Find an answer", said)).message()
        assert found.text == "Nothing about 'Why is water wet?'"


async def test_files_go_in_and_out(scene: Scene, start: Any) -> None:
    async with start():
        reply = await scene.ana.slash("echo", file=("notes.txt", b"quiet"))
        [file] = (await reply.message()).attachments
        assert (file.filename, file.content) == ("answer.txt", b"QUIET")
        await scene.ana.dm("keep this", files={"a.txt": b"one", "b.txt": b"two"})
        kept = await scene.ana.dms.next_message()
        assert kept.text == "In private: keep this"
        assert [each.content for each in kept.attachments] == [b"one", b"two"]


async def test_closed_private_messages_are_refused(scene: Scene, start: Any) -> None:
    scene.discord.expect(50007)
    async with start():
        scene.ana.says(scene.general, "dm me")
        assert (await scene.ana.dms.next_message()).text == "Psst"
        scene.ana.closes_dms()
        scene.ana.says(scene.general, "dm me again")
        assert (await scene.general.next_message()).text == "Your private messages are closed"


async def test_a_forum_post_is_answered_and_tagged(scene: Scene, start: Any) -> None:
    async with start():
        thread = scene.ana.posts(scene.forum, "Tired", "Why am I tired?", tags=["open"])
        assert (await thread.next_message()).text == "About Tired"
        await scene.discord.until(lambda: thread.tags == ["solved"], "the tag")


async def test_the_bot_can_post_into_a_forum(scene: Scene, start: Any) -> None:
    async with start():
        reply = await scene.mod.slash("publish", forum=scene.forum, title="News")
        link = (await reply.message()).text
        [thread] = [each for each in scene.guild.guild.channels.values() if each.mention == link]
        assert (thread.name, thread.tag_names) == ("News", ["open"])
        assert [each.text for each in thread.messages.values()] == ["By the bot"]


async def test_without_allowed_mentions_the_named_are_pinged(scene: Scene, start: Any) -> None:
    async with start(SAMPLE_PINGS="1"):
        scene.ana.says(scene.general, "hello")
        said = await scene.general.next_message()
        assert [(ping.who, ping.message) for ping in scene.discord.pings] == [("Ana", said)]


async def test_a_hostile_client_can_send_any_custom_id(scene: Scene, start: Any) -> None:
    async with start():
        answer = await (await scene.ana.slash("ask", question="Why?", everyone=True)).message()
        reply = await scene.ana.forges(custom_id="marks:yes", message=answer)
        assert (await reply.message()).text.startswith("Solved")
        await scene.ana.forges(custom_id="nothing:of:the:kind", message=answer)
        await scene.discord.quiet()


async def test_a_broken_rule_fails_the_test_unless_expected(scene: Scene, start: Any) -> None:
    async with start():
        await scene.ana.slash("shout")
        await scene.discord.until(lambda: scene.discord.problems, "the refusal")
        assert "Must be 2000 or fewer in length." in scene.discord.problems[0].detail
        with pytest.raises(AssertionError, match="Must be 2000"):
            scene.discord.check()
        scene.discord.expect(50035)


async def test_two_shards_each_serve_their_guilds(scene: Scene, start: Any) -> None:
    other = scene.discord.guild("Kettle Club")
    kitchen, bea = other.text_channel("kitchen"), other.member("Bea")
    assert {scene.guild.shard(of=2), other.shard(of=2)} == {0, 1}
    async with start(SAMPLE_SHARDS="2") as bot:
        await bot.writes("['Kettle Club', 'Sclerosis Chat']")
        scene.ana.says(scene.general, "here")
        bea.says(kitchen, "there")
        assert "here" in (await scene.general.next_message()).text
        assert "there" in (await kitchen.next_message()).text
        assert {session.shard for session in scene.discord.trouble.gateway.live.values()} == {0, 1}


@pytest.mark.parametrize("compression", ["zlib", "zstd"])
async def test_the_gateway_speaks_both_compressions(scene: Scene, start: Any, compression: str) -> None:
    async with start(SAMPLE_COMPRESSION=compression):
        assert scene.discord.trouble.gateway.compressions == {f"{compression}-stream"}
        scene.ana.says(scene.general, "ä" * 1900)
        assert "ä" * 1900 in (await scene.general.next_message()).text


async def test_members_come_in_chunks_when_asked_for(scene: Scene, start: Any) -> None:
    scene.discord.service.world.members_intent = True
    async with start(SAMPLE_MEMBERS="1") as bot:
        await bot.writes("ready ['Sclerosis Chat'] 4 members")


async def test_a_guild_comes_and_goes_while_the_bot_runs(scene: Scene, start: Any) -> None:
    async with start() as bot:
        later = scene.discord.guild("Latecomers")
        await bot.writes("joined Latecomers")
        later.removes_bot()
        await bot.writes("left Latecomers")
        later.invites_bot()
        await scene.discord.until(lambda: bot.log.count("joined Latecomers") == 2, "the second welcome", 0.5)
