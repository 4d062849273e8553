"""Authors as they are: forms sent empty, two at one card, restarts between two presses, a channel that went away."""

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


async def test_a_form_of_blanks_changes_nothing_and_says_so(office: Office) -> None:
    number = await office.asked(SKI)
    async with office.bot():
        shown = await card(office.sol)
        answer = await (await office.sol.clicks(shown, "Answer")).modal()
        told = await (await office.sol.submits(answer, answer=" \n ")).followup()
        assert "Nothing was written, so the question is still waiting." in told.text
        told = await (await office.sol.submits(answer, answer="\u200b")).followup()
        assert "The answer is empty" in told.text
        dismissal = await (await office.sol.clicks(shown, "Dismiss")).modal()
        told = await (await office.sol.submits(dismissal, reason=" ")).followup()
        assert "The reason is empty" in told.text
        again = await (await office.sol.clicks(shown, "Claim")).message()
        assert SKI in again.text, "the card still works"
    assert (await office.kb.review.get(office.community, number)).status is QuestionStatus.OPEN


async def test_two_authors_at_one_card(office: Office) -> None:
    await office.asked(SKI)
    async with office.bot():
        hers, his = await card(office.sol), await card(office.mo)
        await (await office.sol.clicks(hers, "Claim")).message()
        told = await (await office.mo.clicks(his, "Claim")).message()
        assert "Somebody else has claimed it" in told.text
        modal = await (await office.mo.clicks(told, "Dismiss")).modal()
        done = await (await office.mo.submits(modal, reason="Asked elsewhere")).message()
        late = await (await office.sol.clicks(hers, "Later")).message()
        assert "was already dismissed" in late.text
        back = await (await office.sol.forges(custom_id=undo_of(done), message=late)).message()
        assert "It is open again" in back.text, "an author may undo what another did"


def undo_of(message: Message) -> str:
    found = [each["custom_id"] for row in message.components for each in row["components"]]
    return next(each for each in found if ":queue-undo:" in each)


async def test_a_merge_survives_a_restart_between_any_two_presses(office: Office) -> None:
    await office.asked(SKI)
    second = await office.asked(PAY, "2")
    async with office.bot() as bot:
        offered = await (await office.sol.clicks(await card(office.sol), "Merge")).message()
        await bot.kill()
    async with office.bot() as bot:
        asked = await (await office.sol.selects(offered, [PAY])).message()
        await bot.kill()
    async with office.bot():
        done = await (await office.sol.clicks(asked, "Yes, merge")).message()
        assert f"part of question {second}" in done.text
        twice = await (
            await office.sol.forges(custom_id=f"aw:queue-merged:1:{second}", message=done)
        ).message()
        assert "Settled meanwhile" in twice.text


async def test_the_longest_reason_stands_on_the_card_whole(office: Office) -> None:
    await office.asked("*" * 40 + SKI + " Please, please tell me. " * 30)
    async with office.bot():
        modal = await (await office.sol.clicks(await card(office.sol), "Dismiss")).modal()
        done = await (await office.sol.submits(modal, reason="_" * 999 + "!")).message()
        assert "\\_!" in done.text
        assert done.buttons == ["Undo", "Next question"]


async def test_next_goes_through_the_whole_queue(office: Office) -> None:
    for number, text in enumerate((SKI, PAY, "Is there a crèche in the waiting room?")):
        await office.asked(text, str(number))
    async with office.bot():
        shown = await card(office.sol)
        seen = [shown.text]
        for _ in range(3):
            shown = await (await office.sol.clicks(shown, "Next")).message()
            seen.append(shown.text)
        assert len(set(seen[:3])) == 3
        assert seen[3] == seen[0]
