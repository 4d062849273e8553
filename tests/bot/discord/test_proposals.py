"""What members said of answers, as a moderator goes through it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import EntryText, Question

if TYPE_CHECKING:
    from discord_server import Person

    from tests.bot.discord.conftest import Town

FLYING, BLOOD = "is it ok to fly when the relapse is over", "vitamin d with ms, can i take it"


@pytest.fixture
async def mo(town: Town) -> Person:
    """Give a moderator; a member picked entry 4 for one wording and turned entry 1 down for another."""
    await town.kb.pick(Question(town.community, "m1", FLYING, "k1"), 4)
    await town.kb.ask(Question(town.community, "m2", BLOOD, "k2"))
    await town.kb.feedback.reject(town.community, "k2")
    return town.guild.member("Mo", roles=[town.guild.role("Helpers", "manage_guild", "manage_messages")])


async def test_each_proposal_is_seen_by_skipping_and_stays(town: Town, mo: Person) -> None:
    async with town.bot():
        card = await (await mo.slash("faq proposals")).message()
        assert "Not the question?" in card.text
        assert "1 of 2" in card.text
        await mo.clicks(card, "Skip for now")
        await town.discord.until(lambda: "2 of 2" in card.text, "the second card")
        assert "One more wording?" in card.text
        await mo.clicks(card, "Skip for now")
        await town.discord.until(lambda: "1 of 2" in card.text, "the first card again")
        assert "Not the question?" in card.text
        assert len(await town.kb.learning.proposals(town.community)) == 2


async def test_what_is_turned_down_changes_nothing_and_does_not_come_back(town: Town, mo: Person) -> None:
    async with town.bot():
        card = await (await mo.slash("faq proposals")).message()
        for label in ("Keep answering it", "Do not add it"):
            await mo.clicks(card, label)
            await town.discord.until(lambda: label not in card.buttons, "the next")  # noqa: B023  at once
            assert "Nothing was changed." in card.text
        assert "Nothing that members said is waiting for review." in card.text
        assert await town.kb.learning.proposals(town.community) == []
        assert await town.kb.learning.blocks(town.community) == []
        assert (await town.kb.curation.get(town.community, 4)).text.phrasings == ()
        twice = await (await mo.forges(custom_id="aw:faq-said-decline:2:0", message=card)).followup()
        assert twice.text == "The proposal with the number 2 was already declined."


async def test_what_was_turned_down_waits_again_when_that_is_taken_back(town: Town, mo: Person) -> None:
    before = await town.kb.learning.proposals(town.community)
    async with town.bot():
        card = await (await mo.slash("faq proposals")).message()
        for label, title in (
            ("Keep answering it", "Not the question?"),
            ("Do not add it", "One more wording?"),
        ):
            if label not in card.buttons:
                await mo.clicks(card, "Skip for now")
                await town.discord.until(lambda: label in card.buttons, "the other")  # noqa: B023  at once
            await mo.clicks(card, label)
            await town.discord.until(lambda: "Take that back" in card.buttons, "the way back")
            await mo.clicks(card, "Take that back")
            await town.discord.until(lambda: "It waits again." in card.text, "the proposal")
            assert title in card.text
        assert await town.kb.learning.proposals(town.community) == before
        twice = await (await mo.forges(custom_id="aw:faq-said-reconsider:1", message=card)).followup()
        assert twice.text == "The proposal with the number 1 is waiting already."


async def test_a_block_that_was_lifted_is_put_back(town: Town, mo: Person) -> None:
    await town.kb.learning.block(town.community, 4, "is it safe to fly", "seed")
    async with town.bot():
        shown = await (await mo.slash("faq blocks")).message()
        await mo.selects(shown, ["1. is it safe to fly"])
        await town.discord.until(lambda: "Block 1 is lifted" in shown.text, "the lifting")
        assert await town.kb.learning.blocks(town.community) == []
    async with town.bot():
        await mo.clicks(shown, "Block it again")
        await town.discord.until(lambda: "entry 4 will not answer" in shown.text, "the block")
        [block] = await town.kb.learning.blocks(town.community)
        assert (block.entry.id, block.wording) == (4, "is it safe to fly")
        other = await (await mo.forges(custom_id="aw:faq-block-again:77", message=shown)).followup()
        assert other.text == "There is no block with the number 77 in this community."


async def test_a_worrying_wording_is_added_only_all_the_same_and_can_be_taken_back(
    town: Town, mo: Person
) -> None:
    await town.kb.curation.add(town.community, EntryText(FLYING, "Ask the airline."), "seed")
    async with town.bot():
        card = await (await mo.slash("faq proposals")).message()
        await mo.clicks(card, "Skip for now")
        await town.discord.until(lambda: "One more wording?" in card.text, "the wording")
        await mo.clicks(card, "Add this wording")
        await town.discord.until(lambda: "Add it all the same" in card.buttons, "the worry")
        assert "If you add this wording" in card.text
        assert "a wording that another entry has too" in card.text
        assert card.buttons == ["Add it all the same", "Do not add it", "Back"]
        assert (await town.kb.curation.get(town.community, 4)).text.phrasings == ()
        await mo.clicks(card, "Back")
        await town.discord.until(lambda: "Add this wording" in card.buttons, "the card")
        await mo.clicks(card, "Add this wording")
        await town.discord.until(lambda: "Add it all the same" in card.buttons, "the worry again")
        await mo.clicks(card, "Add it all the same")
        await town.discord.until(lambda: "It is now a wording of entry 4" in card.text, "the wording")
        assert (await town.kb.curation.get(town.community, 4)).text.phrasings == (FLYING,)
        await mo.clicks(card, "Undo that")
        await town.discord.until(lambda: "was taken back" in card.text, "the undoing")
        assert (await town.kb.curation.get(town.community, 4)).text.phrasings == ()


async def test_what_would_bring_back_a_blocked_wording_names_the_command_that_lifts_the_block(
    town: Town, mo: Person
) -> None:
    entry = await town.kb.curation.get(town.community, 4)
    for seen, phrasings in enumerate([(FLYING,), ()], start=1):
        text = replace(entry.text, phrasings=phrasings)
        await town.kb.curation.edit(town.community, 4, text, seen=seen, editor="seed")
    await town.kb.learning.block(town.community, 4, FLYING, "seed")
    async with town.bot():
        told = await (await mo.slash("faq undo", entry="4")).message()
        assert told.text.endswith("if it is, first lift block 1 with /faq blocks.")
        blocks = await (await mo.slash("faq blocks")).message()
        await mo.selects(blocks, [f"1. {FLYING}"])
        await town.discord.until(lambda: "Block 1 is lifted" in blocks.text, "the lifting")
        told = await (await mo.slash("faq undo", entry="4")).message()
        assert "The last change of entry 4 was taken back." in told.text
