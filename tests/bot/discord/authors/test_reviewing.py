"""The author goes through the queue, with the shipped bot on the other side."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

from knowledge import QuestionStatus

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.authors.conftest import Office

SKI = "Can I go skiing in the Alps with a catheter?"
PAY = "Who pays for the parking at the clinic?"
ANSWER = "Yes.\n\n* Keep *warm*, see https://example.org/a_b_c\n  - and rest [often](https://example.org)"


async def card(person: Person) -> Message:
    return await (await person.slash("queue review")).message()


async def written(person: Person, message: Message, answer: str = ANSWER, **more: str) -> Message:
    modal = await (await person.clicks(message, "Answer")).modal()
    return await (await person.submits(modal, answer=answer, **more)).message()


async def test_the_author_answers_after_a_look_and_the_words_are_kept_as_written(office: Office) -> None:
    number = await office.asked(SKI, "5", f"{office.general.id}/77")
    async with office.bot():
        first = await card(office.sol)
        assert first.ephemeral
        assert "skiing in the Alps" in first.text
        assert "1 person is asking this" in first.text
        assert "Why I did not answer" in first.text
        preview = await written(office.sol, first)
        assert "Please check your answer" in preview.text
        assert preview.buttons == ["Publish", "Edit", "Discard"]
        assert (await office.kb.review.get(office.community, number)).status is QuestionStatus.OPEN
        done = await (await office.sol.clicks(preview, "Publish")).message()
        assert "Published as entry 2" in done.text
        assert "Nobody is waiting to be told." in done.text
        assert done.buttons == ["Next question"]
    entry = await office.kb.curation.get(office.community, 2)
    assert entry.answer == ANSWER
    assert entry.question == SKI
    assert entry.source.author == "Dr Sol"
    assert not office.discord.pings


async def test_what_was_written_survives_a_restart_and_an_edit(office: Office) -> None:
    await office.asked(SKI)
    async with office.bot():
        preview = await written(office.sol, await card(office.sol))
    async with office.bot():
        modal = await (await office.sol.clicks(preview, "Edit")).modal()
        assert modal.values == {"question": SKI, "answer": ANSWER}
        preview = await (await office.sol.submits(modal, question="May one ski?", answer="No.")).message()
    async with office.bot():
        await (await office.sol.clicks(preview, "Publish")).message()
    entry = await office.kb.curation.get(office.community, 2)
    assert (entry.question, entry.answer) == ("May one ski?", "No.")
    assert SKI in entry.text.phrasings


async def test_an_answer_of_four_thousand_characters_is_published_whole(office: Office) -> None:
    await office.asked(SKI)
    answer = ("Warm, *dry* & rested: that is the rule. " * 100)[:3999] + "!"
    async with office.bot():
        preview = await written(office.sol, await card(office.sol), answer)
        await (await office.sol.clicks(preview, "Publish")).message()
    assert (await office.kb.curation.get(office.community, 2)).answer == answer


async def test_a_discarded_answer_is_gone_and_the_card_is_back(office: Office) -> None:
    await office.asked(SKI)
    async with office.bot():
        preview = await written(office.sol, await card(office.sol))
        shown = await (await office.sol.clicks(preview, "Discard")).message()
        assert "Your answer was discarded" in shown.text
        assert "Answer" in shown.buttons
        assert not shown.attachments


async def test_a_question_that_somebody_else_settled_is_refused_kindly(office: Office) -> None:
    number = await office.asked(SKI)
    async with office.bot():
        preview = await written(office.sol, await card(office.sol))
        await office.kb.review.dismiss(office.community, number, "Asked elsewhere", "Mo")
        told = await (await office.sol.clicks(preview, "Publish")).message()
        assert "was already dismissed" in told.text
        assert "Your words are in the file" in told.text
        assert ANSWER.encode() in told.attachments[0].content
        assert told.buttons == ["Next question"]
        after = await (await office.sol.clicks(told, "Next question")).message()
        assert "Nothing is waiting" in after.text
    assert len(await office.kb.curation.entries(office.community)) == 1


async def test_words_written_for_a_settled_question_are_handed_back(office: Office) -> None:
    number = await office.asked(SKI)
    async with office.bot():
        modal = await (await office.sol.clicks(await card(office.sol), "Answer")).modal()
        await office.kb.review.dismiss(office.community, number, "Asked elsewhere", "Mo")
        told = await (await office.sol.submits(modal, answer=ANSWER)).message()
        assert "Settled meanwhile" in told.text
        assert ANSWER.encode() in told.attachments[0].content


async def test_words_are_not_lost_with_a_card_that_was_closed(office: Office) -> None:
    await office.asked(SKI)
    office.discord.expect(10008)
    async with office.bot():
        shown = await card(office.sol)
        modal = await (await office.sol.clicks(shown, "Answer")).modal()
        shown.deleted = True
        preview = await (await office.sol.submits(modal, answer=ANSWER)).followup()
        assert preview.buttons == ["Publish", "Edit", "Discard"]
        await (await office.sol.clicks(preview, "Publish")).message()
    assert (await office.kb.curation.get(office.community, 2)).answer == ANSWER


async def test_publishing_twice_publishes_once(office: Office) -> None:
    await office.asked(SKI)
    async with office.bot():
        preview = await written(office.sol, await card(office.sol))
        first, second = (
            await office.sol.clicks(preview, "Publish"),
            await office.sol.clicks(preview, "Publish"),
        )
        await first.acknowledged()
        await second.acknowledged()
        await office.discord.quiet()
    assert len(await office.kb.curation.entries(office.community)) == 2


async def test_an_existing_answer_is_searched_looked_at_and_used(office: Office) -> None:
    number = await office.asked(SKI)
    async with office.bot():
        offered = await (await office.sol.clicks(await card(office.sol), "Use existing")).message()
        assert "May I swim with MS?" in offered.choices
        modal = await (await office.sol.clicks(offered, "Search")).modal()
        found = await (await office.sol.submits(modal, words="cool water")).message()
        shown = await (await office.sol.selects(found, ["May I swim with MS?"])).message()
        assert "Yes, in cool water." in shown.text
        done = await (await office.sol.clicks(shown, "Yes, use it")).message()
        assert "Entry 1 now answers it" in done.text
    assert (await office.kb.review.get(office.community, number)).status is QuestionStatus.ANSWERED
    assert SKI in (await office.kb.curation.get(office.community, 1)).text.phrasings


async def test_a_claim_is_seen_by_others_who_are_shown_another_card(office: Office) -> None:
    await office.asked(SKI)
    await office.asked(PAY)
    async with office.bot():
        claimed = await (await office.sol.clicks(await card(office.sol), "Claim")).message()
        assert f"Claimed by {office.sol.mention}" in claimed.text
        assert PAY[:20] in (await card(office.mo)).text
        listed = await (await office.mo.slash("queue list")).message()
        assert "claimed by" in listed.text
        released = await (await office.sol.clicks(claimed, "Release")).message()
        assert "Claimed by" not in released.text


async def test_later_shows_the_next_and_dismiss_tells_why(office: Office) -> None:
    first, second = await office.asked(SKI), await office.asked(PAY)
    async with office.bot():
        shown = await (await office.sol.clicks(await card(office.sol), "Later")).message()
        assert "put at the end" in shown.text
        assert "parking" in shown.text
        modal = await (await office.sol.clicks(shown, "Dismiss")).modal()
        closed = await (await office.sol.submits(modal, reason="Ask the *clinic*")).message()
        assert "is closed" in closed.text
    assert (await office.kb.review.get(office.community, second)).status is QuestionStatus.DISMISSED
    assert [each.id for each in await office.kb.review.queue(office.community)] == [first]


async def test_a_list_leads_to_any_card(office: Office) -> None:
    await office.asked(SKI)
    await office.asked(PAY)
    async with office.bot():
        listed = await (await office.sol.slash("queue list")).message()
        assert "2 questions are waiting" in listed.text
        shown = await (await office.sol.selects(listed, [PAY])).message()
        assert "Why I did not answer" in shown.text or "parking" in shown.text
        assert "Answer" in shown.buttons


async def test_stats_come_with_a_picture_that_can_be_read_aloud(office: Office) -> None:
    await office.asked(SKI)
    async with office.bot():
        shown = await (await office.sol.slash("queue stats")).message(timeout=15)
        assert shown.ephemeral
        assert [each.filename for each in shown.attachments] == ["weeks.png"]
        assert shown.attachments[0].content.startswith(b"\x89PNG")
        assert "1 asked" in (shown.attachments[0].description or "")


async def test_a_locked_database_delays_the_card_and_not_the_acknowledgement(office: Office) -> None:
    number = await office.asked(SKI)
    async with office.bot():
        shown = await card(office.sol)
        lock = sqlite3.connect(office.folder / "store.sqlite3", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        reply = await office.sol.clicks(shown, "Later")
        await reply.acknowledged(2.5)
        await asyncio.sleep(2)
        lock.execute("ROLLBACK")
        lock.close()
        told = await reply.message(timeout=10)
        assert f"Question {number} was put at the end" in told.text


async def test_a_press_that_arrives_twice_publishes_once(office: Office) -> None:
    await office.asked(SKI)
    office.discord.expect(40060)
    async with office.bot():
        preview = await written(office.sol, await card(office.sol))
        office.discord.trouble.gateway.duplicate_next("INTERACTION_CREATE")
        done = await (await office.sol.clicks(preview, "Publish")).message()
        await office.discord.quiet()
        assert "Published as entry 2" in done.text
    assert len(await office.kb.curation.entries(office.community)) == 2
