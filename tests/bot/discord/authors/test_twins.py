"""An author answers under a question that an entry asks already, with the shipped bot on the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import EntryText
from tests.bot.discord.authors.test_reviewing import SKI, card, written

if TYPE_CHECKING:
    from tests.bot.discord.authors.conftest import Office

SLOPES = "May one ski with a catheter?"


async def test_an_answer_that_is_there_already_is_used_and_the_entry_stays_alone(office: Office) -> None:
    await office.asked(SKI)
    await office.kb.curation.add(office.community, EntryText(SLOPES, "Yes."), "seed")
    async with office.bot():
        preview = await written(office.sol, await card(office.sol), "Yes.", question=SLOPES)
        done = await (await office.sol.clicks(preview, "Publish")).message()
        assert "Entry 2 now answers it" in done.text
    assert len(await office.kb.curation.entries(office.community)) == 2
    assert SKI in (await office.kb.curation.get(office.community, 2)).text.phrasings
    assert await office.kb.review.queue(office.community) == []


async def test_another_answer_is_compared_and_the_author_chooses_even_after_a_restart(office: Office) -> None:
    await office.asked(SKI)
    await office.kb.curation.add(office.community, EntryText(SLOPES, "Yes."), "seed")
    async with office.bot():
        preview = await written(office.sol, await card(office.sol), "No.", question=SLOPES)
        shown = await (await office.sol.clicks(preview, "Publish")).message()
        assert "Entry 2 asks this already" in shown.text
        assert "-Yes.\n+No." in shown.text
        assert shown.buttons == ["Use entry 2", "Keep both", "Edit"]
        assert len(await office.kb.curation.entries(office.community)) == 2
    async with office.bot():
        assert (await (await office.sol.clicks(shown, "Edit")).modal()).values["answer"] == "No."
        done = await (await office.sol.clicks(shown, "Keep both")).message()
        assert "Published as entry 3" in done.text
    assert (await office.kb.curation.get(office.community, 3)).answer == "No."
