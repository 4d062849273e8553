"""Second thoughts: a dismissal and a merge are undone, and nobody is told before it is too late for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import QuestionStatus

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.authors.conftest import Office

SKI = "Can I go skiing in the Alps with a catheter?"
PAY = "Who pays for the parking at the clinic?"


async def card(person: Person) -> Message:
    return await (await person.slash("queue review")).message()


async def dismissed(person: Person, reason: str = "Ask the *clinic*") -> Message:
    modal = await (await person.clicks(await card(person), "Dismiss")).modal()
    return await (await person.submits(modal, reason=reason)).message()


async def test_a_dismissal_says_what_will_happen_and_is_undone_before_anybody_is_told(office: Office) -> None:
    number = await office.asked(SKI, str(office.ana.id), waits=True)
    async with office.bot():
        shown = await dismissed(office.sol)
        assert f"Question {number} is closed" in shown.text
        assert "Nobody is told for 5 minutes" in shown.text
        assert "clinic" in shown.text
        assert shown.buttons == ["Undo", "Next question"]
    async with office.bot():
        back = await (await office.sol.clicks(shown, "Undo")).message()
        assert "It is open again, and nobody was told." in back.text
        assert "Answer" in back.buttons
        office.minutes_pass(60)
        await office.discord.quiet(6)
    assert office.ana.dms.from_bot == []
    assert (await office.kb.review.get(office.community, number)).status is QuestionStatus.OPEN


async def test_a_dismissal_is_told_once_after_a_while_though_the_bot_was_killed(office: Office) -> None:
    await office.asked(SKI, str(office.ana.id), waits=True)
    async with office.bot() as bot:
        shown = await dismissed(office.sol)
        await bot.kill()
    assert office.ana.dms.from_bot == []
    async with office.bot():
        await office.discord.quiet(6)
        assert office.ana.dms.from_bot == []
        office.minutes_pass(6)
        told = await office.ana.dms.next_message()
        assert "was closed without an answer: Ask the" in told.text
        late = await (await office.sol.clicks(shown, "Undo")).message()
        assert "Too late to undo" in late.text
        assert late.buttons == ["Next question"]
        await office.discord.quiet(6)
    assert len(office.ana.dms.from_bot) == 1


async def test_undoing_twice_undoes_once_and_shows_the_card(office: Office) -> None:
    await office.asked(SKI)
    async with office.bot():
        shown = await dismissed(office.sol)
        first, second = await office.sol.clicks(shown, "Undo"), await office.sol.clicks(shown, "Undo")
        await first.acknowledged()
        await second.acknowledged()
        await office.discord.quiet()
    assert len(await office.kb.review.queue(office.community)) == 1


async def test_what_was_asked_again_meanwhile_takes_the_askers_in(office: Office) -> None:
    await office.asked(SKI, "5")
    async with office.bot():
        shown = await dismissed(office.sol)
        again = await office.asked(SKI, "6")
        back = await (await office.sol.clicks(shown, "Undo")).message()
        assert f"it is now part of question {again}" in back.text
        assert "2 people are asking this" in back.text


async def test_a_merge_shows_both_questions_first_and_is_undone(office: Office) -> None:
    first, second = await office.asked(SKI), await office.asked(PAY, "2")
    async with office.bot():
        offered = await (await office.sol.clicks(await card(office.sol), "Merge")).message()
        asked = await (await office.sol.selects(offered, [PAY])).message()
        assert SKI in asked.text
        assert PAY in asked.text
        assert "Are these the same question?" in asked.text
        assert (await office.kb.review.get(office.community, first)).status is QuestionStatus.OPEN
        assert asked.buttons == ["Yes, merge", "Others", "Back"]
        done = await (await office.sol.clicks(asked, "Yes, merge")).message()
        assert f"Question {first} is now part of question {second}" in done.text
        assert "2 people are asking this" in done.text
    assert (await office.kb.review.get(office.community, first)).status is QuestionStatus.MERGED
    async with office.bot():
        back = await (await office.sol.clicks(done, "Undo")).message()
        assert "It is a question of its own again" in back.text
        assert SKI in back.text
    assert [each.askers for each in await office.kb.review.queue(office.community)] == [1, 1]


async def test_a_merge_is_not_undone_once_all_have_their_answer(office: Office) -> None:
    first, second = await office.asked(SKI), await office.asked(PAY, "2")
    async with office.bot():
        offered = await (await office.sol.clicks(await card(office.sol), "Merge")).message()
        asked = await (await office.sol.selects(offered, [PAY])).message()
        done = await (await office.sol.clicks(asked, "Yes, merge")).message()
        await office.kb.review.answer(office.community, second, "The clinic.", "Mo")
        late = await (await office.sol.clicks(done, "Undo")).message()
        assert "Too late to undo" in late.text
    assert (await office.kb.review.get(office.community, first)).status is QuestionStatus.MERGED


async def test_a_merge_into_what_was_settled_meanwhile_changes_nothing(office: Office) -> None:
    first, second = await office.asked(SKI), await office.asked(PAY, "2")
    async with office.bot():
        offered = await (await office.sol.clicks(await card(office.sol), "Merge")).message()
        asked = await (await office.sol.selects(offered, [PAY])).message()
        await office.kb.review.answer(office.community, second, "The clinic.", "Mo")
        told = await (await office.sol.clicks(asked, "Yes, merge")).message()
        assert "Settled meanwhile" in told.text
    assert [each.id for each in await office.kb.review.queue(office.community)] == [first]


async def test_a_card_of_a_question_that_was_withdrawn_says_so(office: Office) -> None:
    await office.asked(SKI, str(office.ana.id))
    async with office.bot():
        shown = await card(office.sol)
        key = f"m:{office.ana.id}:{SKI}"
        assert await office.kb.askers.withdraw(office.community, key, str(office.ana.id))
        told = await (await office.sol.clicks(shown, "Claim")).message()
        assert "Settled meanwhile" in told.text
        assert "skiing" not in told.text
        after = await (await office.sol.clicks(told, "Next question")).message()
        assert "Nothing is waiting" in after.text


async def test_whoever_waits_is_told_at_once_of_an_answer_and_the_card_counts_them(office: Office) -> None:
    await office.asked(SKI, str(office.ana.id), waits=True)
    await office.asked(SKI, "999")
    async with office.bot():
        modal = await (await office.sol.clicks(await card(office.sol), "Answer")).modal()
        preview = await (await office.sol.submits(modal, answer="Yes, warmly dressed.")).message()
        done = await (await office.sol.clicks(preview, "Publish")).message()
        assert "One person asked to be told, and will be told once." in done.text
        told = await office.ana.dms.next_message(timeout=3)
        assert "Yes, warmly dressed." in told.text
