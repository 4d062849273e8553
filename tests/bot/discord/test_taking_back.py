"""Slips that are taken back, and old buttons pressed late; with the shipped bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import ProposalKind

if TYPE_CHECKING:
    from discord_server import Message

    from tests.bot.discord.conftest import Town

WORDING = "is vitamin d good for people with ms"
VITAMIN = "Can I take vitamin D with MS?"
VAGUE = "is flying allowed"
UNKNOWN = "Which wheelchair fits into a small car boot?"
JUDGING = ["This answers it", "Not my question"]


async def answered(town: Town, question: str = WORDING) -> Message:
    return await (await town.ana.slash("ask", question=question)).message()


async def test_a_slip_on_this_answers_it_is_taken_back(town: Town) -> None:
    async with town.bot():
        answer = await answered(town)
        await town.ana.clicks(answer, "This answers it")
        await town.discord.until(lambda: "Take that back" in answer.buttons, "the button that undoes it")
        (proposal,) = await town.kb.learning.proposals(town.community)
        assert proposal.kind is ProposalKind.PHRASING
        await town.ana.clicks(answer, "Take that back")
        await town.discord.until(lambda: answer.buttons[:2] == JUDGING, "the answer as it was")
        assert answer.embeds[0]["title"] == VITAMIN
        assert await town.kb.learning.proposals(town.community) == []


async def test_a_slip_on_not_my_question_is_taken_back(town: Town) -> None:
    async with town.bot():
        answer = await answered(town)
        await town.ana.clicks(answer, "Not my question")
        await town.discord.until(lambda: "Back to the answer" in answer.buttons, "the way back")
        (proposal,) = await town.kb.learning.proposals(town.community)
        assert proposal.kind is ProposalKind.BLOCK
        await town.ana.clicks(answer, "Back to the answer")
        await town.discord.until(lambda: answer.buttons[:2] == JUDGING, "the answer as it was")
        assert answer.embeds[0]["title"] == VITAMIN
        assert await town.kb.learning.proposals(town.community) == []


async def test_a_slip_on_none_of_these_is_taken_back_and_can_be_made_again(town: Town) -> None:
    async with town.bot():
        shown = await answered(town, VAGUE)
        for _ in range(2):
            await town.ana.clicks(shown, "None of these")
            await town.discord.until(lambda: "Waiting for the author" in shown.text, "the question to wait")
            (waiting,) = await town.kb.review.queue(town.community)
            assert (waiting.text, waiting.askers) == (VAGUE, 1)
            await town.ana.clicks(shown, "Back")
            await town.discord.until(lambda: "None of these" in shown.buttons, "the suggestions again")
            assert await town.kb.review.queue(town.community) == []
        await town.ana.clicks(shown, "Yes, show me")
        await town.discord.until(lambda: "This answers it" in shown.buttons, "the answer")


async def test_going_back_leaves_the_question_to_others_who_asked_it(town: Town) -> None:
    async with town.bot():
        for person in (town.ben, town.ana):
            shown = await (await person.slash("ask", question=VAGUE)).message()
            await person.clicks(shown, "None of these")
            await town.discord.until(lambda card=shown: "Back" in card.buttons, "the question to wait")
        await town.ana.clicks(shown, "Back")
        await town.discord.until(lambda: "None of these" in shown.buttons, "the suggestions again")
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.askers == 1
        assert await town.kb.askers.questions(str(town.ana.id)) == []


async def test_nobody_goes_back_once_the_question_is_answered(town: Town) -> None:
    async with town.bot():
        shown = await answered(town, VAGUE)
        await town.ana.clicks(shown, "None of these")
        await town.discord.until(lambda: "Back" in shown.buttons, "the question to wait")
        (waiting,) = await town.kb.review.queue(town.community)
        await town.kb.review.answer(town.community, waiting.id, "Yes.", "Dr Sol")
        reply = await town.ana.clicks(shown, "Back")
        assert "not waiting any more" in (await reply.followup()).text


async def test_an_answer_that_was_removed_is_not_brought_back(town: Town) -> None:
    async with town.bot():
        answer = await answered(town)
        await town.ana.clicks(answer, "Not my question")
        await town.discord.until(lambda: "Back to the answer" in answer.buttons, "the way back")
        (entry,) = [e for e in await town.kb.curation.entries(town.community) if e.question == VITAMIN]
        await town.kb.curation.remove(town.community, entry.id, editor="owner")
        reply = await town.ana.clicks(answer, "Back to the answer")
        assert "There is no entry" in (await reply.followup()).text
        assert "most people with MS" not in answer.text


async def test_buttons_of_a_question_that_was_withdrawn_say_so(town: Town) -> None:
    async with town.bot():
        card = await (await town.ana.slash("ask", question=UNKNOWN, show="Everyone")).message()
        mine = await (await town.ana.slash("my questions")).message()
        await town.ana.selects(mine, [UNKNOWN])
        await town.discord.until(lambda: "Keep it" in mine.buttons, "the bot to ask")
        await town.ana.clicks(mine, "Yes, take it back")
        await town.discord.until(lambda: "keep no question" in mine.text, "the question to go")
        reply = await town.ana.clicks(card, "Tell me when it is answered")
        assert "not waiting any more" in (await reply.followup()).text
        assert await town.kb.review.queue(town.community) == []


async def test_old_buttons_of_who_was_forgotten_bring_nothing_back(town: Town) -> None:
    async with town.bot() as bot:
        card = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        shown = await (await town.ana.slash("forget me")).message()
        await town.ana.clicks(shown, "Erase it")
        await town.discord.until(lambda: "keep nothing" in shown.text, "the reply")
        reply = await town.ana.clicks(card, "Tell me when it is answered")
        assert "ask it again" in (await reply.followup()).text
        await town.ana.clicks(card, "Withdraw")
        await town.discord.until(lambda: "Yes, take it back" in card.buttons, "the bot to ask")
        reply = await town.ana.clicks(card, "Yes, take it back")
        assert "ask it again" in (await reply.followup()).text
        held = await town.kb.askers.data(str(town.ana.id))
        assert held["questions"] == []
        assert "fault" not in bot.log


async def test_every_button_of_before_works_after_a_restart(town: Town) -> None:
    async with town.bot():
        doubtful, card = await answered(town, VAGUE), await answered(town, UNKNOWN)
        await town.ana.clicks(doubtful, "None of these")
        await town.discord.until(lambda: "Back" in doubtful.buttons, "the question to wait")
        await town.ana.clicks(card, "Withdraw")
        await town.discord.until(lambda: "Keep it" in card.buttons, "the bot to ask")
    async with town.bot():
        await town.ana.clicks(doubtful, "Back")
        await town.discord.until(lambda: "None of these" in doubtful.buttons, "the suggestions again")
        await town.ana.clicks(card, "Keep it")
        await town.discord.until(lambda: "Withdraw" in card.buttons, "the question to stay")
