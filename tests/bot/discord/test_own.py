"""A member's own, and the Apps menu, with the shipped bot on the other side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.discord.conftest import Town

UNKNOWN = "Which wheelchair fits into a small car boot?"


async def test_members_see_their_questions_and_take_one_back(town: Town) -> None:
    async with town.bot():
        await (await town.ana.slash("ask", question=UNKNOWN)).message()
        mine = await (await town.ana.slash("my questions")).message()
        assert mine.ephemeral
        assert UNKNOWN in mine.text
        assert "waiting for the author" in mine.text
        assert "keep no question" in (await (await town.ben.slash("my questions")).message()).text
        await town.ana.selects(mine, [UNKNOWN])
        await town.discord.until(lambda: "Keep it" in mine.buttons, "the bot to ask")
        await town.ana.clicks(mine, "Keep it")
        await town.discord.until(lambda: "Your questions" in mine.text, "the list")
        await town.ana.selects(mine, [UNKNOWN])
        await town.discord.until(lambda: "Keep it" in mine.buttons, "the bot to ask")
        await town.ana.clicks(mine, "Yes, take it back")
        await town.discord.until(lambda: "keep no question" in mine.text, "the question to go")
        assert await town.kb.review.queue(town.community) == []


async def test_who_could_not_be_told_reads_the_answer_to_their_question(town: Town) -> None:
    town.discord.expect(50007)
    town.ana.closes_dms()
    async with town.bot():
        card = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        await town.ana.clicks(card, "Tell me when it is answered")
        await town.discord.until(lambda: card.buttons == ["Withdraw"], "the promise")
        (waiting,) = await town.kb.review.queue(town.community)
        await town.kb.review.answer(town.community, waiting.id, "A folding one.", "Dr Sol")
        mine = await (await town.ana.slash("my questions")).message()
        assert "answered" in mine.text
        shown = await (await town.ana.selects(mine, [UNKNOWN])).message()
        assert "A folding one." in shown.text


async def test_members_get_what_is_kept_of_them_as_a_file_for_them_alone(town: Town) -> None:
    async with town.bot():
        await (await town.ana.slash("ask", question=UNKNOWN)).message()
        shown = await (await town.ana.slash("my data")).message()
        assert shown.ephemeral
        held = json.loads(shown.attachments[0].content)
        assert held["asker"] == str(town.ana.id)
        assert held["questions"][0]["wording"] == UNKNOWN


async def test_members_are_forgotten_when_they_confirm_it(town: Town) -> None:
    async with town.bot():
        await (await town.ana.slash("ask", question=UNKNOWN)).message()
        shown = await (await town.ana.slash("forget me")).message()
        await town.ana.clicks(shown, "Keep it")
        await town.discord.until(lambda: "Nothing was erased" in shown.text, "the reply")
        assert len(await town.kb.askers.questions(str(town.ana.id))) == 1
        shown = await (await town.ana.slash("forget me")).message()
        await town.ana.clicks(shown, "Erase it")
        await town.discord.until(lambda: "keep nothing" in shown.text, "the reply")
        assert await town.kb.askers.questions(str(town.ana.id)) == []


async def test_help_is_there_for_everybody(town: Town) -> None:
    async with town.bot():
        shown = await (await town.ana.slash("help", at=town.ana.dms)).message()
        assert "/ask" in shown.text
        assert "without being called" not in shown.text


async def test_an_answer_is_found_for_somebodys_message_and_nothing_is_kept(town: Town) -> None:
    async with town.bot():
        said = town.ben.says(town.general, "is vitamin d good for ms?")
        shown = await (await town.ana.context_menu("Find an answer", said)).message()
        assert shown.only_for == town.ana.id
        assert shown.embeds[0]["title"] == "Can I take vitamin D with MS?"
        assert shown.buttons == ["Source: example.org"]
        doubtful = town.ben.says(town.general, "is flying allowed")
        shown = await (await town.ana.context_menu("Find an answer", doubtful)).message()
        read = await (await town.ana.selects(shown, ["Can I fly after a relapse?"])).message()
        assert "once you feel well enough" in read.text
        unknown = town.ben.says(town.general, UNKNOWN)
        shown = await (await town.ana.context_menu("Find an answer", unknown)).message()
        assert "no answer" in shown.text
        assert await town.kb.review.queue(town.community) == []


async def test_somebodys_message_is_sent_to_the_author(town: Town) -> None:
    async with town.bot():
        said = town.ben.says(town.general, UNKNOWN)
        for person in (town.ana, town.ana, town.ben):
            shown = await (await person.context_menu("Send to the author's queue", said)).message()
            assert shown.only_for == person.id
            assert "Waiting for the author" in shown.text
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.askers == 2
        assert f"{town.general.id}/{said.id}" in waiting.places
        card = await (await town.ana.context_menu("Send to the author's queue", said)).message()
        assert "/my questions shows it" in card.text  # she cannot be named beside what Ben wrote
        await town.ana.clicks(card, "Withdraw")
        await town.discord.until(lambda: "Yes, take it back" in card.buttons, "the bot to ask")
        await town.ana.clicks(card, "Yes, take it back")
        await town.discord.until(lambda: "withdrawn" in card.text, "the question to go")
        (left,) = await town.kb.review.queue(town.community)
        assert left.askers == 1
