"""Answers past their review date: an author looks at each and says that it is still right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import EntryText

if TYPE_CHECKING:
    from tests.bot.discord.authors.conftest import Office


async def test_an_author_goes_through_what_is_due_and_confirms_it(office: Office) -> None:
    running = EntryText("May I run?", "Yes, slowly.")
    second = (await office.kb.curation.add(office.community, running, "seed")).entry
    office.years_pass()
    async with office.bot():
        first = await (await office.sol.slash("queue due")).message()
        assert first.ephemeral
        assert "Yes, in cool water." in first.text
        assert "Last reviewed 2 January 2020" in first.text
        assert first.buttons == ["Still right", "Next"]
        shown = await (await office.sol.clicks(first, "Next")).message()
        assert "Yes, slowly." in shown.text
    async with office.bot():
        left = await (await office.sol.clicks(shown, "Still right")).message()
        assert f"Entry {second.id} counts as reviewed today." in left.text
        assert "Yes, in cool water." in left.text
        assert left.buttons == ["Still right"]
        none = await (await office.sol.clicks(left, "Still right")).message()
        assert "Nothing is due for review" in none.text
        assert none.buttons == []
    history = await office.kb.curation.history(office.community, second.id)
    assert (history[-1].action, history[-1].editor) == ("confirmed", "Dr Sol")
    assert (await office.kb.curation.get(office.community, second.id)).answer == "Yes, slowly."
    assert await office.kb.review.due(office.community) == []


async def test_what_was_changed_meanwhile_is_not_confirmed_unread(office: Office) -> None:
    office.years_pass()
    async with office.bot():
        shown = await (await office.sol.slash("queue due")).message()
        await office.kb.curation.edit(
            office.community, 1, EntryText("May I swim with MS?", "No."), seen=1, editor="mo"
        )
        office.years_pass()
        told = await (await office.sol.clicks(shown, "Still right")).message()
        assert "was changed or reviewed meanwhile; nothing was noted" in told.text
        assert "No." in told.text
    assert (await office.kb.curation.history(office.community, 1))[-1].action == "edited"


async def test_the_digest_leads_to_what_is_due_for_authors_alone(office: Office) -> None:
    office.years_pass()
    await office.chooses(author_channel=office.desk.id)
    async with office.bot():
        sent = await office.desk.next_message()
        assert sent.buttons == ["Review the queue", "Answers due"]
        refused = await (await office.ana.clicks(sent, "Answers due")).message()
        assert "can do that here" in refused.text
        shown = await (await office.sol.clicks(sent, "Answers due")).message()
        assert shown.ephemeral
        done = await (await office.sol.clicks(shown, "Still right")).message()
        assert "counts as reviewed today" in done.text
    assert await office.kb.review.due(office.community) == []
