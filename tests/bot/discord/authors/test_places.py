"""Where a question was asked: a card leads there, or says that the place is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.authors.conftest import Office

SKI = "Can I go skiing in the Alps with a catheter?"


async def card(person: Person) -> Message:
    return await (await person.slash("queue review")).message()


async def test_a_card_leads_to_where_the_question_was_asked_and_names_nobody(office: Office) -> None:
    said = office.ana.says(office.general, SKI)
    await office.asked(SKI, str(office.ana.id), f"{office.general.id}/{said.id}", waits=True)
    async with office.bot():
        shown = await card(office.sol)
        assert "Where it was asked" in shown.buttons
        assert "gone" not in shown.text
        assert "Ana" not in shown.text
        assert str(office.ana.id) not in str(shown.bodies)


async def test_a_channel_that_was_deleted_is_no_dead_link(office: Office) -> None:
    office.discord.expect(10003)
    said = office.ana.says(office.general, SKI)
    await office.asked(SKI, "5", f"{office.general.id}/{said.id}")
    async with office.bot():
        office.general.vanishes()
        await office.discord.quiet()
        shown = await (await office.sol.slash("queue review", at=office.desk)).message()
        assert "Where it was asked" not in shown.buttons
        assert "The place where it was asked is gone." in shown.text


async def test_a_thread_that_was_closed_is_still_a_place(office: Office) -> None:
    thread = office.ana.posts(office.forum, "Skiing", SKI)
    await office.asked(SKI, "5", f"{thread.id}/{thread.id}")
    thread.closes()
    async with office.bot():
        shown = await card(office.sol)
        assert "Where it was asked" in shown.buttons


async def test_what_is_no_place_of_this_server_is_no_link(office: Office) -> None:
    office.discord.expect(10003)
    other = office.discord.guild("Elsewhere").text_channel("general")
    for number, place in enumerate(("nowhere", "https://evil/x", "", "1/2", f"{other.id}/2")):
        await office.asked(SKI, str(number), place)
    async with office.bot():
        shown = await card(office.sol)
        assert [each for each in shown.buttons if "asked" in each or "Place" in each] == []
